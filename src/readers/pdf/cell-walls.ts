/** Upright rulings, and the edges of filled cells: what stands on both sides of one is in two cells. */
import type { Box } from "./marks.ts";

/** Whether a wall stands between two places at a height. */
export type CellWalls = (from: number, to: number, y: number) => boolean;

const LEAST_HEIGHT = 6;
const RULING = 2.5;
/** The edge of a fill as wide as a table is the table's, and text may end at it. */
const MOST_CELL = 0.6;

export function cellWalls(boxes: readonly Box[]): CellWalls {
  const widest = boxes.reduce((most, box) => Math.max(most, box.x1 - box.x0), 0);
  const walls: { x: number; y0: number; y1: number }[] = [];
  for (const { x0, x1, y0, y1 } of boxes) {
    if (y1 - y0 < LEAST_HEIGHT) continue;
    if (x1 - x0 < RULING) walls.push({ x: (x0 + x1) / 2, y0, y1 });
    else if (x1 - x0 < widest * MOST_CELL) walls.push({ x: x0, y0, y1 }, { x: x1, y0, y1 });
  }
  walls.sort((a, b) => a.x - b.x);
  return (from, to, y) => {
    let [low, high] = [0, walls.length];
    while (low < high) {
      const at = (low + high) >> 1;
      if ((walls[at] as { x: number }).x < from - 0.5) low = at + 1;
      else high = at;
    }
    for (let i = low; i < walls.length; i++) {
      const wall = walls[i] as { x: number; y0: number; y1: number };
      if (wall.x > to + 0.5) return false;
      if (y > wall.y0 && y < wall.y1) return true;
    }
    return false;
  };
}
