/** Ruled lines and edges of fills that part the rows of a table: those that run across most of its width. */
import type { Box } from "./marks.ts";

const ACROSS = 0.6;
const ONE_LINE = 1.3;

/** The heights at which boxes part the table between `x0` and `x1`, from the top. */
export function rowWalls(boxes: readonly Box[], x0: number, x1: number): number[] {
  const edges: { y: number; x0: number; x1: number }[] = [];
  for (const box of boxes) {
    const height = box.y1 - box.y0;
    if (box.x1 - box.x0 < 4 || box.x1 < x0 || box.x0 > x1 || height > 160) continue;
    if (height < 2.5) edges.push({ y: (box.y0 + box.y1) / 2, x0: box.x0, x1: box.x1 });
    else edges.push({ y: box.y0, x0: box.x0, x1: box.x1 }, { y: box.y1, x0: box.x0, x1: box.x1 });
  }
  edges.sort((a, b) => a.y - b.y);
  const walls: number[] = [];
  for (let i = 0; i < edges.length; ) {
    const from = edges[i] as { y: number };
    let end = i;
    while (end < edges.length && (edges[end] as { y: number }).y - from.y <= ONE_LINE) end++;
    const group = edges.slice(i, end);
    if (covered(group, x0, x1) >= (x1 - x0) * ACROSS)
      walls.push(group.reduce((sum, one) => sum + one.y, 0) / group.length);
    i = end;
  }
  return walls;
}

function covered(stretches: readonly { x0: number; x1: number }[], x0: number, x1: number): number {
  let reach = x0;
  let sum = 0;
  for (const one of [...stretches].sort((a, b) => a.x0 - b.x0)) {
    const [from, to] = [Math.max(one.x0, reach), Math.min(one.x1, x1)];
    if (to > from) sum += to - from;
    reach = Math.max(reach, to);
  }
  return sum;
}
