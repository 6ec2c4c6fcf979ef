import fc from "fast-check";
import { brokenBy, walks } from "../test/support/pool-model.ts";
import type { Drill, DrillOptions, DrillResult } from "./drill.ts";

const FULL = 1_000_000;
const SHORT = 50_000;
const BATCH = 10_000;

async function run({ short, seed, say }: DrillOptions): Promise<DrillResult> {
  const wanted = short ? SHORT : FULL;
  const failures: string[] = [];
  let walked = 0;
  const began = performance.now();
  for (; walked < wanted && failures.length === 0; walked += BATCH) {
    // Each batch has a seed of its own, so that a failure is found again without walking all that went well before it.
    const own = seed * 1_000 + walked / BATCH;
    const found = fc.check(
      fc.property(walks, (steps) => brokenBy(steps).length === 0),
      { numRuns: BATCH, seed: own },
    );
    if (!found.failed) say(`${walked + BATCH} of ${wanted} walks`);
    else {
      const steps = found.counterexample?.[0] ?? [];
      failures.push(`${brokenBy(steps).join("; ")} (POOL_MODEL_SEED=${own}): ${JSON.stringify(steps)}`);
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  return {
    table: [
      ["walks", "of up to", "a second", "broken"],
      [String(walked), "60 steps", (walked / seconds).toFixed(0), String(failures.length)],
    ],
    failures,
    voids: [],
  };
}

export const drill: Drill = {
  does: "lets borrowers, a server, a network and a clock do anything in any order to the pool's keeper",
  passLine:
    "never two owners of one connection, never a slot lost, every caller and every statement answered once and in bounded time, nothing taken back from who may keep it, no commit cancelled",
  run,
};
