/**
 * What a year of use costs at one seller, or may cost by law: the one evaluation for caps, tariffs and agreed rates. Every
 * charge is priced by `domain/fees`; here they are counted, free ones and caps taken off, and the two ends of what is not
 * known kept apart, with the reason.
 */

import { freeOnesIn } from "../fees/free-ones.ts";
import { listedOf, taxedAs } from "../fees/listed-price.ts";
import type { ListedFee, Pack } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import type { ChargeEvent, Sum } from "../fees/priced.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import type { Minor } from "../money/money.ts";
import { type End, type Occurrence, PAST_ALL, PriceBook } from "./occurrence.ts";
import { type Span, Tally, type YearCost } from "./tally.ts";
import {
  adjusted,
  afterAllowances,
  afterCaps,
  type Charges,
  copyOf,
  countsYears,
  hangsOnCustomer,
  newPools,
  nextMonth,
  type Pools,
  type Which,
} from "./terms-applied.ts";
import type { Seller, Usage, UsageLine, UsagePeriod, Why } from "./usage.ts";

/** Prices one usage at any number of sellers; what they have in common is worked out once, in `book` for several usages of a day. */
export function yearOf(pack: Pack, usage: Usage, book = new PriceBook(pack)): (seller: Seller) => YearCost {
  const periods = usage.map((period) => new PeriodBook(pack, book, period));
  return (seller) => {
    const tally = new Tally();
    let pools: Both = { low: newPools(), high: newPools() };
    for (const period of periods) pools = period.add(tally, seller, pools);
    return tally.cost(seller);
  };
}

type Segment = { readonly times: number; readonly once: Occurrence };

/** After how many the price changes, rising: of a month or of a day, and of a day alone. */
type FreeOnes = { readonly all: readonly number[]; readonly ofDay: readonly number[] };

const rising = (counts: readonly number[]): readonly number[] => [...new Set(counts)].sort((a, b) => a - b);

const freeOnes = new WeakMap<object, FreeOnes>();

/** Of a list, which is one and the same each time it is asked for: looked at once. */
function freeOnesOf(priced: readonly { readonly price: Price }[]): FreeOnes {
  let found = freeOnes.get(priced);
  if (!found) {
    const ofDay = priced.flatMap(({ price }) => freeOnesIn(price, "day"));
    const ofMonth = priced.flatMap(({ price }) => freeOnesIn(price, "calendar_month"));
    found = { all: rising([...ofMonth, ...ofDay]), ofDay: rising(ofDay) };
    freeOnes.set(priced, found);
  }
  return found;
}

/** One period of the usage, with the events of its lines made once for all sellers. */
export class PeriodBook {
  readonly #pack: Pack;
  readonly #book: PriceBook;
  readonly #period: UsagePeriod;
  /** What is done at all. */
  readonly lines: readonly UsageLine[];
  /** Two lines are of one service. */
  readonly shared: boolean;
  readonly #events: ReadonlyMap<UsageLine, Map<number, ChargeEvent>>;
  readonly #freeByLaw = new Map<string, FreeOnes>();

  constructor(pack: Pack, book: PriceBook, period: UsagePeriod) {
    this.#pack = pack;
    this.#book = book;
    this.#period = period;
    this.lines = period.lines.filter(({ times }) => times > 0);
    this.#events = new Map(this.lines.map((line) => [line, new Map()]));
    this.shared = new Set(this.lines.map(({ service }) => service)).size < this.lines.length;
  }

  /** Adds the period to the tally; the pools that come back hold what is left of the year. */
  add(tally: Tally, seller: Seller, pools: Both): Both {
    const { repeats } = this.#period;
    const special = this.#special(seller);
    if (special === null) {
      for (const line of this.lines) {
        for (const { times, once } of this.segments(line, 0, seller)) {
          tally.explain(line, times * repeats, once);
          tally.add(line, "low", times * repeats, once.low.sum);
          tally.add(line, "high", times * repeats, once.high?.sum ?? null);
        }
        this.#addDuties(tally, line);
      }
      return pools;
    }
    // a cap of the year is not the same in every month: then each is gone through by itself
    const rounds = special === "years" ? repeats : 1;
    let [low, high] = [pools.low, pools.high];
    for (let n = 0; n < rounds; n++) {
      low = this.#run(tally, seller, "low", nextMonth(low), repeats / rounds);
      high = this.#run(tally, seller, "high", nextMonth(high), repeats / rounds);
    }
    for (const line of this.lines) this.#addDuties(tally, line);
    return { low, high };
  }

