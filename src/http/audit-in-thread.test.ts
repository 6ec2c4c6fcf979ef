import { describe, expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { Refused } from "../app/refused.ts";
import { auditInThread } from "./audit-in-thread.ts";
import { AUDIT_LIMITS, type AuditQuestion } from "./web-deps.ts";

const thread = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from "node:worker_threads"; ${code}`)}`,
  );
const ask = (text = "x"): AuditQuestion => ({
  pack: shippedPack(),
  bytes: new TextEncoder().encode(text),
  fileName: "x.csv",
});
const codeOf = (audit: Promise<unknown>) =>
  audit.then(
    () => "answered",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

describe("an audit in a thread of its own", () => {
  test("gets the bytes and the version, and leaves the caller's bytes as they were", async () => {
    const audit = auditInThread(
      "1.2.3",
      thread(
        "parentPort.postMessage({ ok: true, printed: new TextDecoder().decode(workerData.bytes) + workerData.engineVersion })",
      ),
    );
    const question = ask("hello ");
    expect(await audit(question, AUDIT_LIMITS)).toMatchObject({ printed: "hello 1.2.3" });
    expect(question.bytes.length).toBe(6);
  });

  test("that never ends is stopped, and the page says what to do", async () => {
    const audit = auditInThread("0", thread("for (;;);"));
    const refused = await audit(ask(), { ...AUDIT_LIMITS, timeMs: 300 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "too_slow", param: "file" });
    expect((refused as Error).message).toContain("shorter period");
  });

  test("that eats all its memory ends alone", async () => {
    const audit = auditInThread(
      "0",
      thread("const eaten = []; for (;;) eaten.push(new Array(1e5).fill(Math.random()));"),
      32,
    );
    expect(await codeOf(audit(ask(), AUDIT_LIMITS))).toBe("too_slow");
  });

  test("with too many rows is refused with both counts", async () => {
    const audit = auditInThread("0", thread("parentPort.postMessage({ tooManyRows: 60001 })"));
    await expect(audit(ask(), AUDIT_LIMITS)).rejects.toThrow(/60001 rows; we take 50000/);
  });

  test("waits its turn, and the eleventh at once is asked to come back", async () => {
    const audit = auditInThread(
      "0",
      thread("setTimeout(() => parentPort.postMessage({ ok: true, printed: '' }), 150)"),
    );
    const all = await Promise.all(Array.from({ length: 11 }, () => codeOf(audit(ask(), AUDIT_LIMITS))));
    expect(all.filter((one) => one === "answered")).toHaveLength(10);
    expect(all.filter((one) => one === "busy")).toHaveLength(1);
  });

  test("that fails is an error of ours, not of the person", async () => {
    expect(await codeOf(auditInThread("0", thread("throw new Error('broken')"))(ask(), AUDIT_LIMITS))).toContain(
      "broken",
    );
  });
});
