import { render } from "preact-render-to-string";
import { afterAll, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { Cite } from "./cite.tsx";
import { IN_ENGLISH } from "./say.tsx";

const pack = { ...shippedPack(), sha256: "0123456789abcdef".repeat(4) };
const app = await testServer({ ctx: contextOf(pack), address: "https://fees.example.org" });
afterAll(() => app.close());

const box = (html: string): string => /<aside class="cite"[\s\S]*?<\/aside>/.exec(html)?.[0] ?? "";
const plain = (html: string): string => html.replaceAll("&amp;", "&");

test("every page of fees, rules and banks says how to cite it, for the day that it speaks of", async () => {
  const paths = [
    "/fees",
    "/banks",
    ...pack.services.filter(({ id }) => id !== "unknown").map(({ id }) => `/fees/${id}`),
    ...pack.rules.map(({ id }) => `/rules/${id}`),
    ...pack.banks.map(({ id }) => `/banks/${id}`),
  ];
  for (const path of paths) {
    const html = plain(box((await app.inject(`${path}?on=2026-02-01`)).body));
    const link = `${path}?on=2026-02-01&known=2026-11-24`;
    expect(html.split(`https://fees.example.org${link}`).length, path).toBe(4);
    expect(html).toContain(`version ${pack.version}, facts 0123456789ab`);
    expect(html).toContain(pack.sha256);
    expect(html).toContain("CC BY 4.0");
  }
});

test("the link opens the same page, and that of each rule on it", async () => {
  const html = plain(box((await app.inject("/fees/alert.sms")).body));
  const links = [...html.matchAll(/href="(\/(?:fees|rules)[^"]+)"/g)].map(([, href]) => href ?? "");
  expect(links.filter((link) => link.startsWith("/rules/")).length).toBeGreaterThan(0);
  for (const link of links) {
    const page = await app.inject(link);
    expect(page.statusCode, link).toBe(200);
    // a page that is cited cites itself by the same link
    expect(plain(box(page.body))).toContain(`href="${link}"`);
  }
});

test("what was known on another day stays known in the link", () => {
  const dated = {
    jurisdiction: "ng",
    on: "2026-02-01",
    known: "2026-11-23T23:59:59.999Z",
    version: "2026.11.22",
    sha256: pack.sha256,
    today: "2026-12-24",
  } as never;
  const html = plain(render(<Cite say={IN_ENGLISH} of={{ title: "X", path: "/fees/x", dated }} site="" />));
  expect(html).toContain("/fees/x?on=2026-02-01&known=2026-11-23");
  expect(html).toContain("read 23 Nov 2026");
});
