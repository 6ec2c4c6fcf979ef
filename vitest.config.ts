import { defineConfig } from "vitest/config";

// Three projects by cost: `floors` reads the source tree and the docs, `pure` needs nothing, `real` starts PostgreSQL and a browser.
const FLOORS = [
  "test/floors.test.ts",
  "test/docs.test.ts",
  "test/tracked-files.test.ts",
  "test/linear-expressions.test.ts",
];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    reporters: ["default", "./test/support/count-reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
          exclude: [...FLOORS, "**/*.int.test.{ts,tsx}"],
          // a limit on hangs, not a measure of speed: a busy machine may take long
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: "floors", include: FLOORS, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: "real",
          include: ["src/**/*.int.test.ts", "test/**/*.int.test.ts", "e2e/**/*.e2e.ts"],
          pool: "forks",
          globalSetup: ["./test/support/real-database.ts"],
          setupFiles: ["./test/support/leaves-nothing.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
