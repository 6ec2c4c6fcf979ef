import { writeSync } from "node:fs";
import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from "vitest/node";

export type Count = { readonly passed: number; readonly failed: number; readonly skipped: readonly string[] };

/**
 * Counts a finished run. A file that could not be loaded, a hook that threw and an error outside any test are failures
 * too: a run that ended badly never counts 0 failed.
 */
export function countOf(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
  reason: TestRunEndReason,
): Count {
  const tests: TestCase[] = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const broken = suites.reduce((sum, suite) => sum + suite.errors().length, unhandled.length);
  const failed = states.filter((state) => state === "failed" || state === "pending").length + broken;
  return {
    passed: states.filter((state) => state === "passed").length,
    failed: reason === "passed" ? failed : Math.max(failed, 1),
    skipped: tests.filter((test) => test.result().state === "skipped").map((test) => test.fullName),
  };
}

/**
 * Ends the run with `N passed, N failed` alone on the last line. With SKIPS_FAIL=1 (the settings of `.ci/run`) a skipped
 * test counts as failed: there everything a test may need is installed, so a skip hides something.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    const { passed, failed, skipped } = countOf(modules, unhandled, reason);
    const skipsFail = process.env.SKIPS_FAIL === "1";
    const lines: string[] = [""];
    for (const name of skipsFail ? skipped : []) lines.push(`skipped, which fails here: ${name}`);
    if (skipped.length > 0 && !skipsFail)
      lines.push(`${skipped.length} skipped: what they need (a browser, the shared corpora) is not on this machine`);
    const total = skipsFail ? failed + skipped.length : failed;
    lines.push(`${passed} passed, ${total} failed`);
    if (total > 0) process.exitCode = 1;
    // Written on the way out, so that it stays the last line whatever other reporters still print.
    process.once("exit", () => writeSync(1, `${lines.join("\n")}\n`));
  }
}
