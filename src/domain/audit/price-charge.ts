import type { CivilDate } from "../dates/civil-date.ts";
import { priceEvent } from "../fees/price-event.ts";
import type { ChargeFacts, Priced } from "../fees/priced.ts";
import { type Book, type Entry, sizeOf } from "./book.ts";

/** Prices one service on a day for this statement's account, by the banks' table: whose bank it is, is weighed by the judge. */
export function priceFor(
  book: Book,
  service: string,
  on: CivilDate,
  amount: bigint | undefined,
  facts: ChargeFacts = {},
  bank?: string,
): Priced {
  return priceEvent(book.pack, {
    service,
    on,
    ...(amount !== undefined && amount > 0n ? { amount } : {}),
    ...(book.account ? { account: book.account } : {}),
    ...(bank ? { bank } : {}),
    facts,
  });
}

/** What a levy on this payment would be when this account is on `party`'s side of it. */
export function priceLevy(book: Book, service: string, event: Entry, party: "sender" | "receiver"): Priced {
  return priceFor(book, service, event.line.date, sizeOf(event), {
    party,
    salary: event.tags.has("salary"),
    ...(event.tags.has("same_bank") ? { sameBank: true } : {}),
    ...(event.tags.has("own_account") ? { sameOwner: true } : {}),
  });
}

export const partyOf = (event: Entry): "sender" | "receiver" => (event.amount < 0n ? "sender" : "receiver");

/** Money moved between accounts: what a levy on transfers can be about. */
export const isTransfer = (event: Entry): boolean =>
  event.kind === "transaction" &&
  (event.amount < 0n ? event.tags.has("transfer_out") : event.tags.has("transfer_in") || event.tags.size === 0);

/** The levy on a payment, on the side this account is on. */
export const ownLevy = (book: Book, service: string, event: Entry): Priced =>
  priceLevy(book, service, event, partyOf(event));

const owing = new WeakMap<Book, Map<Entry, boolean>>();

/** Whether a payment owes a levy on this account's side. Pricing is pure, so remembering it changes nothing but time. */
export function owesLevy(book: Book, service: string, event: Entry): boolean {
  let known = owing.get(book);
  if (!known) {
    known = new Map();
    owing.set(book, known);
  }
  let owes = known.get(event);
  if (owes === undefined) {
    owes = ownLevy(book, service, event).state === "charged";
    known.set(event, owes);
  }
  return owes;
}
