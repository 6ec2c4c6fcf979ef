import fc from "fast-check";
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
