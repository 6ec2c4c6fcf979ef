import { expect, test } from "vitest";
import { CHILDREN, testServer } from "../../e2e/support/test-server.ts";
import { askChildren } from "./foreign/ask-children.ts";
import type { WebDeps } from "./web-deps.ts";

// What the reader had to choose is told to whoever sent the file: on the page that the form without JavaScript answers with,
// and in `statement.warnings` of the API. Both are read in a child, as they are in service.

const EDGE = "edge-of-a-part";
const UNSIDED = "Date,Narration,Amount\n2026-02-13,POS SHOP,10.00\n2026-02-14,NIP CHARGE,999.00\n";
const SIDED = UNSIDED.replaceAll(",10.00", ",-10.00").replaceAll(",999.00", ",-999.00");

async function send(url: string, statement: string) {
  const audit: WebDeps["audit"] = (question, limits) =>
    askChildren({ pool: CHILDREN.pool, engineVersion: "0" }).audit(question, { ...limits, timeMs: 60_000 });
  const app = await testServer({ audit });
  const payload = `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\n${statement}\r\n--${EDGE}--\r\n`;
  const headers = { "content-type": `multipart/form-data; boundary=${EDGE}` };
  const answer = await app.inject({ method: "POST", url, payload, headers });
  await app.close();
  expect(answer.statusCode).toBe(200);
  return answer;
}

test("the form without JavaScript answers with a page that says what was chosen", async () => {
  const { body } = await send("/audit/server", UNSIDED);
  expect(body).toMatch(/How we read this file:[\s\S]{0,200}Nothing in the file tells money in from money out/);
  expect((await send("/audit/server", SIDED)).body).not.toMatch(/How we read this file/);
});

test("the API answers with the warning, and accuses nobody of a line whose side was a guess", async () => {
  const answer = (await send("/api/v1/audit", UNSIDED)).json();
  expect(answer.statement.warnings).toMatchObject([{ code: "direction_assumed", row: null }]);
  expect(answer.totals.over).toBe("0.00");
  expect((await send("/api/v1/audit", SIDED)).json().statement.warnings).toEqual([]);
});
