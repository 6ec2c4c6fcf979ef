/** One idea: the header of a printed table: up to three lines whose labels stand above each other, and where pages repeat it. */
import { type Role, roleOf } from "./column-labels.ts";
import { AMOUNT, type Line, type Span, standsAlone } from "./pdf-lines.ts";

export type Column = { readonly label: string; readonly role: Role; readonly x0: number; readonly x1: number };

export type Header = {
  readonly first: number;
  readonly last: number;
  readonly columns: readonly Column[];
  readonly known: number;
};

export const MONEY: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount", "balance"]);

/** The best header from a line on: up to three lines whose labels stand above each other. */
export function findHeader(lines: readonly Line[], from: number, until = lines.length): Header | null {
  let best: Header | null = null;
  for (let first = from; first < until; first++) {
    for (let last = first; last < Math.min(first + 3, until); last++) {
      const [a, b] = [lines[first] as Line, lines[last] as Line];
      if (b.page !== a.page || b.y - a.y > a.height * 4.5) break;
      const columns = columnsOf(lines.slice(first, last + 1));
      // two labels of one kind are one and a part of another
      const known =
        new Set(columns.map((column) => column.role)).size - (columns.some(({ role }) => role === "other") ? 1 : 0);
      const money =
        columns.some((column) => MONEY.has(column.role) && column.role !== "balance") ||
        columns.filter((column) => column.role === "balance").length > 0;
      const strange = columns.filter((column) => column.label !== "" && roleOf(column.label) === null).length;
      if (
        known < 4 ||
        !money ||
        !columns.some((column) => column.role === "date" || column.role === "valueDate") ||
        strange > known
      )
        continue;
      if (!best || known - strange > best.known) best = { first, last, columns, known: known - strange };
    }
    if (best && first > best.last + 3) return best;
  }
  return best;
}

/** Labels of up to three lines, joined where they stand above each other, cut where one span holds several. */
function columnsOf(lines: readonly Line[]): Column[] {
  const spans = lines.flatMap((line) => joinLabels(line.spans.flatMap(cutLabels)));
  const columns: { x0: number; x1: number; parts: Span[] }[] = [];
  for (const span of [...spans].sort((a, b) => a.x0 - b.x0)) {
    const over = columns.find(
      (column) =>
        Math.min(column.x1, span.x1) - Math.max(column.x0, span.x0) >
        Math.min(column.x1 - column.x0, span.x1 - span.x0) * 0.4,
    );
    if (over && lines.length > 1 && !over.parts.some((part) => Math.abs(part.y - span.y) < 1)) {
      over.parts.push(span);
      [over.x0, over.x1] = [Math.min(over.x0, span.x0), Math.max(over.x1, span.x1)];
    } else columns.push({ x0: span.x0, x1: span.x1, parts: [span] });
  }
  return columns.map(({ x0, x1, parts }) => {
    const label = [...parts]
      .sort((a, b) => a.y - b.y)
      .map((part) => part.text)
      .join(" ");
    return { label, x0, x1, role: roleOf(label) ?? "other" };
  });
}

/** `Trans.` and `Date` a little apart are one label when together they are one and alone the first is none. */
function joinLabels(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const together = last ? `${last.text} ${span.text}` : "";
    const near = last !== undefined && span.x0 - last.x1 < span.height * 1.6;
    if (last && near && roleOf(last.text) === null && roleOf(together) !== null)
      joined[joined.length - 1] = { ...last, text: together, x1: span.x1 };
    else joined.push(span);
  }
  return joined;
}

/** `VALUE DATE DESCRIPTION` in one span is two labels when each part is one. */
function cutLabels(span: Span): Span[] {
  if (roleOf(span.text) !== null || span.text.length > 160) return [span];
  const words = span.text.split(" ");
  if (words.length < 2 || words.length > 16) return [span];
  const unit = (span.x1 - span.x0) / Math.max(1, span.text.length);
  const parts: { text: string; from: number; known: boolean }[] = [];
  let from = 0;
  for (let i = 0; i < words.length; ) {
    let take = 1;
    for (let n = Math.min(4, words.length - i); n > 1; n--)
      if (roleOf(words.slice(i, i + n).join(" ")) !== null) {
        take = n;
        break;
      }
    const text = words.slice(i, i + take).join(" ");
    parts.push({ text, from, known: roleOf(text) !== null });
    from += text.length + 1;
    i += take;
  }
  if (parts.filter((part) => part.known).length < Math.max(2, parts.length * 0.6)) return [span];
  return parts.map((part) => ({
    ...span,
    text: part.text,
    x0: span.x0 + part.from * unit,
    x1: span.x0 + (part.from + part.text.length) * unit,
  }));
}

export const isHeaderLine = (line: Line, labels: ReadonlySet<string>): boolean => {
  const known = line.spans
    .flatMap(cutLabels)
    .filter((span) => labels.has(span.text) || roleOf(span.text) !== null).length;
  return known >= 3 && known * 2 > line.spans.length && !line.spans.some((span) => AMOUNT.test(span.text));
};

/** Index after the header that a page repeats among its first lines; `from` when there is none. */
export function repeatedHeader(
  lines: readonly Line[],
  from: number,
  labels: ReadonlySet<string>,
  extra: number,
): number {
  const page = (lines[from] as Line).page;
  for (let i = from; i < lines.length && (lines[i] as Line).page === page; i++) {
    if (!isHeaderLine(lines[i] as Line, labels)) continue;
    let end = i + 1;
    const first = lines[i] as Line;
    while (
      end <= i + extra &&
      lines[end] &&
      (lines[end] as Line).page === page &&
      (lines[end] as Line).y - first.y < first.height * 4 &&
      !(lines[end] as Line).spans.some((span) => standsAlone(span.text))
    )
      end++;
    return end;
  }
  return from;
}
