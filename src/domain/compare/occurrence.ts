/**
 * One charge between its two ends: the bank's own price where it is known, nothing to the law's ceiling where it is not. Both
 * come from the one answer to a charge (`domain/fees`). A missing fact with few outcomes is tried with each of them; one
 * with any number of outcomes leaves the upper end open.
 */
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import { bandTops } from "../fees/amount-bands.ts";
import { decidingFacts, type FactName, factsOfListed } from "../fees/deciding-facts.ts";
import { announcedFree, listedOf, listedRow, taxedAs } from "../fees/listed-price.ts";
import type { Grade, ListedFee, Pack, Payee } from "../fees/pack.ts";
import { lawfulPrice } from "../fees/price-event.ts";
import type { ChargeEvent, Priced, Sum } from "../fees/priced.ts";
import { formatMinor } from "../money/money.ts";
import { hasCaps } from "./terms-applied.ts";
import type { Seller, UsageLine, Why } from "./usage.ts";

/** One end of a charge; `printed` is the sum that terms of the row work on, before tax is put on it. */
export type End = { readonly printed: bigint; readonly sum: Sum; readonly row: ListedFee | null };

/** What an end rests on: the bank's own list, the law's ceiling over a price that we do not know, or nothing. */
export type Basis = "own" | "law" | "none";

export type Occurrence = {
  readonly low: End;
  /** null: no upper end that we know of. */
  readonly high: End | null;
  readonly basis: Basis;
  readonly payee: Payee;
  readonly grade: Grade | null;
  readonly rules: readonly string[];
  readonly why: readonly Why[];
};

type Law = Omit<Priced, "listed">;
type Choices = readonly (string | number | boolean | bigint)[];

const NO_POOLS: ReadonlySet<string> = new Set();
const NO_SUM: Sum = { fee: 0n, tax: 0n, total: 0n };
const NOTHING: End = { printed: 0n, sum: NO_SUM, row: null };

/** Past every number of free ones. */
export const PAST_ALL = 1_000_000_000;

const FEW: Readonly<Partial<Record<FactName, Choices>>> = {
  account: ["savings", "current", "domiciliary"],
  locality: ["on_site", "off_site"],
  party: ["sender", "receiver"],
  customer: ["individual", "corporate"],
  // one that is free where any is, and one past all free ones
  nthInDay: [1, PAST_ALL],
};

/** Prices of one pack. What sellers have in common is worked out once, so events are to be made once and handed in again. */
export class PriceBook {
  readonly #pack: Pack;
  readonly #laws = new Map<ChargeEvent, Map<string, Law>>();
  readonly #ceilings = new Map<ChargeEvent, Occurrence>();
  readonly #own = new WeakMap<NonNullable<Seller>, Map<ChargeEvent, Occurrence>>();
  readonly #branches = new Map<ChargeEvent, Map<FactName, readonly ChargeEvent[]>>();
  readonly #asked = new Map<string, readonly FactName[]>();
  readonly #banks: ReadonlyMap<string, string>;

  constructor(pack: Pack) {
    this.#pack = pack;
    this.#banks = new Map(pack.banks.map(({ id, licence }) => [id, licence]));
  }

  readonly #events = new Map<string, ChargeEvent>();

  /** The nth charge of a line in a month of day `on`: one and the same event for all usages of this book. */
  eventOf({ service, amount, account, facts }: UsageLine, on: CivilDate, nthInMonth: number): ChargeEvent {
    const key = [service, on, nthInMonth, amount, account, ...Object.entries(facts).map(String)].join("|");
    let event = this.#events.get(key);
    if (!event) {
      event = {
        service,
        on,
        facts: { ...facts, nthInMonth },
        ...(amount === undefined ? {} : { amount }),
        ...(account === undefined ? {} : { account }),
      };
      this.#events.set(key, event);
    }
    return event;
  }

  #tangled: Map<string, Set<string>> | null = null;

  /** Pools of free ones of a bank on which some fee with a cap draws. */
  tangledPools(bank: string | undefined): ReadonlySet<string> {
    if (bank === undefined) return NO_POOLS;
    if (!this.#tangled) {
      this.#tangled = new Map();
      for (const { bank: one, terms } of this.#pack.listedFees) {
        if (!hasCaps(terms)) continue;
        const pools = this.#tangled.get(one) ?? new Set();
        for (const { pool } of terms?.allowances ?? []) pools.add(pool);
        this.#tangled.set(one, pools);
      }
    }
    return this.#tangled.get(bank) ?? NO_POOLS;
  }

  licenceOf(bank: string): string {
    return this.#banks.get(bank) ?? "";
  }

