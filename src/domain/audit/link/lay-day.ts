import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { type Entry, sizeOf } from "../open/book.ts";
import { type BearerClass, type ChargeClass, dearerFirst, type FitOf, isExact, keyOrder } from "./charge-classes.ts";

/** Lays one day's charges on that day's payments: first as they are printed, where that is as good as can be. */
export function layDay(charges: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): void {
  const hard = bearers.filter((bearer) => !bearer.soft);
  const rows = fewestFirst(charges, bearers, fitOf);
  const best = greedy(rows, hard, fitOf);
  const printed = asPrinted(charges, hard, fitOf);
  take(leavesTheSame(printed.pairs, best.pairs) ? printed.pairs : best.pairs);
  const soft = bearers.filter((bearer) => bearer.soft);
  if (soft.length > 0 && charges.some(({ left }) => left.length > 0)) take(greedy(rows, soft, fitOf).pairs);
}

/** Whether both leave as many of each class over: then the order of the rows decides who is paired, and nothing beyond the day. */
function leavesTheSame(a: readonly Pair[], b: readonly Pair[]): boolean {
  const counts = new Map<ChargeClass | BearerClass, number>();
  for (const [pairs, one] of [
    [a, 1],
    [b, -1],
  ] as const)
    for (const { charge, bearer } of pairs) {
      counts.set(charge, (counts.get(charge) ?? 0) + one);
      counts.set(bearer, (counts.get(bearer) ?? 0) + one);
    }
  return [...counts.values()].every((count) => count === 0);
}

type Pair = { readonly charge: ChargeClass; readonly bearer: BearerClass; readonly pair: [Entry, Entry] };
type Laid = { readonly pairs: readonly Pair[]; readonly right: number; readonly over: Minor };

/** Charges that fewest payments allow come first; among equals the dearer. */
function fewestFirst(charges: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): ChargeClass[] {
  const allow = new Map(
    charges.map((one) => [one, bearers.filter((bearer) => fitOf(one, bearer).as === "right").length]),
  );
  return [...charges].sort((a, b) => (allow.get(a) as number) - (allow.get(b) as number) || dearerFirst(a, b));
}

/** Each class of charges on the payments where it is the very sum due, then on those that allow the fewest others; what is too high by that is counted. */
function greedy(rows: readonly ChargeClass[], bearers: readonly BearerClass[], fitOf: FitOf): Laid {
  const pairs: Pair[] = [];
  const used = new Map<BearerClass, number>();
  const allowing = new Map(
    bearers.map((bearer) => [bearer, rows.filter((row) => fitOf(row, bearer).as === "right").length]),
  );
  const narrow = [...bearers].sort(
    (a, b) => (allowing.get(a) as number) - (allowing.get(b) as number) || keyOrder(a, b),
  );
  const left: [ChargeClass, number][] = [];
  for (const row of rows) {
    let next = 0;
    const right = narrow.filter((bearer) => fitOf(row, bearer).as === "right");
    const exact = right.filter((bearer) => isExact(fitOf(row, bearer)));
    for (const bearer of new Set([...exact, ...right]))
      for (let at = used.get(bearer) ?? 0; at < bearer.free.length && next < row.left.length; at++, next++) {
        pairs.push({ charge: row, bearer, pair: [row.left[next] as Entry, bearer.free[at] as Entry] });
        used.set(bearer, at + 1);
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
