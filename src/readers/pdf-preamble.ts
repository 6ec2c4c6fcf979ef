/** One idea: what stands around a printed table: labels beside their values, also where the values stand below the labels. */
import type { Line, Span } from "./pdf-lines.ts";

/** What stands around the table: labels beside their values, also where the values stand below the labels. */
export function preambleRows(lines: readonly Line[]): string[][] {
  const rows: string[][] = [];
  for (let i = 0; i < Math.min(lines.length, 400); i++) {
    const [line, next] = [lines[i] as Line, lines[i + 1]];
    const texts = line.spans.map((span) => span.text);
    const labels = line.spans.length >= 2 && texts.every((text) => !/\d/.test(text) && text.length < 40);
    if (
      labels &&
      next &&
      next.page === line.page &&
      next.spans.some((span) => /\d/.test(span.text)) &&
      next.spans.length >= 2 &&
      next.spans.length <= line.spans.length &&
      !next.spans.some((span) => span.text.includes(":"))
    ) {
      for (const span of next.spans) {
        const above = line.spans.reduce((a, b) => (away(b, span) < away(a, span) ? b : a));
        rows.push([above.text, span.text]);
      }
      i++;
    } else rows.push(texts);
  }
  return rows;
}

const away = (a: Span, b: Span): number =>
  Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), Math.abs((a.x0 + a.x1) / 2 - (b.x0 + b.x1) / 2));
