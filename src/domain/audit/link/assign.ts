/**
 * Which payment each charge of one kind was taken for, as one assignment over the whole statement: as many charges as can be
 * are right, of equal charges the later is left over, and what is left over is laid on what makes it least too high.
 *
 * How it works. A charge that prints the reference or the name of a payment is bound to those that print it too. The others
 * may belong to any payment of their day or of the working day before. Charges of one day and sum are one class, payments of
 * one day and price another, so that a day of thousands of lines is a handful of classes. Prices rise with sums: the charge
 * that fewest payments allow is laid first, on the cheapest payment that allows it, and that gives as many right ones as there
 * can be. A charge for which nothing is free moves others along, day by day, as long as each of them stays right.
 */
import type { Minor } from "../../money/money.ts";
import { type Entry, sizeOf } from "../book.ts";
import { madeOnce } from "../made-once.ts";

/**
 * How a charge is judged on a payment. `open`: it cannot be told there; the fact is named where the judge would not name it
 * himself. `none`: it was never taken for that one.
 */
export type Fit =
  /** `exact`: it is the very sum that is due there, and no less. */
  | { readonly as: "right"; readonly exact: boolean }
  | { readonly as: "open"; readonly open: string | null }
  | { readonly as: "wrong"; readonly allowed: Minor }
  | { readonly as: "none" };

export type Field = {
  /** Charges that stand, in time order. */
  readonly charges: readonly Entry[];
  /** Payments that may bear one, in time order. */
  readonly bearers: readonly Entry[];
  /** Payments whose words do not say that they can bear one: they may make a charge right and never make it wrong. */
  readonly soft: (bearer: Entry) => boolean;
  /** What charges of one sum have in common that decides, beside the sum. */
  readonly chargeKey: (charge: Entry) => string;
  readonly bearerKey: (bearer: Entry) => string;
  readonly fit: (charge: Entry, bearer: Entry) => Fit;
  /** The payments that a charge names; null when it names none, empty when it names one that is not there. */
  readonly bound: (charge: Entry) => readonly Entry[] | null;
  /** Day numbers from the day before back to the last working day, the nearest first. */
  readonly daysBefore: (day: number) => readonly number[];
};

/** What was found for a charge. A charge that is in no answer has no payment in reach. */
export type Link = {
  readonly bearer: Entry | null;
  /** The fact that would decide, where it does not belong to one payment only. */
  readonly open: string | null;
  /** True where every payment that makes it right is taken, or none does. */
  readonly left: boolean;
};

type ChargeClass = {
  readonly key: string;
  readonly day: number;
  readonly sample: Entry;
  readonly members: Entry[];
  /** Those without a payment, in time order. */
  left: Entry[];
  /** True where the search for a payment was too long: such charges are not accused. */
  gaveUp: boolean;
};
type BearerClass = {
  readonly key: string;
  readonly day: number;
  readonly sample: Entry;
  readonly members: Entry[];
  free: Entry[];
  readonly soft: boolean;
  /** Charges on its payments, by their class. */
  readonly taken: Map<ChargeClass, [charge: Entry, bearer: Entry][]>;
  /** True once a search from here has shown that nothing can move. */
  stuck: boolean;
};

/** Classes that one search may look at before it gives up; a charge so given up is not accused. */
const MOST_LOOKED_AT = 2000;
/** Payments along which charges that name theirs are moved for one. */
const MOST_NAMED = 200;

export function assign(field: Field): ReadonlyMap<Entry, Link> {
  const links = new Map<Entry, Link>();
  const taken = new Map<Entry, Entry[]>();
  const loose: Entry[] = [];
  const named: [Entry, readonly Entry[]][] = [];
  for (const charge of field.charges) {
    const bound = field.bound(charge);
    if (bound === null) loose.push(charge);
    else if (bound.length > 0) named.push([charge, bound]);
  }
  assignNamed(field, named, links, taken);
  assignLoose(field, loose, links, taken);
  return links;
}

