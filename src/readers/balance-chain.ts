/**
 * One idea: what the balances prove: the order of the rows, the side of each sum, and that none is missing. Every format is
 * proven here: tables row by row, formats that print no balance beside their lines by opening + sum = closing.
 */
import type { Chain } from "../domain/statements/statement.ts";

/** One data row as the chain sees it, in units of the file's numbers. A rejected row may lack its sum and its balance. */
export type Link = {
  readonly row: number;
  readonly amount: bigint | null;
  readonly balance: bigint | null;
  readonly rejected: boolean;
};

export type Order = "oldest_first" | "newest_first" | "unordered";

type Held = { readonly held: number; readonly steps: number };

/**
 * How many steps from one printed balance to the next hold, and how many there are, in the given order of time. It stops
 * where fewer than `atLeast` can still hold: then it only says that they are fewer.
 */
function holding(links: readonly Link[], reversed: boolean, atLeast = 0): Held {
  let held = 0;
  let steps = 0;
  walk(links, reversed, null, (fits) => {
    steps++;
    if (fits) held++;
    return links.length - 1 - (steps - held) >= atLeast;
  });
  return { held, steps };
}

/** The holding of the order that proves more, and that of the other one: the first is oldest first where both prove alike. */
export function bestHolding(links: readonly Link[]): readonly [best: Held, oldest: Held, newest: Held] {
  const oldest = holding(links, false);
  const newest = holding(links, true, oldest.held);
  return [newest.held > oldest.held ? newest : oldest, oldest, newest];
}

function walk(
  links: readonly Link[],
  reversed: boolean,
  opening: bigint | null,
  /** False ends the walk. */
  step: (fits: boolean, link: Link, expected: bigint) => boolean,
): bigint | null {
  let balance = opening;
  let pending = 0n;
  for (let i = 0; i < links.length; i++) {
    const link = links[reversed ? links.length - 1 - i : i] as Link;
    if (link.balance === null) {
      pending += link.amount ?? 0n;
      continue;
    }
    // a row without a readable sum proves its own gap by its balance
    if (balance !== null && link.amount !== null) {
      const expected = balance + pending + link.amount;
      if (!step(expected === link.balance, link, expected)) return null;
    }
    balance = link.balance;
    pending = 0n;
  }
  return balance === null ? null : balance + pending;
}

/** The order in which most steps hold; by their days where no balance is printed. */
export function orderOfRows(links: readonly Link[], days: readonly (string | null | undefined)[]): Order {
  const [best, oldest, newest] = bestHolding(links);
  const by = orderOfDays(days);
  if (oldest.held === 0 && newest.held === 0) return by;
  if (oldest.held === newest.held) return by === "unordered" ? "oldest_first" : by;
  if (best.held * 2 < best.steps && by === "unordered") return "unordered";
  return oldest.held > newest.held ? "oldest_first" : "newest_first";
}

function orderOfDays(days: readonly (string | null | undefined)[]): Order {
  const known = days.filter((day) => day !== null && day !== undefined);
  let up = 0;
  let down = 0;
  for (let i = 1; i < known.length; i++) {
    if ((known[i] as string) > (known[i - 1] as string)) up++;
    else if ((known[i] as string) < (known[i - 1] as string)) down++;
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
export function proveChain(
  links: readonly Link[],
  order: Order,
  opening: bigint | null,
  closing: bigint | null,
): Proof {
  if (links.every((link) => link.balance === null)) return proveSum(links, order, opening, closing);
  const { held, steps } = holding(links, order === "newest_first");
  if (order === "unordered" && proveUnordered(links))
    return { chain: { state: "complete", breaks: [] }, ...unorderedEnds(links, opening, closing) };
  if (steps >= 3 && held < steps * LEAST_HELD) return { chain: ABSENT, opening, closing };
  if (steps === 0 && opening === null) return { chain: ABSENT, opening, closing };
  const breaks: number[] = [];
  const reversed = order === "newest_first";
  const last = walk(links, reversed, opening, (fits, link) => {
    if (!fits) breaks.push(link.row);
    return true;
  });
  if (closing !== null && last !== null && last !== closing) {
    const end = (reversed ? links[0] : links.at(-1)) as Link;
    if (!breaks.includes(end.row)) breaks.push(end.row);
  }
  breaks.sort((a, b) => a - b);
  return {
    chain: { state: breaks.length === 0 ? "complete" : "broken", breaks },
    opening: opening ?? impliedOpening(reversed ? [...links].reverse() : links),
    closing: closing ?? last,
  };
}

function impliedOpening(inTime: readonly Link[]): bigint | null {
  let before = 0n;
  for (const { amount, balance } of inTime) {
    if (amount === null) return null;
    before += amount;
    if (balance !== null) return balance - before;
  }
  return null;
}

function proveSum(links: readonly Link[], order: Order, opening: bigint | null, closing: bigint | null): Proof {
  if (opening === null || closing === null) return { chain: ABSENT, opening, closing };
  const sum = links.reduce((total, link) => total + (link.amount ?? 0n), opening);
  if (sum === closing) return { chain: { state: "complete", breaks: [] }, opening, closing };
  const unread = links.filter((link) => link.amount === null);
  const last = order === "newest_first" ? links[0] : links.at(-1);
  const breaks = (unread.length > 0 ? unread : last ? [last] : []).map((link) => link.row);
  return { chain: { state: "broken", breaks }, opening, closing };
}

/** Rows out of order still make one chain when every balance but the last is the start of another row. */
function proveUnordered(links: readonly Link[]): boolean {
  const ends = looseEnds(links);
  return ends !== null && ends.starts.length <= 1 && ends.stops.length <= 1;
}

function looseEnds(links: readonly Link[]): { starts: bigint[]; stops: bigint[] } | null {
  const counts = new Map<bigint, number>();
  for (const { amount, balance } of links) {
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

function unorderedEnds(links: readonly Link[], opening: bigint | null, closing: bigint | null) {
  const ends = looseEnds(links);
  return { opening: opening ?? ends?.starts[0] ?? null, closing: closing ?? ends?.stops[0] ?? null };
}

/** Rows that stand on the wrong side: the balance holds with the sum turned round, and only so. Returns their rows. */
export function turnedRows(links: readonly Link[], order: Order): ReadonlySet<number> {
  const turned = new Set<number>();
  walk(links, order === "newest_first", null, (fits, link, expected) => {
    const amount = link.amount as bigint;
    if (!fits && !link.rejected && amount !== 0n && expected - 2n * amount === link.balance) turned.add(link.row);
    return true;
  });
  return turned;
}
