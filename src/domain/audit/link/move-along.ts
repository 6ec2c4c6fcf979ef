import { madeOnce } from "../made-once.ts";
import type { Entry } from "../open/book.ts";
import type { Fit } from "./assign.ts";
import { type BearerClass, type ChargeClass, type FitOf, isExact, keyOrder, type ReachOf } from "./charge-classes.ts";

/** Classes that one search may look at before it gives up; a charge so given up is not accused. */
const MOST_LOOKED_AT = 2000;

/** On what a charge may end: `either` also moves others from where they are right to where it is open whether they are. */
export type Ends = "right" | "open" | "either";

/** Finds payments for charges without one: a free one in reach, or one whose charge can move to another. */
export function moveAlong(from: ChargeClass, reachOf: ReachOf, fitOf: FitOf, as: Ends): void {
  let done = 0;
  for (const charge of from.left) {
    const bearer = freeUp(from, reachOf, fitOf, as);
    if (!bearer) break;
    done++;
    madeOnce(bearer.taken, from, () => []).push([charge, bearer.free.pop() as Entry]);
  }
  from.left = from.left.slice(done);
}

/** From which payments' class a charge of which class would come to this one. */
type Step = { readonly from: BearerClass; readonly charge: ChargeClass } | null;

/** The nearest payments that are free or can be freed, each charge on the way staying right; they have one free then. */
function freeUp(from: ChargeClass, reachOf: ReachOf, fitOf: FitOf, as: Ends): BearerClass | null {
  const ends = ({ as: how }: Fit): boolean => how === as || (as === "either" && (how === "right" || how === "open"));
  const moves = ({ as: how }: Fit): boolean => how === "right" || (as === "either" && how === "open");
  const steps = new Map<BearerClass, Step>();
  const queue: BearerClass[] = [];
  const look = (bearer: BearerClass, step: Step) => {
    if (bearer.stuck || steps.has(bearer)) return;
    steps.set(bearer, step);
    queue.push(bearer);
  };
  for (const bearer of inTurn(from, reachOf, fitOf)) if (ends(fitOf(from, bearer))) look(bearer, null);
  for (let at = 0; at < queue.length; at++) {
    const bearer = queue[at] as BearerClass;
    if (bearer.free.length > 0) return move(bearer, steps);
    if (at > MOST_LOOKED_AT) {
      from.gaveUp = true;
      return null;
    }
    for (const [charge, pairs] of bearer.taken)
      if (charge !== from && pairs.length > 0)
        for (const to of inTurn(charge, reachOf, fitOf))
          if (moves(fitOf(charge, to))) look(to, { from: bearer, charge });
  }
  for (const bearer of queue) bearer.stuck = true;
  return null;
}

/**
 * The payments in reach of a charge, in the order in which it takes them: first those on which what is left over would not be
 * less too high, then the nearest, then where it is the very sum due. The order of the rows of a day decides nothing.
 */
function inTurn(charge: ChargeClass, reachOf: ReachOf, fitOf: FitOf): readonly BearerClass[] {
  const far = (bearer: BearerClass): number => Number(!isExact(fitOf(charge, bearer)));
  return [...reachOf(charge)].sort((a, b) =>
    a.wanted === b.wanted ? b.day - a.day || far(a) - far(b) || keyOrder(a, b) : a.wanted < b.wanted ? -1 : 1,
  );
}

/** Notes on the payments in reach what a charge that nothing makes right would be allowed there. */
export function wantLeast(one: ChargeClass, reachOf: ReachOf, fitOf: FitOf): void {
  if (one.left.length === 0) return;
  for (const bearer of reachOf(one)) {
    const fit = fitOf(one, bearer);
    if (fit.as === "wrong" && fit.allowed > bearer.wanted) bearer.wanted = fit.allowed;
  }
}

/** Moves one charge along each step of the way that leads to a free payment. */
function move(free: BearerClass, steps: ReadonlyMap<BearerClass, Step>): BearerClass {
  let to = free;
  for (let step = steps.get(to); step; step = steps.get(to)) {
    const taken = step.from.taken.get(step.charge) as [Entry, Entry][];
    const [charge, on] = taken.pop() as [Entry, Entry];
    madeOnce(to.taken, step.charge, () => []).push([charge, to.free.pop() as Entry]);
    step.from.free.push(on);
    to = step.from;
  }
  return to;
}
