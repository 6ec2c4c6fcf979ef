/** What stands around the table as rows of cells: labels beside their values, also where the values stand below the labels. */
import { median, middle, type Token } from "./marks.ts";

export type AroundLine = { readonly page: number; readonly y: number; readonly tokens: readonly Token[] };
type Span = { text: string; x0: number; x1: number };

/** So many lines around a table say all that there is to say. */
const MOST = 400;

export function preambleRows(lines: readonly AroundLine[]): string[][] {
  const rows: string[][] = [];
  const spans = lines.slice(0, MOST).map((line) => spansOf(line.tokens));
  for (let i = 0; i < spans.length; i++) {
    const [own, next] = [spans[i] as Span[], spans[i + 1]];
    const labels = own.length >= 2 && own.every(({ text }) => !/\d/.test(text) && text.length < 40);
    const values =
      next !== undefined &&
      lines[i + 1]?.page === lines[i]?.page &&
      next.some(({ text }) => /\d/.test(text)) &&
      next.length >= 2 &&
      next.length <= own.length &&
      !next.some(({ text }) => text.includes(":"));
    if (labels && values && next) {
      for (const span of next)
        rows.push([own.reduce((a, b) => (away(b, span) < away(a, span) ? b : a)).text, span.text]);
      i++;
    } else rows.push(own.map(({ text }) => text));
  }
  return rows;
}

const away = (a: Span, b: Span): number =>
  Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), Math.abs(middle(a) - middle(b)));

/** Tokens that a sentence's blanks join are one text. */
function spansOf(tokens: readonly Token[]): Span[] {
  const size = median(tokens.map((token) => token.size)) ?? 8;
  const spans: Span[] = [];
  let chunk = -1;
  for (const token of tokens) {
    const last = spans.at(-1);
    if (last && token.chunk === chunk && token.x0 - last.x1 < size) {
      last.text += `${token.tight ? "" : " "}${token.text}`;
      last.x1 = token.x1;
    } else spans.push({ text: token.text, x0: token.x0, x1: token.x1 });
    chunk = token.chunk;
  }
  return spans;
}
