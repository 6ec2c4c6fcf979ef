/**
 * A second day below the first in one cell, as where a value day stands below the day of booking: it belongs to the row above
 * and begins none of its own. It is the value day of its row, where no column of its own says another.
 */
import type { Clustered, PdfColumn } from "./cluster-columns.ts";
import type { Gathered, PdfRow } from "./gather-rows.ts";
import { overlap, type TextLine, type Token } from "./marks.ts";

const LEAST_ROWS = 2;
/** Of the rows at least this share prints two days. */
const MOST = 0.6;
/** In sizes of the letters: lines of one cell stand no further apart. */
const LEADING = 2.2;

const isDay = (token: Token): boolean => token.freeLeft && (token.kind === "day" || token.kind === "bareDay");
const isSum = (token: Token): boolean => token.kind === "sum";

/** The days that stand below another in its cell, each with that above it; none where most rows print one. */
export function secondDays(lines: readonly TextLine[]): ReadonlyMap<Token, Token> {
  const second = new Map<Token, Token>();
  let rows = 0;
  let beside = 0;
  lines.forEach((line, i) => {
    const day = line.tokens.find(isDay);
    if (!day || !line.tokens.some(isSum)) return;
    rows++;
    const below = lines[i + 1];
    if (!below || below.page !== line.page || below.y - line.y > line.size * LEADING) return;
    const [own, ...more] = below.tokens.filter(isDay);
    if (!own || more.length > 0 || below.tokens.some(isSum) || overlap(own, day) <= 0) return;
    // a line with its day at another place is a line of the text
    if (Math.abs(own.x0 - day.x0) > line.size / 2) return;
    beside++;
    second.set(own, day);
  });
  return beside >= LEAST_ROWS && beside >= rows * MOST ? second : new Map();
}

/** The rows with their second days in a column of value days behind the others; as they are where one is printed already. */
export function withValueDays(
  rows: readonly PdfRow[],
  clustered: Clustered,
  second: ReadonlyMap<Token, Token>,
): { readonly rows: Gathered["rows"]; readonly clustered: Clustered } {
  const { columns } = clustered;
  const below = new Map([...second].map(([own, day]) => [day, own] as const));
  const home = columns.findIndex(
    (one, i) => one.kind === "day" && rows.some(({ cells }) => cells[i]?.some(has(below))),
  );
  if (home < 0 || columns.some(({ role }) => role === "valueDate")) return { rows, clustered };
  const column: PdfColumn = { ...(columns[home] as PdfColumn), label: "", role: "valueDate", count: second.size };
  return {
    clustered: { ...clustered, columns: [...columns, column] },
    rows: rows.map((row) => ({
      ...row,
      cells: [...row.cells, (row.cells[home] ?? []).flatMap((token) => below.get(token) ?? [])],
    })),
  };
}

const has = (below: ReadonlyMap<Token, Token>) => (token: Token) => below.has(token);
