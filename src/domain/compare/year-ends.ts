/**
 * The two ends of a year at each of thousands of products, without the working that `yearOf` gives: what all products have in
 * common is worked out once, and the price of each list is made ready once. Where charges depend on each other (pools,
 * caps, free ones) or a fact is open, the functions of `yearOf` answer; a property holds both to one sum and the same reasons.
 */
import { isOfSome, listedOf } from "../fees/listed-price.ts";
import type { Pack } from "../fees/pack.ts";
import type { ChargeEvent } from "../fees/priced.ts";
import { vatOn } from "../fees/vat.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, type Rate } from "../money/rate.ts";
import { type Basis, PriceBook } from "./occurrence.ts";
import { type Offer, offerOf, onlyRow } from "./offer.ts";
import { type Known, knownOf, type Span, type YearCost } from "./tally.ts";
import { type Seller, type Usage, type UsageLine, type Why, whyKey } from "./usage.ts";
import { PeriodBook, yearOf } from "./year-cost.ts";

/** The ends of a year, how much of it rests on the seller's own prices, and why the ends differ. */
export type YearEnds = Span & {
  /** Without duties, which the same use draws at every seller: what is open of them says nothing of who is cheaper. */
  readonly withoutDuties: Span;
  readonly known: Known;
  readonly why: () => readonly Why[];
};

export const withoutDuties = (ends: YearEnds): Span => ends.withoutDuties;

type Product = NonNullable<Seller>;

/** Ends at any number of products: the same as `yearOf` has them. */
export function endsOf(pack: Pack, usage: Usage, book = new PriceBook(pack)): (seller: Product) => YearEnds {
  const plan = new YearPlan(pack, usage, book);
  return (seller) => plan.ends(seller);
}

type LineEnds = Span & { readonly basis: Basis; readonly why: readonly Why[] };

/** A line of a period, with what is the same for every product. */
type Entry = {
  readonly line: UsageLine;
  readonly period: PeriodBook;
  readonly event: ChargeEvent;
  /** Place of its id and of its service. */
  readonly id: number;
  readonly service: number;
  /** In all months alike. */
  readonly count: bigint;
  readonly tax: Rate | null;
  /** The law asks for a fact that is absent, or counts free ones: then the line is gone through whole. */
  readonly open: boolean;
  readonly freeByLaw: boolean;
  /** A product that lists nothing of the service pays what its licence pays. */
  readonly byLicence: Map<string, LineEnds>;
  readonly duties: readonly Why[];
  readonly namesEnds: readonly Why[];
};

class YearPlan {
  readonly #pack: Pack;
  readonly #book: PriceBook;
  readonly #entries: readonly Entry[];
  readonly #ids: readonly string[];
  readonly #services: readonly string[];
  readonly #duties: Span;
  readonly #usage: Usage;
  #whole: ((seller: Seller) => YearCost) | null = null;

