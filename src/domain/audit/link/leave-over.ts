import type { Entry } from "../open/book.ts";
import type { Link } from "./assign.ts";
import {
  type BearerClass,
  type ChargeClass,
  dearerFirst,
  type FitOf,
  isExact,
  type ReachOf,
} from "./charge-classes.ts";

/**
 * Charges without a payment that makes them right. Each is laid on a free payment of its reach on which it is least too high;
 * where all are taken by equal charges it is one of these taken again; where another charge took its place it is open.
 */
export function leaveOver(
  classes: readonly ChargeClass[],
  reachOf: ReachOf,
  fitOf: FitOf,
  isSure: (one: ChargeClass, bearer: BearerClass) => boolean,
  links: Map<Entry, Link>,
): void {
  for (const one of [...classes].sort(dearerFirst)) {
    if (one.left.length === 0) continue;
    if (one.gaveUp) {
      for (const charge of one.left) links.set(charge, { bearer: null, open: "transfer", left: true });
      continue;
    }
    const reach = reachOf(one).filter((bearer) => !bearer.soft);
    const wrong = reach
      .flatMap((bearer) => {
        const fit = fitOf(one, bearer);
        return fit.as === "wrong" ? [{ bearer, allowed: fit.allowed, kept: fit.kept === true }] : [];
      })
      .sort((a, b) =>
        a.allowed === b.allowed
          ? Number(b.kept) - Number(a.kept) || b.bearer.day - a.bearer.day
          : a.allowed > b.allowed
            ? -1
            : 1,
      );
    let left = [...one.left];
    for (const { bearer } of wrong) {
      const laid = layNearest(left, bearer);
      for (const [charge, on] of laid) links.set(charge, { bearer: on, open: null, left: true });
      const gone = new Set(laid.map(([charge]) => charge));
      left = left.filter((charge) => !gone.has(charge));
    }
    if (left.length === 0) continue;
    const right = reach.filter((bearer) => fitOf(one, bearer).as === "right");
    if (right.length === 0 && wrong.length === 0 && !reach.some((bearer) => fitOf(one, bearer).as === "open")) continue;
    const own = right.filter((bearer) => isExact(fitOf(one, bearer)) && isSure(one, bearer));
    const same = own.flatMap((bearer) => bearer.taken.get(one) ?? []);
    // every payment that allows it has an equal one, or the very one that is due there
    const twins = right.every((bearer) =>
      [...bearer.taken.keys()].every((other) => other === one || isExact(fitOf(other, bearer))),
    );
    const dearest = wrong.length > 0 && right.length === 0 ? wrong[0] : undefined;
    let at = 0;
    for (const charge of left) {
      if (twins && same.length > 0) {
        while (at + 1 < same.length && (same[at + 1]?.[1].at ?? 0) <= charge.at) at++;
        links.set(charge, { bearer: same[at]?.[1] ?? null, open: null, left: true, spare: "again" });
      } else if (dearest) links.set(charge, { bearer: dearest.bearer.sample, open: null, left: true, spare: "other" });
      else links.set(charge, { bearer: null, open: "transfer", left: true });
    }
  }
}

/** Charges on free payments of a class: each payment takes the first charge behind it; then those left take what is left. */
function layNearest(charges: readonly Entry[], bearer: BearerClass): [Entry, Entry][] {
  const laid: [Entry, Entry][] = [];
  const before: Entry[] = [];
  const alone: Entry[] = [];
  const free = [...bearer.free].sort((a, b) => a.at - b.at);
  let next = 0;
  for (const charge of charges) {
    if ((free[next]?.at ?? Number.POSITIVE_INFINITY) < charge.at) laid.push([charge, free[next++] as Entry]);
    else before.push(charge);
  }
  for (; next < free.length; next++) {
    const charge = before.pop();
    if (charge) laid.push([charge, free[next] as Entry]);
    else alone.push(free[next] as Entry);
  }
  bearer.free = alone;
  return laid;
}