/** Charges that name their payments: each is right on one of them, moving others along where that helps, or left over there. */
function assignNamed(
  field: Field,
  named: readonly [Entry, readonly Entry[]][],
  links: Map<Entry, Link>,
  taken: Map<Entry, Entry[]>,
): void {
  const on = new Map<Entry, Entry>();
  const dead = new Set<Entry>();
  const bounds = new Map(named);
  const choices = { right: new Map<Entry, readonly Entry[]>(), open: new Map<Entry, readonly Entry[]>() };
  const wantedOf = (charge: Entry, as: "right" | "open"): readonly Entry[] =>
    madeOnce(choices[as], charge, () =>
      nearestFirst(charge, bounds.get(charge) as readonly Entry[]).filter((b) => field.fit(charge, b).as === as),
    );
  const place = (charge: Entry, seen: Set<Entry>, as: "right" | "open" = "right"): boolean => {
    const wanted = wantedOf(charge, as);
    for (const bearer of wanted) {
      if (on.has(bearer)) continue;
      on.set(bearer, charge);
      return true;
    }
    for (const bearer of wanted) {
      if (seen.has(bearer) || dead.has(bearer) || seen.size > MOST_NAMED) continue;
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

type Days<T> = ReadonlyMap<number, readonly T[]>;

function assignLoose(field: Field, loose: readonly Entry[], links: Map<Entry, Link>, taken: Map<Entry, Entry[]>): void {
  if (loose.length === 0) return;
  const charges = chargeClasses(field, loose);
  const needed = new Set<number>();
  for (const day of charges.keys()) for (const one of [day, ...field.daysBefore(day)]) needed.add(one);
  const bearers = bearerClasses(
    field,
    field.bearers.filter((bearer) => needed.has(bearer.day) && !taken.has(bearer)),
  );
  const fits = new Map<ChargeClass, Map<BearerClass, Fit>>();
  const fitOf = (charge: ChargeClass, bearer: BearerClass): Fit =>
    madeOnce(
      madeOnce(fits, charge, () => new Map<BearerClass, Fit>()),
      bearer,
      () => field.fit(charge.sample, bearer.sample),
    );
  const reachOf = (charge: ChargeClass): readonly BearerClass[] =>
    [charge.day, ...field.daysBefore(charge.day)].flatMap((day) => bearers.get(day) ?? []);
  for (const [day, classes] of charges) layDay(classes, bearers.get(day) ?? [], fitOf);
  for (const classes of charges.values())
    for (const one of classes) {
      moveAlong(one, reachOf, fitOf, "right");
      moveAlong(one, reachOf, fitOf, "open");
    }
  for (const classes of charges.values())
    for (const one of classes) {
      for (const bearer of reachOf(one))
        for (const [charge, on] of bearer.taken.get(one) ?? []) {
          const fit = fitOf(one, bearer);
          links.set(charge, { bearer: on, open: fit.as === "open" ? fit.open : null, left: false });
        }
    }
  for (const classes of charges.values()) leaveOver(classes, reachOf, fitOf, links);
}

function chargeClasses(field: Field, charges: readonly Entry[]): Days<ChargeClass> {
  const days = new Map<number, ChargeClass[]>();
  const byKey = new Map<string, ChargeClass>();
  for (const charge of charges) {
    const key = `${charge.day}|${sizeOf(charge)}|${field.chargeKey(charge)}`;
    const one = madeOnce(byKey, key, () => {
      const made: ChargeClass = { key, day: charge.day, sample: charge, members: [], left: [], gaveUp: false };
      madeOnce(days, charge.day, () => []).push(made);
      return made;
    });
    one.members.push(charge);
  }
  for (const one of byKey.values()) one.left = [...one.members];
  return days;
}

function bearerClasses(field: Field, bearers: readonly Entry[]): Days<BearerClass> {
  const days = new Map<number, BearerClass[]>();
  const byKey = new Map<string, BearerClass>();
  for (const bearer of bearers) {
    const soft = field.soft(bearer);
    const key = `${bearer.day}|${soft}|${field.bearerKey(bearer)}`;
    const one = madeOnce(byKey, key, () => {
      const made: BearerClass = {
        key,
        day: bearer.day,
        sample: bearer,
        members: [],
        free: [],
        soft,
        taken: new Map(),
        stuck: false,
      };
      madeOnce(days, bearer.day, () => []).push(made);
      return made;
    });
    one.members.push(bearer);
  }
  for (const one of byKey.values()) one.free = [...one.members];
  return days;
}

type FitOf = (charge: ChargeClass, bearer: BearerClass) => Fit;

/** Lays one day's charges on that day's payments: first as they are printed, where that is as good as can be. */
function layDay(charges: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): void {
  const hard = bearers.filter((bearer) => !bearer.soft);
  const rows = fewestFirst(charges, bearers, fitOf);
  const best = greedy(rows, hard, fitOf);
  const printed = asPrinted(charges, hard, fitOf);
  const chosen = printed.right === best.right && printed.over === best.over ? printed.pairs : best.pairs;
  take(chosen);
  const soft = bearers.filter((bearer) => bearer.soft);
  if (soft.length > 0 && charges.some(({ left }) => left.length > 0)) take(greedy(rows, soft, fitOf).pairs);
}

type Pair = { readonly charge: ChargeClass; readonly bearer: BearerClass; readonly pair: [Entry, Entry] };
type Laid = { readonly pairs: readonly Pair[]; readonly right: number; readonly over: Minor };

/** Charges that fewest payments allow come first; among equals the dearer. */
function fewestFirst(charges: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): ChargeClass[] {
  const allow = new Map(
    charges.map((one) => [one, bearers.filter((bearer) => fitOf(one, bearer).as === "right").length]),
  );
  return [...charges].sort(
    (a, b) => (allow.get(a) as number) - (allow.get(b) as number) || (sizeOf(a.sample) > sizeOf(b.sample) ? -1 : 1),
  );
}

/** Each class of charges on the payments that allow it and the fewest others; what is too high by that is counted. */
function greedy(rows: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): Laid {
  const pairs: Pair[] = [];
  const used = new Map<BearerClass, number>();
  const allowing = new Map(
    bearers.map((bearer) => [bearer, rows.filter((row) => fitOf(row, bearer).as === "right").length]),
  );
  const narrow = [...bearers].sort((a, b) => (allowing.get(a) as number) - (allowing.get(b) as number));
  const left: [ChargeClass, number][] = [];
  for (const row of rows) {
    let next = 0;
    for (const bearer of narrow) {
      if (fitOf(row, bearer).as !== "right") continue;
      for (let at = used.get(bearer) ?? 0; at < bearer.free.length && next < row.left.length; at++, next++) {
        pairs.push({ charge: row, bearer, pair: [row.left[next] as Entry, bearer.free[at] as Entry] });
        used.set(bearer, at + 1);
      }
    }
    if (next < row.left.length) left.push([row, row.left.length - next]);
  }
  return { pairs, right: pairs.length, over: overOf(left, bearers, used, fitOf) };
}

/** What the charges left over are too high by on the payments that are free, the dearest payments first. */
function overOf(
  left: readonly [ChargeClass, number][],
  bearers: readonly BearerClass[],
  used: ReadonlyMap<BearerClass, number>,
  fitOf: FitOf,
): Minor {
  let over = 0n;
  const room = new Map(bearers.map((bearer) => [bearer, bearer.free.length - (used.get(bearer) ?? 0)]));
  for (const [row, count] of left) {
    let rest = count;
    const wrong = bearers
      .flatMap((bearer) => {
        const fit = fitOf(row, bearer);
        return fit.as === "wrong" ? [{ bearer, allowed: fit.allowed }] : [];
      })
      .sort((a, b) => (a.allowed > b.allowed ? -1 : a.allowed < b.allowed ? 1 : 0));
    for (const { bearer, allowed } of wrong) {
      const takes = Math.min(rest, room.get(bearer) as number);
      room.set(bearer, (room.get(bearer) as number) - takes);
      over += BigInt(takes) * (sizeOf(row.sample) - allowed);
      rest -= takes;
    }
    over += BigInt(rest) * sizeOf(row.sample);
  }
  return over;
}

/** Each charge on the nearest payment before it that has none, as most banks print them; only right ones are pairs. */
function asPrinted(charges: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): Laid {
  const all = [
    ...charges.flatMap((charge) => charge.left.map((entry) => ({ entry, charge, bearer: null }))),
    ...bearers.flatMap((bearer) => bearer.free.map((entry) => ({ entry, charge: null, bearer }))),
  ].sort((a, b) => a.entry.at - b.entry.at);
  const pairs: Pair[] = [];
  const open: { entry: Entry; bearer: BearerClass }[] = [];
  const missed = new Map<ChargeClass, number>();
  const used = new Map<BearerClass, number>();
  for (const { entry, charge, bearer } of all) {
    if (bearer) open.push({ entry, bearer });
    else if (charge) {
      const before = open.pop();
      if (before && fitOf(charge, before.bearer).as === "right") {
        pairs.push({ charge, bearer: before.bearer, pair: [entry, before.entry] });
        used.set(before.bearer, (used.get(before.bearer) ?? 0) + 1);
      } else missed.set(charge, (missed.get(charge) ?? 0) + 1);
    }
  }
  const left = [...missed].sort(([a], [b]) => (sizeOf(a.sample) > sizeOf(b.sample) ? -1 : 1));
  return { pairs, right: pairs.length, over: overOf(left, bearers, used, fitOf) };
}

function take(pairs: readonly Pair[]): void {
  const charges = new Map<ChargeClass, Set<Entry>>();
  const bearers = new Map<BearerClass, Set<Entry>>();
  for (const { charge, bearer, pair } of pairs) {
    madeOnce(bearer.taken, charge, () => []).push(pair);
    madeOnce(charges, charge, () => new Set()).add(pair[0]);
    madeOnce(bearers, bearer, () => new Set()).add(pair[1]);
  }
  for (const [one, gone] of charges) one.left = one.left.filter((entry) => !gone.has(entry));
  for (const [one, gone] of bearers) one.free = one.free.filter((entry) => !gone.has(entry));
}

/** Finds payments for charges without one: a free one in reach, or one whose charge can move to another. */
function moveAlong(from: ChargeClass, reachOf: ReachOf, fitOf: FitOf, as: "right" | "open"): void {
  let done = 0;
  for (const charge of from.left) {
    const bearer = freeUp(from, reachOf, fitOf, as);
    if (!bearer) break;
    done++;
    madeOnce(bearer.taken, from, () => []).push([charge, bearer.free.pop() as Entry]);
  }
  from.left = from.left.slice(done);
}

type ReachOf = (one: ChargeClass) => readonly BearerClass[];
/** From which payments' class a charge of which class would come to this one. */
type Step = { readonly from: BearerClass; readonly charge: ChargeClass } | null;

/** The nearest payments that are free or can be freed, each charge on the way staying right; they have one free then. */
function freeUp(from: ChargeClass, reachOf: ReachOf, fitOf: FitOf, as: "right" | "open"): BearerClass | null {
  const steps = new Map<BearerClass, Step>();
  const queue: BearerClass[] = [];
  const look = (bearer: BearerClass, step: Step) => {
    if (bearer.stuck || steps.has(bearer)) return;
    steps.set(bearer, step);
    queue.push(bearer);
  };
  for (const bearer of reachOf(from)) if (fitOf(from, bearer).as === as) look(bearer, null);
  for (let at = 0; at < queue.length; at++) {
    const bearer = queue[at] as BearerClass;
    if (bearer.free.length > 0) return move(bearer, steps);
    if (at > MOST_LOOKED_AT) {
      from.gaveUp = true;
      return null;
    }
    for (const [charge, pairs] of bearer.taken)
      if (charge !== from && pairs.length > 0)
        for (const to of reachOf(charge)) if (fitOf(charge, to).as === "right") look(to, { from: bearer, charge });
  }
  for (const bearer of queue) bearer.stuck = true;
  return null;
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

/**
 * Charges without a payment that makes them right. Each is laid on a free payment of its reach on which it is least too high;
 * where all are taken by equal charges it is one of these taken again; where another charge took its place it is open.
 */
function leaveOver(
  classes: readonly ChargeClass[],
  reachOf: (one: ChargeClass) => readonly BearerClass[],
  fitOf: FitOf,
  links: Map<Entry, Link>,
): void {
  for (const one of [...classes].sort((a, b) => (sizeOf(a.sample) > sizeOf(b.sample) ? -1 : 1))) {
    if (one.left.length === 0) continue;
    if (one.gaveUp) {
      for (const charge of one.left) links.set(charge, { bearer: null, open: "transfer", left: true });
      continue;
    }
    const reach = reachOf(one).filter((bearer) => !bearer.soft);
    const wrong = reach
      .flatMap((bearer) => {
        const fit = fitOf(one, bearer);
        return fit.as === "wrong" ? [{ bearer, allowed: fit.allowed }] : [];
      })
      .sort((a, b) => (a.allowed > b.allowed ? -1 : a.allowed < b.allowed ? 1 : b.bearer.day - a.bearer.day));
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
    const own = right.filter((bearer) => isExact(fitOf(one, bearer)));
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
        links.set(charge, { bearer: same[at]?.[1] ?? null, open: null, left: true });
      } else if (dearest) links.set(charge, { bearer: dearest.bearer.sample, open: null, left: true });
      else links.set(charge, { bearer: null, open: "transfer", left: true });
    }
  }
}

const isExact = (fit: Fit): boolean => fit.as === "right" && fit.exact;

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