  /** What the law asks of an event of the kind. */
  lawAsks(event: ChargeEvent): readonly FactName[] {
    return this.#factsAsked(event);
  }

  /** Whether one of the facts is absent and its outcomes are to be tried. */
  isOpen(event: ChargeEvent, asked: readonly FactName[]): boolean {
    for (const fact of asked)
      if (fact === "amount" ? event.amount === undefined : this.#choicesOf(event, fact, null) !== null) return true;
    return false;
  }

  /**
   * `event` names no bank: the seller does. An answer is kept as long as its seller is, so one who is asked for many
   * usages of a day is to be handed in as one object.
   */
  occurrence(event: ChargeEvent, seller: Seller): Occurrence {
    const known = this.#knownOf(seller);
    let found = known.get(event);
    if (!found) {
      found = this.#find(event, seller);
      known.set(event, found);
    }
    return found;
  }

  /**
   * The `nth` charge of a month of which it is not known when it was done: from the first of its day, where all are done on
   * days apart, to the nth of its day, where all are done on one. After each of `counts` of a day the price may be another.
   */
  onDays(
    nth: number,
    eventOn: (nthInDay: number) => ChargeEvent,
    counts: readonly number[],
    seller: Seller,
  ): Occurrence {
    const [apart, together] = [1, nth].map((of) => this.occurrence(eventOn(of), seller)) as [Occurrence, Occurrence];
    const free = counts.findLast((of) => of < nth && this.occurrence(eventOn(of), seller).high?.sum.total === 0n);
    return joined([apart, together], {
      code: "fact_missing",
      service: eventOn(nth).service,
      fact: "nthInDay",
      ...(free === undefined ? {} : { free }),
      ...(together.high === null ? {} : { after: formatMinor(together.high.printed) }),
    });
  }

  #knownOf(seller: Seller): Map<ChargeEvent, Occurrence> {
    if (seller === null) return this.#ceilings;
    let known = this.#own.get(seller);
    if (!known) {
      known = new Map();
      this.#own.set(seller, known);
    }
    return known;
  }

  #find(event: ChargeEvent, seller: Seller): Occurrence {
    const open = this.#openFact(event, seller);
    if (!open) return this.#settled(event, seller);
    const branches = this.#branchesOf(event, open.fact, open.choices);
    return joined(
      branches.map((branch) => this.#find(branch, seller)),
      { code: "fact_missing", service: event.service, fact: open.fact },
    );
  }

  /** A fact that is asked for, absent, and has few outcomes. */
  #openFact(event: ChargeEvent, seller: Seller): { readonly fact: FactName; readonly choices: Choices } | null {
    for (const fact of this.#factsAsked(event)) {
      const open = this.#choicesOf(event, fact, seller);
      if (open) return { fact, choices: open };
    }
    if (seller === null) return null;
    for (const fee of listedOf(this.#pack, seller.bank, event.service, seller.product)) {
      if (!inSpan(fee, event.on)) continue;
      for (const fact of factsAskedBy(fee)) {
        const open = this.#choicesOf(event, fact, seller);
        if (open) return { fact, choices: open };
      }
    }
    return null;
  }

  #factsAsked({ service, on }: ChargeEvent): readonly FactName[] {
    const key = `${service} ${on}`;
    let asked = this.#asked.get(key);
    if (!asked) {
      asked = decidingFacts(this.#pack, service, on);
      this.#asked.set(key, asked);
    }
    return asked;
  }

