import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { type Entry, sizeOf } from "../open/book.ts";
import type { Field, Fit, Link } from "./assign.ts";

/** Payments along which charges that name theirs are moved for one. */
const MOST_NAMED = 200;

/** Charges that name their payments: each is right on one of them, moving others along where that helps, or left over there. */
export function assignNamed(
  field: Field,
  named: readonly [Entry, readonly Entry[]][],
  links: Map<Entry, Link>,
  taken: Map<Entry, Entry[]>,
): void {
  const on = new Map<Entry, Entry>();
  const dead = new Set<Entry>();
  const bounds = new Map(named);
  const reach = new Map<Entry, Reach>();
  const reachOf = (charge: Entry): Reach =>
    madeOnce(reach, charge, () => new Reach(field, charge, bounds.get(charge) as readonly Entry[]));
  const place = (charge: Entry, seen: Set<Entry>, as: "right" | "open" = "right"): boolean => {
    const wanted = reachOf(charge);
    // one that is free is looked for among the free alone: nearly every charge has its payment right before it
    for (const [nth, bearer] of wanted.nearest.entries()) {
      if (on.has(bearer) || wanted.as(nth) !== as) continue;
      on.set(bearer, charge);
      return true;
    }
    for (const [nth, bearer] of wanted.nearest.entries()) {
      if (seen.has(bearer) || dead.has(bearer) || seen.size > MOST_NAMED || wanted.as(nth) !== as) continue;
      seen.add(bearer);
      if (!place(on.get(bearer) as Entry, seen)) continue;
      on.set(bearer, charge);
      return true;
    }
    return false;
  };
  /** Where nothing can move, nothing ever will: those payments are not looked at again. */
  const search = (charge: Entry, as: "right" | "open"): boolean => {
    const seen = new Set<Entry>();
    const placed = place(charge, seen, as);
    if (!placed) for (const bearer of seen) dead.add(bearer);
    return placed;
  };
  // dearer first: what is left over of one payment is then the lesser sum
  const dear = [...named].sort(([a], [b]) => (sizeOf(a) === sizeOf(b) ? a.at - b.at : sizeOf(a) > sizeOf(b) ? -1 : 1));
  const notRight = dear.filter(([charge]) => !search(charge, "right"));
  const left = notRight.filter(([charge]) => !search(charge, "open"));
  for (const [bearer, charge] of on) settle(field, links, taken, charge, bearer);
  for (const [charge, bound] of left) {
    const near = nearestFirst(charge, bound);
    const unpaid = near.filter((bearer) => !taken.has(bearer));
    const like = near.find((bearer) => taken.get(bearer)?.some((other) => equal(field, other, charge)));
    const best = leastOver(field, charge, unpaid) ?? like;
    if (best) settle(field, links, taken, charge, best);
    else {
      const over = leastOver(field, charge, near);
      links.set(
        charge,
        over ? { bearer: over, open: null, left: true } : { bearer: near[0] ?? null, open: "transfer", left: true },
      );
    }
  }
}

/** The payments that one charge names, the nearest first, each judged when it is first looked at. */
class Reach {
  readonly nearest: readonly Entry[];
  readonly #field: Field;
  readonly #charge: Entry;
  readonly #known: Fit["as"][] = [];

  constructor(field: Field, charge: Entry, bound: readonly Entry[]) {
    this.#field = field;
    this.#charge = charge;
    this.nearest = nearestFirst(charge, bound);
  }

  /** How the charge is judged on the nth nearest. */
  as(nth: number): Fit["as"] {
    this.#known[nth] ??= this.#field.fit(this.#charge, this.nearest[nth] as Entry).as;
    return this.#known[nth];
  }
}

const equal = (field: Field, a: Entry, b: Entry): boolean =>
  field.chargeKey(a) === field.chargeKey(b) && near(sizeOf(a), sizeOf(b));
const near = (a: Minor, b: Minor): boolean => a - b <= 1n && b - a <= 1n;

function settle(field: Field, links: Map<Entry, Link>, taken: Map<Entry, Entry[]>, charge: Entry, bearer: Entry): void {
  const fit = field.fit(charge, bearer);
  links.set(charge, { bearer, open: fit.as === "open" ? fit.open : null, left: false });
  madeOnce(taken, bearer, () => []).push(charge);
}

/** A charge follows its payment, the nearest first; then those behind it. */
const nearestFirst = (charge: Entry, bearers: readonly Entry[]): readonly Entry[] =>
  bearers.length < 2 ? bearers : [...bearers].sort((a, b) => distance(charge, a) - distance(charge, b));
const distance = (charge: Entry, bearer: Entry): number =>
  (bearer.day === charge.day ? 0 : 1e9) +
  (bearer.at <= charge.at ? charge.at - bearer.at : 1e8 + bearer.at - charge.at);

/** The payment on which a charge that is wrong on it is least too high; the nearest of these. */
function leastOver(field: Field, charge: Entry, bearers: readonly Entry[]): Entry | null {
  let best: Entry | null = null;
  let most = -1n;
  for (const bearer of nearestFirst(charge, bearers)) {
    const fit = field.fit(charge, bearer);
    if (fit.as === "wrong" && fit.allowed > most) [best, most] = [bearer, fit.allowed];
  }
  return best;
}
