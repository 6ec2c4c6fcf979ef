/**
 * Renders a list of any length. On a page it is rendered at once. In a saved file, which may have tens of thousands of rows,
 * it is rendered piece by piece, so that its elements are never all in memory.
 */
import type { ComponentChildren, VNode } from "preact";

/** Entries that are rendered together. */
const PIECE = 250;

export type Piece = () => ComponentChildren;

// rendering is one synchronous call, so this is set for no longer than that
let later: ((piece: Piece) => VNode) | null = null;

/** Calls `rendering`. Each piece of a long list goes to `take` instead, which returns a mark to put in its place. */
export function withPiecesLater<T>(take: (piece: Piece) => VNode, rendering: () => T): T {
  later = take;
  try {
    return rendering();
  } finally {
    later = null;
  }
}

/** Renders `one` for each entry of `of`. */
export function Each<T>({ of, one }: { of: readonly T[]; one: (item: T) => VNode }) {
  if (of.length <= PIECE) return of.map(one);
  return Array.from({ length: Math.ceil(of.length / PIECE) }, (_, i) => {
    const piece = () => of.slice(i * PIECE, (i + 1) * PIECE).map(one);
    return later ? later(piece) : piece();
  });
}
