/** Heads and feet of pages: lines with the same words at the same height of most pages, above and below the rows. */
import type { TextLine } from "./marks.ts";

const LEAST_PAGES = 2;
const MOST_PAGES = 0.6;
/** A line no further below another than this, in sizes of its letters, may be of the same cell. */
const NEXT_LINE = 1.5;

/**
 * Lines that stand at the same height of most pages with the same words, whatever their numbers. What stands between the rows
 * of a page, or goes on right below its last row, is text of a payment even where two pages agree.
 */
export function furnitureOf(
  lines: readonly TextLine[],
  pages: number,
  isHeader: (line: number) => boolean,
): ReadonlySet<TextLine> {
  const inside = insideTables(lines, isHeader);
  const places = new Map<string, TextLine[]>();
  for (const line of lines) {
    const text = line.tokens.map((token) => token.text).join(" ");
    // two payments may stand at one height of two pages and differ in their numbers only
    if (inside.has(line) || !/\p{L}/u.test(text) || line.tokens.some((token) => token.kind === "sum")) continue;
    const key = `${Math.round(line.y / 3)} ${text.replace(/\d+/g, "#")}`;
    const list = places.get(key);
    if (list) list.push(line);
    else places.set(key, [line]);
  }
  const least = Math.max(LEAST_PAGES, pages * MOST_PAGES);
  return new Set([...places.values()].filter((list) => new Set(list.map((line) => line.page)).size >= least).flat());
}

/** Lines from the first row of each page, or its header, to the last, with what goes on right below that. */
function insideTables(lines: readonly TextLine[], isHeader: (line: number) => boolean): ReadonlySet<TextLine> {
  const byPage = new Map<number, { from: number; to: number }>();
  lines.forEach((line, i) => {
    const sums = line.tokens.filter((token) => token.kind === "sum").length;
    const dated = line.tokens.some((token) => token.kind === "day" || token.kind === "bareDay");
    if (!isHeader(i) && sums < 2 && !(sums === 1 && dated)) return;
    const span = byPage.get(line.page);
    if (span) span.to = i;
    else byPage.set(line.page, { from: i, to: i });
  });
  const inside = new Set<TextLine>();
  for (const { from, to } of byPage.values()) {
    let end = to;
    while (goesOn(lines[end], lines[end + 1])) end++;
    for (let i = from; i <= end; i++) inside.add(lines[i] as TextLine);
  }
  return inside;
}

const goesOn = (line: TextLine | undefined, next: TextLine | undefined): boolean =>
  line !== undefined && next !== undefined && line.page === next.page && next.y - line.y <= next.size * NEXT_LINE;
