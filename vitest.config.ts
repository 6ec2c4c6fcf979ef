import { defineConfig } from "vitest/config";

// Three projects by cost: `pure` needs nothing, `floors` reads the source tree, `real` starts PostgreSQL and a browser.
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    projects: [
      { extends: true, test: { name: "pure", include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"], exclude: ["test/floors.test.ts"] } },
      { extends: true, test: { name: "floors", include: ["test/floors.test.ts"] } },
      { extends: true, test: { name: "real", include: ["src/**/*.int.test.ts", "test/**/*.int.test.ts", "e2e/**/*.e2e.ts"], testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
