/**
 * Two lists that a page prints beside each other under labels of their own, what came in and what went out: each half is laid
 * out by itself, and the two are read as a sheet is read that holds them so.
 */
import type { ReadOptions } from "../../domain/statements/statement.ts";
import { roleOf } from "../table/column-labels.ts";
import { partsRole } from "../table/label-parts.ts";
import { readReshaped } from "../table/read-reshaped.ts";
import type { Surroundings, TableRead } from "../table/read-table.ts";
import type { Row } from "../text/delimited-text.ts";
import { cutSections } from "./cut-sections.ts";
import { layOut } from "./lay-out.ts";
import type { PageMarks, TextLine, Token } from "./marks.ts";
import { rowOf, type Table, tableOf } from "./table-of.ts";

/** Where the right list begins, and below which height on which page. */
type Cut = { readonly x: number; readonly y: number; readonly page: number };

/** A title and a blank line may stand above the labels, in sizes of their letters. */
const TITLE = 5;

/** The statement of two lists beside each other; null where the pages hold none. */
export function readBeside(
  pages: readonly PageMarks[],
  lines: readonly TextLine[],
  options: ReadOptions,
  around: Surroundings,
): TableRead | null {
  const cut = cutOf(lines);
  if (!cut || options.columns) return null;
  const [left, right] = [false, true].map((isRight) =>
    tableIn(
      pages.map((page) => half(page, cut, isRight)),
      around,
    ),
  );
  const rows = left && right && joined(left, right);
  const read = rows && readReshaped(rows, around, options);
  return read?.statements.some(({ lines: paid, rejected }) => paid.length > 0 && rejected.length === 0) ? read : null;
}

const roleIn = (text: string) => roleOf(text) ?? partsRole(text);

/** The first line on which labels of a day, words and a sum come twice. */
function cutOf(lines: readonly TextLine[]): Cut | null {
  for (const [i, { y, size, page, tokens }] of lines.slice(0, MOST).entries()) {
    // the labels of the right list may stand a little lower
    const near = lines.slice(i, i + 3).filter((line) => line.page === page && line.y - y < size * LEANING);
    const x = cutIn(tokens) ?? cutIn(near.flatMap((line) => line.tokens).sort((one, two) => one.x0 - two.x0));
    if (x !== null) return { x: x - size * 0.8, y: y - size * TITLE, page };
  }
  return null;
}

/** Where the labels of the right list begin. */
function cutIn(tokens: readonly Token[]): number | null {
  if (tokens.some(({ kind }) => kind !== "text")) return null;
  const days = tokens.filter(({ text }) => roleOf(text) === "date");
  const [first, second] = days;
  if (!first || !second || days.length > 2 || first.text.toLowerCase() !== second.text.toLowerCase()) return null;
  const parts = [tokens.filter(({ x0 }) => x0 < second.x0), tokens.filter(({ x0 }) => x0 >= second.x0)];
  return parts.every((part) => part[0]?.text === first.text && part.length > 2 && endsInSum(part)) ? second.x0 : null;
}

const MOST = 120;
/** In sizes of the letters. */
const LEANING = 1.6;

/** The last words of labels name a sum that is paid, not a balance. */
const endsInSum = (tokens: readonly Token[]): boolean =>
  [1, 2, 3].some((count) => {
    const text = tokens.slice(-count).map((token) => token.text);
    const role = count < tokens.length ? roleIn(text.join(" ")) : null;
    return role === "amount" || role === "debit" || role === "credit";
  });

/** What stands above the lists is of the left half. */
function half(page: PageMarks, { x, y, page: first }: Cut, isRight: boolean): PageMarks {
  const isAbove = (at: number): boolean => page.number < first || (page.number === first && at < y);
  const holds = (x0: number, at: number): boolean => (isAbove(at) ? !isRight : x0 >= x === isRight);
  return {
    ...page,
    glyphs: page.glyphs.filter((glyph) => holds(glyph.x0, glyph.y)),
    boxes: page.boxes.filter((box) => holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)),
  };
}

function tableIn(pages: readonly PageMarks[], { layouts }: Surroundings): Table | null {
  const laid = layOut(pages);
  const [section, ...more] = cutSections(laid.rows, laid.around);
  const table = section && more.length === 0 ? tableOf(section, laid.clustered.columns, layouts) : null;
  return table && (table.columns?.header ?? -1) >= 0 ? table : null;
}

/** The rows of both with a blank column between; titles stand above them where both have one. */
function joined(left: Table, right: Table): Row[] {
  const [a, b] = [left.columns?.header ?? 0, right.columns?.header ?? 0];
  const width = left.rows[a]?.cells.length ?? 0;
  const titles = [left.rows[a - 1], right.rows[b - 1]].map((row) => (row?.cells.length === 1 ? row.cells[0] : ""));
  const titled = titles.every(Boolean);
  const [mine, other] = [left.rows.slice(a), right.rows.slice(b)];
  const beside = (one: readonly string[], two: readonly string[], page: number): Row =>
    rowOf([...Array.from({ length: width }, (_one, i) => one[i] ?? ""), "", ...two], page);
  return [
    ...left.rows.slice(0, titled ? a - 1 : a),
    ...(titled ? [beside([titles[0] ?? ""], [titles[1] ?? ""], 1)] : []),
    ...Array.from({ length: Math.max(mine.length, other.length) }, (_one, i) =>
      beside(mine[i]?.cells ?? [], other[i]?.cells ?? [], mine[i]?.page ?? other[i]?.page ?? 1),
    ),
  ];
}
