import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createLog, logTo } from "./log.ts";

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

test("what is personal is cut out wherever it stands, and everything else of a line is left", () => {
  const personal = ["password", "narration", "query", "body", "headers", "ip", "remoteAddress", "fileName"];
  const other = fc.stringMatching(/^[a-z]{1,8}$/).filter((name) => !personal.includes(name) && !OWN.has(name));
  const value = fc.oneof(fc.integer(), fc.constantFrom("kept", null, true), fc.constant(["kept"]));
  const fields = fc.dictionary(fc.oneof(other, fc.constantFrom(...personal)), value, { noNullPrototype: true });
  fc.assert(
    fc.property(fields, other, fields, (flat, name, nested) => {
      const lines: string[] = [];
      createLog("info", { write: (line) => void lines.push(line) }).info({ ...flat, [name]: nested }, "said");
      const without = (from: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(from).filter(([key]) => !personal.includes(key)));
      const { level: _level, time: _time, msg: _msg, ...rest } = JSON.parse(lines[0] ?? "{}");
      expect(rest).toEqual({ ...without(flat), [name]: without(nested) });
    }),
  );
});

/** Names that a line has by itself. */
const OWN = new Set(["level", "time", "msg", "err", "error", "pid", "hostname"]);

test("lines of answers go out together and soon; a warning at once, after what was said before it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openfees-log-"));
  const file = join(folder, "log");
  try {
    const log = createLog("info", logTo(file));
    const said = () =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line).msg);
    log.info({}, "one");
    expect(said()).toEqual([]);
    log.warn({}, "two");
    expect(said()).toEqual(["one", "two"]);
    log.info({}, "three");
    await vi.waitFor(() => expect(said()).toEqual(["one", "two", "three"]), 5_000);
    for (let n = 0; n < 100; n++) log.info({ n }, "many");
    expect(said().length).toBeGreaterThan(50);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the time of a line is that of the clock, to the millisecond, also over the end of a second", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const clock = vi.spyOn(Date, "now");
  try {
    for (const at of [1_700_000_000_999, 1_700_000_001_000, 1_700_000_001_007, 4_102_444_799_999, 0]) {
      clock.mockReturnValue(at);
      log.info("said");
      expect(JSON.parse(lines.at(-1) ?? "{}").time).toBe(new Date(at).toISOString());
    }
  } finally {
    clock.mockRestore();
  }
});
