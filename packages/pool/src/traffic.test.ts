import { expect, test } from "vitest";
import { Traffic } from "./traffic.ts";

/** Some seconds of statements that take so long each, ten a second. */
function seconds(traffic: Traffic, from: number, count: number, ms: number): number {
  let now = from;
  for (let i = 0; i < count * 10; i++) {
    now += 100;
    traffic.arrived(now, false);
    traffic.answered(ms, now);
  }
  traffic.tick(now, false);
  return now;
}

test("a statement that has become slow is told from usual for minutes, though nobody waits", () => {
  const traffic = new Traffic(0);
  let now = seconds(traffic, 0, 60, 2);
  now = seconds(traffic, now, 60, 800);
  const { statementMs } = traffic.compared(now);
  expect(statementMs.now).toBeCloseTo(800, -1);
  expect(statementMs.usual).toBeLessThan(8);
});

test("what stays slow is usual in the end, and what is faster is usual within seconds", () => {
  const traffic = new Traffic(0);
  let now = seconds(traffic, 0, 60, 20);
  now = seconds(traffic, now, 300, 60);
  expect(traffic.compared(now).statementMs.usual).toBeGreaterThan(55);
  now = seconds(traffic, now, 20, 20);
  expect(traffic.compared(now).statementMs.usual).toBeLessThan(22);
});
