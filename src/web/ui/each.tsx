/**
 * A list of any length. On a page it stands as any other; in a file that is kept, which may hold tens of thousands of rows,
 * each piece of it is rendered when its turn comes, so that its elements are never all held at once.
 */
import type { ComponentChildren, VNode } from "preact";

/** Entries that are rendered together. */
const PIECE = 250;

export type Piece = () => ComponentChildren;

// rendering is one synchronous call, so this is set for no longer than that
let later: ((piece: Piece) => VNode) | null = null;

/** Calls `rendering`. Pieces of long lists go to `take`, which answers what stands for each until then. */
export function withPiecesLater<T>(take: (piece: Piece) => VNode, rendering: () => T): T {
  later = take;
  try {
    return rendering();
  } finally {
    later = null;
  }
}

/** `one` for each entry of `of`. */
export function Each<T>({ of, one }: { of: readonly T[]; one: (item: T) => VNode }) {
  if (of.length <= PIECE) return of.map(one);
  return Array.from({ length: Math.ceil(of.length / PIECE) }, (_, i) => {
    const piece = () => of.slice(i * PIECE, (i + 1) * PIECE).map(one);
    return later ? later(piece) : piece();
  });
}
