/**
 * Stage 4c, how the cells of each column stand in their rows: the lines of every page are shared out for top, middle and bottom,
 * and the cheapest way holds. A tie is settled by the columns that leave no doubt; the rows that it concerns stay in doubt.
 */
import { ALIGNMENTS, type Alignment, assignBlocks } from "./assign-blocks.ts";
import type { Bar, Line, Sheet } from "./carried-lines.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import { median } from "./marks.ts";

/** By column: how its cells stand, and by page the row of each line and the rows in doubt. */
export type Aligned = {
  readonly alignments: readonly (Alignment | null)[];
  readonly owners: readonly ReadonlyMap<number, readonly number[]>[];
  readonly unsure: readonly ReadonlyMap<number, ReadonlySet<number>>[];
};

/** Two ways of sharing out are about as good when their costs differ by less than this for each row that differs. */
const ABOUT = 0.2;
/** A way that costs more than this a row fits badly itself, and is the less to be trusted the more it costs. */
const FITS = 0.3;

type Way = {
  readonly alignment: Alignment;
  readonly cost: number;
  readonly assigned: readonly { readonly owner: readonly number[] }[];
};
type Doubt = ReadonlyMap<number, ReadonlySet<number>>;

export function alignColumns(
  sheets: readonly Sheet[],
  columns: readonly PdfColumn[],
  bars: readonly Bar[],
  walled: boolean,
): Aligned {
  const all = columns.map((_, i) => waysOf(sheets, i, bars, walled));
  // what other ways of a column are about as good as its best
  const rivals = all.map(([best, ...others]) =>
    others.flatMap((other) => {
      const doubt = best && doubtBetween(sheets, best, other);
      return doubt ? [{ other, doubt }] : [];
    }),
  );
  const votes = new Map<Alignment, number>();
  all.forEach(([best], i) => {
    const filled = sheets.some((sheet) => (sheet.columns[i] ?? []).length > 0);
    const margin = ((all[i]?.[1] as Way | undefined)?.cost ?? 0) - (best?.cost ?? 0);
    if (best && filled && columns[i]?.kind === "text" && (rivals[i] ?? []).length === 0 && margin > 0)
      votes.set(best.alignment, (votes.get(best.alignment) ?? 0) + margin);
  });
  const [favourite] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [];
  const chosen = all.map(([best], i) => rivals[i]?.find(({ other }) => other.alignment === favourite)?.other ?? best);
  return {
    alignments: chosen.map((way, i) =>
      way && sheets.some((sheet) => (sheet.columns[i] ?? []).length > 0) ? way.alignment : null,
    ),
    owners: chosen.map((way) => new Map(sheets.map((sheet, k) => [sheet.page, way?.assigned[k]?.owner ?? []]))),
    unsure: columns.map(({ kind }, i) =>
      kind === "text" && !walled ? union((rivals[i] ?? []).map(({ doubt }) => doubt)) : new Map(),
    ),
  };
}

/** The three ways of a column, the cheapest first. */
function waysOf(sheets: readonly Sheet[], column: number, bars: readonly Bar[], walled: boolean): Way[] {
  const full = fullOf(sheets.flatMap((sheet) => sheet.columns[column] ?? []));
  const leading = leadingOf(sheets.map((sheet) => sheet.columns[column] ?? []));
  return ALIGNMENTS.map((alignment) => {
    const assigned = sheets.map((sheet, k) =>
      assignBlocks({
        lines: sheet.columns[column] ?? [],
        rows: sheet.rows,
        walls: walled ? sheet.walls : [],
        bars: bars.filter((one) => one.page === sheet.page).map((one) => one.y),
        leading,
        full,
        alignment,
        carries: k > 0,
      }),
    );
    return { alignment, assigned, cost: assigned.reduce((sum, one) => sum + one.cost, 0) };
  }).sort((a, b) => a.cost - b.cost);
}

/** How wide the widest lines of a column are, without the very few that stand out. */
const fullOf = (lines: readonly Line[]): number =>
  median(
    lines.map(({ width }) => width ?? 0),
    0.97,
  ) ?? 0;

/** The rows of each page that two ways fill differently; null where none do, or one way is clearly the better. */
function doubtBetween(sheets: readonly Sheet[], best: Way, other: Way): Doubt | null {
  const doubt = new Map<number, Set<number>>();
  let differing = 0;
  sheets.forEach((sheet, k) => {
    const rows = new Set<number>();
    const [a, b] = [best.assigned[k]?.owner ?? [], other.assigned[k]?.owner ?? []];
    a.forEach((row, i) => {
      const another = b[i] ?? -1;
      if (row === another) return;
      for (const one of [row, another]) if (one >= 0) rows.add(one);
    });
    differing += rows.size;
    doubt.set(sheet.page, rows);
  });
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const misfit = Math.max(0, best.cost / Math.max(1, rows) - FITS) * 1.5;
  return differing > 0 && other.cost - best.cost < differing * (ABOUT + misfit) ? doubt : null;
}

function union(doubts: readonly Doubt[]): Doubt {
  const all = new Map<number, Set<number>>();
  for (const doubt of doubts)
    for (const [page, rows] of doubt) all.set(page, new Set([...(all.get(page) ?? []), ...rows]));
  return all;
}

/** The usual distance of the lines of a cell: the least that is common. */
function leadingOf(pages: readonly (readonly Line[])[]): number {
  const gaps: number[] = [];
  let size = 8;
  for (const lines of pages)
    for (let i = 1; i < lines.length; i++) {
      const [a, b] = [lines[i - 1] as Line, lines[i] as Line];
      size = b.size;
      const gap = b.y - a.yEnd;
      if (gap > 0 && gap < b.size * 1.7) gaps.push(gap);
    }
  return median(gaps, 0.08) ?? size * 1.2;
}
