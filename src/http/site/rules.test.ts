/** The page of each rule, and the list of all pages for robots. */
import { afterAll, describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";

const pack = shippedPack();
const app = await testServer({ address: "https://fees.example.org" });
afterAll(() => app.close());

const plain = (html: string): string =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

describe("the page of a rule", () => {
  test("says what the rule says, how it is read, where it stands and where it was read; each rule has one", async () => {
    for (const rule of pack.rules) {
      const answer = await app.inject(`/rules/${rule.id}`);
      expect(answer.statusCode, rule.id).toBe(200);
      const page = plain(answer.body);
      const instrument = rule.instrument?.title ?? rule.source.title;
      for (const words of [rule.name, rule.conditions, rule.reading, instrument, `Grade ${rule.grade}`])
        if (words) expect(page, rule.id).toContain(words);
      if (rule.source.url) expect(page).toContain(`href="${rule.source.url}"`);
    }
  });

  test("leads to every other rule of its fee, and the page of the fee to it", async () => {
    for (const rule of pack.rules.filter(({ service }) => service !== null)) {
      const page = (await app.inject(`/rules/${rule.id}`)).body;
      for (const other of pack.rules)
        expect(page.includes(`href="/rules/${other.id}"`), `${rule.id} ${other.id}`).toBe(
          other.service === rule.service && other.id !== rule.id,
        );
      expect((await app.inject(`/fees/${rule.service}`)).body, rule.id).toMatch(
        new RegExp(`href="/rules/${rule.id}["?]`),
      );
    }
  });

  test.each([
    ["ng-eft-2020", "", "In force from 1 Jan 2020."],
    ["ng-emtl", "?on=2026-02-01", "it held from"],
    ["ng-eft-2026-draft", "", "A draft, not a rule"],
    ["ng-cyber", "", "It never applied."],
    ["ng-stamp-2026", "?on=2025-12-01", "Not yet in force"],
  ])("%s%s says whether it is law on that day", async (id, query, words) => {
    expect((await app.inject(`/rules/${id}${query}`)).body).toContain(words);
  });

  test("names the tax of the rule's own days, not that of today", async () => {
    const old = pack.rules.find(({ from, until, vat, price }) => {
      return (
        vat === "added" &&
        price.kind === "fixed" &&
        from !== null &&
        from < "2019-01-01" &&
        (until ?? "") < "2020-02-01" &&
        until !== null
      );
    });
    expect(old).toBeDefined();
    expect((await app.inject(`/rules/${old?.id}`)).body).toMatch(/VAT, 5.%/);
  });

  test("that nobody has is a 404, as page and as data", async () => {
    expect((await app.inject("/rules/none")).statusCode).toBe(404);
    expect((await app.inject("/rules/none.json")).json()).toMatchObject({ code: "unknown_rule", param: "rule" });
  });
});

describe("sitemap.xml", () => {
  test("has every page of a fee, a rule and a bank once, each with this site's address, and each opens", async () => {
    const answer = await app.inject("/sitemap.xml");
    expect(answer.headers["content-type"]).toContain("application/xml");
    const places = [...answer.body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, place]) => place ?? "");
    expect(new Set(places).size).toBe(places.length);
    const paths = places.map((place) => place.replace(/^https:\/\/fees\.example\.org(?=\/)/, ""));
    for (const path of [
      "/",
      "/data",
      ...pack.rules.map(({ id }) => `/rules/${id}`),
      ...pack.services.filter(({ id }) => id !== "unknown").map(({ id }) => `/fees/${id}`),
      ...pack.banks.map(({ id }) => `/banks/${id}`),
      ...(pack.products ?? []).map(({ id }) => `/products/${id}`),
    ])
      expect(paths).toContain(path);
    for (const path of paths) expect((await app.inject(path)).statusCode, path).toBe(200);
    expect((await app.inject("/robots.txt")).body).toContain("Sitemap: https://fees.example.org/sitemap.xml");
  });

  test("of a site that nobody gave an address has that of the request", async () => {
    const bare = await testServer();
    const answer = await bare.inject({ url: "/sitemap.xml", headers: { host: "fees.local:8080" } });
    expect(answer.body).toContain("<loc>http://fees.local:8080/fees</loc>");
    await bare.close();
  });
});
