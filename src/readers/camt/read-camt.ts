/**
 * The messages camt.052, .053 and .054 of every version name an account, balances and entries; an entry may hide a fee in
 * `Chrgs`, and that fee becomes a line of its own so that the two add up to what was booked.
 * Source: ISO 20022 camt.052/053/054 message definitions, versions 1 to 13.
 */
import { type CivilDate, parseCivilDate } from "../../domain/dates/civil-date.ts";
import type {
  ParsedStatement,
  ReadWarning,
  RejectedLine,
  RowReason,
  StatementLine,
} from "../../domain/statements/statement.ts";
import { type Booked, proofOf, sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { bankIn, type NamedBank } from "../table/read-preamble.ts";
import { textOfUnits, unitsOf } from "../text/exact-number.ts";
import { MOST_LINES } from "../text/limits.ts";
import { maskAccount } from "../text/mask-account.ts";
import { allOf, at, deepAll, type Element, textAt, walkXml } from "../text/xml-elements.ts";
import { decimalOf, decimalsOf, negate, signed } from "./camt-amounts.ts";
import { chargesBeside, chargesOf } from "./camt-charges.ts";
import { detailDoubts, directionOf, lessUsual } from "./camt-details.ts";
import { comesOut, type Taken, takenNothing } from "./camt-summary.ts";
import { codeOf, isReversal, narrationOf, referenceOf } from "./camt-words.ts";

/** A balance in another currency than the account is printed as the file has it, but it proves nothing. */
type Balance = { readonly amount: string; readonly foreign: boolean };
type Draft = {
  account: Element | undefined;
  period: Element | undefined;
  /** What the file says that its entries come to. */
  summary: Element | undefined;
  readonly taken: Taken;
  opening: Balance | null;
  previous: Balance | null;
  closing: Balance | null;
  currency: string | null;
  /** Of a balance that is neither the opening nor the closing one: only where nothing else names a currency. */
  otherCurrency: string | null;
  row: number;
  readonly lines: StatementLine[];
  readonly rejected: RejectedLine[];
  /** Rows of entries that the bank flags as reversals, as they were booked. */
  readonly reversals: Set<number>;
  readonly pending: Set<number>;
  /** Of debits, whether a minus stands before their sum. */
  readonly minus: Map<number, boolean>;
  /** What the details of an entry say otherwise than it: said where no balance proves the entries. */
  readonly doubts: ReadWarning[];
  /** Charges named beside an entry but not inside its amount: lines only if the balance says so. */
  readonly beside: { readonly after: number; readonly amount: string; readonly words: string }[];
};

const STATEMENTS: ReadonlySet<string> = new Set(["Stmt", "Rpt", "Ntfctn"]);
const WANTED: ReadonlySet<string> = new Set(["Acct", "Bal", "FrToDt", "Ntry", "TxsSummry"]);

export function readCamt(text: string, banks: readonly NamedBank[] = []): ReaderAnswer {
  const drafts: Draft[] = [];
  const warnings: ReadWarning[] = [];
  let many = false;
  let root = "";
  const fault = walkXml(
    text,
    WANTED,
    (element, path) => {
      const draft = drafts.at(-1);
      if (!draft || !STATEMENTS.has(path.at(-1) ?? "")) return undefined;
      if (element.name === "Acct") draft.account ??= element;
      else if (element.name === "FrToDt") draft.period ??= element;
      else if (element.name === "TxsSummry") draft.summary ??= element;
      else if (element.name === "Bal") takeBalance(draft, element, warnings);
      else takeEntry(draft, element, warnings);
      many = draft.row > MOST_LINES;
      return many ? "stop" : undefined;
    },
    (name) => {
      if (STATEMENTS.has(name)) drafts.push(newDraft());
      root = `${root} ${name}`.slice(0, 400);
    },
  );
  if (fault === "doctype" || fault === "too_deep")
    return refusal("unsupported_format", fault === "doctype" ? "file.doctype" : "file.too_deep", "try.camt_itself");
  if (many) return tooManyLines();
  if (drafts.length === 0)
    return refusal(
      "unsupported_format",
      /BkSvcsBllgStmt/.test(root) ? "file.billing" : "file.xml_unknown",
      "try.formats_of_banks",
    );
  const last = drafts.at(-1);
  if (fault && last) last.rejected.push({ row: ++last.row, raw: "", reason: { code: "row.breaks_off" } });
  return { format: "camt", statements: drafts.map((draft) => finish(draft, banks, warnings)), warnings };
}

const newDraft = (): Draft => ({
  account: undefined,
  period: undefined,
  summary: undefined,
  taken: takenNothing(),
  opening: null,
  previous: null,
  closing: null,
  currency: null,
  otherCurrency: null,
  row: 0,
  lines: [],
  rejected: [],
  reversals: new Set(),
  pending: new Set(),
  minus: new Map(),
  doubts: [],
  beside: [],
});

/** The currency that the account is kept in: what it says, else the first booked balance or entry. */
const currencyOf = (draft: Draft): string | null => textAt(draft.account, "Ccy") ?? draft.currency;

function takeBalance(draft: Draft, bal: Element, warnings: ReadWarning[]): void {
  const code = (textAt(bal, "Tp", "CdOrPrtry", "Cd") ?? textAt(bal, "Tp", "Cd") ?? "").toUpperCase();
  const printed = decimalOf(textAt(bal, "Amt"));
  if (printed === null) return;
  const amount = signed(printed, textAt(bal, "CdtDbtInd"));
  const currency = at(bal, "Amt")?.attributes.Ccy ?? null;
  if (code !== "OPBD" && code !== "PRCD" && code !== "CLBD") {
    draft.otherCurrency ??= currency;
    return;
  }
  const own = currencyOf(draft);
  const foreign = currency !== null && own !== null && currency !== own;
  if (foreign)
    warnings.push({
      code: "balance_in_other_currency",
      facts: { balance: code, currency, own },
    });
  else draft.currency ??= currency;
  const balance = { amount, foreign };
  // the first opening and the last closing balance count, one in the account's currency before any other
  const first = (held: Balance | null) => (held === null || (held.foreign && !foreign) ? balance : held);
  if (code === "OPBD") draft.opening = first(draft.opening);
  else if (code === "PRCD") draft.previous = first(draft.previous);
  else if (!foreign || draft.closing === null || draft.closing.foreign) draft.closing = balance;
}

function dayOf(element: Element | undefined): { date: CivilDate; time: string | null } | undefined {
  const text = textAt(element, "Dt") ?? textAt(element, "DtTm") ?? "";
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(text);
  const date = match ? parseCivilDate(match[1] as string) : undefined;
  return date ? { date, time: match?.[2] ?? null } : undefined;
}

function takeEntry(draft: Draft, entry: Element, warnings: ReadWarning[]): void {
  const row = ++draft.row;
  draft.taken.count++;
  const details = [...allOf(entry, "TxDtls"), ...allOf(entry, "NtryDtls").flatMap((one) => allOf(one, "TxDtls"))];
  const narration = narrationOf(entry, details, textAt(draft.account, "Ownr", "Nm") ?? null);
  const printed = decimalOf(textAt(entry, "Amt"));
  const currency = at(entry, "Amt")?.attributes.Ccy ?? null;
  const own = currencyOf(draft);
  const booked = dayOf(at(entry, "BookgDt"));
  const value = dayOf(at(entry, "ValDt"));
  const day = booked ?? value;
  const direction = directionOf(entry, details);
  const foreign = currency !== null && own !== null && currency !== own;
  const opposed = printed?.startsWith("-") === true && direction === "CRDT";
  if (printed === null || !day || (direction !== "DBIT" && direction !== "CRDT") || foreign || opposed) {
    let reason: RowReason = { code: "row.neither_mark" };
    if (printed === null) reason = { code: "row.amount_unread" };
    // the standard names no other day that could stand for these two
    else if (!day) reason = { code: "row.entry_without_day" };
    else if (opposed) reason = { code: "row.minus_of_credit" };
    else if (foreign) reason = { code: "row.other_currency", facts: { currency, own } };
    draft.rejected.push({ row, raw: [textAt(entry, "Amt"), narration].filter(Boolean).join(" "), reason });
    return;
  }
  const status = (textAt(entry, "Sts") ?? textAt(entry, "Sts", "Cd") ?? "BOOK").toUpperCase();
  if (status !== "BOOK") {
    draft.pending.add(row);
    warnings.push({ code: "not_booked", how: "entry", facts: { status }, row });
  }
  const reversal = isReversal(entry);
  if (reversal) draft.reversals.add(row);
  draft.currency ??= currency;
  if (direction === "DBIT") draft.minus.set(row, printed.startsWith("-"));
  const amount = signed(printed, direction);
  draft.doubts.push(...detailDoubts({ entry, details, amount, currency, narration, row }));
  const units = unitsOf(amount);
  if (units < 0n) draft.taken.debits -= units;
  else draft.taken.credits += units;
  const code = codeOf(entry);
  const { inside, beside } = chargesOf({ entry, details, amount, currency, narration, row }, warnings);
  const fees = inside.reduce((sum, one) => sum + unitsOf(one.amount), 0n);
  const base = {
    date: day.date,
    valueDate: value?.date ?? null,
    ...(day.time && day.time !== "00:00:00" ? { time: day.time } : {}),
    balance: null,
    reference: referenceOf(entry, details),
  };
  draft.lines.push({
    ...base,
    row,
    amount: fees === 0n ? amount : textOfUnits(unitsOf(amount) - fees, decimalsOf(amount)),
    narration,
    code: [reversal ? "RVSL" : "", code ?? ""].filter(Boolean).join(" ") || null,
  });
  for (const charge of inside)
    draft.lines.push({ ...base, row: ++draft.row, amount: charge.amount, narration: charge.words, code: "CHRG" });
  for (const charge of beside) draft.beside.push({ after: row, amount: charge.amount, words: charge.words });
}

const provenBy = (balance: Balance | null): string | null => (balance?.foreign === false ? balance.amount : null);

function finish(draft: Draft, banks: readonly NamedBank[], warnings: ReadWarning[]): ParsedStatement {
  const { account, closing } = draft;
  const opening =
    [draft.opening, draft.previous].find((one) => one?.foreign === false) ?? draft.opening ?? draft.previous;
  let lines: readonly StatementLine[] = draft.lines;
  const ends = { opening: provenBy(opening), closing: provenBy(closing), rejected: draft.rejected };
  const settle = (tried: readonly StatementLine[]): boolean =>
    proofOf({ ...ends, lines: tried }).chain.state === "complete";
  let proved = ends.opening === null || ends.closing === null || settle(lines);
  if (!proved && draft.reversals.size > 0) {
    const turned = lines.map((line) =>
      draft.reversals.has(line.row) ? { ...line, amount: negate(line.amount) } : line,
    );
    if (settle(turned)) {
      [lines, proved] = [turned, true];
      warnings.push({
        code: "reversal_direction",
      });
    }
  }
  if (!proved && draft.beside.length > 0) {
    const more = withBeside(lines, draft);
    if (settle(more)) [lines, proved] = [more, true];
  }
  const closes = ends.opening !== null && ends.closing !== null && proved;
  if (!closes && draft.beside.length > 0) warnings.push(chargesBeside(draft.beside.length));
  if (!closes && draft.rejected.length === 0 && !comesOut(draft.summary, draft.taken))
    warnings.push({
      code: "sum_differs",
      how: "entries",
    });
  if (!closes) warnings.push(...draft.doubts, ...lessUsual(draft.minus));
  // banks do not agree on whether a reversal names the side of its booking or that of what it takes back
  if (!closes)
    for (const row of draft.reversals)
      warnings.push({
        code: "direction_assumed",
        how: "reversal",
        row,
      });
  const holder = textAt(account, "Ownr", "Nm") ?? null;
  const institution = at(account, "Svcr", "FinInstnId");
  const name = textAt(institution, "Nm") ?? deepAll(institution, "Nm")[0]?.text ?? "";
  const day = (tag: string) => dayOf(tagged(draft.period, tag))?.date;
  const [from, to] = [day("Fr"), day("To")];
  const id = textAt(account, "Id", "IBAN") ?? deepAll(at(account, "Id"), "Id")[0]?.text.trim();
  const parts: Booked = {
    bank: bankIn(name, banks),
    masked: maskAccount(id),
    currency: currencyOf(draft) ?? draft.otherCurrency,
    type: TYPES[(textAt(account, "Tp", "Cd") ?? "").toUpperCase()] ?? "unknown",
    holder,
    period: from && to && from <= to ? { from, to } : null,
    opening: opening?.amount ?? null,
    closing: closing?.amount ?? null,
    lines,
    rejected: draft.rejected,
  };
  const sealed = sealStatement(parts, proofOf({ ...ends, lines }));
  if (draft.pending.size === 0 || sealed.chain.state === "complete") return sealed;
  const booked = lines.filter((line) => !draft.pending.has(line.row));
  const { chain } = proofOf({ ...ends, lines: booked });
  return { ...sealed, chain };
}

const TYPES: Readonly<Record<string, "savings" | "current">> = { SVGS: "savings", CACC: "current", TRAN: "current" };

/** `FrDtTm` or, in version 1, `FrDt`: as an element that holds the day where `dayOf` looks for it. */
function tagged(period: Element | undefined, end: "Fr" | "To" | string): Element | undefined {
  const text = textAt(period, `${end}DtTm`) ?? textAt(period, `${end}Dt`);
  return text === undefined
    ? undefined
    : { name: end, attributes: {}, text: "", children: [{ name: "DtTm", attributes: {}, text, children: [] }] };
}

function withBeside(lines: readonly StatementLine[], draft: Draft): StatementLine[] {
  return lines.flatMap((line) => [
    line,
    ...draft.beside
      .filter((one) => one.after === line.row)
      .map((one) => ({ ...line, row: ++draft.row, amount: one.amount, narration: one.words, code: "CHRG" })),
  ]);
}
