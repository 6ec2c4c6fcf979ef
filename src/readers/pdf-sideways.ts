/** One idea: a table that lies on its side: the labels stand below each other, each transaction is a column. */
import { type Role, roleOf } from "./column-labels.ts";
import { type BuiltRow, type PdfRows, rowOf } from "./pdf-bands.ts";
import type { Line, Span } from "./pdf-lines.ts";
import { preambleRows } from "./pdf-preamble.ts";
import { readPrintedDate } from "./printed-date.ts";

export function transposed(lines: readonly Line[]): { known: number; rows: PdfRows } | null {
  const labels = lines.map((line) => {
    const first = line.spans[0];
    return first && roleOf(first.text) !== null ? { role: roleOf(first.text) as Role, span: first } : null;
  });
  type Block = { readonly page: number; readonly at: number[] };
  const blocks: Block[] = [];
  labels.forEach((label, i) => {
    if (!label) return;
    const block = blocks.at(-1);
    const line = lines[i] as Line;
    const before = block ? (labels[block.at.at(-1) as number]?.span as Span) : undefined;
    const repeated = block?.at.some((at) => labels[at]?.span.text === label.span.text);
    if (block && before && block.page === line.page && Math.abs(before.x0 - label.span.x0) < 12 && !repeated)
      block.at.push(i);
    else blocks.push({ page: line.page, at: [i] });
  });
  const real = blocks.filter(({ at }) => {
    const roles = new Set(at.map((i) => labels[i]?.role));
    const dated = at.find((i) => labels[i]?.role === "date");
    const dates =
      dated === undefined
        ? 0
        : (lines[dated] as Line).spans.filter((span) => readPrintedDate(span.text) !== undefined).length;
    return (
      roles.size >= 4 &&
      roles.has("date") &&
      (roles.has("debit") || roles.has("credit") || roles.has("amount")) &&
      dates >= 2
    );
  });
  const model = real[0];
  if (!model) return null;
  const names = model.at.map((i) => labels[i]?.span.text ?? "");
  const built: BuiltRow[] = [];
  const used = new Set<number>();
  for (const block of real) built.push(...sidewaysRows(lines, labels, block.at, names, used));
  const head = preambleRows(lines.filter((_line, i) => !used.has(i)));
  const rows = [...head, names, ...built.map((row) => row.cells)];
  return {
    known: names.length,
    rows: { rows: rows.map((cells, i) => rowOf(cells, built[i - head.length - 1]?.page ?? 1)), dropped: 0 },
  };
}

function sidewaysRows(
  lines: readonly Line[],
  labels: readonly ({ role: Role; span: Span } | null)[],
  at: readonly number[],
  names: readonly string[],
  used: Set<number>,
): BuiltRow[] {
  const dated = at.find((i) => labels[i]?.role === "date") as number;
  const page = (lines[dated] as Line).page;
  const places = (lines[dated] as Line).spans.filter((span) => readPrintedDate(span.text) !== undefined);
  const rows = places.map(() => ({ cells: names.map(() => ""), page }));
  const middle = (span: Span) => (span.x0 + span.x1) / 2;
  at.forEach((from, k) => {
    const until = at[k + 1] ?? from + 6;
    const name = names.indexOf(labels[from]?.span.text ?? "");
    for (let i = from; i < Math.min(until, lines.length); i++) {
      const line = lines[i] as Line;
      if (
        line.page !== page ||
        (i > from && k === at.length - 1 && line.y - (lines[i - 1] as Line).y > line.height * 2.2)
      )
        break;
      used.add(i);
      for (const span of line.spans) {
        if (i === from && span === labels[from]?.span) continue;
        const gaps = places.map((place) =>
          Math.min(Math.abs(place.x0 - span.x0), Math.abs(place.x1 - span.x1), Math.abs(middle(place) - middle(span))),
        );
        const row = rows[gaps.indexOf(Math.min(...gaps))];
        if (row && name >= 0) row.cells[name] = `${row.cells[name] ?? ""} ${span.text}`.trim();
      }
    }
  });
  return rows;
}
