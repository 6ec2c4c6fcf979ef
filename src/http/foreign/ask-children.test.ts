import { describe, expect, test, vi } from "vitest";
import { shippedLetter, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { poolOf } from "../../../test/support/walled-script.ts";
import { Refused } from "../../app/refused.ts";
import type { JobUse } from "../../server/walled-child.ts";
import { AUDIT_LIMITS, type AuditQuestion, type SaveQuestion } from "../web-deps.ts";
import { askChildren } from "./ask-children.ts";

// processes are started: a busy machine may take long for it
vi.setConfig({ testTimeout: 120_000 });

const site = { styleHref: "/style.css", operator: null, funding: null, contact: null };
const facts = { pack: shippedPack(), template: shippedLetter(), site, css: "" };
const on = "2026-11-24" as AuditQuestion["on"];
const statement = (own: Partial<AuditQuestion> = {}): AuditQuestion => {
  const bytes = new TextEncoder().encode("MARKED");
  return { facts, bytes, fileName: "x.csv", ask: "json", example: null, on, ...own };
};
const result: SaveQuestion = { facts, what: "letter-1.txt", carried: new TextEncoder().encode("MARKED"), on };

async function asking(code: string) {
  const logged: string[] = [];
  const used: [string, JobUse][] = [];
  const write = (...it: unknown[]) => void logged.push(JSON.stringify(it));
  const pool = await poolOf(code);
  const log = { info: write, error: write };
  const onUse = (client: string, use: JobUse) => void used.push([client, use]);
  const ask = askChildren({ pool: async () => pool, engineVersion: "1.2.3", log, onUse });
  return { ...ask, logged, used };
}
const refusalOf = (answer: Promise<unknown>): Promise<Pick<Refused, "code" | "param" | "message">> =>
  answer.then(
    (given) => ({ code: "busy", param: null, message: `answered ${JSON.stringify(given)}` }),
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return error;
    },
  );

