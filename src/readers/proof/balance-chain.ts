/**
 * What the balances prove: the order of the rows, the side of each sum, and that none is missing. Every format is
 * proven here: tables row by row, formats that print no balance beside their lines by opening + sum = closing.
 */
import type { Chain } from "../../domain/statements/statement.ts";

/**
 * Data rows as the chain sees them, column by column in the order of the file, in units of its numbers. A row that was
 * rejected may lack its sum and its balance.
 */
export type Links = {
  readonly amounts: readonly (bigint | null)[];
  readonly balances: readonly (bigint | null)[];
  /** The number of a row by its place. */
  readonly rowOf: (at: number) => number;
};

export type Order = "oldest_first" | "newest_first" | "unordered";

/** Share of the steps from balance to balance that proves what contradicts a label or fills in for one. */
export const PROOF = 0.6;

type Held = { readonly held: number; readonly steps: number };

/**
 * How many steps from one printed balance to the next hold, and how many there are, in the given order of time. It stops
 * where fewer than `atLeast` can still hold: then it only says that they are fewer.
 */
function holding(links: Links, reversed: boolean, atLeast = 0): Held {
  let held = 0;
  let steps = 0;
  const most = links.amounts.length - 1;
  walk(links, reversed, null, (fits) => {
    steps++;
    if (fits) held++;
    return most - (steps - held) >= atLeast;
  });
  return { held, steps };
}

/** The holding of the order that proves more, and that of the other one: the first is oldest first where both prove alike. */
export function bestHolding(links: Links): readonly [best: Held, oldest: Held, newest: Held] {
  const oldest = holding(links, false);
  const newest = holding(links, true, oldest.held);
  return [newest.held > oldest.held ? newest : oldest, oldest, newest];
}

function walk(
  { amounts, balances }: Links,
  reversed: boolean,
  opening: bigint | null,
  /** False ends the walk. */
  step: (fits: boolean, at: number, expected: bigint) => boolean,
): bigint | null {
  let before = opening;
  let pending: bigint | null = null;
  const last = amounts.length - 1;
  for (let i = 0; i <= last; i++) {
    const at = reversed ? last - i : i;
    const amount = amounts[at] as bigint | null;
    const balance = balances[at] as bigint | null;
    if (balance === null) {
      if (amount !== null) pending = pending === null ? amount : pending + amount;
      continue;
    }
    // a row without a readable sum proves its own gap by its balance
    if (before !== null && amount !== null) {
      const expected: bigint = pending === null ? before + amount : before + pending + amount;
      if (!step(expected === balance, at, expected)) return null;
    }
    before = balance;
    pending = null;
  }
  return before === null || pending === null ? before : before + pending;
}

/** The order in which most steps hold; by their days where no balance is printed. */
export function orderOfRows(links: Links, days: readonly (string | null | undefined)[]): Order {
  const [best, oldest, newest] = bestHolding(links);
  const by = orderOfDays(days);
  if (oldest.held === 0 && newest.held === 0) return by;
  if (oldest.held === newest.held) return by === "unordered" ? "oldest_first" : by;
  if (best.held * 2 < best.steps && by === "unordered") return "unordered";
  return oldest.held > newest.held ? "oldest_first" : "newest_first";
}

function orderOfDays(days: readonly (string | null | undefined)[]): Order {
  let before: string | null = null;
  let up = 0;
  let down = 0;
  for (const day of days) {
    if (day === null || day === undefined || day === before) continue;
    if (before !== null && day > before) up++;
    else if (before !== null) down++;
    before = day;
  }
  if (down === 0) return "oldest_first";
  if (up === 0) return "newest_first";
  return up >= 20 * down ? "oldest_first" : down >= 20 * up ? "newest_first" : "unordered";
}

export type Proof = { readonly chain: Chain; readonly opening: bigint | null; readonly closing: bigint | null };

const ABSENT: Chain = { state: "absent", breaks: [] };
/** A column of which fewer steps hold than this is no running balance. */
const LEAST_HELD = 0.3;

