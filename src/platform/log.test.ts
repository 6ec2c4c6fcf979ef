import { expect, test } from "vitest";
import { createLog } from "./log.ts";

test("a log line is JSON with a level and a time, and personal fields are cut out", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.info({ requestId: "r1", ip: "10.0.0.1", req: { headers: { cookie: "x" } }, narration: "POS 1" }, "answered");
  log.debug({}, "not at this level");
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] as string);
  expect(line).toMatchObject({ level: "info", requestId: "r1", msg: "answered" });
  expect(lines[0]).not.toMatch(/10\.0\.0\.1|cookie|POS 1/);
});
