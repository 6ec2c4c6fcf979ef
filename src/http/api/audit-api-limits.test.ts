import { expect, test } from "vitest";
import { madeUpAudit } from "../../../e2e/support/made-up-audit.ts";
import { CHILDREN, testServer } from "../../../e2e/support/test-server.ts";
import { askChildren } from "../foreign/ask-children.ts";
import { AUDIT_LIMITS, type WebDeps } from "../web-deps.ts";

// What a program is told that sends more than the server takes: a problem with a code, and what to use instead.

const EDGE = "edge-of-a-part";
const part = (name: string, value: string, file = "") =>
  `--${EDGE}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;

async function send(
  body: string,
  audit: WebDeps["audit"] = madeUpAudit,
  headers = { "content-type": `multipart/form-data; boundary=${EDGE}` },
) {
  const app = await testServer({ audit });
  const answer = await app.inject({ method: "POST", url: "/api/v1/audit", payload: `${body}--${EDGE}--\r\n`, headers });
  await app.close();
  return {
    status: answer.statusCode,
    type: answer.headers["content-type"],
    problem: answer.json() as Record<string, string>,
  };
}

const statement = (text: string) => part("file", text, '; filename="x.csv"');
const INSTEAD = [/\/audit in the browser/, /`openfees audit`/, /`openfees\/engine`/];

test("a file above the limit is a 413 that names the browser, the command line and the engine", async () => {
  const { status, type, problem } = await send(statement("x".repeat(AUDIT_LIMITS.bytes + 1)));
  expect([status, problem.code, problem.param]).toEqual([413, "too_large", "file"]);
  expect(type).toContain("application/problem+json");
  for (const words of INSTEAD) expect(problem.detail).toMatch(words);
});

test("more rows than the limit are a 413 with both counts, read in a child as they would be in service", async () => {
  const rows = Array.from({ length: AUDIT_LIMITS.rows + 1 }, (_, i) => `2026-01-02,POS ${i},-1.00`);
  const { status, problem } = await send(statement(`Date,Narration,Amount\n${rows.join("\n")}\n`), (question, limits) =>
    askChildren({ pool: CHILDREN.pool, engineVersion: "0" }).audit(question, { ...limits, timeMs: 60_000 }),
  );
  expect([status, problem.code]).toEqual([413, "too_large"]);
  expect(problem.detail).toContain(`${AUDIT_LIMITS.rows + 1} rows; we take ${AUDIT_LIMITS.rows}`);
  for (const words of INSTEAD) expect(problem.detail).toMatch(words);
});

test.each([
  ["no file", part("bank", "ng.zenith"), "no_file", "file"],
  ["an empty file", statement(""), "no_file", "file"],
  ["a kind of account that is none", part("accountType", "gold") + statement("x"), "bad_field", "accountType"],
  ["a product that nobody listed", part("product", "ng.access.none") + statement("x"), "bad_field", "product"],
  [
    "a product of another bank",
    part("bank", "ng.zenith") + part("product", "ng.access.gold-current") + statement("x"),
    "bad_field",
    "product",
  ],
  ["a fact that is none", part("fact.0.1.locality", "nowhere") + statement("x"), "bad_field", "fact.0.1.locality"],
  ["a bank that nobody listed", part("bank", "ng.nobody") + statement("x"), "bad_field", "bank"],
])("%s is a 400 that names the field", async (_what, body, code, param) => {
  const { status, problem } = await send(body);
  expect([status, problem.code, problem.param]).toEqual([400, code, param]);
});

test("a body that is no form is refused by its type", async () => {
  const { status, problem } = await send("{}", madeUpAudit, { "content-type": "application/json" });
  expect([status, problem.code]).toEqual([400, "bad_request"]);
});
