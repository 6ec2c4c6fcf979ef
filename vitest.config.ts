import { defineConfig } from "vitest/config";

/** The seed of every property test of this run. PROPERTY_SEED=N repeats the draws of an earlier one. */
const seed = process.env.PROPERTY_SEED ?? String(Date.now() % 2 ** 31);
process.stdout.write(`property tests: PROPERTY_SEED=${seed}\n`);

// Four projects by cost: `floors` reads the source tree and the docs, `pure` needs nothing, `served` starts browsers and whole
// servers, `real` asks a PostgreSQL.
const FLOORS = [
  "test/floors.test.ts",
  "test/docs.test.ts",
  "test/contracts.test.ts",
  "test/tracked-files.test.ts",
  "test/linear-expressions.test.ts",
  "test/words.test.ts",
];

const SERVED = ["e2e/**/*.e2e.ts", "src/main/**/*.int.test.ts", "test/**/*.int.test.ts"];

const WITH_DATABASE = {
  pool: "forks" as const,
  isolate: false,
  globalSetup: ["./test/support/real-database.ts"],
  setupFiles: ["./test/support/property-seed.ts", "./test/support/leaves-nothing.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

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
          ...WITH_DATABASE,
          name: "served",
          include: SERVED,
          // each file starts what it needs, and waits more than it works
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...WITH_DATABASE,
          name: "real",
          include: ["src/**/*.int.test.ts", "packages/**/*.int.test.ts"],
          exclude: SERVED,
          // one file at a time, which has the machine for itself: some judge what a pool does within a deadline
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
