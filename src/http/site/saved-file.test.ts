import { deflateRawSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SEALER, testServer } from "../../../e2e/support/test-server.ts";
import type { AuditResult } from "../../domain/audit/audit-result.ts";
import { readExamples } from "../example-statements.ts";
import { AUDIT_LIMITS } from "../web-deps.ts";

// the server judges a real statement in a child process
vi.setConfig({ testTimeout: 300_000 });

let app: FastifyInstance;
const logged: string[] = [];
let page: string;

const carriedIn = (html: string): string => /name="result" value="([\w.~-]+)"/.exec(html)?.[1] ?? "";
/** As the server would have given it out. */
const sealedAs = (carried: string): string => `${SEALER.seal(Buffer.from(carried))}.${carried}`;
const packed = (result: unknown): string => sealedAs(deflateRawSync(JSON.stringify(result)).toString("base64url"));

function save(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const edge = "edge-of-a-part";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return app.inject({
    method: "POST",
    url: "/audit/server/save",
    payload: `${parts.join("")}--${edge}--\r\n`,
    headers: { "content-type": `multipart/form-data; boundary=${edge}`, "sec-fetch-site": "same-origin", ...headers },
  });
}

beforeAll(async () => {
  const log = {
    info: (...it: unknown[]) => logged.push(JSON.stringify(it)),
    error: (...it: unknown[]) => logged.push(JSON.stringify(it)),
  };
  app = await testServer({ log, limits: { ...AUDIT_LIMITS, timeMs: 240_000 } });
  page = (await app.inject("/audit/server?example=savings-2026")).body;
});
afterAll(() => app.close());

