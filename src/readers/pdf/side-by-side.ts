/**
 * A table too wide for its paper, as a spreadsheet prints it: the columns on the right stand on pages of their own, behind those
 * on the left. The pages are put beside each other again where their lines stand at the same heights and the rows of the one
 * lack what those of the other hold.
 */
import type { Glyph, PageMarks } from "./marks.ts";

const LEAST_LINES = 6;
const ALIKE = 0.85;
/** Of the lines of a page so few hold sums, or days, that it lacks them. */
const FEW = 0.1;
const MOST = 0.6;

const SUM = /\d[.,]\d{2}(?!\d)/;
const DAY = /\d{1,4}[-/.](?:\d{1,2}|\p{L}{3,9})[-/.]\d{2,4}|\d{1,2} \p{L}{3,9} \d{4}/u;

type Heights = ReadonlyMap<number, string>;

/** The pages, each with those to its right; the very pages where they are whole. */
export function sideBySide(pages: readonly PageMarks[]): readonly PageMarks[] {
  if (pages.length < 2) return pages;
  // most files fail at their first pages: the lines of the others are not needed
  const seen = new Map<number, Heights>();
  const heightsOf = (page: number): Heights => {
    const lines = seen.get(page) ?? linesOf(pages[page] as PageMarks);
    seen.set(page, lines);
    return lines;
  };
  for (let down = 1; down <= pages.length / 2; down++) {
    if (pages.length % down !== 0) continue;
    const panels = pages.length / down;
    const isOne = (row: number): boolean => areOne(heightsOf(row), panels - 1, (k) => heightsOf(row + (k + 1) * down));
    let row = 0;
    while (row < down && isOne(row)) row++;
    if (row < down) continue;
    return Array.from({ length: down }, (_one, row) =>
      Array.from({ length: panels - 1 }, (_other, k) => pages[row + (k + 1) * down] as PageMarks).reduce(
        beside,
        pages[row] as PageMarks,
      ),
    );
  }
  return pages;
}

/** A page without the glyphs that lie wholly to the left or right of the paper. */
export const onPaper = (page: PageMarks): PageMarks => {
  const glyphs = page.glyphs.filter(({ x0, x1 }) => x1 > 0 && x0 < page.width);
  return glyphs.length === page.glyphs.length ? page : { ...page, glyphs };
};

/** What stands on each height of a page. */
function linesOf({ glyphs }: PageMarks): Heights {
  const lines = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const at = Math.round(glyph.y);
    const line = lines.get(at);
    if (line) line.push(glyph);
    else lines.set(at, [glyph]);
  }
  return new Map(
    [...lines].map(([y, line]) => [
      y,
      line
        .sort((a, b) => a.x0 - b.x0)
        .map(({ text, x0 }, i) => (i > 0 && x0 - (line[i - 1] as Glyph).x1 > 1 ? ` ${text}` : text))
        .join(""),
    ]),
  );
}

/** Whether pages hold one table between them, the leftmost first; the others are asked for one by one. */
function areOne(left: Heights, others: number, other: (at: number) => Heights): boolean {
  const found = (lines: Heights, y: number): boolean => lines.has(y) || lines.has(y - 1) || lines.has(y + 1);
  const share = (lines: Heights, what: RegExp): number =>
    [...lines.values()].filter((text) => what.test(text)).length / Math.max(1, lines.size);
  const lacksSums = share(left, SUM) < FEW;
  if (!lacksSums && share(left, DAY) < MOST) return false;
  let [widest, sums] = [left, 0];
  const right: Heights[] = [];
  for (let at = 0; at < others; at++) {
    const lines = other(at);
    const summed = share(lines, SUM) >= MOST;
    if (!lacksSums && (!summed || share(lines, DAY) >= FEW)) return false;
    if (summed) sums++;
    // what stands above the table may stand on one page alone
    if (lines.size > widest.size) widest = lines;
    right.push(lines);
  }
  if (sums === 0) return false;
  return right.every((lines) => {
    const both = [...lines.keys()].filter((y) => found(widest, y)).length;
    return both >= LEAST_LINES && both >= lines.size * ALIKE;
  });
}

const beside = (left: PageMarks, right: PageMarks): PageMarks => ({
  ...left,
  width: left.width + right.width,
  glyphs: [
    ...left.glyphs,
    ...right.glyphs.map((one) => ({ ...one, x0: one.x0 + left.width, x1: one.x1 + left.width, run: one.run + RUNS })),
  ],
  boxes: [...left.boxes, ...right.boxes.map((one) => ({ ...one, x0: one.x0 + left.width, x1: one.x1 + left.width }))],
});

/** More drawing operations than a page has. */
const RUNS = 1e6;
