/**
 * One idea: Stage 4, rows: a row is where sums stand on one baseline, or a day stands alone. The words of each column are shared out
 * among the rows of their page at the least cost, trying for each column whether its cells lean on the top, the middle or the
 * bottom of their rows.
 */
import { ALIGNMENTS, type Alignment, assignBlocks, type BlockLine } from "./assign-blocks.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import { median, type PageWords, type Token } from "./marks.ts";
import type { Bare, Placed, PlacedLine } from "./place-tokens.ts";
import { rowWalls } from "./row-walls.ts";

export type PdfRow = {
  readonly page: number;
  /** Baseline of its sums. */
  readonly y: number;
  /** The tokens of each column, line by line. */
  readonly cells: readonly (readonly Token[])[];
  /** Columns of text in which another way of sharing out the lines is about as good. */
  readonly unsure: readonly number[];
};

export type Gathered = {
  readonly rows: readonly PdfRow[];
  /** Words of lines that no row takes, line by line. */
  readonly around: readonly { readonly page: number; readonly y: number; readonly tokens: readonly Token[] }[];
  readonly alignments: readonly (Alignment | null)[];
  readonly walls: ReadonlyMap<number, readonly number[]>;
};

type Line = BlockLine & { readonly tokens: readonly Token[] };
type Sheet = {
  readonly page: number;
  readonly rows: number[];
  readonly walls: readonly number[];
  readonly columns: readonly (readonly Line[])[];
};

/** Sums of one row stand on baselines no further apart than this, in sizes of their letters. */
const ONE_BASELINE = 0.5;
/** Walls count where they part at least this share of all neighbours. */
const WALLED = 0.8;
/** Two ways of sharing out are about as good when their costs differ by less than this for each row that differs. */
const ABOUT = 0.2;

export function gatherRows(
  lines: readonly PlacedLine[],
  pages: readonly PageWords[],
  columns: readonly PdfColumn[],
  bare: Bare,
  headers: readonly { readonly page: number; readonly y: number }[] = [],
): Gathered {
  const [x0, x1] = [Math.min(...columns.map((one) => one.x0)), Math.max(...columns.map((one) => one.x1))];
  const sheets: Sheet[] = [];
  const loose: PlacedLine[] = [];
  const byPage = new Map<number, PlacedLine[]>();
  for (const line of lines) {
    const list = byPage.get(line.line.page);
    if (list) list.push(line);
    else byPage.set(line.line.page, [line]);
  }
  const dayColumn = columns.reduce(
    (best, one, i) =>
      one.kind === "day" && (best < 0 || one.count > (columns[best] as PdfColumn).count * 1.2) ? i : best,
    -1,
  );
  for (const [page, own] of byPage) {
    const inTable = own.filter((line) => line.placed.length > 0);
    loose.push(...own.filter((line) => line.placed.length === 0));
    const placed = inTable.flatMap((line) => line.placed);
    const rows = anchorsOf(placed, columns, dayColumn, bare);
    const boxes = pages.find((one) => one.number === page)?.boxes ?? [];
    sheets.push({
      page,
      rows,
      walls: rowWalls(boxes, x0, x1),
      columns: columns.map((column, i) => linesIn(placed, i, column)),
    });
  }
  const walled = isWalled(sheets);
  const owners = columns.map(() => new Map<number, readonly number[]>());
  const unsure = columns.map(() => new Map<number, Set<number>>());
  const alignments = columns.map((column, i): Alignment | null => {
    const leading = leadingOf(sheets.map((sheet) => sheet.columns[i] ?? []));
    const ways = ALIGNMENTS.map((alignment) => {
      const assigned = sheets.map((sheet) =>
        assignBlocks({
          lines: sheet.columns[i] ?? [],
          rows: sheet.rows,
          walls: walled ? sheet.walls : [],
          bars: headers.filter((one) => one.page === sheet.page).map((one) => one.y),
          leading,
          alignment,
        }),
      );
      return { alignment, assigned, cost: assigned.reduce((sum, one) => sum + one.cost, 0) };
    }).sort((a, b) => a.cost - b.cost);
    const [best, next] = [ways[0] as (typeof ways)[0], ways[1] as (typeof ways)[0]];
    sheets.forEach((sheet, k) => {
      owners[i]?.set(sheet.page, (best.assigned[k] as { owner: readonly number[] }).owner);
    });
    if (column.kind === "text" && !walled) unsure[i] = doubted(sheets, best, next);
    return sheets.some((sheet) => (sheet.columns[i] ?? []).length > 0) ? best.alignment : null;
  });
  const rows: PdfRow[] = [];
  const around: { page: number; y: number; tokens: Token[] }[] = loose.map(({ line, stray }) => ({
    page: line.page,
    y: line.y,
    tokens: [...stray],
  }));
  for (const sheet of sheets) {
    sheet.rows.forEach((y, r) => {
      const cells = columns.map((_, i) =>
        (sheet.columns[i] ?? [])
          .filter((_line, k) => owners[i]?.get(sheet.page)?.[k] === r)
          .flatMap((line) => line.tokens),
      );
      rows.push({
        page: sheet.page,
        y,
        cells,
        unsure: columns.flatMap((_, i) => (unsure[i]?.get(sheet.page)?.has(r) ? [i] : [])),
      });
    });
    columns.forEach((_, i) => {
      (sheet.columns[i] ?? []).forEach((line, k) => {
        if (owners[i]?.get(sheet.page)?.[k] !== -1) return;
        around.push({ page: sheet.page, y: line.y, tokens: [...line.tokens] });
      });
    });
  }
  for (const line of lines)
    if (line.stray.length > 0 && line.placed.length > 0)
      around.push({ page: line.line.page, y: line.line.y, tokens: [...line.stray] });
  return {
    rows,
    around: mergeLines(around),
    alignments,
    walls: new Map(sheets.map((sheet) => [sheet.page, walled ? sheet.walls : []])),
  };
}

