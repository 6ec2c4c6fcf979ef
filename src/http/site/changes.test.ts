import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { parseCivilDate } from "../../domain/dates/civil-date.ts";
import { changeShape, pageOf } from "../api/api-shapes.ts";

const SITE = "https://fees.example";
let app: FastifyInstance;
let bare: FastifyInstance;
beforeAll(async () => {
  app = await testServer({ address: SITE });
  bare = await testServer();
});
afterAll(async () => {
  await app.close();
  await bare.close();
});

type Element = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: Element[];
};

/** XML read by a parser that refuses what is not well-formed. */
function elementsOf(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const root: Element = { name: "", attributes: {}, text: "", children: [] };
  const open: Element[] = [root];
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    expect(uri).toBe("http://www.w3.org/2005/Atom");
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const element: Element = { name: local, attributes: plain, text: "", children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => {
    const at = open.at(-1);
    if (at) at.text += text;
  });
  parser.write(xml).close();
  return root.children[0] as Element;
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const of = (element: Element, name: string): Element[] => element.children.filter((child) => child.name === name);
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const QUERIES = [
  "",
  "?service=alert.sms",
  "?bank=ng.gtbank",
  "?year=2020",
  "?on=2015-06-01",
  "?service=account.maintenance&bank=ng.opay",
];

describe("the address of a feed", () => {
  test("stands whole in a field to copy from, for what the page shows", async () => {
    const { body } = await app.inject("/changes?service=alert.sms");
    const fields = [...body.matchAll(/<input[^>]*readonly[^>]*>/g)].map(
      ([field]) => /value="([^"]*)"/.exec(field)?.[1],
    );
    expect(fields).toEqual(["atom", "feed.json", "ics"].map((file) => `${SITE}/changes.${file}?service=alert.sms`));
    for (const address of fields)
      expect((await app.inject(String(address).slice(SITE.length))).statusCode, address).toBe(200);
  });

  test("is left to the link where nobody set the address of the site", async () => {
    const { body } = await bare.inject("/changes");
    expect(body).not.toContain("readonly");
    expect(body).toContain('href="/changes.atom"');
  });
});

