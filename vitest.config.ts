import { defineConfig } from "vitest/config";

/** The seed of every property test of this run. PROPERTY_SEED=N repeats the draws of an earlier one. */
const seed = process.env.PROPERTY_SEED ?? String(Date.now() % 2 ** 31);
process.stdout.write(`property tests: PROPERTY_SEED=${seed}\n`);

// Three projects by cost: `floors` reads the source tree and the docs, `pure` needs nothing, `real` starts PostgreSQL and a browser.
const FLOORS = [
  "test/floors.test.ts",
  "test/docs.test.ts",
  "test/contracts.test.ts",
  "test/tracked-files.test.ts",
  "test/linear-expressions.test.ts",
  "test/words.test.ts",
];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    env: { PROPERTY_SEED: seed },
    reporters: ["default", "./test/support/count-reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["src/**/*.test.{ts,tsx}", "packages/**/*.test.ts", "test/**/*.test.ts"],
          exclude: [...FLOORS, "**/*.int.test.{ts,tsx}"],
          // one world for all files of a worker: each module is loaded once, which halves the processor time
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          setupFiles: ["./test/support/property-seed.ts"],
          // limits on hangs, not measures of speed: a busy machine may take long
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: "floors", include: FLOORS, maxWorkers: 2, sequence: { groupOrder: 1 }, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["src/**/*.int.test.ts", "packages/**/*.int.test.ts", "test/**/*.int.test.ts", "e2e/**/*.e2e.ts"],
          pool: "forks",
          isolate: false,
          // one file at a time, which has the machine for itself: some judge what a pool does within a deadline
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          globalSetup: ["./test/support/real-database.ts"],
          setupFiles: ["./test/support/property-seed.ts", "./test/support/leaves-nothing.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