  #choicesOf(event: ChargeEvent, fact: FactName, seller: Seller): Choices | null {
    if (fact === "amount") return event.amount === undefined ? this.#amountsOf(event, seller) : null;
    if (fact === "account") return event.account === undefined ? (FEW.account as Choices) : null;
    if (event.facts[fact] !== undefined) return null;
    // an absent `sameBank` counts as no, and then the owner does not matter
    if (fact === "sameOwner") return event.facts.sameBank ? [true, false] : null;
    return FEW[fact] ?? null;
  }

  /** A sum for each band in which all sums have one price; null where every sum may have a price of its own. */
  #amountsOf({ service, on }: ChargeEvent, seller: Seller): Choices | null {
    const drawn = this.#pack.services.find(({ id }) => id === service)?.draws ?? [];
    const tops: bigint[] = [];
    for (const one of [service, ...drawn.map((duty) => duty.service)]) {
      const own = bandTops(this.#pack, one, on, seller?.bank, seller?.product);
      if (own === null) return null;
      tops.push(...own);
    }
    const rising = [...new Set(tops)].filter((top) => top > 0n).sort((a, b) => (a < b ? -1 : 1));
    return [...rising, (rising.at(-1) ?? 0n) + 1n];
  }

  #branchesOf(event: ChargeEvent, fact: FactName, choices: Choices): readonly ChargeEvent[] {
    let known = this.#branches.get(event);
    if (!known) {
      known = new Map();
      this.#branches.set(event, known);
    }
    // bands of a sum are a bank's own, so they are not shared
    const found = fact === "amount" ? undefined : known.get(fact);
    if (found) return found;
    const made = choices.map(
      (value): ChargeEvent =>
        fact === "amount" || fact === "account"
          ? { ...event, [fact]: value }
          : { ...event, facts: { ...event.facts, [fact]: value } },
    );
    known.set(fact, made);
    return made;
  }

  #lawOf(event: ChargeEvent, seller: Seller): Law {
    let known = this.#laws.get(event);
    if (!known) {
      known = new Map();
      this.#laws.set(event, known);
    }
    const own = seller && announcedFree(this.#pack, { service: event.service, ...seller }).length > 0;
    const key = seller === null ? "" : own ? `${seller.bank} ${seller.product}` : this.licenceOf(seller.bank);
    let law = known.get(key);
    if (!law) {
      law = lawfulPrice(this.#pack, { ...event, ...seller });
      known.set(key, law);
    }
    return law;
  }

  #settled(event: ChargeEvent, seller: Seller): Occurrence {
    const law = this.#lawOf(event, seller);
    const about = { payee: law.payee, grade: law.grade, rules: law.rules };
    const row = seller && listedRow(this.#pack, { ...event, ...seller });
    if (row) {
      const { fee, least, printed } = row;
      const end = (sum: bigint): End => ({ printed: sum, sum: taxedAs(this.#pack, event, fee, sum), row: fee });
      const high = end(printed);
      const why: Why[] = least === printed ? [] : [{ code: "source_names_ends", service: event.service }];
      return {
        ...about,
        low: least === printed ? high : end(least),
        high,
        basis: "own",
        grade: fee.grade,
        rules: [fee.id],
        why,
      };
    }
    const most = mostOf(law);
    if (most === null) return { ...about, low: NOTHING, high: null, basis: "none", why: [whyOpen(event, law)] };
    const high: End = { printed: most.fee, sum: most, row: null };
    if (seller === null) return { ...about, low: high, high, basis: "law", why: [] };
    const why: Why[] = most.total === 0n ? [] : [{ code: "own_price_unknown", service: event.service }];
    return { ...about, low: NOTHING, high, basis: "law", why };
  }
}

const asked = new WeakMap<ListedFee, readonly FactName[]>();

function factsAskedBy(fee: ListedFee): readonly FactName[] {
  let facts = asked.get(fee);
  if (!facts) {
    facts = [...factsOfListed(fee)];
    asked.set(fee, facts);
  }
  return facts;
}

/** The most that law lets anybody take; null where no rule that we know sets an end. */
function mostOf({ state, maximum }: Law): Sum | null {
  if (state === "free" || state === "not_permitted") return NO_SUM;
  return state === "cannot_tell" ? null : maximum;
}

function whyOpen({ service }: ChargeEvent, { missing }: Law): Why {
  const [fact] = missing.filter((name) => name !== "rule" && name !== "unitCost");
  return fact === undefined ? { code: "no_rule", service } : { code: "fact_missing", service, fact };
}

const SURENESS: readonly Basis[] = ["none", "law", "own"];

/** From the least to the most of several outcomes; the reason is kept only where they differ. */
function joined(found: readonly Occurrence[], reason: Why): Occurrence {
  const [first] = found as [Occurrence, ...Occurrence[]];
  const total = (end: End | null) => end?.sum.total;
  if (found.every(({ low, high }) => total(low) === total(first.low) && total(high) === total(first.high)))
    return first;
  const lows = found.map(({ low }) => low);
  const highs = found.map(({ high }) => high);
  const grades = found.flatMap(({ grade }) => grade ?? []).sort();
  return {
    low: lows.reduce((a, b) => (b.sum.total < a.sum.total ? b : a)),
    high: highs.reduce((a, b) => (a === null || b === null ? null : b.sum.total > a.sum.total ? b : a)),
    basis: SURENESS.find((basis) => found.some((one) => one.basis === basis)) as Basis,
    payee: first.payee,
    grade: grades.at(-1) ?? null,
    rules: [...new Set(found.flatMap(({ rules }) => rules))],
    why: [reason, ...found.flatMap(({ why }) => why)],
  };
}
