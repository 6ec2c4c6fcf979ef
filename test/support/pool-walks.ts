import type { Step } from "./pool-model.ts";

/** Walks that a seed has found, each with what was wrong in the pool; they are walked again in every run. */
export const KEPT_WALKS: readonly { readonly found: string; readonly steps: readonly Step[] }[] = [
  {
    // The idle connections were counted as gone once no server took writes, and their processes were still there when
    // the same server was back: the pool filled up to its budget beside them.
    found: "no server takes writes for a moment, and the idle connections still have their processes",
    steps: [
      { does: "ask", a: 0, b: 0 },
      { does: "promotion", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "open scope", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "no primary", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "not connected", a: 0, b: 0 },
      { does: "give back", a: 0, b: 0 },
      { does: "give back broken", a: 0, b: 0 },
      { does: "query", a: 0, b: 0 },
      { does: "kill", a: 3, b: 0 },
      { does: "no primary", a: 0, b: 0 },
      { does: "give back", a: 0, b: 0 },
      { does: "cancel arrives", a: 0, b: 0 },
      { does: "primary again", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "ask at once", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "deadline", a: 0, b: 0 },
      { does: "query", a: 0, b: 0 },
      { does: "hand over", a: 0, b: 0 },
    ],
  },
];
