/**
 * One idea: a page of placed words to the rows of its table: lines, a header, columns, rows; what stands outside becomes the
 * preamble.
 */
import { joinRows, type PdfRows, rowOf } from "./pdf-bands.ts";
import { edgesOf } from "./pdf-columns.ts";
import { findHeader, type Header, isHeaderLine, repeatedHeader } from "./pdf-header.ts";
import { type Line, linesOf, type Page, withoutFurniture } from "./pdf-lines.ts";
import { preambleRows } from "./pdf-preamble.ts";
import { transposed } from "./pdf-sideways.ts";

const COPYRIGHT = /^copyright ?(?:\(c\)|©)/i;

/** The rows of all pages as one table: preamble, header, data; with the page of each row. */
export function pdfRows(pages: readonly Page[]): PdfRows {
  const lines = withoutFurniture(pages.flatMap(linesOf), pages);
  const upright = findHeader(lines, 0);
  const sideways = transposed(lines);
  if (sideways && (!upright || sideways.known > upright.known)) return sideways.rows;
  if (!upright) return plainRows(lines);
  return tableRows(lines, upright);
}

const plainRows = (lines: readonly Line[]): PdfRows => ({
  rows: lines.map((line) =>
    rowOf(
      line.spans.map((span) => span.text),
      line.page,
    ),
  ),
  dropped: 0,
});

function tableRows(lines: readonly Line[], header: Header): PdfRows {
  const { columns } = header;
  const labels = new Set(columns.map((column) => column.label));
  const body: Line[] = [];
  const outside: Line[] = lines.slice(0, header.first);
  let page = (lines[header.first] as Line).page;
  for (let i = header.last + 1; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (line.page !== page) {
      page = line.page;
      // a repeated header ends the head of its page
      const again = repeatedHeader(lines, i, labels, header.last - header.first);
      if (again > i) {
        outside.push(...lines.slice(i, again).filter((one) => !isHeaderLine(one, labels)));
        i = again - 1;
        continue;
      }
    }
    if (isHeaderLine(line, labels)) continue;
    if (line.spans.some((span) => COPYRIGHT.test(span.text))) outside.push(line);
    else body.push(line);
  }
  const edges = edgesOf(body, columns);
  const { rows, left, dropped } = joinRows(body, columns, edges);
  const preamble = [...outside, ...left];
  const head = preambleRows(preamble);
  return {
    rows: [...head, columns.map((column) => column.label), ...rows.map((row) => row.cells)].map((cells, i) =>
      rowOf(cells, rows[i - head.length - 1]?.page ?? 1),
    ),
    dropped,
  };
}
