/** Two ways of pricing a service beside each other, event by event: whether money changes, which way, and how to show it. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { StatedUsage } from "../fees/pack.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Minor } from "../money/money.ts";
import type { Case, Direction, Size } from "./change.ts";
import { type CaseFacts, gridOf, type Shape } from "./event-grid.ts";
import { differenceOf, type Move, moveOf, type Side, sideText, times } from "./side.ts";

/** What is priced before: with the day from which it was not known any more, where that is no longer the day before. */
export type Before = (
  facts: CaseFacts,
  sum: Minor | null,
) => { readonly side: Side; readonly knownUntil: CivilDate | null };
export type After = (facts: CaseFacts, sum: Minor | null) => Side;

export type Compared = {
  readonly direction: Direction;
  readonly cases: readonly Case[];
  readonly size: Size | null;
};

const MOST_CASES = 8;
const COUNTS = ["nthInMonth", "nthInDay", "pages", "leaves"];
const SAID: readonly Move[] = ["up", "down", "first_known", "other"];

/** Null where no event is paid otherwise than before. */
export function compareSides(
  shapes: readonly Shape[],
  usage: StatedUsage | undefined,
  before: Before,
  after: After,
): Compared | null {
  const stated = usage?.amount === undefined ? [] : [parsePackAmount(usage.amount)];
  const grid = gridOf(shapes, stated);
  const caseOf = (facts: CaseFacts, amount: Minor | null): Case => {
    const { side, knownUntil } = before(facts, amount);
    return { facts, amount, before: side, knownUntil, after: after(facts, amount) };
  };
  const rows = grid.combinations.map((facts) => grid.sums.map((sum) => caseOf(facts, sum)));
  const moves = new Set(rows.flat().map(moveOfCase));
  if (!SAID.some((move) => moves.has(move))) return null;
  const bounds = new Set<Minor | null>([null, ...grid.bounds, ...stated, grid.sums.at(-2) ?? null]);
  return {
    direction: directionOf(moves),
    cases: shownOf(rows, (sum) => bounds.has(sum)),
    size:
      usage === undefined
        ? null
        : sizeOf(usage, caseOf(usage.facts ?? {}, grid.sums[0] === null ? null : (stated[0] ?? null))),
  };
}

const moveOfCase = (one: Case): Move => moveOf(one.before, one.after);

function directionOf(moves: ReadonlySet<Move>): Direction {
  if (moves.has("up")) return moves.has("down") ? "mixed" : "dearer";
  if (moves.has("down")) return "cheaper";
  return moves.has("other") ? "other" : "first_known";
}

function sizeOf(usage: StatedUsage, one: Case): Size | null {
  const difference = differenceOf(one.before, one.after);
  if (!difference || one.before.kind !== "sum" || one.after.kind !== "sum") return null;
  return {
    usage,
    before: times(one.before.sum, usage.times),
    after: times(one.after.sum, usage.times),
    difference: times(difference, usage.times),
    currency: one.after.sum.total === 0n ? one.before.currency : one.after.currency,
  };
}

/** Facts that make no difference are left out, then what is the same is shown once, the greatest differences first to stay. */
function shownOf(rows: readonly (readonly Case[])[], isBound: (sum: Minor | null) => boolean): readonly Case[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row[0]?.facts ?? {})))] as (keyof CaseFacts)[];
  const texts = new Map(rows.map((row) => [row, row.map(textOf).join()]));
  const idle = names.filter((name) => !decides(rows, texts, name));
  const kept = new Map<string, readonly Case[]>();
  const counted = new Set<string>();
  for (const row of rows) {
    const facts = without(row[0]?.facts ?? {}, idle);
    const key = JSON.stringify(facts);
    // a second page or withdrawal that is paid for as the first one says nothing new
    const alike = `${JSON.stringify(without(facts, COUNTS))} ${texts.get(row)}`;
    if (counted.has(alike) || (facts.pages ?? 1) > 1 || (facts.leaves ?? 1) > 1) continue;
    counted.add(alike);
    if (!kept.has(key))
      kept.set(
        key,
        row.map((one) => ({ ...one, facts })),
      );
  }
  const told = [...kept.values()]
    .filter((row) => row.some((one) => SAID.includes(moveOfCase(one))))
    .map((row) => alikeOnce(withMoved(row, (one) => isBound(one.amount) && one.after.kind !== "unknown")));
  // each combination in its turn, so that one with many bounds does not hide the others
  const turns = told.flatMap((row) => row.map((one, turn) => ({ one, turn }))).sort((a, b) => a.turn - b.turn);
  const chosen = new Set(turns.slice(0, MOST_CASES).map(({ one }) => one));
  return told.flatMap((row) => row.filter((one) => chosen.has(one)).sort(byAmount));
}

/** Those that are shown, and where all of these are paid for as before, the first that is not. */
function withMoved(row: readonly Case[], shows: (one: Case) => boolean): readonly Case[] {
  const shown = row.filter(shows);
  if (shown.some((one) => SAID.includes(moveOfCase(one)))) return shown;
  return [...row.filter((one) => SAID.includes(moveOfCase(one))).slice(0, 1), ...shown];
}

const byAmount = (a: Case, b: Case): number => ((a.amount ?? 0n) < (b.amount ?? 0n) ? -1 : 1);

/** Of sums that are paid for alike before and after, the smallest; those that change first. */
function alikeOnce(row: readonly Case[]): readonly Case[] {
  const first = row.filter((one, i) => row.findIndex((other) => textOf(other) === textOf(one)) === i);
  const moved = first.filter((one) => moveOfCase(one) !== "same");
  return [...moved, ...first.filter((one) => !moved.includes(one))].slice(0, MOST_CASES);
}

const textOf = ({ before, after }: Case): string => `${sideText(before)} ${sideText(after)}`;

/** Whether two combinations that differ in this fact alone are paid differently. */
function decides(
  rows: readonly (readonly Case[])[],
  texts: ReadonlyMap<readonly Case[], string>,
  name: keyof CaseFacts,
): boolean {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const rest = JSON.stringify(without(row[0]?.facts ?? {}, [name]));
    const text = texts.get(row) ?? "";
    const first = seen.get(rest);
    if (first === undefined) seen.set(rest, text);
    else if (first !== text) return true;
  }
  return false;
}

const without = (facts: CaseFacts, names: readonly string[]): CaseFacts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));
