import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../e2e/support/test-server.ts";
import { inTongue } from "../web/ui/link.tsx";
import { LANGUAGES, languageAccepted } from "../words/languages.ts";

let app: FastifyInstance;
const PAGES = ["/", "/fees", "/charge", "/banks/ng.zenith", "/about", "/report", "/fees/alert.sms?on=2025-06-01"];

beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const get = (url: string, language?: string, more: Record<string, string> = {}) =>
  app.inject({ url, headers: { ...(language === undefined ? {} : { "accept-language": language }), ...more } });
const languageOf = (body: string): string => /<html lang="([^"]*)"/.exec(body)?.[1] ?? "";

describe("the language of a page", () => {
  test("is the one that the address names, before the one that the browser asks for", async () => {
    for (const [url, header, language] of [
      ["/", undefined, "en"],
      ["/", "pcm", "pcm"],
      ["/?lang=pcm", "en", "pcm"],
      ["/?lang=en", "pcm", "en"],
      ["/?lang=xx", "pcm", "en"],
      ["/?lang=en&lang=pcm", undefined, "pcm"],
      ["/charge?service=alert.sms", "pcm-NG", "pcm"],
    ] as const)
      expect([url, header, languageOf((await get(url, header)).body)]).toEqual([url, header, language]);
  });

  test("is a known one whatever a browser sends, and never another reader's from the cache", async () => {
    const tag = fc.constantFrom("pcm", "pcm-NG;q=0.9", "en", "en-NG;q=0.8", "*", "fr", ";;", "pcm;q=0", "ha,yo;q=0.1");
    const header = fc.oneof(
      fc.array(tag, { maxLength: 4 }).map((all) => all.join(", ")),
      fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, "")),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PAGES), header, async (url, accepted) => {
        const answer = await get(url, accepted);
        expect(answer.statusCode).toBe(200);
        expect(LANGUAGES).toContain(languageOf(answer.body));
        expect(languageOf(answer.body)).toBe(languageAccepted(accepted));
        expect(answer.headers.vary).toContain("accept-language");
        expect(String(answer.headers["content-language"]).split(", ")).toContain(languageOf(answer.body));
      }),
      { numRuns: 60 },
    );
  });

  test("has an ETag of its own: what one reader holds is not called unchanged for another", async () => {
    const [english, pidgin] = await Promise.all([get("/fees", "en"), get("/fees", "pcm")]);
    expect(english?.headers.etag).not.toBe(pidgin?.headers.etag);
    const again = await get("/fees", "pcm", { "if-none-match": String(english?.headers.etag) });
    expect([again.statusCode, languageOf(again.body)]).toEqual([200, "pcm"]);
    const held = await get("/fees", "pcm", { "if-none-match": String(pidgin?.headers.etag) });
    expect(held.statusCode).toBe(304);
    expect(held.headers.vary).toContain("accept-language");
  });

  test("stands in every link and form of a page that is not English, and in none of an English one", async () => {
    for (const url of [
      "/?lang=pcm",
      "/charge?service=atm.off_us&lang=pcm",
      "/fees?lang=pcm",
      "/banks?lang=pcm",
      "/audit?lang=pcm",
      "/audit/server?lang=pcm",
      "/?q=N50+charge&lang=pcm",
    ]) {
      const { body } = await get(url);
      const links = [...body.matchAll(/<a [^>]*?href="(\/[^"#]*)"/g)].map(([, href]) => String(href));
      const kept = links.filter((href) => !/^\/data\/|\.(?:json|csv)\b/.test(href) && !/lang=en/.test(href));
      expect(kept.length).toBeGreaterThan(10);
      expect(kept.filter((href) => !/[?&;]lang=pcm/.test(href))).toEqual([]);
      for (const [form] of body.matchAll(/<form[^>]*method="get".*?<\/form>/gs))
        expect(form).toContain('<input type="hidden" name="lang" value="pcm"/>');
    }
    expect((await get("/")).body.match(/lang=\w+/g)).toEqual(["lang=pcm", "lang=pcm"]);
  });

  test("leads to the same page in the other language, with its question and nothing that was not asked", async () => {
    const other = async (url: string, language?: string) =>
      /<a href="([^"]*)" hreflang/.exec((await get(url, language)).body)?.[1]?.replaceAll("&amp;", "&");
    expect(await other("/charge?service=alert.sms&amount=5")).toBe("/charge?service=alert.sms&amount=5&lang=pcm");
    expect(await other("/fees/alert.sms?on=2025-06-01", "pcm")).toBe("/fees/alert.sms?on=2025-06-01&lang=en");
    // the page is kept for everybody who asks so: what does not make it another page does not stand in it
    expect(await other("/fees?utm_source=x%22onclick")).toBe("/fees?lang=pcm");
    expect((await get("/fees?utm_source=y")).body).not.toContain("utm_source");
  });

  test("is one alone where a route has not said that it speaks several", async () => {
    for (const url of ["/audit/offline.js", "/fees.json", "/robots.txt", "/nowhere"]) {
      const [english, pidgin] = await Promise.all([get(url, "en"), get(url, "pcm")]);
      const bare = (body = "") => body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");
      expect([url, bare(pidgin?.body)]).toEqual([url, bare(english?.body)]);
      expect(String(english?.headers.vary ?? "")).not.toContain("accept-language");
    }
  });
});