  /** Whether charges of this period depend on each other; `years`: on those of other periods too. */
  #special(seller: Seller): "month" | "years" | null {
    let special: "month" | "years" | null = null;
    for (const line of this.lines) {
      const terms = seller === null ? [] : this.#rows(line, seller).flatMap((fee) => fee.terms ?? []);
      if (terms.some(countsYears)) return "years";
      if (terms.length > 0) special = "month";
      if (this.shared && this.hasFreeOnes(line.service, seller)) special ??= "month";
    }
    return special;
  }

  #rows(line: UsageLine, seller: NonNullable<Seller>): readonly ListedFee[] {
    return listedOf(this.#pack, seller.bank, line.service, seller.product);
  }

  /** One end of all lines: free ones first, then caps, each in the order that makes it that end. */
  #run(tally: Tally, seller: Seller, which: Which, pools: Pools, repeats: number): Pools {
    const groups = this.#groups(tally, seller, which, repeats);
    const dearFirst = groups.toSorted((a, b) => (a.effective > b.effective ? -1 : 1));
    const cheapFirst = dearFirst.toReversed();
    const left = new Map<Group, number>();
    for (const group of which === "low" ? dearFirst : cheapFirst) {
      const { charges, tangled } = group;
      const shares = tangled && groups.some((other) => other !== group && sharesFree(other.charges, charges));
      // which ones were free decides what a cap still takes: each may have had them all, or none
      const times =
        shares && which === "high" ? charges.times : afterAllowances(charges, tangled ? copyOf(pools) : pools, which);
      left.set(group, times);
    }
    for (const group of which === "low" ? cheapFirst : dearFirst) {
      const { line, end, charges } = group;
      const times = left.get(group) ?? charges.times;
      if (times < charges.times) tally.add(line, which, (charges.times - times) * repeats, FREE);
      if (end === null) tally.add(line, which, times * repeats, null);
      else
        for (const paid of afterCaps({ ...charges, times }, pools, which))
          tally.add(line, which, paid.times * repeats, this.#taxed(line, end, paid.printed));
    }
    return pools;
  }

  /** The charges of the period by fee and price. */
  #groups(tally: Tally, seller: Seller, which: Which, repeats: number): readonly Group[] {
    const groups: Group[] = [];
    const seen = new Map<string, number>();
    const tangledPools = this.#book.tangledPools(seller?.bank);
    for (const line of this.shared ? this.#byPrice(seller, which) : this.lines) {
      const before = seen.get(line.service) ?? 0;
      seen.set(line.service, before + line.times);
      for (const { times, once } of this.segments(line, before, seller)) {
        tally.explain(line, which === "low" ? times * repeats : 0, once);
        const charges = this.#chargesOf(line, once, times, which);
        if (hangsOnCustomer(charges.terms, charges.customer))
          tally.because(line, { code: "waiver_unknown", service: line.service });
        const end = once[which];
        const tangled = freePools(charges).some((pool) => tangledPools.has(pool));
        groups.push({ line, end, charges, effective: this.#effective(line, end, charges, which), tangled });
      }
    }
    return groups;
  }

  #chargesOf(line: UsageLine, once: Occurrence, times: number, which: Which): Charges {
    const end = once[which];
    return {
      times,
      printed: end?.printed ?? 0n,
      terms: (end?.row ?? once.low.row)?.terms,
      price: { amount: line.amount },
      customer: this.#period.customer ?? {},
    };
  }

  /** What one of them comes to if it is neither free nor capped. */
  #effective(line: UsageLine, end: End | null, charges: Charges, which: Which): Minor {
    return end === null ? 0n : this.#taxed(line, end, adjusted(charges, which)).total;
  }

  /** Terms change what is printed, so the tax is worked out anew. */
  #taxed(line: UsageLine, end: End, printed: Minor): Sum {
    if (printed === end.printed || end.row === null) return end.sum;
    return taxedAs(this.#pack, this.#event(line, 1), end.row, printed);
  }

  /** In which order things were done is not known: for the least the dear ones are the free ones. */
  #byPrice(seller: Seller, which: Which): readonly UsageLine[] {
    const order = this.lines.map((line) => {
      const { ofDay } = this.#freeOnes(line.service, seller);
      const past = this.#event(line, PAST_ALL, ofDay.length > 0 ? PAST_ALL : undefined);
      const once = this.#book.occurrence(past, seller);
      return { line, price: this.#effective(line, once[which], this.#chargesOf(line, once, 1, which), which) };
    });
    const dearFirst = order.sort((a, b) => (a.price > b.price ? -1 : 1)).map(({ line }) => line);
    return which === "low" ? dearFirst : dearFirst.reverse();
  }

  /**
   * A line cut where the price of the nth one changes. `before`: how many of the service came before it in the month. On
   * which days they were done is not known. At the least each is the first of its day; dearest is all of them on one
   * day, and even then the first of them are free.
   */
  segments(line: UsageLine, before: number, seller: Seller): readonly Segment[] {
    const segments: Segment[] = [];
    const end = before + line.times;
    let done = before;
    const { all, ofDay } = this.#freeOnes(line.service, seller);
    const spread = ofDay.length > 0 && line.facts.nthInDay === undefined;
    for (const free of [...all, Number.POSITIVE_INFINITY]) {
      const until = Math.min(free, end);
      if (until <= done) continue;
      const nth = done + 1;
      const once = spread
        ? this.#book.onDays(nth, (nthInDay) => this.#event(line, nth, nthInDay), ofDay, seller)
        : this.#book.occurrence(this.#event(line, nth), seller);
      segments.push({ times: until - done, once });
      done = until;
    }
    return segments;
  }

  #event(line: UsageLine, nthInMonth: number, nthInDay?: number): ChargeEvent {
    if (nthInDay !== undefined && line.facts.nthInDay === undefined)
      return this.#book.eventOf({ ...line, facts: { ...line.facts, nthInDay } }, this.#period.on, nthInMonth);
    const events = this.#events.get(line) as Map<number, ChargeEvent>;
    let event = events.get(nthInMonth);
    if (!event) {
      event = this.#book.eventOf(line, this.#period.on, nthInMonth);
      events.set(nthInMonth, event);
    }
    return event;
  }

  /** Whether the price of the nth one of a month or of a day is another. */
  hasFreeOnes(service: string, seller: Seller): boolean {
    return this.#freeOnes(service, seller).all.length > 0;
  }

  #freeOnes(service: string, seller: Seller): FreeOnes {
    let byLaw = this.#freeByLaw.get(service);
    if (!byLaw) {
      byLaw = freeOnesOf(ceilingRules(rulesOf(this.#pack, service), this.#period.on));
      this.#freeByLaw.set(service, byLaw);
    }
    const rows = seller === null ? [] : listedOf(this.#pack, seller.bank, service, seller.product);
    if (rows.length === 0) return byLaw;
    const own = freeOnesOf(rows);
    return {
      all: byLaw.all.length === 0 ? own.all : rising([...byLaw.all, ...own.all]),
      ofDay: byLaw.ofDay.length === 0 ? own.ofDay : rising([...byLaw.ofDay, ...own.ofDay]),
    };
  }

  #addDuties(tally: Tally, line: UsageLine): void {
    for (const { service, once } of this.#dutiesOf(line)) tally.addDuty(line, service, line.times * this.repeats, once);
  }

  /** The duties of a line are the same at every bank. */
  duties(line: UsageLine): Span & { readonly why: readonly Why[] } {
    let [low, high]: [Minor, Minor | null] = [0n, 0n];
    const why: Why[] = [];
    const count = BigInt(line.times * this.repeats);
    for (const { once } of this.#dutiesOf(line)) {
      low += once.low.sum.total * count;
      high = high === null || once.high === null ? null : high + once.high.sum.total * count;
      why.push(...once.why);
    }
    return { low, high, why };
  }

  #dutiesOf(line: UsageLine): readonly { readonly service: string; readonly once: Occurrence }[] {
    return this.#drawn(line.service).map(({ service, party, sameBank }) => {
      const facts = { party, ...(sameBank === undefined ? {} : { sameBank }), ...line.facts };
      const event = this.#book.eventOf({ ...line, service, facts }, this.#period.on, 1);
      return { service, once: this.#book.occurrence(event, null) };
    });
  }

  get repeats(): number {
    return this.#period.repeats;
  }

  #drawn = (service: string) => this.#pack.services.find(({ id }) => id === service)?.draws ?? [];
}

/** Alike charges of one line; `effective` is what one comes to with its tax. */
type Group = {
  readonly line: UsageLine;
  readonly end: End | null;
  readonly charges: Charges;
  readonly effective: Minor;
  /** A cap stands on some fee that draws on the same free ones. */
  readonly tangled: boolean;
};

const freePools = ({ terms }: Charges): readonly string[] => (terms?.allowances ?? []).map(({ pool }) => pool);
const sharesFree = (a: Charges, b: Charges): boolean => freePools(a).some((pool) => freePools(b).includes(pool));

type Both = { readonly low: Pools; readonly high: Pools };

const FREE: Sum = { fee: 0n, tax: 0n, total: 0n };
