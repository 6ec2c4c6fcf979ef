import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testServer } from "../../../e2e/support/test-server.ts";
import { choicesOf } from "../../domain/tariff-check/tariff-choices.ts";
import { TARIFF_COLUMNS } from "../../domain/tariff-check/tariff-rows.ts";

// files are checked in child processes
vi.setConfig({ testTimeout: 120_000 });

const logged: unknown[] = [];
let app: FastifyInstance;
beforeAll(async () => {
  const log = (fields: unknown, message: string) => logged.push(fields, message);
  app = await testServer({ log: { info: log, error: log } });
});
afterAll(() => app.close());

const EDGE = "edge-of-a-part";
const send = (bytes: Uint8Array | string, bank = "", headers: Record<string, string> = {}) =>
  app.inject({
    method: "POST",
    url: "/tariff-check",
    headers: { "content-type": `multipart/form-data; boundary=${EDGE}`, ...headers },
    payload: Buffer.concat([
      Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="bank"\r\n\r\n${bank}\r\n`),
      Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="next year.csv"\r\n\r\n`),
      Buffer.from(bytes as string),
      Buffer.from(`\r\n--${EDGE}--\r\n`),
    ]),
  });
const csv = (...rows: Record<string, string>[]) =>
  [TARIFF_COLUMNS.join(","), ...rows.map((row) => TARIFF_COLUMNS.map((name) => row[name] ?? "").join(",")), ""].join(
    "\n",
  );
const CARD = {
  service: "card.maintenance",
  account: "savings",
  vat: "added",
  from: "2027-01-04",
  announced: "2026-12-01",
};

describe("the page that checks a tariff", () => {
  test("says that all is within, or what stands above which limit, in words", async () => {
    const good = await send(csv({ ...CARD, fixed: "50" }));
    expect([good.statusCode, good.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(good.body).toContain("<h1>The fee is within its limit</h1>");
    const bad = await send(csv({ ...CARD, fixed: "75" }), "ng.zenith");
    expect(bad.body).toContain("<h1>1 to put right</h1>");
    expect(bad.body).toContain("₦80.63 with VAT, and the most is ₦53.75");
    expect(bad.body).toContain("for Zenith Bank");
  });

  test("takes its own template back, and tells a wallet that no limit of the banks' table is its own", async () => {
    const template = await app.inject("/tariff-check.csv");
    expect(template.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect((await send(template.body)).body).toContain("No row has a price");
    const wallet = await send(csv({ ...CARD, fixed: "75" }), "ng.opay");
    expect(wallet.body).toContain("0 of 1 fees are within a limit; for the others we know none");
  });

  test("says beside each column which words it allows, and refuses another with them", async () => {
    const { body } = await app.inject("/tariff-check");
    const table = body.slice(body.indexOf('id="columns"'));
    for (const column of TARIFF_COLUMNS) {
      expect(table).toContain(`<code>${column}</code>`);
      if (choicesOf(column).length > 0) expect(table).toContain(choicesOf(column).join(", "));
    }
    const bad = await send(csv({ ...CARD, fixed: "1.5.0", vat: "some" }));
    expect(bad.body).toContain("<h1>2 to put right</h1>");
    expect(bad.body).toContain("Column vat is added, included, none or blank, but it says “some”.");
  });

  test("names a draft that would change a limit, with its day, and still says what is within", async () => {
    const { body } = await send(csv({ ...CARD, fixed: "₦50", vat: "exclusive" }));
    expect(body).toContain("<h1>The fee is within its limit</h1>");
    expect(body).toMatch(/href="\/rules\/ng-card-maint-2026-draft[^>]*>[^<]*1 May 2026 \(line 2\)/);
  });

  test("without a file, with one too big, or for a bank that is none, gives the form back with what is wrong", async () => {
    for (const [bytes, bank, status, words] of [
      ["", "", 400, "Choose the tariff file first."],
      ["x".repeat(1_000_001), "", 413, "The file is bigger than 1 MB."],
      [csv({ ...CARD, fixed: "50" }), "ng.none", 400, "We list no such bank."],
    ] as const) {
      const { statusCode, body } = await send(bytes, bank);
      expect([statusCode, body.includes(words)]).toEqual([status, true]);
    }
  });

  test("takes no form of another site", async () => {
    expect((await send(csv({ ...CARD, fixed: "50" }), "", { "sec-fetch-site": "cross-site" })).statusCode).toBe(400);
  });

  test("answers whatever bytes come, runs none of their text, and keeps no word of them in a log", async () => {
    const SECRET = "zq-secret-of-a-bank";
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 2_000 }),
          fc.string({ maxLength: 200 }).map((text) => csv({ ...CARD, fixed: "75", name: `${SECRET} ${text}` })),
          fc
            .constantFrom("<script>alert(1)</script>", '"', "=cmd|' /C calc'!A0")
            .map((text) => csv({ ...CARD, fixed: text, name: text, product: text })),
        ),
        async (bytes) => {
          const { statusCode, body } = await send(bytes as Uint8Array | string);
          expect([200, 400]).toContain(statusCode);
          expect(body).not.toContain("<script");
        },
      ),
      { numRuns: 25 },
    );
    expect(JSON.stringify(logged)).not.toMatch(/zq-secret|next year/);
  });
});