describe("the Atom feed", () => {
  test.each(QUERIES)("%j holds to RFC 4287", async (query) => {
    const { body, headers } = await app.inject(`/changes.atom${query}`);
    expect(headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
    const feed = elementsOf(body);
    expect(feed.name).toBe("feed");
    // 4.1.1: exactly one id, title and updated; an author of the feed stands for its entries; one self and one alternate link
    for (const name of ["id", "title", "updated", "author"]) expect(of(feed, name)).toHaveLength(1);
    expect(of(feed, "id")[0]?.text).toMatch(UUID);
    expect(
      of(feed, "link")
        .map(({ attributes }) => attributes.rel)
        .sort(),
    ).toEqual(["alternate", "self"]);
    for (const { attributes } of of(feed, "link")) expect(attributes.href?.startsWith(SITE)).toBe(true);
    const entries = of(feed, "entry");
    for (const entry of entries) {
      for (const name of ["id", "title", "updated", "content"]) expect(of(entry, name)).toHaveLength(1);
      expect(of(entry, "id")[0]?.text).toMatch(UUID);
      expect(of(entry, "updated")[0]?.text).toMatch(RFC3339);
      expect(of(entry, "title")[0]?.text).not.toBe("");
      for (const { attributes } of of(entry, "category")) expect(attributes.term).not.toBe("");
    }
    const ids = entries.map((entry) => of(entry, "id")[0]?.text);
    expect(new Set(ids).size).toBe(ids.length);
    const newest = entries
      .map((entry) => of(entry, "updated")[0]?.text ?? "")
      .sort()
      .at(-1);
    expect(of(feed, "updated")[0]?.text).toBe(newest ?? "1970-01-01T00:00:00Z");
  });

  test("says direction and size, and its links lead to pages that are there", async () => {
    const feed = elementsOf((await app.inject("/changes.atom?service=alert.sms")).body);
    const titles = of(feed, "entry").map((entry) => of(entry, "title")[0]?.text);
    expect(titles).toContain("SMS alert: dearer by ₦80 a month for 40 alerts, and ₦6 VAT on it, from 1 May 2025");
    for (const entry of of(feed, "entry")) {
      const href = of(entry, "link")[0]?.attributes.href ?? "";
      expect((await app.inject(href.slice(SITE.length))).statusCode).toBe(200);
    }
  });

  test("of a fee brings the duties that the same event draws, and no other", async () => {
    const services = async (service: string) =>
      new Set(
        of(elementsOf((await app.inject(`/changes.atom?service=${service}`)).body), "entry").flatMap((entry) =>
          of(entry, "category")
            .map(({ attributes }) => attributes.term)
            .filter((term) => term?.includes(".") && !term.startsWith("ng.")),
        ),
      );
    expect(await services("transfer.interbank")).toEqual(new Set(["transfer.interbank", "levy.electronic_transfer"]));
    expect(await services("levy.electronic_transfer")).toEqual(new Set(["levy.electronic_transfer"]));
    expect(await services("alert.sms")).toEqual(new Set(["alert.sms"]));
  });

  test("of a site without an address has relative links, and JSON Feed and the calendar none", async () => {
    const feed = elementsOf((await bare.inject("/changes.atom")).body);
    for (const { attributes } of of(feed, "link")) expect(attributes.href).toMatch(/^\/changes/);
    const json = (await bare.inject("/changes.feed.json")).json();
    expect(json.feed_url ?? json.items[0].url).toBeUndefined();
    expect((await bare.inject("/changes.ics")).body).not.toContain("URL:");
  });
});

describe("the JSON Feed", () => {
  test.each(QUERIES)("%j holds to version 1.1", async (query) => {
    const { body, headers } = await app.inject(`/changes.feed.json${query}`);
    expect(headers["content-type"]).toBe("application/feed+json; charset=utf-8");
    const feed = JSON.parse(body);
    expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
    expect(typeof feed.title).toBe("string");
    for (const address of [feed.home_page_url, feed.feed_url]) expect(URL.canParse(address)).toBe(true);
    expect(feed.authors.every((author: { name?: string }) => author.name)).toBe(true);
    const ids = new Set<string>();
    for (const item of feed.items) {
      expect(item.id).toMatch(UUID);
      ids.add(item.id);
      expect(item.content_text.length).toBeGreaterThan(0);
      expect(item.date_published).toMatch(RFC3339);
      expect(URL.canParse(item.url)).toBe(true);
      expect(item.tags.every((tag: unknown) => typeof tag === "string")).toBe(true);
    }
    expect(ids.size).toBe(feed.items.length);
    // extensions begin with an underscore
    const known = ["version", "title", "description", "language", "authors", "home_page_url", "feed_url", "items"];
    expect(Object.keys(feed).filter((key) => !known.includes(key) && !key.startsWith("_"))).toEqual([]);
  });
});

/** A calendar read by the rules of RFC 5545, apart from the writer: lines, unfolding, names and values, then escapes. */
function eventsOf(file: string): Record<string, string>[] {
  expect(file.endsWith("\r\n")).toBe(true);
  expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const lines = file.split("\r\n").slice(0, -1);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const unfolded = file
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .slice(0, -1);
  expect([unfolded[0], unfolded.at(-1)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
  const events: Record<string, string>[] = [];
  const open: string[] = [];
  for (const line of unfolded) {
    const [, name = "", value = ""] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)$/.exec(line) ?? [];
    expect(name, line).not.toBe("");
    if (name === "BEGIN") {
      open.push(value);
      if (value === "VEVENT") events.push({});
    } else if (name === "END") expect(open.pop()).toBe(value);
    else if (open.at(-1) === "VEVENT") {
      const event = events.at(-1) as Record<string, string>;
      expect(event[name], `${name} twice`).toBeUndefined();
      event[name] = value;
    }
  }
  expect(open).toEqual([]);
  return events;
}

const dayOf = (compact = ""): string => compact.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");

describe("the calendar", () => {
  test.each(QUERIES)("%j holds to RFC 5545", async (query) => {
    const { body, headers } = await app.inject(`/changes.ics${query}`);
    expect(headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
    const events = eventsOf(body);
    for (const event of events) {
      expect(event.DTSTAMP).toMatch(/^\d{8}T\d{6}Z$/);
      expect(parseCivilDate(dayOf(event["DTSTART;VALUE=DATE"]))).toBeDefined();
      expect(event["DTEND;VALUE=DATE"]! > event["DTSTART;VALUE=DATE"]!).toBe(true);
      // 3.3.11: a comma, a semicolon or a backslash of the text is escaped
      for (const name of ["SUMMARY", "DESCRIPTION"])
        expect(event[name]?.replace(/\\[\\;,nN]/g, "")).not.toMatch(/[\\;,]/);
    }
    expect(new Set(events.map(({ UID }) => UID)).size).toBe(events.length);
  });
});

describe("feeds and pages of changes", () => {
  const FORMS = ["", ".json", ".csv", ".atom", ".feed.json", ".ics"];

  test.each(FORMS)("/changes%s is kept and given again with its ETag", async (form) => {
    const first = await app.inject(`/changes${form}`);
    const again = await app.inject({
      url: `/changes${form}`,
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, ""]);
  });

  test("are the same, byte by byte, when the facts are loaded again in another order", async () => {
    const pack = shippedPack();
    const turned = { ...pack, rules: [...pack.rules].reverse(), listedFees: [...pack.listedFees].reverse() };
    const again = await testServer({ address: SITE, ctx: contextOf(turned) });
    for (const form of FORMS.slice(3))
      expect((await again.inject(`/changes${form}`)).body).toBe((await app.inject(`/changes${form}`)).body);
    await again.close();
  });

  test("the API gives the same changes page by page, oldest first, each once", async () => {
    const ids: string[] = [];
    let last = "";
    for (let url: string | null = "/api/v1/changes?limit=50"; url; ) {
      const page = pageOf(changeShape).parse((await app.inject(url)).json());
      for (const { id, on } of page.data) {
        expect(on >= last).toBe(true);
        last = on;
        ids.push(id);
      }
      url = page.next;
    }
    const whole = (await app.inject("/changes.json")).json().changes.map(({ id }: { id: string }) => id);
    expect([...ids].sort()).toEqual([...whole].sort());
  });

  test("a change behind years of which nothing is known says until when the old side held, in list, page and feed", async () => {
    const { changes } = (await app.inject("/changes.json")).json();
    const behind = changes.filter(
      ({ cases, direction }: { cases: { knownUntil: string | null }[]; direction: string }) =>
        direction !== "first_known" && cases.length > 0 && cases.every(({ knownUntil }) => knownUntil !== null),
    );
    expect(behind.length).toBeGreaterThan(0);
    for (const { id, on } of behind) {
      expect((await app.inject(`/changes/${id}`)).body, id).toMatch(/\(what held after \d+ \w+ \d{4} is not known\)/);
      expect((await app.inject(`/changes?year=${on.slice(0, 4)}`)).body, id).toContain("; then not known");
    }
  });

  test("what was seen at second hand stands apart, and a year counts what moved in force", async () => {
    const { body } = await app.inject("/changes?year=2026");
    const [read = "", apart = ""] = body.split("Seen, and not sure");
    expect(apart).toContain("Grade D</span>");
    expect(read.slice(read.indexOf('id="newest"'))).not.toContain("Grade D</span>");
    const { changes, years } = (await app.inject("/changes.json?year=2026")).json();
    const moved = changes.filter(
      ({ kind, direction }: { kind: string; direction: string }) => kind !== "draft" && direction !== "first_known",
    ).length;
    expect(years.find(({ year }: { year: number }) => year === 2026)).toEqual({
      year: 2026,
      changes: changes.length,
      moved,
    });
    expect(body).toContain(`2026 (${moved})`);
  });

  test("a fee without a change in a year of others has an empty list, and a year of nobody is refused", async () => {
    const none = await app.inject("/changes?year=2013&service=card.topup");
    expect([none.statusCode, none.body.includes("We know of no change in force here")]).toEqual([200, true]);
    expect((await app.inject("/changes?year=1913")).statusCode).toBe(400);
  });

  test("a bank has its own prices and the law that binds it; a wallet no law of the banks' table", async () => {
    const kinds = async (bank: string) => {
      const { changes } = (await app.inject(`/changes.json?bank=${bank}`)).json();
      for (const change of changes) expect([null, bank]).toContain(change.bank);
      return new Set(changes.map(({ service, kind }: { service: string; kind: string }) => `${kind} ${service}`));
    };
    expect(await kinds("ng.gtbank")).toContain("law alert.sms");
    const wallet = await kinds("ng.opay");
    expect(wallet).not.toContain("law alert.sms");
    expect(wallet).toContain("law levy.electronic_transfer");
  });

  test("the home page and the page of a fee say what changed last; before a day they say nothing of it", async () => {
    expect((await app.inject("/")).body).toContain("/changes/law.alert.sms.2025-05-01");
    expect((await app.inject("/fees/alert.sms")).body).toContain("Dearer by ₦80 a month for 40 alerts");
    const before = (await app.inject("/fees/alert.sms?on=2025-04-01")).body;
    expect(before).toContain("from 1 May 2025, announced");
    expect((await app.inject("/changes?on=2013-12-31")).body).toContain("To come");
  });

  test("a question that names no fee, bank, year or change is refused by name", async () => {
    const refused = async (url: string) => {
      const { statusCode, body } = await app.inject({ url, headers: { accept: "application/json" } });
      return [statusCode, JSON.parse(body).code];
    };
    expect(await refused("/changes.json?service=nothing")).toEqual([404, "unknown_service"]);
    expect(await refused("/changes.json?bank=nothing")).toEqual([404, "unknown_bank"]);
    expect(await refused("/changes.json?year=1999")).toEqual([400, "bad_field"]);
    expect(await refused("/changes/law.nothing.2020-01-01.json")).toEqual([404, "unknown_change"]);
  });

  test("every year, fee and bank that the page offers answers", async () => {
    const { years, services, banks } = (await app.inject("/changes.json")).json();
    const asked = [
      ...years.map(({ year }: { year: number }) => `year=${year}`),
      ...services.map(({ id }: { id: string }) => `service=${id}`),
      ...banks.map(({ id }: { id: string }) => `bank=${id}`),
    ];
    for (const query of asked) expect((await app.inject(`/changes?${query}`)).statusCode, query).toBe(200);
  });

  test("another VAT is said of the fee that it is on, not of the amount that was sent", async () => {
    const { body } = await app.inject("/changes?service=transfer.interbank");
    const at = body.indexOf("The VAT on the fee");
    const row = body.slice(at, at + 600);
    expect(row).toContain("5 % of the fee");
    expect(row).toContain("7.5 % of the fee");
    expect(body).not.toContain("7.5 % of the amount");
  });

  test("every change has a page", async () => {
    const { changes } = (await app.inject("/changes.json")).json();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changes), async (change) => {
        const { statusCode, body } = await app.inject(`/changes/${(change as { id: string }).id}`);
        expect(statusCode).toBe(200);
        expect(body).toContain("Old and new");
      }),
    );
  });
});
