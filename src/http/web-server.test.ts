import { readFileSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PAGES } from "../../e2e/support/pages.ts";
import { readingGrade, sentencesOf } from "../../e2e/support/reading-grade.ts";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { testServer } from "../../e2e/support/test-server.ts";
import { bankShape, listedFeeShape, pageOf, problemShape, ruleShape } from "./api/api-shapes.ts";

// one of the pages runs a whole audit, and several tests walk all pages
vi.setConfig({ testTimeout: 60_000 });

const FIRST_BYTES = 14 * 1024;
const PAGE_BYTES = 50 * 1024;

let app: FastifyInstance;
const seen: Record<string, unknown>[] = [];
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const readable = PAGES;

beforeAll(async () => {
  app = await testServer({ log: { info: (fields) => seen.push(fields), error: (fields) => seen.push(fields) } });
});
afterAll(() => app.close());

/** A page without its links to itself in another language: src/http/tongue.test.ts follows those. */
const inOneLanguage = (page: string): string => page.replace(/<[^>]* hreflang="[^>]*>/g, "");

describe("every page", () => {
  test.each(readable)("%s has one heading, a language, a title and no script", async (_name, path) => {
    const { body } = await get(path);
    expect(body.match(/<h1[ >]/g)).toHaveLength(1);
    expect(body).toMatch(/^<!doctype html><html lang="en">/);
    expect(body).toMatch(/<title>[^<]+<\/title>/);
    // only the page that reads a statement on the device has a script, and it is a file of our own
    const own = path === "/audit" ? /<script type="module" src="\/audit\/app\/audit-page-\w+\.js"><\/script>/ : /(?!)/;
    expect(body.replace(own, "")).not.toMatch(/<script|javascript:| on\w+="|style="/);
  });

  test.each(readable)("%s weighs at most 14 KB at first and 50 KB in all", async (_name, path) => {
    const page = await get(path, { "accept-encoding": "gzip" });
    const bytes = page.rawPayload.length;
    const links = gunzipSync(page.rawPayload).toString("utf8");
    const style = await get(/href="(\/style-[^"]+)"/.exec(links)?.[1] ?? "", { "accept-encoding": "gzip" });
    const icon = await get("/icon.svg");
    expect(bytes).toBeLessThanOrEqual(FIRST_BYTES);
    const faces = gunzipSync(style.rawPayload)
      .toString("utf8")
      .matchAll(/url\((\/font-[^)]+)\)/g);
    const fonts = await Promise.all([...faces].map(([, href]) => get(href ?? "")));
    for (const { headers } of fonts) expect(headers["content-type"]).toBe("font/woff2");
    expect(fonts.length).toBe(path === "/audit" ? 0 : 2);
    const whole = [style, icon, ...fonts].reduce((sum, one) => sum + one.rawPayload.length, bytes);
    expect(whole).toBeLessThanOrEqual(PAGE_BYTES);
  });

  test("links only to pages that are there", async () => {
    const links = new Set<string>();
    for (const [, path] of readable)
      for (const m of inOneLanguage((await get(path)).body).matchAll(/(?:href|action)="(\/[^"#]*)"/g))
        links.add((m[1] as string).replaceAll("&amp;", "&"));
    const dead: string[] = [];
    for (const link of links) if ((await get(link)).statusCode >= 400) dead.push(link);
    expect(dead).toEqual([]);
    expect(links.size).toBeGreaterThan(100);
  });

  test("asks nothing of another site", async () => {
    for (const [, path] of readable)
      expect((await get(path)).body).not.toMatch(/(?:src|srcset|action)="(?:https?:)?\/\/|@import|url\(/);
  });

  test("is written in plain words: grade 6 or lower", async () => {
    const sentences = new Set<string>();
    for (const [, path] of readable.filter(([name]) => !name.startsWith("fee-")))
      for (const sentence of sentencesOf((await get(path)).body)) sentences.add(sentence);
    expect(readingGrade([...sentences])).toBeLessThanOrEqual(6);
    expect(
      readingGrade([
        "The jurisdictional applicability of aforementioned regulatory instruments necessitates comprehensive institutional deliberation.",
      ]),
    ).toBeGreaterThan(12);
  });

  test("carries the security headers and sets no cookie", async () => {
    const { headers } = await get("/");
    expect(headers["content-security-policy"]).toContain("default-src 'none'; style-src 'self'");
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|script-src/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["set-cookie"]).toBeUndefined();
  });
});

describe("one answer in many dresses", () => {
  test("a fee's page, JSON and CSV tell the same figures", async () => {
    const [page, json, csv] = await Promise.all(
      ["", ".json", ".csv"].map((form) => get(`/fees/transfer.interbank${form}`)),
    );
    const view = json?.json();
    expect(view.inForce[0].rows.map((row: { total: string }) => row.total)).toEqual(["10.75", "26.88", "53.75"]);
    for (const total of ["₦10.75", "₦26.88", "₦53.75"]) expect(page?.body).toContain(total);
    expect(csv?.body).toContain("rules,ng-eft-2020,");
    expect(csv?.headers["content-type"]).toContain("text/csv");
  });

  test("a CSV has one fact a cell: each band of a price is a row, its figures apart", async () => {
    const cellsOf = (body: string) => {
      const [head = "", ...rows] = body.trim().split(/\r?\n/);
      const names = head.split(",");
      return rows.map((row) => {
        const cells = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
        return Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? "").replace(/,$/, "")]));
      });
    };
    const fees = cellsOf((await get("/fees.csv?on=2026-02-01")).body);
    const bands = (rows: Record<string, string>[]) => rows.map(({ above, up_to, fixed }) => [above, up_to, fixed]);
    const wanted = [
      ["", "5000.00", "10.00"],
      ["5000.00", "50000.00", "25.00"],
      ["50000.00", "", "50.00"],
    ];
    expect(bands(fees.filter(({ rule }) => rule === "ng-eft-2020"))).toEqual(wanted);
    const one = cellsOf((await get("/fees/transfer.interbank.csv?on=2026-02-01")).body);
    expect(bands(one.filter(({ rule }) => rule === "ng-eft-2020"))).toEqual(wanted);
    for (const row of [...fees, ...one])
      for (const figure of ["above", "up_to", "fixed", "rate", "minimum", "maximum"])
        expect(row[figure]).toMatch(/^(\d+(\.\d+)?)?$/);
  });

  test("duties and taxes have no column of the banks' own fees, and no count of them in the data", async () => {
    const groups = (await get("/fees.json")).json().groups as { id: string; fees: { coverage: unknown }[] }[];
    for (const { id, fees } of groups)
      for (const { coverage } of fees)
        if (id === "levy" || id === "tax") expect(coverage).toBeNull();
        else expect(coverage).not.toBeNull();
    const [, levies = ""] = (await get("/fees")).body.split('id="levy"');
    expect(levies.slice(0, levies.indexOf("</table>"))).not.toContain("Banks seen");
    expect((await get("/fees")).body).toContain("Banks seen");
  });

  test("what is known of OPay's own price is said with its grade where no sum follows from it", async () => {
    const question = { service: "transfer.interbank", amount: "20000.00", bank: "ng.opay", on: "2026-02-01" };
    const answer = await app.inject({
      method: "POST",
      url: "/api/v1/charge",
      payload: { id: "q", jurisdiction: "ng", ...question },
    });
    expect(answer.json()).toMatchObject({ state: "cannot_tell", listed: null });
    expect(answer.json().worksheet.join("\n")).toContain(
      "the first three transfers of a day are free, then 10 each (grade C, read on 2026-11-29)",
    );
  });

  test("a day without a rule says why none is known, on the page and in the data", async () => {
    const why = "The figure of the 2017 Guide was not seen.";
    for (const form of ["", ".json"])
      expect((await get(`/fees/cheque.counter${form}?on=2018-01-01`)).body).toContain(why);
    expect((await get("/fees/cheque.counter?on=2026-01-01")).body).not.toContain(why);
    expect((await get("/fees/cheque.counter.json?on=2026-01-01")).json().gap).toBeNull();
  });

  test("another day shows the rule of that day", async () => {
    const before = (await get("/fees/levy.electronic_transfer.json?on=2025-12-31")).json();
    const after = (await get("/fees/levy.electronic_transfer.json?on=2026-01-01")).json();
    expect(before.inForce.map((rule: { id: string }) => rule.id)).toEqual(["ng-emtl"]);
    expect(after.inForce.map((rule: { id: string }) => rule.id)).toEqual(["ng-stamp-2026"]);
  });

  test("what was known then is answered, and before anything was known it is said so", async () => {
    expect((await get("/fees.json?known=2026-11-23")).json().known).toBe("2026-11-23T23:59:59.999Z");
    expect((await get("/fees.json?known=2020-01-01")).statusCode).toBe(404);
  });

  test("a figure older than 180 days is stale on the page and in the data", async () => {
    const old = await testServer({ ctx: contextOf(shippedPack(), "2027-08-01") });
    expect((await old.inject("/fees/transfer.interbank.json")).json().inForce[0].stale).toBe(true);
    expect((await old.inject("/fees/transfer.interbank")).body).toContain("stale");
    await old.close();
  });

  test("a bank without a listed fee is unknown, never zero or free", async () => {
    const view = (await get("/banks/ng.unity.json")).json();
    expect(view.coverage.known).toBe(0);
    const rows = (await get("/banks/ng.unity.csv")).body.split("\r\n");
    const transfer = rows.find((row) => row.startsWith(",ng.unity,transfer.interbank,")) ?? "";
    expect(transfer).toMatch(/,unknown,+$/);
    expect(transfer).not.toMatch(/,0|free/);
  });
});