/** Baselines of rows: those of sums, and of days that stand apart from every sum. */
function anchorsOf(placed: readonly Placed[], columns: readonly PdfColumn[], dayColumn: number, bare: Bare): number[] {
  const sums = placed.filter(
    ({ token, column }) =>
      (columns[column] as PdfColumn).kind === "sum" &&
      (token.kind === "sum" || (bare.bareSums && token.kind === "bareSum")),
  );
  const single = sums.filter(({ token }) => token.yEnd === token.y).map(({ token }) => token);
  const anchors: number[] = [];
  for (const token of single.sort((a, b) => a.y - b.y)) {
    const last = anchors.at(-1);
    if (last === undefined || token.y - last > token.size * ONE_BASELINE) anchors.push(token.y);
  }
  for (const { token } of sums) {
    if (token.yEnd === token.y) continue;
    if (!anchors.some((y) => y >= token.y - token.size * ONE_BASELINE && y <= token.yEnd + token.size * ONE_BASELINE))
      anchors.push((token.y + token.yEnd) / 2);
  }
  anchors.sort((a, b) => a - b);
  if (dayColumn < 0) return anchors;
  const days = placed
    .filter(({ token, column }) => column === dayColumn && (token.kind === "day" || token.kind === "bareDay"))
    .map(({ token }) => ({ y: token.y, yEnd: token.yEnd, size: token.size, whole: true }));
  days.sort((a, b) => a.y - b.y);
  if (days.length === 0) return anchors;
  const ways = ALIGNMENTS.map((alignment) =>
    assignBlocks({ lines: days, rows: anchors, walls: [], leading: 0, alignment }),
  );
  const best = ways.reduce((a, b) => (b.cost < a.cost ? b : a));
  const alone = days.filter((_, i) => best.owner[i] === -1).map((day) => day.y);
  return [...anchors, ...alone].sort((a, b) => a - b);
}

function linesIn(placed: readonly Placed[], column: number, { kind }: PdfColumn): Line[] {
  const own = placed
    .filter((one) => one.column === column)
    .map(({ token }) => token)
    .sort((a, b) => a.y - b.y || a.x0 - b.x0);
  const lines: Token[][] = [];
  for (const token of own) {
    const line = lines.at(-1);
    if (line && token.y - (line[0] as Token).y <= token.size * 0.25) line.push(token);
    else lines.push([token]);
  }
  return lines.map((tokens) => {
    tokens.sort((a, b) => a.x0 - b.x0);
    const first = tokens[0] as Token;
    const typed = kind !== "text" && tokens.some((token) => token.kind !== "text" && token.kind !== "time");
    return { tokens, y: first.y, yEnd: Math.max(...tokens.map((token) => token.yEnd)), size: first.size, whole: typed };
  });
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

function isWalled(sheets: readonly Sheet[]): boolean {
  let [gaps, parted] = [0, 0];
  for (const { rows, walls } of sheets)
    for (let i = 1; i < rows.length; i++) {
      gaps++;
      if (walls.some((y) => y > (rows[i - 1] as number) && y < (rows[i] as number))) parted++;
    }
  return gaps > 0 && parted >= gaps * WALLED;
}

type Way = { readonly cost: number; readonly assigned: readonly { readonly owner: readonly number[] }[] };

/** Rows of each page that the two best ways fill differently at about the same cost. */
function doubted(sheets: readonly Sheet[], best: Way, next: Way): Map<number, Set<number>> {
  const doubt = new Map<number, Set<number>>();
  let differing = 0;
  sheets.forEach((sheet, k) => {
    const rows = new Set<number>();
    const [a, b] = [best.assigned[k]?.owner ?? [], next.assigned[k]?.owner ?? []];
    a.forEach((row, i) => {
      const other = b[i] ?? -1;
      if (row === other) return;
      for (const one of [row, other]) if (one >= 0) rows.add(one);
    });
    differing += rows.size;
    doubt.set(sheet.page, rows);
  });
  return differing > 0 && next.cost - best.cost < differing * ABOUT ? doubt : new Map();
}

function mergeLines(pieces: readonly { page: number; y: number; tokens: Token[] }[]) {
  const lines: { page: number; y: number; tokens: Token[] }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.page - b.page || a.y - b.y)) {
    if (piece.tokens.length === 0) continue;
    const last = lines.at(-1);
    if (last && last.page === piece.page && piece.y - last.y < 2) last.tokens.push(...piece.tokens);
    else lines.push({ ...piece, tokens: [...piece.tokens] });
  }
  for (const line of lines) line.tokens.sort((a, b) => a.x0 - b.x0);
  return lines;
}
