/** A statement prepared for the audit: lines in time order, each classified, with fields for its links. */
import { type CivilDate, dayNumber } from "../../dates/civil-date.ts";
import type { AccountType, Pack, Product } from "../../fees/pack.ts";
import { productOf } from "../../fees/products.ts";
import { type Minor, parseMinor } from "../../money/money.ts";
import type { SaidRow, SaidStatement, StatementLine } from "../../statements/statement.ts";
import type { LineKind } from "../audit-result.ts";
import { madeOnce } from "../made-once.ts";
import { compileExpression, type LineClass } from "./classify.ts";
import { normaliseNarration } from "./narration.ts";
import { type PlausibleSums, plausibleSums } from "./plausible-sum.ts";
import { narrationReader } from "./read-narration.ts";

/**
 * A statement line while it is being audited. Classifying fills `kind`, `service` and `tags`; the linking steps fill the
 * rest, each once and in the order of `audit-statement.ts`; the judges only read.
 */
export type Entry = {
  readonly line: StatementLine;
  /** Place in time, 0 first: rows of a newest-first file run backwards. */
  at: number;
  readonly day: number;
  readonly seconds: number | null;
  /** Signed minor units. */
  readonly amount: Minor;
  readonly narration: string;
  words: readonly string[];
  kind: LineKind;
  service: string | null;
  tags: ReadonlySet<string>;
  /** True where words that no bank prints in a charge leave open whether it is one: such a line is never accused. */
  unsure: boolean;
  /** The fact that would tell which payment a charge belongs to, where its best assignments differ; null where they agree. */
  open: string | null;
  /** The payment a fee or levy was taken for. */
  event: Entry | null;
  /** The payments a batch levy was taken for. */
  events: readonly Entry[];
  /** The fee or levy a tax line belongs to. */
  parent: Entry | null;
  /** The tax lines of a fee, first one first. */
  taxes: readonly Entry[];
  /** What a reversal gives back. */
  reverses: Entry | null;
  /** Other payments that a reversal fits as well as the one it is taken to give back. */
  alike: readonly Entry[];
  /** What came back of this line, and with which line. */
  returns: readonly { readonly by: Entry; readonly amount: Minor }[];
  /** Charges taken for this payment, in the order in which they were linked; see `addCharge`. */
  charges: readonly Entry[];
  /** Those of them that did not come back. */
  standing: readonly Entry[];
};

export type Book = {
  readonly pack: Pack;
  readonly statement: SaidStatement;
  readonly bank: string | null;
  readonly account: AccountType | undefined;
  /** The bank's product that the account is, if the person says it: its prices are used before those of the whole bank. */
  readonly product: Product | undefined;
  /** In time order. */
  readonly entries: readonly Entry[];
  /** Lines whose amount has more decimals than the pack's currency: rejected here, never rounded. */
  readonly refused: readonly Omit<SaidRow, "reason">[];
};

/** Minor units of an exact decimal; undefined when a third decimal is not zero. */
function exactMinor(text: string): Minor | undefined {
  const plain = parseMinor(text);
  if (plain !== undefined) return plain;
  const trimmed = text.includes(".") ? text.replace(/0{1,40}$/, "").replace(/\.$/, "") : text;
  return parseMinor(trimmed);
}

/** Shared by all lines that have no such links: most lines of a statement have none. */
const NONE: readonly never[] = [];

const secondsOf = (time: string | undefined): number | null => {
  if (!time) return null;
  const [h = "0", m = "0", s = "0"] = time.split(":");
  return Number(h) * 3600 + Number(m) * 60 + Number(s);
};

const NO_TAGS: ReadonlySet<string> = new Set();

const OF_CARDS: ReadonlySet<string> = new Set(["purchase", "atm", "bill", "cheque", "cash_out"]);
/** As one of the first words it says that the line is not a transfer, whichever bank it names. */
const CARD_WORD = /^(?:POS|ATM|CWDL?|CASHPOINT|PURCHASE|CARD|AIRTIME|CASH|CHE?Q\w{0,6}|REMITA|BILLS?)$/;
const saysCard = (narration: string, firstWords: number): boolean =>
  narration.split(/\W+/, firstWords).some((word) => CARD_WORD.test(word));

/**
 * Removes tags of a payment that its words do not prove. A payment that names another bank is not inside the same bank. A word
 * for a purchase, a bill or a cheque in the middle of a line may be the payer's note: then no such tag stays, so that no charge
 * becomes wrong by it.
 */
