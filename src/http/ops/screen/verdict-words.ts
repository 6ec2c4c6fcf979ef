/** What each verdict means and what helps, as docs/guide/operations.md has it; a test compares the two. */
export const VERDICT_WORDS: Readonly<Record<string, { readonly means: string; readonly helps: string }>> = {
  LEAK: {
    means: "connections are out whose owner is gone; the line that took them is named",
    helps: "mend that line; in `enforce` the pool takes them back by itself",
  },
  HELD: {
    means: "an owner is alive and holds a connection without using it",
    helps: "do the slow call before or after, not while holding",
  },
  LOCKED: {
    means: "statements wait for a lock; the line that holds it is named",
    helps:
      "end that transaction: `openfees ops release ID`; a backend that is not of this pool with `SELECT pg_terminate_backend(PID)`",
  },
  SLOW: {
    means: "the same arrivals, longer statements",
    helps: "look at the plan of the statement that is named",
  },
  LOAD: { means: "more arrivals than before", helps: "more machines, or fewer requests" },
  "DATABASE DOWN": {
    means: "nobody answers there",
    helps: "look at PostgreSQL; pages are served from the snapshot",
  },
};
