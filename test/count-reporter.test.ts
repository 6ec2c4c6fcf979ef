import { describe, expect, test } from "vitest";
import type { TestCase, TestModule } from "vitest/node";
import { countOf } from "./support/count-reporter.ts";

type State = "passed" | "failed" | "skipped" | "pending";

/** A file of tests that ended in these states, with as many errors outside its tests. */
const file = (states: readonly State[], errors = 0): TestModule =>
  ({
    children: {
      allTests: () => states.map((state, i) => ({ fullName: `test ${i}`, result: () => ({ state }) }) as TestCase),
      allSuites: () => [],
    },
    errors: () => Array.from({ length: errors }, () => ({ message: "no" })),
  }) as unknown as TestModule;

describe("the count line", () => {
  test("counts tests over all files and names the skipped ones", () => {
    expect(countOf([file(["passed", "skipped"]), file(["passed", "failed"])], [], "failed")).toEqual({
      passed: 2,
      failed: 1,
      skipped: ["test 1"],
    });
  });

  test("counts a file that could not be loaded, an error outside tests and a test that never ended as failed", () => {
    expect(countOf([file([], 1)], [], "failed").failed).toBe(1);
    expect(countOf([file(["passed"])], [{ message: "lost" }], "failed").failed).toBe(1);
    expect(countOf([file(["pending"])], [], "passed").failed).toBe(1);
  });

  test("never says 0 failed of a run that ended badly", () => {
    expect(countOf([file(["passed"])], [], "interrupted")).toMatchObject({ passed: 1, failed: 1 });
  });
});
