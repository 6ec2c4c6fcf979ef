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
  {
    // Its asker had an error by query_timeout, so nothing seemed to be on its way, and the COMMIT was cancelled.
    found: "a COMMIT that its asker has given up is taken back while the server works on it",
    steps: [
      { does: "ask", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "query", a: 0, b: 22 },
      { does: "give up waiting", a: 0, b: 0 },
      { does: "taken by hand", a: 0, b: 0 },
      { does: "open scope", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "time", a: 0, b: 0 },
      { does: "give back", a: 0, b: 0 },
      { does: "open scope", a: 0, b: 0 },
    ],
  },
  {
    // A caller in line got a connection after the bound of `end` had passed, and kept it.
    found: "the pool is ended within a bound while callers are in line",
    steps: [
      { does: "ask", a: 0, b: 0 },
      { does: "query once", a: 0, b: 0 },
      { does: "no primary", a: 0, b: 0 },
      { does: "query once", a: 0, b: 119 },
      { does: "closed", a: 0, b: 0 },
      { does: "hang up", a: 0, b: 0 },
      { does: "time", a: 0, b: 0 },
      { does: "connected", a: 0, b: 0 },
      { does: "query once", a: 0, b: 0 },
      { does: "mode", a: 0, b: 0 },
      { does: "ask", a: 0, b: 0 },
      { does: "primary again", a: 0, b: 0 },
    ],
  },
  {
    // What the server said of the write was replaced by LeaseLost.
    found: "a COMMIT of a scope that has ended is refused by the server",
    steps: [
      { does: "open scope", a: 0, b: 0 },
      { does: "query once", a: 0, b: 92 },
      { does: "connected", a: 0, b: 0 },
      { does: "end scope", a: 0, b: 0 },
      { does: "fail", a: 0, b: 0 },
      { does: "mode", a: 0, b: 0 },
      { does: "query", a: 0, b: 0 },
      { does: "query", a: 0, b: 0 },
      { does: "query once", a: 0, b: 0 },
      { does: "host back", a: 0, b: 0 },
    ],
  },
];