/** The proof of a statement, and its balances at both ends as far as they are printed or follow from the chain. */
export function proveChain(links: Links, order: Order, opening: bigint | null, closing: bigint | null): Proof {
  if (links.balances.every((balance) => balance === null)) return proveSum(links, order, opening, closing);
  const reversed = order === "newest_first";
  const { held, steps } = holding(links, reversed);
  if (order === "unordered" && proveUnordered(links))
    return { chain: { state: "complete", breaks: [] }, ...unorderedEnds(links, opening, closing) };
  if (steps >= 3 && held < steps * LEAST_HELD) return { chain: ABSENT, opening, closing };
  if (steps === 0 && opening === null) return { chain: ABSENT, opening, closing };
  const breaks: number[] = [];
  const last = walk(links, reversed, opening, (fits, at) => {
    if (!fits) breaks.push(links.rowOf(at));
    return true;
  });
  if (closing !== null && last !== null && last !== closing) {
    const end = links.rowOf(endOf(links, reversed));
    if (!breaks.includes(end)) breaks.push(end);
  }
  breaks.sort((a, b) => a - b);
  return {
    chain: { state: breaks.length === 0 ? "complete" : "broken", breaks },
    opening: opening ?? impliedOpening(links, reversed),
    closing: closing ?? last,
  };
}

/** The place of the last row in time. */
const endOf = ({ amounts }: Links, reversed: boolean): number => (reversed ? 0 : amounts.length - 1);

function impliedOpening({ amounts, balances }: Links, reversed: boolean): bigint | null {
  let before = 0n;
  for (let i = 0; i < amounts.length; i++) {
    const at = reversed ? amounts.length - 1 - i : i;
    const amount = amounts[at] as bigint | null;
    const balance = balances[at] as bigint | null;
    if (amount === null) return null;
    before += amount;
    if (balance !== null) return balance - before;
  }
  return null;
}

function proveSum(links: Links, order: Order, opening: bigint | null, closing: bigint | null): Proof {
  if (opening === null || closing === null) return { chain: ABSENT, opening, closing };
  const { amounts } = links;
  const sum = amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), opening);
  if (sum === closing) return { chain: { state: "complete", breaks: [] }, opening, closing };
  const unread = amounts.flatMap((amount, at) => (amount === null ? [at] : []));
  const last = amounts.length > 0 ? [endOf(links, order === "newest_first")] : [];
  return { chain: { state: "broken", breaks: (unread.length > 0 ? unread : last).map(links.rowOf) }, opening, closing };
}

/** Rows out of order still make one chain when every balance but the last is the start of another row. */
function proveUnordered(links: Links): boolean {
  const ends = looseEnds(links);
  return ends !== null && ends.starts.length <= 1 && ends.stops.length <= 1;
}

function looseEnds({ amounts, balances }: Links): { starts: bigint[]; stops: bigint[] } | null {
  const counts = new Map<bigint, number>();
  for (let at = 0; at < amounts.length; at++) {
    const amount = amounts[at] as bigint | null;
    const balance = balances[at] as bigint | null;
    if (amount === null || balance === null) return null;
    counts.set(balance, (counts.get(balance) ?? 0) + 1);
    counts.set(balance - amount, (counts.get(balance - amount) ?? 0) - 1);
  }
  const starts: bigint[] = [];
  const stops: bigint[] = [];
  for (const [value, count] of counts) {
    for (let i = 0; i < -count; i++) starts.push(value);
    for (let i = 0; i < count; i++) stops.push(value);
  }
  return { starts, stops };
}

function unorderedEnds(links: Links, opening: bigint | null, closing: bigint | null) {
  const ends = looseEnds(links);
  return { opening: opening ?? ends?.starts[0] ?? null, closing: closing ?? ends?.stops[0] ?? null };
}

/**
 * Places of rows that stand on the wrong side: the balance holds with the sum turned round, and only so. `rejected` rows are
 * left as they are.
 */
export function turnedRows(links: Links, order: Order, rejected: (at: number) => boolean): ReadonlySet<number> {
  const turned = new Set<number>();
  walk(links, order === "newest_first", null, (fits, at, expected) => {
    if (fits) return true;
    const amount = links.amounts[at] as bigint;
    if (amount !== 0n && expected - 2n * amount === links.balances[at] && !rejected(at)) turned.add(at);
    return true;
  });
  return turned;
}
