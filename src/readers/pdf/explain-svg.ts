/** The same over the page, as SVG: columns as bands, rows as lines at their sums, each word where it stands in the colour of its column. */
import type { LaidOut } from "./lay-out.ts";
import type { Token } from "./marks.ts";

const COLOURS = { day: "#1f6f43", sum: "#7a1f5c", text: "#1d4f91" } as const;
const GAP = 20;

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export function explainSvg(laid: LaidOut): string {
  const width = Math.max(1, ...laid.pages.map((page) => page.width));
  const tops: number[] = [];
  let height = 0;
  for (const page of laid.pages) {
    tops.push(height);
    height += page.height + GAP;
  }
  const pages = laid.pages.map(
    (page, i) => `<g transform="translate(0 ${tops[i]})">${pageSvg(laid, page.number, page.width, page.height)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif"><rect width="${width}" height="${height}" fill="#ccc"/>${pages.join("")}</svg>\n`;
}

function pageSvg(laid: LaidOut, number: number, width: number, height: number): string {
  const { columns } = laid.clustered;
  const out = [`<rect width="${width}" height="${height}" fill="#fff"/>`];
  columns.forEach((column) => {
    out.push(
      `<rect x="${column.x0}" y="0" width="${Math.max(1, column.x1 - column.x0)}" height="${height}" fill="${COLOURS[column.kind]}" opacity="0.08"/>`,
    );
  });
  for (const y of laid.walls.get(number) ?? [])
    out.push(`<line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="#999" stroke-width="0.4"/>`);
  laid.rows.forEach((row, i) => {
    if (row.page !== number) return;
    out.push(
      `<line x1="0" x2="${width}" y1="${row.y + 1}" y2="${row.y + 1}" stroke="#d08a00" stroke-width="0.3"/><text x="2" y="${row.y}" font-size="5" fill="#d08a00">${i + 1}</text>`,
    );
    row.cells.forEach((cell, k) => {
      const fill = row.unsure.includes(k) ? "#c00000" : COLOURS[columns[k]?.kind ?? "text"];
      for (const token of cell) out.push(word(token, fill));
    });
  });
  for (const line of laid.around)
    if (line.page === number) for (const token of line.tokens) out.push(word(token, "#888"));
  return out.join("");
}

const word = ({ x0, x1, y, size, text }: Token, fill: string): string =>
  `<text x="${x0.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" textLength="${Math.max(1, x1 - x0).toFixed(1)}" lengthAdjust="spacingAndGlyphs" fill="${fill}">${escaped(text)}</text>`;