test("what still is English on a page of another language says so", async () => {
  const changes = (await get("/rules/ng.cbn.2020.sms-alert", "pcm")).body;
  expect(changes).toMatch(/<main [^>]*lang="en"/);
  expect(changes).toMatch(/<title lang="en">/);
  const home = (await get("/", "pcm")).body;
  expect(home).toMatch(/<main id="main" class="wrap" tabindex="-1">/i);
  expect(home).toContain("Wetin be that bank charge?");
  expect(home).toMatch(/<aside class="wrap small unread">.*<p lang="en">These words are not yet read by a speaker/s);
});

test("the lists of fees and banks and the forms that take a statement speak Pidgin, the names of services among them", async () => {
  const wanted = {
    "/fees": ["All the fees", "Send money go another bank", "The highest", "Wetin the grades mean"],
    "/fees?on=2024-05-01": ["Na <strong>1 May 2024</strong> you dey see."],
    "/fees?on=2024-13-01": ["The rules of this day", "No day dey"],
    "/banks": ["The ones wey we never see", "Mobile money"],
    "/audit": ["Check your statement", '<div id="result" lang="en" hidden>', "Your statement go stay for this phone."],
    "/audit/server": ['action="/audit/server?lang=pcm"', "Your file dey go this server.", "I no know"],
  };
  for (const [url, parts] of Object.entries(wanted)) {
    const answer = await get(url, "pcm");
    expect([url, answer.headers["content-language"], answer.headers.vary]).toEqual([
      url,
      "pcm",
      expect.stringContaining("accept-language"),
    ]);
    expect(answer.body).toMatch(/<main id="main" class="wrap" tabindex="-1">/i);
    for (const part of parts) expect([url, part, answer.body.includes(part)]).toEqual([url, part, true]);
  }
});

test("the page that reads a statement is kept in each language for when there is no line", async () => {
  const { body } = await get("/audit/offline.js");
  for (const address of ["/audit", "/audit?lang=en", "/audit?lang=pcm"]) expect(body).toContain(`"${address}"`);
});

test("prices, the working of a charge and what is wrong in a form are said in the language of the page", async () => {
  const home = (await get("/", "pcm")).body;
  expect(home).toContain("<span>Wetin e cost the bank; banks dey take ₦6, every message</span>");
  expect(home).not.toMatch(/<td[^>]*><span[^>]*><span lang="en">/);
  const found = (await get("/?q=transfer+to+another+bank", "pcm")).body;
  expect(found).toContain("Everything wey go comot from your account on top the money");
  expect(found).toContain("One draft go bring am down from 1 May 2026");
  expect(found).not.toMatch(/keeps it|You pay at most|Fee, at most|Up to ₦/);
  const charge = (await get("/charge?service=atm.off_us&amount=20000&on=2026-02-01", "pcm")).body;
  const working = charge.slice(charge.indexOf("How we take calculate am"), charge.indexOf("</ol>"));
  expect(working).toContain("VAT 7.5 % of 100.00 na 7.50");
  expect(working).not.toContain('lang="en"');
  const faulty = (await get("/charge?service=atm.off_us&bank=moon&amount=x", "pcm")).body;
  expect(faulty).toContain("Bank wey dem dey call “moon” no dey our list.");
  expect(faulty).toContain("How much the money be: Write money wey pass zero");
});

test("an answer for programs is said in the language that its address names", async () => {
  const search = (await get("/search.json?q=60k+transfer&lang=pcm", "en")).json();
  expect(search.answers[0]).toMatchObject({ because: "We calculate am for NGN 60000.00." });
  expect((await get("/search.json?q=60k+transfer", "pcm")).json().answers[0].because).toBe(
    "Worked out for NGN 60000.00.",
  );
  const asked = "/api/v1/charge?service=card.maintenance&on=2026-02-01";
  expect((await get(asked)).json()).not.toHaveProperty("said");
  expect((await get(`${asked}&lang=pcm`)).json().said).toEqual({
    lang: "pcm",
    service: "Money for keeping your card (card maintenance)",
    state: "We never fit give you one price.",
    payee: "your bank",
    missing: ["which kind account e be"],
  });
  expect((await get(`${asked}&lang=de`)).json().said).toMatchObject({
    lang: "en",
    missing: ["what kind of account this is"],
  });
});

test("an address keeps its place and its question, and other sites and files are left alone", () => {
  const pcm = { language: "pcm", named: true } as const;
  expect(inTongue("/fees?on=2026-01-01#x", pcm)).toBe("/fees?on=2026-01-01&lang=pcm#x");
  for (const href of [
    "https://a.example/",
    "//a.example",
    "#x",
    "/fees.csv?on=2026-01-01",
    "/audit/app/x.js",
    "/data/fees.csv",
  ])
    expect(inTongue(href, pcm)).toBe(href);
  expect(inTongue("/fees", { language: "en", named: false })).toBe("/fees");
});