function placed({ kind, tags }: LineClass, narration: string, namesOther: boolean): ReadonlySet<string> {
  if (kind !== "transaction") return tags;
  if (namesOther && tags.has("same_bank")) return new Set([...tags].filter((tag) => tag !== "same_bank"));
  const mayBeTyped = namesOther ? [...tags].some((tag) => OF_CARDS.has(tag)) : tags.has("purchase");
  return mayBeTyped && !saysCard(narration, namesOther ? 5 : 3) ? NO_TAGS : tags;
}

/** Classifies every line: the likeliest reading of its words whose sum a bank would print; if there is none, a payment. */
function classify(
  pack: Pack,
  entries: readonly Entry[],
  read: ReturnType<typeof narrationReader>,
  plausible: PlausibleSums,
): void {
  const named = pack.narration.namedServices;
  const isRoundShare = roundShares(pack);
  const mayName = (service: string | null) =>
    !named || service === null || named.some((one) => service.startsWith(one));
  for (const entry of entries) {
    const { told, words, namesOther } = read(entry.narration, directionOf(entry.amount));
    entry.words = words;
    const sum = sizeOf(entry);
    const fits = (one: LineClass, sure: boolean): boolean =>
      one.service === null || entry.amount > 0n || plausible.fits({ service: one.service, sum, more: told.more, sure });
    const sure = (one: LineClass) => !told.more || mayName(one.service);
    const found =
      told.named.find((one) => sure(one) && fits(one, true)) ??
      told.named.find((one) => !sure(one) && fits(one, false));
    // in the note of a transfer between banks such words are the payer's own
    const doubtful = found
      ? undefined
      : told.doubtful.find(
          (one) => fits(one, false) && !(namesOther && (one.kind === "interest" || one.kind === "reversal")),
        );
    const one = found ?? doubtful ?? told.plain;
    entry.kind = one.kind;
    entry.service = one.service;
    entry.tags = placed(one, entry.narration, namesOther);
    // above every known figure, or no levy's, and followed by a name or a note: it may be a payment to that name
    const beyond = told.more && one.service !== null && !plausible.known(one.service, sum, entry.day);
    entry.unsure =
      doubtful !== undefined || (found !== undefined && (!sure(found) || beyond || isRoundShare(entry, found)));
  }
}

/** Tests for a line without a word for a charge and with a round sum, which a share of payments hardly comes to: perhaps a note. */
function roundShares({ narration: { chargeSums } }: Pack): (entry: Entry, told: LineClass) => boolean {
  const shares = chargeSums?.shares;
  if (!shares) return () => false;
  const says = compileExpression(shares.says);
  const round = parseMinor(shares.round) ?? 0n;
  return ({ narration, amount }, { service }) =>
    service !== null && shares.services.includes(service) && amount % round === 0n && !says.test(narration);
}

const directionOf = (amount: Minor): "debit" | "credit" => (amount < 0n ? "debit" : "credit");

/** Lays a statement out in time order with every line classified. `bank` and `account` are what the file says unless the person says better. */
export function openBook(
  pack: Pack,
  statement: SaidStatement,
  said: {
    readonly bank?: string | undefined;
    readonly account?: AccountType | undefined;
    /** Facts that the person stated of the payment in a row, as tags. */
    readonly marks?: ReadonlyMap<number, readonly string[]>;
    readonly product?: string | undefined;
  },
): Book {
  const bank = said.bank ?? statement.bank;
  const read = narrationReader(pack, bank);
  const dayOf = dayNumbers();
  const entries: Entry[] = [];
  const refused: Omit<SaidRow, "reason">[] = [];
  const size = { largest: 0n, debits: 0n, lines: statement.lines.length, entries };
  let month = { name: "", debits: 0n };
  for (const line of statement.lines) {
    const amount = exactMinor(line.amount);
    if (amount === undefined) {
      refused.push({ row: line.row, raw: `${line.date} ${line.narration} ${line.amount}` });
      continue;
    }
    const narration = normaliseNarration(line.narration);
    if (amount < 0n) {
      const name = line.date.slice(0, 7);
      if (name !== month.name) month = { name, debits: 0n };
      month.debits -= amount;
      if (month.debits > size.debits) size.debits = month.debits;
    }
    const sum = amount < 0n ? -amount : amount;
    if (sum > size.largest) size.largest = sum;
    entries.push({
      line,
      at: 0,
      day: dayOf(line.date as CivilDate),
      seconds: secondsOf(line.time),
      amount,
      narration,
      words: NONE,
      kind: "transaction",
      service: null,
      tags: NO_TAGS,
      unsure: false,
      open: null,
      event: null,
      events: NONE,
      parent: null,
      taxes: NONE,
      reverses: null,
      alike: NONE,
      returns: NONE,
      charges: NONE,
      standing: NONE,
    });
  }
  classify(pack, entries, read, plausibleSums(pack, size));
  for (const entry of said.marks?.size ? entries : NONE) {
    const marks = said.marks?.get(entry.line.row);
    if (marks && entry.kind === "transaction") entry.tags = new Set([...entry.tags, ...marks]);
  }
  inTimeOrder(entries, statement.order);
  const named = productOf(pack, said.product);
  // the file is of another bank, so it is not this product
  const product = named?.bank === bank ? named : undefined;
  const kind = said.account ?? product?.account ?? statement.account.type;
  const account = kind === "unknown" || changesKind(statement) ? undefined : kind;
  return { pack, statement, bank, account, product, entries, refused };
}