  constructor(pack: Pack, usage: Usage, book: PriceBook) {
    this.#pack = pack;
    this.#book = book;
    this.#usage = usage;
    const [ids, services]: [string[], string[]] = [[], []];
    const placeOf = (list: string[], one: string): number => {
      const at = list.indexOf(one);
      return at < 0 ? list.push(one) - 1 : at;
    };
    let [low, high]: [Minor, Minor | null] = [0n, 0n];
    this.#entries = usage.flatMap((of) => {
      const period = new PeriodBook(pack, book, of);
      return period.lines.map((line): Entry => {
        const event = book.eventOf(line, of.on, 1);
        const duties = period.duties(line);
        low += duties.low;
        high = high === null || duties.high === null ? null : high + duties.high;
        const freeByLaw = period.hasFreeOnes(line.service, null);
        return {
          line,
          period,
          event,
          id: placeOf(ids, line.id),
          service: placeOf(services, line.service),
          count: BigInt(line.times * of.repeats),
          tax: vatOn(pack, of.on)?.rate ?? null,
          open: freeByLaw || book.isOpen(event, book.lawAsks(event)),
          freeByLaw,
          byLicence: new Map(),
          duties: duties.why,
          namesEnds: [{ code: "source_names_ends", service: line.service }],
        };
      });
    });
    [this.#ids, this.#services, this.#duties] = [ids, services, { low, high }];
  }

  ends(seller: Product): YearEnds {
    const offers = this.#services.map((service) => offerOf(listedOf(this.#pack, seller.bank, service, seller.product)));
    if (this.#bearOnEachOther(offers)) {
      this.#whole ??= yearOf(this.#pack, this.#usage, this.#book);
      return endsOfCost(this.#whole(seller), this.#duties);
    }
    const sums = new Sums(this.#ids.length);
    for (const entry of this.#entries) this.#add(sums, entry, offers[entry.service] as Offer, seller);
    return sums.together(this.#duties, this.#entries);
  }

  #bearOnEachOther(offers: readonly Offer[]): boolean {
    for (const { terms } of offers) if (terms) return true;
    for (const { period, service, freeByLaw } of this.#entries)
      if (period.shared && (freeByLaw || (offers[service] as Offer).freeOnes)) return true;
    return false;
  }

  #add(sums: Sums, entry: Entry, offer: Offer, seller: Product): void {
    const { id } = entry;
    const own = offer.rows.length === 0 ? null : this.#own(entry, offer, seller);
    if (typeof own === "bigint") sums.addOwn(id, own);
    else if (own !== null) sums.addLine(id, own);
    else sums.addLine(id, offer.rows.length === 0 ? this.#ofLicence(entry, seller) : this.#wholeLine(entry, seller));
  }

  /** By the one row that prices the line, where nothing is open and it names a sum: one sum, or two ends. */
  #own(entry: Entry, offer: Offer, seller: Product): Minor | LineEnds | null {
    const { event, count } = entry;
    if (entry.open || offer.freeOnes || this.#book.isOpen(event, offer.asks)) return null;
    const row = onlyRow(offer, event);
    if (!row || isOfSome(row.fee, seller.product)) return null;
    const value = row.price?.(event.amount, event.facts);
    if (value?.kind !== "sum" || value.fee === null) return null;
    const tax = row.taxed ? entry.tax : null;
    const high = taxed(value.fee, tax) * count;
    if (value.least === value.fee) return high;
    return { low: taxed(value.least as Minor, tax) * count, high, basis: "own", why: entry.namesEnds };
  }

  #ofLicence(entry: Entry, seller: Product): LineEnds {
    const licence = this.#book.licenceOf(seller.bank);
    let ends = entry.byLicence.get(licence);
    if (!ends) {
      ends = this.#wholeLine(entry, seller);
      entry.byLicence.set(licence, ends);
    }
    return ends;
  }

  #wholeLine({ line, period }: Entry, seller: Product): LineEnds {
    let [low, high, basis]: [Minor, Minor | null, Basis] = [0n, 0n, "own"];
    const why: Why[] = [];
    for (const { times, once } of period.segments(line, 0, seller)) {
      const count = BigInt(times * period.repeats);
      low += once.low.sum.total * count;
      high = high === null || once.high === null ? null : high + once.high.sum.total * count;
      if (RANK[once.basis] > RANK[basis]) basis = once.basis;
      why.push(...once.why);
    }
    return { low, high, basis, why };
  }
}

const RANK: Readonly<Record<Basis, number>> = { own: 0, law: 1, none: 2 };
const taxed = (printed: Minor, rate: Rate | null): Minor =>
  rate === null ? printed : printed + applyRateHalfUp(printed, rate);

/** Adds the lines of one product; lines of one id are one. */
class Sums {
  #low: Minor = 0n;
  /** What the upper end is above the lower one; null: no end that we know of. */
  #more: Minor | null = 0n;
  readonly #notOwn: Uint8Array;
  readonly #takes: Uint8Array;
  #why: { readonly id: number; readonly why: readonly Why[] }[] = [];

  constructor(lines: number) {
    this.#notOwn = new Uint8Array(lines);
    this.#takes = new Uint8Array(lines);
  }

  addOwn(id: number, sum: Minor): void {
    this.#low += sum;
    if (sum > 0n) this.#takes[id] = 1;
  }

  addLine(id: number, { low, high, basis, why }: LineEnds): void {
    this.#low += low;
    this.#more = high === null || this.#more === null ? null : this.#more + high - low;
    if (high === null || high > 0n) this.#takes[id] = 1;
    if (basis !== "own") this.#notOwn[id] = 1;
    if (why.length > 0) this.#why.push({ id, why });
  }

  together(duties: Span, entries: readonly Entry[]): YearEnds {
    const span: Span = { low: this.#low, high: this.#more === null ? null : this.#low + this.#more };
    const low = span.low + duties.low;
    const high = span.high === null || duties.high === null ? null : span.high + duties.high;
    let [asked, own] = [0, 0];
    for (const [id, other] of this.#notOwn.entries()) {
      if (other === 0) own++;
      if (other === 0 || this.#takes[id] === 1) asked++;
    }
    const found = this.#why;
    const why = () => reasons([...found, ...entries.map(({ id, duties: why }) => ({ id, why }))]);
    return { low, high, withoutDuties: span, known: own === asked ? "whole" : own > 0 ? "some" : "none", why };
  }
}

/** Each reason once a line. */
const reasons = (found: readonly { readonly id: number; readonly why: readonly Why[] }[]): readonly Why[] => [
  ...new Map(found.flatMap(({ id, why }) => why.map((one) => [`${id} ${whyKey(one)}`, one]))).values(),
];

const endsOfCost = (cost: YearCost, duties: Span): YearEnds => ({
  low: cost.low,
  high: cost.high,
  withoutDuties: { low: cost.low - duties.low, high: highWithout(cost, duties) },
  known: knownOf(cost),
  why: () => cost.why,
});

function highWithout({ high, lines }: YearCost, duties: Span): Minor | null {
  if (high !== null && duties.high !== null) return high - duties.high;
  return lines.reduce<Minor | null>(
    (sum, { high: of }) => (sum === null || of === null ? null : sum + of.fee + of.tax),
    0n,
  );
}
