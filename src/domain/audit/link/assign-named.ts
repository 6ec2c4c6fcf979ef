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
  const fitOf = rememberedFits(field.fit);
  const isFit = (charge: Entry, bearer: Entry, as: "right" | "open"): boolean => fitOf(charge, bearer).as === as;
  const place = (charge: Entry, seen: Set<Entry>, as: "right" | "open" = "right"): boolean => {
    const bound = bounds.get(charge) as readonly Entry[];
    // most payments are free or taken for good: how a charge is judged on them is asked only where it matters
    for (const bearer of bound) {
      if (on.has(bearer) || !isFit(charge, bearer, as)) continue;
      on.set(bearer, charge);
      return true;
    }
    for (const bearer of bound) {
      if (!on.has(bearer) || seen.has(bearer) || dead.has(bearer) || seen.size > MOST_NAMED) continue;
      if (!isFit(charge, bearer, as)) continue;
      seen.add(bearer);
      if (!place(on.get(bearer) as Entry, seen)) continue;
      on.set(bearer, charge);
      return true;
    }
    return false;
  };
  const seen = new Set<Entry>();
  /** Where nothing can move, nothing ever will: those payments are not looked at again. */
  const search = (charge: Entry, as: "right" | "open"): boolean => {
    seen.clear();
    const placed = place(charge, seen, as);
    if (!placed) for (const bearer of seen) dead.add(bearer);
    return placed;
  };
  // dearer first: what is left over of one payment is then the lesser sum
  const dear = [...named].sort(([a], [b]) => (sizeOf(a) === sizeOf(b) ? a.at - b.at : sizeOf(a) > sizeOf(b) ? -1 : 1));
  const notRight = dear.filter(([charge]) => !search(charge, "right"));
  const left = notRight.filter(([charge]) => !search(charge, "open"));
  for (const [bearer, charge] of on) settle(fitOf, links, taken, charge, bearer);
  for (const [charge, bound] of left) {
    const unpaid = bound.filter((bearer) => !taken.has(bearer));
    const like = bound.find((bearer) => taken.get(bearer)?.some((other) => equal(field, other, charge)));
    const best = leastOver(field, charge, unpaid) ?? like;
    if (best) settle(fitOf, links, taken, charge, best);
    else {
      const over = leastOver(field, charge, bound);
      links.set(
        charge,
        over ? { bearer: over, open: null, left: true } : { bearer: bound[0] ?? null, open: "transfer", left: true },
      );
    }
  }
}

const equal = (field: Field, a: Entry, b: Entry): boolean =>
  field.chargeKey(a) === field.chargeKey(b) && near(sizeOf(a), sizeOf(b));
const near = (a: Minor, b: Minor): boolean => a - b <= 1n && b - a <= 1n;

/** How charges are judged on payments, each asked once; most charges are judged on one alone, and need no table for it. */
function rememberedFits(fitOf: Field["fit"]): Field["fit"] {
  const first = new Map<Entry, { readonly bearer: Entry; readonly fit: Fit }>();
  const others = new Map<Entry, Map<Entry, Fit>>();
  return (charge, bearer) => {
    const known = first.get(charge);
    if (known?.bearer === bearer) return known.fit;
    if (!known) {
      const made = fitOf(charge, bearer);
      first.set(charge, { bearer, fit: made });
      return made;
    }
    const more = madeOnce(others, charge, () => new Map<Entry, Fit>());
    return madeOnce(more, bearer, () => fitOf(charge, bearer));
  };
}

function settle(
  fitOf: Field["fit"],
  links: Map<Entry, Link>,
  taken: Map<Entry, Entry[]>,
  charge: Entry,
  bearer: Entry,
): void {
  const fit = fitOf(charge, bearer);
  links.set(charge, { bearer, open: fit.as === "open" ? fit.open : null, left: false });
  madeOnce(taken, bearer, () => []).push(charge);
}

/** The payment on which a charge that is wrong on it is least too high; the nearest of these. */
function leastOver(field: Field, charge: Entry, bearers: readonly Entry[]): Entry | null {
  let best: Entry | null = null;
  let most = -1n;
  for (const bearer of bearers) {
    const fit = field.fit(charge, bearer);
    if (fit.as === "wrong" && fit.allowed > most) [best, most] = [bearer, fit.allowed];
  }
  return best;
}