/** Whether a row without money says that the account changed its kind: then neither kind holds for all days. */
const changesKind = ({ lines, rejected }: SaidStatement): boolean =>
  lines.some(({ amount, narration }) => Number(amount) === 0 && saysChange(narration)) ||
  rejected.some(({ raw }) => saysChange(raw));
const saysChange = (text: string): boolean => /\b(SAVINGS|CURRENT) (\w+ )?TO (SAVINGS|CURRENT)/i.test(text);

/** Day numbers of lines one after the other: most have the day of the one before. */
function dayNumbers(): (date: CivilDate) => number {
  let last: CivilDate | null = null;
  let day = 0;
  return (date) => {
    if (date !== last) {
      last = date;
      day = dayNumber(date);
    }
    return day;
  };
}

function inTimeOrder(entries: Entry[], order: SaidStatement["order"]): void {
  if (order === "newest_first") entries.reverse();
  else if (order === "unordered")
    entries.sort((a, b) => a.day - b.day || (a.seconds ?? 0) - (b.seconds ?? 0) || a.line.row - b.line.row);
  entries.forEach((entry, at) => {
    entry.at = at;
  });
}

const kinds = new WeakMap<Book, Map<LineKind, readonly Entry[]>>();

/** The entries that are of a kind now, in time order. */
export function ofKind(book: Book, kind: LineKind): readonly Entry[] {
  const known = madeOnce(kinds, book, () => new Map<LineKind, readonly Entry[]>());
  return madeOnce(known, kind, () => book.entries.filter((entry) => entry.kind === kind));
}

/** Gives an entry another class than its words gave it. */
export function retell(book: Book, entry: Entry, kind: LineKind, service: string | null): void {
  entry.kind = kind;
  entry.service = service;
  kinds.delete(book);
}

/** Adds a charge to those of its payment. */
export function addCharge(payment: Entry, charge: Entry): void {
  payment.charges = withOne(payment.charges, charge);
  if (!isReversed(charge)) payment.standing = withOne(payment.standing, charge);
}

function withOne(list: readonly Entry[], one: Entry): readonly Entry[] {
  if (list === NONE) return [one];
  (list as Entry[]).push(one);
  return list;
}

/** Takes back what charges were linked to; what reversals give back stays. */
export function unlinkCharges(book: Book): void {
  for (const entry of book.entries) {
    entry.event = null;
    entry.events = NONE;
    entry.parent = null;
    entry.taxes = NONE;
    entry.charges = NONE;
    entry.standing = NONE;
    entry.open = null;
  }
}

export const isCharge = (entry: Entry): boolean =>
  (entry.kind === "fee" || entry.kind === "levy" || (entry.kind === "tax" && entry.service !== null)) &&
  entry.amount < 0n;
export const isReversed = (event: Entry): boolean =>
  event.returns.length > 0 && returnedOf(event) + 1n >= sizeOf(event);
export const sizeOf = (entry: Entry): Minor => (entry.amount < 0n ? -entry.amount : entry.amount);
export const returnedOf = (entry: Entry): Minor => entry.returns.reduce((sum, r) => sum + r.amount, 0n);