describe("a result that the page carries", () => {
  test("is saved as what each button of the page says", async () => {
    const buttons = [...page.matchAll(/<button type="submit" class="[^"]*" form="save" name="what" value="([^"]+)"/g)];
    expect(buttons.map((m) => m[1])).toEqual([
      "letter-1.html",
      "letter-1.txt",
      "letter-1-days.ics",
      "second-letter-1.html",
      "second-letter-1.txt",
      "statement-check.html",
      "statement-check.json",
    ]);
    const starts: Record<string, RegExp> = {
      html: /^<!doctype html>/,
      txt: /^\d+ \w+ 20\d\d\n/,
      ics: /^BEGIN:VCALENDAR\r\n/,
      json: /^\{/,
    };
    for (const [, what = ""] of buttons) {
      const answer = await save({ what, result: carriedIn(page) });
      expect([answer.statusCode, answer.headers["content-disposition"]], what).toEqual([
        200,
        `attachment; filename="${what}"`,
      ]);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.body, what).toMatch(starts[what.split(".").pop() ?? ""] ?? /never/);
    }
  });

  test("comes out as JSON byte for byte as the API prints it", async () => {
    const example = readExamples(new URL("../../../data/ng/examples/", import.meta.url)).find(
      (one) => one.id === "savings-2026",
    );
    const form = new FormData();
    form.set("file", new File([Buffer.from(example?.bytes ?? [])], "x.csv"));
    if (example?.accountType) form.set("accountType", example.accountType);
    if (example?.bank) form.set("bank", example.bank);
    const sent = new Response(form);
    const api = await app.inject({
      method: "POST",
      url: "/api/v1/audit",
      payload: Buffer.from(await sent.arrayBuffer()),
      headers: { "content-type": sent.headers.get("content-type") ?? "" },
    });
    const saved = await save({ what: "statement-check.json", result: carriedIn(page) });
    expect(saved.body).toBe(api.body);
    expect(JSON.parse(saved.body).lines.length).toBeGreaterThan(30);
  });

  test("asks in its letter for the sum on the page", async () => {
    const sum = /<h1>(₦[\d,.]+) too much/.exec(page)?.[1];
    expect((await save({ what: "letter-1.txt", result: carriedIn(page) })).body).toContain(String(sum));
    expect((await save({ what: "statement-check.html", result: carriedIn(page) })).body).toContain(`${sum} too much`);
  });

  test("is refused when it was sent by another site, damaged, no result, or a bomb", async () => {
    const what = "statement-check.html";
    const bomb = sealedAs(deflateRawSync(Buffer.alloc(80_000_000, 32)).toString("base64url"));
    expect((await save({ what, result: carriedIn(page) }, { "sec-fetch-site": "cross-site" })).statusCode).toBe(400);
    for (const result of [carriedIn(page).slice(0, 900), packed({ totals: {} }), packed("words"), bomb, ""])
      expect((await save({ what, result })).statusCode).toBe(400);
    expect((await save({ what: "letter-9.html", result: carriedIn(page) })).statusCode).toBe(400);
    expect((await save({ what: "../letter-1.html", result: carriedIn(page) })).statusCode).toBe(400);
  });

  test("cannot bring markup of its own into the saved page, and leaves nothing in the log", async () => {
    const { body } = await save({ what: "statement-check.json", result: carriedIn(page) });
    const result: AuditResult = JSON.parse(body);
    const [first, ...others] = result.lines;
    const marked = { ...result, lines: [{ ...first, narration: "QXZ7MARK<script>alert(1)</script>" }, ...others] };
    const saved = await save({ what: "statement-check.html", result: packed(marked) });
    expect(saved.body).toContain("QXZ7MARK&lt;script>");
    expect(saved.body).not.toContain("<script");
    expect(logged.join("\n")).toContain("/audit/server/save");
    expect(logged.join("\n")).not.toContain("QXZ7MARK");
  });
});

test("a long statement shows its first rows on the page and all of them in the page that is saved", async () => {
  const rows = Array.from({ length: 900 }, (_, i) => `02-02-2026,CASH PAID IN ${i},,1.00,${1001 + i}.00`);
  const text = ["Date,Narration,Debit,Credit,Balance", "01-02-2026,OPENING BALANCE,,,1000.00", ...rows].join("\n");
  const form = new FormData();
  form.set("file", new File([text], "long.csv"));
  const sent = new Response(form);
  const answer = await app.inject({
    method: "POST",
    url: "/audit/server",
    payload: Buffer.from(await sent.arrayBuffer()),
    headers: { "content-type": sent.headers.get("content-type") ?? "", "accept-encoding": "identity" },
  });
  expect(answer.body).toContain("The first 200 of 90");
  expect(answer.body).toContain("CASH PAID IN 100<");
  expect(answer.body).not.toContain("CASH PAID IN 800<");
  const saved = await save({ what: "statement-check.html", result: carriedIn(answer.body) });
  expect(saved.body).toContain("CASH PAID IN 899<");
  expect(saved.body).toMatch(/All 90\d rows/);
});

test("a long result is saved apart from the server's own thread, by whoever is let in at the door", async () => {
  const { body } = await save({ what: "statement-check.json", result: carriedIn(page) });
  const result: AuditResult = JSON.parse(body);
  const lines = Array.from({ length: 40_000 }, (_, i) => ({ ...result.lines[i % result.lines.length], row: i + 1 }));
  const order: string[] = [];
  const saving = save({ what: "statement-check.html", result: packed({ ...result, lines }) }).then((answer) => {
    order.push("saved");
    return answer;
  });
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await app.inject("/healthz")).statusCode).toBe(200);
    order.push("a page");
  }
  const saved = await saving;
  expect(order).toEqual([...Array(5).fill("a page"), "saved"]);
  expect([saved.statusCode, saved.body.includes("All 40000 rows")]).toEqual([200, true]);
  expect(saved.headers).toHaveProperty("ratelimit");
});

test("who reloads a saved file is brought to the form", async () => {
  const answer = await app.inject("/audit/server/save");
  expect([answer.statusCode, answer.headers.location]).toEqual([303, "/audit/server"]);
});
