/** A table that lies on its side: the labels stand below each other, each transaction is a column. */
import type { Role } from "../table/column-labels.ts";
import { labelRole } from "./find-header.ts";
import { middle, type TextLine, type Token } from "./marks.ts";

type Span = { readonly text: string; readonly x0: number; readonly x1: number; readonly typed: boolean };
type Line = {
  readonly page: number;
  readonly y: number;
  readonly size: number;
  readonly spans: readonly Span[];
  readonly tokens: readonly Token[];
};
type Named = { readonly role: Role; readonly span: Span };

export type Sideways = {
  readonly labels: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly page: number }[];
  readonly around: readonly TextLine[];
};

const LEAST_ROLES = 4;

/** Null where labels do not stand below each other with days beside one of them. */
export function readSideways(textLines: readonly TextLine[]): Sideways | null {
  const lines = textLines.map((line): Line => ({ ...line, spans: spansOf(line.tokens) }));
  const named = lines.map((line): Named | null => {
    const [span] = line.spans;
    const role = span ? labelRole(span.text) : null;
    return span && role !== null ? { role, span } : null;
  });
  const blocks = blocksOf(lines, named).filter((at) => isTable(lines, named, at));
  const [model] = blocks;
  if (!model) return null;
  const labels = model.map((i) => named[i]?.span.text ?? "");
  const used = new Set<number>();
  const rows = blocks.flatMap((at) => rowsOf(lines, named, at, labels, used));
  return { labels, rows, around: textLines.filter((_, i) => !used.has(i)) };
}

function spansOf(tokens: readonly Token[]): Span[] {
  const spans: { text: string; x0: number; x1: number; typed: boolean }[] = [];
  let chunk = -1;
  for (const token of tokens) {
    const typed = token.kind !== "text" && token.kind !== "bareSum";
    const last = spans.at(-1);
    if (last && !typed && !last.typed && token.chunk === chunk) {
      last.text += `${token.tight ? "" : " "}${token.text}`;
      last.x1 = token.x1;
    } else spans.push({ text: token.text, x0: token.x0, x1: token.x1, typed });
    chunk = token.chunk;
  }
  return spans;
}

/** Runs of lines whose first words are labels that begin at one place, none twice. */
function blocksOf(lines: readonly Line[], named: readonly (Named | null)[]): number[][] {
  const blocks: number[][] = [];
  named.forEach((label, i) => {
    if (!label) return;
    const block = blocks.at(-1);
    const last = block?.at(-1);
    const before = last === undefined ? null : named[last];
    const follows =
      block &&
      last !== undefined &&
      before &&
      lines[last]?.page === lines[i]?.page &&
      Math.abs(before.span.x0 - label.span.x0) < 12 &&
      !block.some((at) => named[at]?.span.text === label.span.text);
    if (follows) block.push(i);
    else blocks.push([i]);
  });
  return blocks;
}

const daysIn = (line: Line | undefined): Token[] => (line?.tokens ?? []).filter((token) => token.kind === "day");
const datedIn = (named: readonly (Named | null)[], at: readonly number[]): number | undefined =>
  at.find((i) => named[i]?.role === "date");

function isTable(lines: readonly Line[], named: readonly (Named | null)[], at: readonly number[]): boolean {
  const roles = new Set(at.map((i) => named[i]?.role));
  const dated = datedIn(named, at);
  const moves = roles.has("debit") || roles.has("credit") || roles.has("amount");
  return roles.size >= LEAST_ROLES && moves && dated !== undefined && daysIn(lines[dated]).length >= 2;
}

function rowsOf(
  lines: readonly Line[],
  named: readonly (Named | null)[],
  at: readonly number[],
  labels: readonly string[],
  used: Set<number>,
) {
  const dated = lines[datedIn(named, at) as number] as Line;
  const places = daysIn(dated);
  const rows = places.map(() => ({ cells: labels.map(() => ""), page: dated.page }));
  at.forEach((from, k) => {
    const until = Math.min(at[k + 1] ?? from + 6, lines.length);
    const name = labels.indexOf(named[from]?.span.text ?? "");
    for (let i = from; i < until; i++) {
      const line = lines[i] as Line;
      const far = i > from && k === at.length - 1 && line.y - (lines[i - 1] as Line).y > line.size * 2.2;
      if (line.page !== dated.page || far) break;
      used.add(i);
      for (const span of line.spans) {
        if (i === from && span === named[from]?.span) continue;
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
