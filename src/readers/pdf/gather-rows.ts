/**
 * Stage 4, rows: a row is where sums stand on one baseline, or a day stands alone. The words of each column are shared out
 * among the rows of their page at the least cost, trying for each column whether its cells lean on the top, the middle or the
 * bottom of their rows.
 */

import { alignColumns } from "./align-columns.ts";
import { ALIGNMENTS, type Alignment, assignBlocks } from "./assign-blocks.ts";
import { type Bar, carriedLines, type Line, type Sheet } from "./carried-lines.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import type { PageWords, Token } from "./marks.ts";
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

/** Sums of one row stand on baselines no further apart than this, in sizes of their letters. */
const ONE_BASELINE = 0.5;
/** Walls count where they part at least this share of all neighbours. */
const WALLED = 0.8;
export function gatherRows(
  lines: readonly PlacedLine[],
  pages: readonly PageWords[],
  columns: readonly PdfColumn[],
  bare: Bare,
  headers: readonly Bar[] = [],
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
  const { alignments, owners, unsure } = alignColumns(sheets, columns, headers, walled);
  const carried = sheets.map((sheet, k) =>
    k === 0
      ? null
      : carriedLines(
          sheet,
          columns.map((_, i) => owners[i]?.get(sheet.page) ?? []),
          headers,
        ),
  );
  const rows: PdfRow[] = [];
  const around: { page: number; y: number; tokens: Token[] }[] = loose.map(({ line, stray }) => ({
    page: line.page,
    y: line.y,
    tokens: [...stray],
  }));
  sheets.forEach((sheet, s) => {
    sheet.rows.forEach((y, r) => {
      const rest = r === sheet.rows.length - 1 ? carried[s + 1] : null;
      const cells = columns.map((_, i) =>
        [
          ...(sheet.columns[i] ?? []).filter((_line, k) => owners[i]?.get(sheet.page)?.[k] === r),
          ...(rest?.lines[i] ?? []),
        ].flatMap((line) => line.tokens),
      );
      rows.push({
        page: sheet.page,
        y,
        cells,
        unsure: columns.flatMap((_, i) =>
          unsure[i]?.get(sheet.page)?.has(r) || (rest && !rest.sure && (rest.lines[i] ?? []).length > 0) ? [i] : [],
        ),
      });
    });
    columns.forEach((_, i) => {
      (sheet.columns[i] ?? []).forEach((line, k) => {
        if (owners[i]?.get(sheet.page)?.[k] !== -1 || carried[s]?.lines[i]?.includes(line)) return;
        around.push({ page: sheet.page, y: line.y, tokens: [...line.tokens] });
      });
    });
  });
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
    return {
      tokens,
      y: first.y,
      yEnd: Math.max(...tokens.map((token) => token.yEnd)),
      size: first.size,
      whole: typed,
      width: Math.max(...tokens.map((token) => token.x1)) - first.x0,
      firstWord: first.x1 - first.x0,
    };
  });
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
