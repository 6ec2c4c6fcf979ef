import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeUpAudit } from "../../e2e/support/made-up-audit.ts";
import { testServer } from "../../e2e/support/test-server.ts";

let app: FastifyInstance;
let judged = 0;
beforeAll(async () => {
  app = await testServer({
    audit: (question) => {
      judged++;
      return madeUpAudit(question);
    },
  });
});
afterAll(() => app.close());

const EDGE = "edge-of-a-part";
const upload = {
  payload: `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\nx\r\n--${EDGE}--\r\n`,
  type: `multipart/form-data; boundary=${EDGE}`,
};
const BODIES: Readonly<Record<string, { payload: string; type: string }>> = {
  "/audit/server": upload,
  "/audit/server/": upload,
  "/audit/server/save": upload,
  "/audit/server/again": upload,
  "/report": { payload: "bank=ng.zenith", type: "application/x-www-form-urlencoded" },
};
const post = (url: string, headers: Record<string, string>) => {
  const { payload, type } = BODIES[url] ?? upload;
  return app.inject({
    method: "POST",
    url,
    payload,
    headers: { host: "fees.example", "content-type": type, ...headers },
  });
};

/** What browsers say of a form that another site sends; the first of `sec-fetch-site` and `origin` that is there decides. */
const FOREIGN: readonly Record<string, string>[] = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site", origin: "https://fees.example" },
  { "sec-fetch-site": "" },
  { "sec-fetch-site": "SAME-ORIGIN" },
  { origin: "https://evil.example" },
  { origin: "https://fees.example.evil.example" },
  { origin: "https://evil.example/fees.example" },
  { origin: "https://fees.example:8443" },
  { origin: "https://fees.example@evil.example" },
  { origin: "null" },
  { origin: "" },
  { origin: "fees.example" },
];
const OWN: readonly Record<string, string>[] = [
  {},
  { "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "same-origin", origin: "null" },
  { origin: "https://fees.example" },
  { origin: "http://fees.example" },
];

describe.each(Object.keys(BODIES))("POST %s", (url) => {
  test.each(FOREIGN)("is refused where another site sent it: %j", async (headers) => {
    const before = judged;
    const answer = await post(url, headers);
    expect([answer.statusCode, judged]).toEqual([400, before]);
    expect(answer.body).toContain("sent from its own pages only");
  });

  test.each(OWN)("is taken where our own page or no browser sent it: %j", async (headers) => {
    expect((await post(url, headers)).body).not.toContain("sent from its own pages only");
  });
});

test("our own forms say where they come from: the policy lets browsers name our origin to ourselves", async () => {
  expect((await app.inject("/audit/server")).headers["referrer-policy"]).toBe("same-origin");
});

test("a program of another site may ask the API from a browser", async () => {
  const answer = await post("/api/v1/audit", { "sec-fetch-site": "cross-site", origin: "https://paper.example" });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
});
