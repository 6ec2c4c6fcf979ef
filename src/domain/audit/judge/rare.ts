/**
 * Judges of charges that few statements hold. They are handed to an audit from outside: a phone fetches them only when a
 * statement needs them, everybody else has them from the start.
 */
import type { CivilDate } from "../../dates/civil-date.ts";
import type { Priced } from "../../fees/priced.ts";
import type { Minor } from "../../money/money.ts";
import type { linkExcess } from "../link/link-excess.ts";
import type { BilledPeriod } from "../open/billed-period.ts";
import type { Book, Entry } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import type { Basis, Finding } from "./finding.ts";

export type RareJudges = {
  /** A fee whose wording says how many payments it is for. */
  readonly several: (book: Book, fee: Entry, service: string, coverage: Coverage) => Finding;
  /** A charge by the leaf or the page. */
  readonly sheets: (book: Book, fee: Entry) => Finding;
  /** A charge for a cheque that the statement does not show. */
  readonly atFloor: (book: Book, fee: Entry) => Finding;
  /** A duty on something else than a transfer. */
  readonly otherDuty: (book: Book, levy: Entry) => Finding;
  /** What a fee may be, with the tax of the day that it was taken. */
  readonly taxedWhenTaken: (book: Book, fee: Entry, priced: Priced) => Minor;
  /** Gives credits that return what was too much to the charges that were. */
  readonly linkExcess: typeof linkExcess;
  /** Judges a tax that is linked to no charge: wrong where it names something that may not be taxed. */
  readonly loneTax: (book: Book, tax: Entry, basis: Basis) => Finding;
  /** An accusation of a charge that may be for earlier days, by the rule of those. */
  readonly onItsDays: (book: Book, fee: Entry, found: Finding, judge: (on: CivilDate) => Finding) => Finding;
  /** Commission on turnover for months after it was abolished. */
  readonly turnover: (book: Book, fee: Entry, months: readonly BilledPeriod[], found: Finding) => Finding;
};

/** Thrown where an audit meets a charge whose judge it was not handed. */
export class NeedsRareJudges extends Error {}

const handed = new WeakMap<Book, RareJudges>();

export const handRare = (book: Book, rare: RareJudges | undefined): void => {
  if (rare) handed.set(book, rare);
};

export function rareOf(book: Book): RareJudges {
  const rare = handed.get(book);
  if (!rare) throw new NeedsRareJudges();
  return rare;
}
