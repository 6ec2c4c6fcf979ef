/**
 * Stage 4b, blocks to rows at the least cost. The lines of one column on one page are shared out among its rows in their
 * order: each row takes a stretch of lines, whose first, middle or last line stands beside the row's sums. A ruling between
 * two lines parts them; a gap wider than the usual one wants to.
 */

export type BlockLine = {
  readonly y: number;
  readonly yEnd: number;
  readonly size: number /** Never joined to another line. */;
  readonly whole: boolean;
  /** How wide it is, and its first word. */
  readonly width?: number;
  readonly firstWord?: number;
};

export type Alignment = "top" | "middle" | "bottom";
export const ALIGNMENTS: readonly Alignment[] = ["top", "middle", "bottom"];

export type Assigned = {
  readonly cost: number;
  /** The row of each line, by its place; -1: of none. */
  readonly owner: readonly number[];
};

export type BlockColumn = {
  readonly lines: readonly BlockLine[];
  /** Baselines of the rows' sums. */
  readonly rows: readonly number[];
  /** Ruled lines between rows. */
  readonly walls: readonly number[];
  /** Headers in the middle of a page: no row reaches across. */
  readonly bars?: readonly number[];
  /** How wide the widest lines are. */
  readonly full?: number;
  /** The usual distance of two lines of one cell. */
  readonly leading: number;
  readonly alignment: Alignment;
  /** Lines above the first row may be the end of the last row of the page before. */
  readonly carries?: boolean;
};

const LEFT_OUT = 6;
const CARRIED = 1;
const UNFILLED = 0.5;
const BLANK = 0.4;
const EMPTY_ROW = 0.6;
const MOST_LINES = 14;
const REACH = 9;
const PARTED = 1000;

export function assignBlocks(column: BlockColumn): Assigned {
  const { lines, rows, walls, bars = [], leading, alignment, carries = false, full = 0 } = column;
  const [n, m] = [lines.length, rows.length];
  const first = rows[0] ?? Number.NEGATIVE_INFINITY;
  if (n === 0 || m === 0) return { cost: n * LEFT_OUT, owner: lines.map(() => -1) };
  // best[i][r]: lines before i are given away, rows before r are filled
  const width = m + 1;
  const best = new Float64Array((n + 1) * width).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array((n + 1) * width).fill(-1);
  const kind = new Uint8Array((n + 1) * width);
  best[0] = 0;
  const improve = (i: number, r: number, cost: number, back: number, step: number): void => {
    const at = i * width + r;
    if (cost >= (best[at] as number)) return;
    best[at] = cost;
    from[at] = back;
    kind[at] = step;
  };
  for (let i = 0; i <= n; i++) {
    for (let r = 0; r <= m; r++) {
      const here = best[i * width + r] as number;
      if (here === Number.POSITIVE_INFINITY) continue;
      if (r < m) improve(i, r + 1, here + EMPTY_ROW, i * width + r, EMPTY);
      const line = lines[i];
      if (!line) continue;
      improve(i + 1, r, here + (carries && r === 0 && line.y < first ? CARRIED : LEFT_OUT), i * width + r, SKIP);
      if (r >= m || Math.abs((rows[r] as number) - line.y) > line.size * REACH * 1.6) continue;
      if (bars.length > 0 && wallBetween(bars, line.y, rows[r] as number)) continue;
      let joined = 0;
      for (let end = i; end < Math.min(n, i + MOST_LINES); end++) {
        if (end > i) {
          joined += joinCost(lines[end - 1] as BlockLine, lines[end] as BlockLine, leading, walls);
          if (wouldFit(lines[end - 1] as BlockLine, lines[end] as BlockLine, full)) joined += UNFILLED;
          if (bars.length > 0 && wallBetween(bars, line.y, (lines[end] as BlockLine).y)) break;
          if (joined >= PARTED) break;
        }
        const next = lines[end + 1];
        const cost =
          here +
          joined +
          alignCost(lines[i] as BlockLine, lines[end] as BlockLine, rows[r] as number, alignment, walls) +
          (next ? partCost(lines[end] as BlockLine, next, leading, walls) : 0);
        improve(end + 1, r + 1, cost, i * width + r, FILL);
      }
    }
  }
  const owner = lines.map(() => -1);
  let at = n * width + m;
  const cost = best[at] as number;
  while (at > 0 && (from[at] as number) >= 0) {
    const back = from[at] as number;
    if (kind[at] === FILL) {
      const row = (at % width) - 1;
      for (let i = Math.floor(back / width); i < Math.floor(at / width); i++) owner[i] = row;
    }
    at = back;
  }
  return { cost, owner };
}

const [EMPTY, SKIP, FILL] = [0, 1, 2];

const wallBetween = (walls: readonly number[], a: number, b: number): boolean => {
  const [top, bottom] = a < b ? [a, b] : [b, a];
  let [low, high] = [0, walls.length];
  while (low < high) {
    const at = (low + high) >> 1;
    if ((walls[at] as number) > top) high = at;
    else low = at + 1;
  }
  return low < walls.length && (walls[low] as number) < bottom;
};

function joinCost(a: BlockLine, b: BlockLine, leading: number, walls: readonly number[]): number {
  if (a.whole || b.whole) return PARTED;
  const gap = b.y - a.yEnd;
  if (gap > a.size * 2.6 || wallBetween(walls, a.yEnd, b.y - b.size * 0.3)) return PARTED;
  const more = (gap - leading) / a.size;
  return more > 0.15 ? more * 4 : 0;
}

/** A line that has room for the first word of the next is hardly the same text: a text goes on below where its line is full. */
const wouldFit = (a: BlockLine, b: BlockLine, full: number): boolean =>
  full > 0 &&
  a.width !== undefined &&
  b.firstWord !== undefined &&
  a.width + b.firstWord + a.size * BLANK < full - a.size * BLANK;

/** Two lines as near to each other as the lines of one cell are hardly two rows. */
function partCost(a: BlockLine, b: BlockLine, leading: number, walls: readonly number[]): number {
  if (wallBetween(walls, a.yEnd, b.y - b.size * 0.3)) return 0;
  const more = (b.y - a.yEnd - leading) / a.size;
  return more > 0.15 ? 0 : 0.15;
}

function alignCost(
  first: BlockLine,
  last: BlockLine,
  row: number,
  alignment: Alignment,
  walls: readonly number[],
): number {
  const stands = alignment === "top" ? first.y : alignment === "bottom" ? last.yEnd : (first.y + last.yEnd) / 2;
  const off = Math.abs(stands - row) / first.size;
  // in a ruled row the alignment says nothing
  if (walls.length > 0) {
    if (
      wallBetween(walls, first.y - first.size * 0.3, row - first.size * 0.3) ||
      wallBetween(walls, last.yEnd - first.size * 0.3, row - first.size * 0.3)
    )
      return LEFT_OUT * 2 + off;
    return Math.min(1.5, off * 0.2);
  }
  return off > REACH ? PARTED : off * off * 1.5;
}