describe("search", () => {
  test.each([
    ["NIP CHG", "transfer.interbank"],
    ["AMC", "account.maintenance"],
    ["FGN stamp duty", "levy.electronic_transfer"],
    ["SMS ALERT CHARGE", "alert.sms"],
    ["₦26.88", "transfer.interbank"],
    ["N50 charge", "levy.electronic_transfer"],
    ["nip charge + vat", "transfer.interbank"],
  ])("%s leads to %s", async (q, service) => {
    const { body } = await get(`/?q=${encodeURIComponent(q)}`);
    expect(body).toContain(`<a class="button" href="/fees/${service}">`);
  });

  test("that finds nothing says what to try", async () => {
    expect((await get("/?q=zzzz")).body).toContain("Try fewer words");
  });

  test("cannot smuggle markup into the page", async () => {
    const { body } = await get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain("<script>");
  });
});

describe("errors", () => {
  test.each([
    ["/fees/none.json", 404, "unknown_service", "service"],
    ["/banks/none.json", 404, "unknown_bank", "bank"],
    ["/fees.json?on=2026-02-30", 400, "bad_date", "on"],
    ["/fees.json?known=later", 400, "bad_instant", "known"],
    ["/api/v1/rules?limit=0", 400, "bad_field", "limit"],
    ["/api/v1/rules?cursor=%21", 400, "bad_cursor", "cursor"],
    ["/api/v1/nothing", 404, "not_found", null],
  ])("%s is a problem document", async (url, status, code, param) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    const problem = problemShape.parse(answer.json());
    expect([problem.code, problem.param, problem.requestId]).toEqual([code, param, answer.headers["x-request-id"]]);
  });

  test("a wrong method is told which one is right", async () => {
    const answer = await app.inject({ method: "DELETE", url: "/fees" });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toContain("GET");
  });

  test("the answer says for which sum, bank and day it is", async () => {
    for (const [query, said] of [
      ["service=transfer.interbank&amount=60,000&on=2026-02-01", "For ₦60,000.00 on 1 Feb 2026."],
      ["service=transfer.interbank&amount=60000&bank=ng.opay&on=2026-02-01", "For ₦60,000.00 at OPay on 1 Feb 2026."],
      ["service=alert.sms&bank=ng.gtbank&on=2026-02-01", "At Guaranty Trust Bank on 1 Feb 2026."],
      ["service=alert.sms&amount=5&on=2026-02-01", "<p>On 1 Feb 2026.</p>"],
    ])
      expect((await get(`/charge?${query}`)).body, query).toContain(said);
  });

  test("a person gets their form back with what they typed and what is wrong", async () => {
    const answer = await get("/charge?service=transfer.interbank&amount=12x&on=2026-02-30");
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('value="12x"');
    expect(answer.body).toContain('aria-describedby="amount-hint amount-wrong"');
    expect(answer.body).toContain("There is no day 2026-02-30.");
  });
});

