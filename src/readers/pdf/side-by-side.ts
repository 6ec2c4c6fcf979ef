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
  const heights = pages.map(linesOf);
  for (let down = 1; down <= pages.length / 2; down++) {
    if (pages.length % down !== 0) continue;
    const panels = pages.length / down;
    const rows = Array.from({ length: down }, (_one, row) => heights.filter((_lines, i) => i % down === row));
    if (!rows.every(areOne)) continue;
    return Array.from({ length: down }, (_one, row) =>
      Array.from({ length: panels - 1 }, (_other, k) => pages[row + (k + 1) * down] as PageMarks).reduce(
        beside,
        pages[row] as PageMarks,
      ),
    );
  }
  return pages;
}

/** A page without what stands beside the paper, which nobody sees. */
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

/** Whether pages hold one table between them, the leftmost first. */
function areOne(panels: readonly Heights[]): boolean {
  const [left, ...others] = panels as [Heights, ...Heights[]];
  const found = (lines: Heights, y: number): string | undefined => lines.get(y) ?? lines.get(y - 1) ?? lines.get(y + 1);
  // what stands above the table stands on the left alone, a sum in brackets or a mark may stand a little off
  const widest = panels.reduce((a, b) => (b.size > a.size ? b : a));
  const share = (lines: Heights, what: RegExp): number =>
    [...lines.values()].filter((text) => what.test(text)).length / Math.max(1, lines.size);
  const lacksSums = share(left, SUM) < FEW;
  if (lacksSums && !others.some((one) => share(one, SUM) >= MOST)) return false;
  return others.every((right) => {
    const both = [...right.keys()].filter((y) => found(widest, y) !== undefined).length;
    if (both < LEAST_LINES || both < right.size * ALIKE) return false;
    return lacksSums || (share(left, DAY) >= MOST && share(right, SUM) >= MOST && share(right, DAY) < FEW);
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