describe("a question to a child", () => {
  test("brings the facts, what was asked and the bytes, and gives back what it says unread", async () => {
    const { audit } = await asking(
      'const { pack, engineVersion } = JSON.parse(job.context); return { head: { is: "json" }, parts: [JSON.stringify([pack.jurisdiction, engineVersion, job.head, text])] };',
    );
    const answer = await audit(statement({ said: { bank: "ng.zenith" }, password: "secret" }), AUDIT_LIMITS);
    if (!answer.ok) throw new Error("refused");
    const [jurisdiction, version, head, text] = JSON.parse(String(answer.parts[0]));
    expect([jurisdiction, version, text]).toEqual(["ng", "1.2.3", "MARKED"]);
    expect(head).toEqual({
      fileName: "x.csv",
      ask: "json",
      example: null,
      on,
      said: { bank: "ng.zenith" },
      password: "secret",
      rows: 50_000,
    });
  });

  test.each([
    ["loops", "for (;;);", "too_slow", /longer than 1.5 seconds\. Ask for a shorter period/],
    [
      "eats memory",
      "const all = []; for (;;) all.push(Buffer.alloc(8e6, 1));",
      "unreadable",
      /more memory than one file may use\. Ask for a shorter period/,
    ],
    ["ends", "process.exit(1);", "unreadable", /could not be read to its end\. Ask your bank/],
    ["throws", "throw new Error(text);", "unreadable", /could not be read to its end/],
    [
      "floods",
      "return { head: { is: 'json' }, parts: [Buffer.alloc(97e6)] };",
      "unreadable",
      /could not be read to its end/,
    ],
    [
      "says that our code failed",
      'return { head: { is: "failed", error: "TypeError", at: ["at here"] }, parts: [] };',
      "unreadable",
      /could not be read to its end/,
    ],
  ])(
    "that %s is a refusal that says what to do instead, of a statement and of a file",
    async (_what, code, wanted, words) => {
      const { audit, save, logged, used } = await asking(code);
      const limits = { ...AUDIT_LIMITS, timeMs: wanted === "too_slow" ? 1_500 : 60_000 };
      const refused = await refusalOf(audit(statement(), limits));
      expect([refused.code, refused.param]).toEqual([wanted, "file"]);
      expect(refused.message).toMatch(words);
      const file = await refusalOf(save(result, limits));
      expect([file.code, file.param]).toEqual([wanted, "result"]);
      expect(file.message).toContain("Check a shorter period");
      expect(logged.join()).toMatch(/a child (died of|failed on) what it was given/);
      expect(logged.join()).not.toContain("MARKED");
      expect(used).toHaveLength(2);
    },
  );

  test.each([
    ["no JSON", "process.stdout.write(Buffer.from([2, 0, 0, 0, 1, 123, 4, 0, 0, 0, 0])); await new Promise(() => {});"],
    ["a head of another shape", 'return { head: { is: "everything" }, parts: [] };'],
    ["an answer to another question", 'return { head: { is: "page" }, parts: ["a", "b", "c"] };'],
    ["a part too few", 'return { head: { is: "json" }, parts: [] };'],
    ["a part too many", 'return { head: { is: "json" }, parts: ["a", "b"] };'],
    ["parts beside a refusal", 'return { head: { is: "too_many_rows", rows: 1 }, parts: ["a"] };'],
    [
      "a refusal like a book",
      'return { head: { is: "refused", refusal: { code: "empty", message: "x".repeat(3000), tryThis: "" } }, parts: [] };',
    ],
    [
      "a reason that there is not",
      'return { head: { is: "refused", refusal: { code: "pay_me", message: "", tryThis: "" } }, parts: [] };',
    ],
    [
      "a file that was not asked for",
      'return { head: { is: "file", name: "x.txt", type: "text/plain" }, parts: ["x"] };',
    ],
    ["rows that are no number", 'return { head: { is: "too_many_rows", rows: "<script>" }, parts: [] };'],
    [
      "a head with a deep end",
      "process.stdout.write(Buffer.concat([Buffer.from([2, 0, 0, 62, 128]), Buffer.alloc(16000, 91), Buffer.from([4, 0, 0, 0, 0])])); await new Promise(() => {});",
    ],
  ])("whose answer is %s is not believed", async (_what, code) => {
    const { audit } = await asking(code);
    expect((await refusalOf(audit(statement(), AUDIT_LIMITS))).code).toBe("unreadable");
  });

  test.each([
    ["a name with a path", '{ is: "file", name: "../x.txt", type: "text/plain" }'],
    ["a name with a line end", '{ is: "file", name: "x\\\\r\\\\ny: z", type: "text/plain" }'],
    ["a type that runs", '{ is: "file", name: "x.js", type: "text/javascript" }'],
  ])("for a file is not believed with %s", async (_what, head) => {
    const { save } = await asking(`return { head: ${head}, parts: ["x"] };`);
    expect((await refusalOf(save(result, AUDIT_LIMITS))).code).toBe("unreadable");
  });

  test("of more rows than we take says both counts", async () => {
    const { audit } = await asking('return { head: { is: "too_many_rows", rows: 60001 }, parts: [] };');
    const refused = await refusalOf(audit(statement(), AUDIT_LIMITS));
    expect(refused).toMatchObject({ code: "too_large", param: "file" });
    expect(refused.message).toContain("60001 rows; we take 50000");
  });

  test("waits its turn, and the one behind a full line is asked to come back", async () => {
    const { audit } = await asking('return { head: { is: "json" }, parts: ["x"] };');
    // as many as work at once, and the line of ask-children.ts
    const room = AUDIT_LIMITS.atOnce + 40;
    const all = await Promise.all(
      Array.from({ length: room + 1 }, () =>
        audit(statement(), AUDIT_LIMITS).then(
          () => "answered",
          (error: Refused) => error.code,
        ),
      ),
    );
    // the last one is behind a full line; on a slow machine some of the line wait too long as well
    expect(all.at(-1)).toBe("busy");
    expect(all.slice(0, AUDIT_LIMITS.atOnce)).toEqual(Array(AUDIT_LIMITS.atOnce).fill("answered"));
    expect(all.every((one) => one === "answered" || one === "busy")).toBe(true);
  });
});