describe("a complaint", () => {
  test("with a wrong day keeps the kind that was picked, and with two faults names both", async () => {
    const day = await get("/complain?kind=excess_charge&on=2026-02-30");
    expect(day.statusCode).toBe(400);
    expect(day.body).toContain("There is no day 2026-02-30.");
    expect(day.body).toMatch(/<option selected value="excess_charge"|<option value="excess_charge" selected/);
    const both = await get("/complain?kind=nothing&on=soon");
    expect(both.body).toContain("Write the day as year-month-day");
    expect(both.body).toContain("We know no clock for that kind of problem.");
    expect((await get("/complain?kind=excess_charge&on=2026-11-24")).body).toContain("25 Dec 2026");
  });
});

describe("answers on the wire", () => {
  test("are compressed as asked, and carry an ETag that saves the second trip", async () => {
    const first = await get("/fees", { "accept-encoding": "br" });
    expect(first.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(first.rawPayload).toString()).toContain("<h1>");
    const again = await get("/fees", { "if-none-match": String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  });

  test("of data may be read from any site", async () => {
    for (const url of ["/fees.json", "/banks.csv", "/api/v1/rules"])
      expect((await get(url)).headers["access-control-allow-origin"]).toBe("*");
  });

  test("the health check is constant", async () => {
    expect((await get("/healthz")).body).toBe("ok\n");
  });
});

describe("the API", () => {
  test("gives every rule, page by page, in the promised shape", async () => {
    const shape = pageOf(ruleShape);
    const ids: string[] = [];
    let next: string | null = "/api/v1/rules?limit=40";
    while (next) {
      const page = shape.parse((await get(next)).json());
      ids.push(...page.data.map((rule) => rule.id));
      next = page.next;
    }
    expect(new Set(ids).size).toBe(shippedPack().rules.length);
  });

  test("gives banks and listed fees in the promised shape", async () => {
    expect(pageOf(bankShape).parse((await get("/api/v1/banks")).json()).data.length).toBeGreaterThan(20);
    pageOf(listedFeeShape).parse((await get("/api/v1/fees")).json());
  });

  test("names the licence of the facts where they are handed out, the one in data/LICENSE", async () => {
    const url = "https://creativecommons.org/licenses/by/4.0/";
    expect(readFileSync(new URL("../../data/LICENSE", import.meta.url), "utf8")).toContain(url);
    expect((await get("/api")).body).toContain(`href="${url}"`);
    expect((await get("/api/v1/openapi.json")).json().info.description).toContain(url);
  });

  test("describes itself as OpenAPI 3.1, and every path in it is there", async () => {
    const spec = (await get("/api/v1/openapi.json")).json();
    expect(spec.openapi).toBe("3.1.0");
    for (const [path, item] of Object.entries(spec.paths as Record<string, object>))
      for (const method of Object.keys(item)) {
        const answer = await app.inject({ method: method.toUpperCase() as "GET", url: `/api/v1${path}` });
        expect([404, 405], `${method} ${path}`).not.toContain(answer.statusCode);
      }
  });
});

test("the log never holds what a person typed", async () => {
  await get("/?q=secretword");
  await get("/charge?service=transfer.interbank&amount=98765");
  await get("/fees/secretword");
  // a random id may hold any digits
  const log = JSON.stringify(seen.map(({ requestId: _, ...line }) => line));
  expect(log).not.toContain("secretword");
  expect(log).not.toContain("98765");
  expect(log).toContain("/fees/:id");
});
