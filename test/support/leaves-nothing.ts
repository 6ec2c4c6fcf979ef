import { afterAll, beforeAll, expect } from "vitest";
import { pollUntil } from "../../src/platform/deadline.ts";

// A test proves that it cleaned up: after a file of `x.int.test.ts` no timer, socket, server or child process is there
// that was not there before. Browser tests are left alone: the browser's own machinery comes and goes.
const WATCHED = ["Timeout", "TCPSocketWrap", "TCPServerWrap", "ProcessWrap"];
const SLACK_MS = 6_000;

const count = (): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo())
    if (WATCHED.includes(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** What there is more of than before, such as `2 TCPSocketWrap`. */
export function moreThan(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] {
  return [...now]
    .map(([name, n]) => [n - (before.get(name) ?? 0), name] as const)
    .filter(([more]) => more > 0)
    .map(([more, name]) => `${more} ${name}`);
}

let before = new Map<string, number>();
beforeAll(() => {
  before = count();
});

afterAll(async () => {
  if (!expect.getState().testPath?.includes(".int.test.")) return;
  const clean = await pollUntil(() => (moreThan(before, count()).length === 0 ? true : undefined), SLACK_MS, 50);
  if (!clean) throw new Error(`this test file left something behind: ${moreThan(before, count()).join(", ")}`);
});
