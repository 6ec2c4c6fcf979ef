import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenBy, walks } from "../../../test/support/pool-model.ts";
import { KEPT_WALKS } from "../../../test/support/pool-walks.ts";

/** Some 2 s of walks, more on a busy machine; `npm run drill -- model` walks a million. A seed that was printed walks the same again. */
const RUNS = Number(process.env.POOL_MODEL_RUNS ?? 4_000);

test("whatever borrowers, server, network and time do in whatever order: no two owners, no slot lost, nobody hangs", () => {
  const seed = Number(process.env.POOL_MODEL_SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`pool model: ${RUNS} walks, seed ${seed}\n`);
  fc.assert(
    fc.property(walks, (steps) => {
      expect(brokenBy(steps)).toEqual([]);
    }),
    { numRuns: RUNS, seed },
  );
}, 240_000);

test.each(KEPT_WALKS)("a walk that once went wrong goes well: $found", ({ steps }) => {
  expect(brokenBy(steps)).toEqual([]);
});
