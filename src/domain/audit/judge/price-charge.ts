/**
 * The price of one service on a day for this statement's account. A statement asks for few prices many times: what
 * was worked out for a band of sums is kept with the book.
 */
import type { CivilDate } from "../../dates/civil-date.ts";
import { type BandTops, bandOf, bandTops } from "../../fees/amount-bands.ts";
import { priceEvent } from "../../fees/price-event.ts";
import type { ChargeFacts, Priced } from "../../fees/priced.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";

/** Facts that many lines share: prices are kept for these and for no others. */
export const NO_FACTS: ChargeFacts = {};
export const SAME_BANK: ChargeFacts = { sameBank: true };
const ON_SITE: ChargeFacts = { locality: "on_site" };
const OFF_SITE: ChargeFacts = { locality: "off_site" };

/** Where the machine of a withdrawal stood, where that is stated. */
export const siteOf = ({ tags }: Entry): ChargeFacts =>
  tags.has("on_site") ? ON_SITE : tags.has("off_site") ? OFF_SITE : NO_FACTS;

/** The facts of levies on transfers, each combination once. */
const LEVY_FACTS: ReadonlyMap<string, ChargeFacts> = new Map(
  (["sender", "receiver"] as const).flatMap((party) =>
    [false, true].flatMap((salary) =>
      [false, true].flatMap((sameBank) =>
        [undefined, false, true].map((sameOwner): [string, ChargeFacts] => [
          levyKey(party, salary, sameBank, sameOwner),
          { party, salary, ...(sameBank ? { sameBank } : {}), ...(sameOwner === undefined ? {} : { sameOwner }) },
        ]),
      ),
    ),
  ),
);

function levyKey(party: string, salary: boolean, sameBank: boolean, sameOwner: boolean | undefined): string {
  return [party, salary, sameBank, sameOwner].join();
}

const SHARED: ReadonlySet<ChargeFacts> = new Set([NO_FACTS, SAME_BANK, ON_SITE, OFF_SITE, ...LEVY_FACTS.values()]);

/** What was worked out for a service and a day: one answer a band, and the one without a sum. */
type Kept = { readonly tops: BandTops | null; readonly bands: (Priced | undefined)[]; without: Priced | undefined };
type Prices = Map<ChargeFacts, Map<string, Map<CivilDate, Kept>>>;
/** By the table alone, and with what the bank lists. */
const kept = new WeakMap<Book, { readonly table: Prices; readonly listed: Prices }>();

/** What a price is asked of: one service on a day, on a payment of so much where it is on one. */
export type Priceable = {
  readonly service: string;
  readonly on: CivilDate;
  readonly amount: bigint | undefined;
  readonly facts: ChargeFacts;
};

/** Prices one service on a day for this statement's account, by the banks' table: whose bank it is, is weighed by the judge. */
export const priceFor = (
  book: Book,
  service: string,
  on: CivilDate,
  amount: bigint | undefined,
  facts: ChargeFacts = NO_FACTS,
): Priced => priceOf(book, { service, on, amount, facts });

/** The same; with `bank` the answer also holds what that bank lists. */
export function priceOf(book: Book, asked: Priceable, bank?: string): Priced {
  const { amount, facts } = asked;
  const hasSum = amount !== undefined && amount > 0n;
  if (!SHARED.has(facts) || (bank !== undefined && bank !== book.bank)) return workOut(book, asked, bank);
  const known = keptFor(book, asked, bank);
  if (!hasSum) {
    known.without ??= workOut(book, asked, bank);
    return known.without;
  }
  if (known.tops === null) return workOut(book, asked, bank);
  const band = bandOf(known.tops, amount);
  known.bands[band] ??= workOut(book, asked, bank);
  return known.bands[band];
}

const workOut = (book: Book, { service, on, amount, facts }: Priceable, bank: string | undefined): Priced =>
  priceEvent(book.pack, {
    service,
    on,
    ...(amount !== undefined && amount > 0n ? { amount } : {}),
    ...(book.account ? { account: book.account } : {}),
    ...(bank ? { bank } : {}),
    ...(bank && book.product?.bank === bank ? { product: book.product.id } : {}),
    facts,
  });

const newMap = <K, V>(): Map<K, V> => new Map();

function keptFor(book: Book, { service, on, facts }: Priceable, bank: string | undefined): Kept {
  const both = madeOnce(kept, book, () => ({ table: new Map(), listed: new Map() }));
  const services = madeOnce(bank ? both.listed : both.table, facts, newMap<string, Map<CivilDate, Kept>>);
  const days = madeOnce(services, service, newMap<CivilDate, Kept>);
  return madeOnce(days, on, () => {
    const tops = bandTops(book.pack, service, on, bank, bank ? book.product?.id : undefined);
    return { tops, bands: new Array((tops?.length ?? 0) + 1).fill(undefined), without: undefined };
  });
}

/** What a levy on this payment would be when this account is on `party`'s side of it. */
export function priceLevy(book: Book, service: string, event: Entry, party: "sender" | "receiver"): Priced {
  const { tags } = event;
  const sameOwner = tags.has("own_account") ? true : tags.has("other_owner") ? false : undefined;
  const facts = LEVY_FACTS.get(levyKey(party, tags.has("salary"), tags.has("same_bank"), sameOwner));
  return priceFor(book, service, event.line.date, sizeOf(event), facts);
}

export const partyOf = (event: Entry): "sender" | "receiver" => (event.amount < 0n ? "sender" : "receiver");

/** Money moved between accounts: what a levy on transfers can be about. */
export const isTransfer = (event: Entry): boolean =>
  event.kind === "transaction" &&
  (event.amount < 0n ? event.tags.has("transfer_out") : event.tags.has("transfer_in") || event.tags.size === 0);

/**
 * Money that may have been moved between accounts, for all that its words tell: it may make a levy right and never wrong. A
 * credit in words of a reversal that gives nothing back may be somebody's payment with such words in the note.
 */
export const mayBeTransfer = (event: Entry): boolean =>
  event.amount < 0n
    ? event.unsure || (event.kind === "transaction" && event.tags.size === 0)
    : event.kind === "reversal" && event.reverses === null;

/** The levy on a payment, on the side this account is on. */
export const ownLevy = (book: Book, service: string, event: Entry): Priced =>
  priceLevy(book, service, event, partyOf(event));
