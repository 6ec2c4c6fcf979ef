/** What a reader made of a made statement beside what it says: whole, or not; and whether what is wrong came without a word. */

import { isRefusal, type ReaderAnswer } from "../../../src/readers/proof/reader-answer.ts";
import { unitsOf } from "../../../src/readers/text/exact-number.ts";
import type { Truth } from "./made-printed.ts";

export type Score = {
  readonly whole: boolean;
  readonly silent: boolean;
  /** Rows that hold words of a neighbour without a warning on the row. */
  readonly strayed: readonly string[];
  /** Rows that lack words of their own, without a warning on the row. */
  readonly lost: number;
  readonly why: string;
};

/** Warnings that put no sum in doubt. */
const CALM: ReadonlySet<string> = new Set([
  "date_order_assumed",
  "decimal_comma_assumed",
  "several_accounts",
  "page_break_duplicate",
  "rows_put_in_order",
]);
const LEAST_WORDS = 0.98;
/** Shorter words may be in any row. */
const LEAST_LETTERS = 3;

const same = (a: string | null, b: string | null | undefined): boolean =>
  a === null || b === null || b === undefined ? (a ?? null) === (b ?? null) : unitsOf(a) === unitsOf(b);
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

export function scorePrinted(truth: Truth, answer: ReaderAnswer): Score {
  if (isRefusal(answer)) return { whole: false, silent: false, strayed: [], lost: 0, why: answer.message.code };
  const warned = new Set(answer.warnings.flatMap(({ code, row }) => (code === "narration_unsure" ? [row] : [])));
  const strayed: string[] = [];
  let short = 0;
  const faults: string[] = [];
  if (answer.statements.length !== truth.statements.length) faults.push(`${answer.statements.length} statements`);
  let [words, found] = [0, 0];
  truth.statements.forEach((want, k) => {
    const got = answer.statements[k];
    if (!got) return;
    if (got.lines.length !== want.lines.length) faults.push(`${got.lines.length} lines of ${want.lines.length}`);
    for (const side of ["opening", "closing"] as const)
      if (got[side] !== null && !same(want[side], got[side])) faults.push(`${side} ${got[side]}`);
    want.lines.forEach((line, i) => {
      const read = got.lines[i];
      if (!read) return;
      if (!same(line.amount, read.amount)) faults.push(`line ${i + 1}: amount ${read.amount}`);
      if (read.date !== line.date && read.date !== line.alsoDate) faults.push(`line ${i + 1}: day ${read.date}`);
      if (!same(line.balance, read.balance)) faults.push(`line ${i + 1}: balance ${read.balance}`);
      const text = wordsOf([read.narration, read.reference, read.code].filter(Boolean).join(" ")).join("");
      let lost = 0;
      for (const word of wordsOf(line.narration)) {
        words++;
        if (text.includes(word)) found++;
        else lost++;
      }
      const sameRow = same(line.amount, read.amount) && read.date.length > 0 && got.lines.length === want.lines.length;
      if (!sameRow || warned.has(read.row)) return;
      const own = wordsOf(`${line.narration} ${line.beside}`).join("");
      const foreign = wordsOf(read.narration).filter(
        (word) =>
          word.length >= LEAST_LETTERS &&
          !own.includes(word) &&
          [i - 2, i - 1, i + 1, i + 2].some((k) => wordsOf(want.lines[k]?.narration ?? "").includes(word)),
      );
      if (foreign.length > 0) strayed.push(`line ${i + 1}: ${foreign.join(" ")} of a neighbour`);
      else if (lost > 0) short++;
    });
  });
  const flagged =
    answer.warnings.some(({ code }) => !CALM.has(code)) ||
    answer.statements.some(({ chain, rejected }) => chain.state === "broken" || rejected.length > 0);
  const silent = faults.length > 0 && !flagged;
  if (words > 0 && found < words * LEAST_WORDS) faults.push(`${found} of ${words} words`);
  if (answer.statements.some(({ rejected }) => rejected.length > 0)) faults.push("rejected rows");
  return { whole: faults.length === 0, silent, strayed, lost: short, why: faults.slice(0, 4).join("; ") };
}
