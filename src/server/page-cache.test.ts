import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test, vi } from "vitest";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { SEALER, testServer } from "../../e2e/support/test-server.ts";
import type { Context } from "../app/context.ts";
import { createReportStore } from "../db/report-store.ts";
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";
import { prerender } from "../http/site/prerender.ts";
import { AUDIT_LIMITS, NO_LOG, type WebDeps } from "../http/web-deps.ts";
import { PageCache, sizeOf } from "./page-cache.ts";

vi.setConfig({ testTimeout: 120_000 });

const pack = shippedPack();
const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
const serverOn = async (own: Partial<WebDeps>) => {
  const app = await testServer(own);
  open.push(app);
  return app;
};

/** A context that counts how often somebody asked it for facts, and takes its time when told to. */
function counted(context: Context, waitMs = 0): Context & { asked: number } {
  const it = {
    asked: 0,
    today: context.today,
    packs: {
      current: async (jurisdiction: string) => {
        it.asked++;
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        return context.packs.current(jurisdiction);
      },
      knownAt: context.packs.knownAt,
    },
  };
  return it;
}

/** A server of which no route is one whose answers are kept. */
const KEEPS_NOTHING = async (app: FastifyInstance) => {
  app.addHook("onRoute", (route) => {
    route.config = {};
  });
};

const KEPT = ["/", "/fees", "/fees.json", "/fees.csv", "/banks", "/banks/ng.access", "/method", "/about", "/privacy"];
const DATED = [
  "/fees/transfer.interbank",
  "/fees/card.issue",
  "/fees/levy.electronic_transfer",
  "/fees/levy.electronic_transfer.json",
  "/fees/levy.electronic_transfer.csv",
  "/fees",
  "/banks/ng.gtbank",
  "/banks.json",
  "/api/v1/rules",
  "/api/v1/fees?service=alert.sms&limit=1",
];

describe("a kept answer", () => {
  test.each(KEPT)("%s is given again without a question to the facts, byte for byte", async (url) => {
    const ctx = counted(contextOf(pack));
    const app = await serverOn({ ctx });
    const first = await app.inject(url);
    const { asked } = ctx;
    const again = await app.inject({ url: `${url}?utm_source=somewhere` });
    expect(ctx.asked).toBe(asked);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    for (const name of ["content-type", "content-security-policy", "cache-control", "etag", "x-facts-of"])
      expect(again.headers[name], name).toBe(first.headers[name]);
    expect(again.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
  });

  test("for a day is, to the byte, what a server that keeps nothing answers, on both sides of every day that a row names", async () => {
    const kept = await serverOn({ pages: new PageCache(50_000_000) });
    const never = await serverOn({ scopes: KEEPS_NOTHING });
    const named = new Set(JSON.stringify(pack.rules).match(/(?<=":")\d{4}-\d{2}-\d{2}(?=")/g));
    const around = [...named].flatMap((day) => [day, addDays(day as CivilDate, -1)]);
    expect(around.length).toBeGreaterThan(30);
    let n = 0;
    for (const on of ["0001-01-01", "2026-11-24", "2999-12-31", ...around]) {
      const path = DATED[n++ % DATED.length] as string;
      const dated = `${path}${path.includes("?") ? "&" : "?"}on=${on}`;
      // twice: the second is given from what the first left
      await kept.inject(dated);
      const [one, other] = [await kept.inject(dated), await never.inject(dated)];
      expect(one.body, dated).toBe(other.body);
      expect(one.headers.etag, dated).toBe(other.headers.etag);
    }
  });

  test("for a day is made once too, and whoever asks day by day pushes out no page of today", async () => {
    const pages = new PageCache(1_000_000);
    const ctx = counted(contextOf(pack));
    const app = await serverOn({ ctx, pages });
    await app.inject("/fees");
    const { asked } = ctx;
    const bodies = new Set<string>();
    for (let day = 1; day <= 28; day++)
      bodies.add((await app.inject(`/fees/alert.sms?on=2026-02-${String(day).padStart(2, "0")}`)).body);
    expect(bodies.size).toBe(28);
    const made = ctx.asked - asked;
    await app.inject("/fees/alert.sms?on=2026-02-28");
    await app.inject("/fees");
    expect(ctx.asked - asked).toBe(made);
    expect(pages.days.bytes).toBeLessThanOrEqual(125_000);
  });

  test("is not made of a search, a charge, a state of knowledge or a fault", async () => {
    const pages = new PageCache(50_000_000);
    const app = await serverOn({ pages });
    for (const url of [
      "/?q=NIP+CHG",
      "/charge?service=transfer.interbank&amount=20000",
      "/fees?known=2026-11-23",
      "/fees?on=2026-02-30",
      "/fees/none",
      "/nowhere",
      "/healthz",
    ])
      await app.inject(url);
    expect(pages.bytes).toBe(0);
  });

  test("is made once, however many ask for it at once", async () => {
    const ctx = counted(contextOf(pack), 30);
    const app = await serverOn({ ctx });
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.inject("/fees/transfer.interbank")));
    expect(ctx.asked).toBe(1);
    expect(new Set(answers.map((one) => one.body)).size).toBe(1);
    const faults = await Promise.all(Array.from({ length: 5 }, () => app.inject("/fees/none")));
    expect(faults.map((one) => one.statusCode)).toEqual([404, 404, 404, 404, 404]);
  });

  test("has the name of its content: the same on another server, another for other content, and saves the second trip", async () => {
    const [one, two] = [await serverOn({}), await serverOn({})];
    const { headers } = await one.inject("/fees");
    expect((await two.inject("/fees")).headers.etag).toBe(headers.etag);
    expect((await one.inject("/banks")).headers.etag).not.toBe(headers.etag);
    for (const app of [one, two])
      for (const accept of ["br", "gzip", "identity"]) {
        const held = { "if-none-match": `"other", ${headers.etag}`, "accept-encoding": accept };
        const again = await app.inject({ url: "/fees", headers: held });
        expect([again.statusCode, again.body]).toEqual([304, ""]);
      }
    const dated = await one.inject("/fees?on=2025-03-03");
    const held = await one.inject({
      url: "/fees?on=2025-03-03",
      headers: { "if-none-match": String(dated.headers.etag) },
    });
    expect(held.statusCode).toBe(304);
  });

  test("comes in the form that the asker reads, and HEAD has none", async () => {
    const app = await serverOn({});
    const plain = (await app.inject("/fees")).body;
    for (const [accept, encoding] of [
      ["gzip, deflate, br, zstd", "br"],
      ["br;q=0, gzip", "gzip"],
      ["br;q=0.5", "br"],
      ["deflate", undefined],
      ["nobr", undefined],
    ] as const)
      for (const url of ["/fees", "/fees?on=2026-11-24"]) {
        const answer = await app.inject({ url, headers: { "accept-encoding": accept } });
        expect(answer.headers["content-encoding"], accept).toBe(encoding);
        const body =
          encoding === "br"
            ? brotliDecompressSync(answer.rawPayload)
            : encoding === "gzip"
              ? gunzipSync(answer.rawPayload)
              : answer.rawPayload;
        expect(body.toString("utf8")).toBe(plain);
      }
    expect((await app.inject({ method: "HEAD", url: "/fees" })).rawPayload.length).toBe(0);
  });
});

describe("what is kept", () => {
  test("never weighs more than it may, compressed forms included", async () => {
    const pages = new PageCache(400_000);
    const app = await serverOn({ pages });
    for (const service of pack.services) {
      await app.inject({ url: `/fees/${service.id}`, headers: { "accept-encoding": "br" } });
      await app.inject({ url: `/fees/${service.id}`, headers: { "accept-encoding": "gzip" } });
      expect(pages.bytes).toBeLessThanOrEqual(400_000);
    }
    const held = pages.today.most("");
    expect(held.length).toBeGreaterThan(2);
    expect(held.reduce((sum, [, page]) => sum + sizeOf(page), 0)).toBe(pages.bytes);
  });

  test("is new with new facts, and an answer made across the change is kept for nobody", async () => {
    const other = { ...pack, version: "2027.1.1", banks: pack.banks.slice(0, 3) };
    let now = pack;
    const ctx = { ...counted(contextOf(pack), 40), packs: { ...contextOf(pack).packs } };
    ctx.packs.current = async () => {
      const answer = now;
      await new Promise((resolve) => setTimeout(resolve, 40));
      return answer;
    };
    const pages = new PageCache(50_000_000);
    const app = await serverOn({ ctx, pages, facts: () => ({ name: now.version, day: "2026-11-24" as CivilDate }) });
    const across = app.inject("/banks.json");
    setTimeout(() => {
      now = other;
    }, 10);
    expect((await across).json().version).toBe(pack.version);
    expect(pages.bytes).toBe(0);
    expect((await app.inject("/banks.json")).json().banks).toHaveLength(3);
    now = pack;
    expect((await app.inject("/banks.json")).json().version).toBe(pack.version);
  });

  test("of the next snapshot lies ready in its smallest form before it comes into service", async () => {
    const pages = new PageCache(50_000_000);
    const next = { ...pack, version: "2027.1.1" };
    let serves = pack;
    const ctx = { ...contextOf(pack), packs: { ...contextOf(pack).packs, current: async () => serves } };
    const facts = () => ({ name: serves.version, day: "2026-11-24" as CivilDate });
    const app = await serverOn({ ctx, pages, facts });
    for (let i = 0; i < 3; i++) await app.inject("/fees/transfer.interbank");
    const made = await prerender(
      pages,
      { ctx, facts },
      {
        ctx: contextOf(next),
        facts: () => ({ name: next.version, day: "2026-11-24" as CivilDate }),
        reports: createReportStore(() => undefined),
        operator: { operator: null, funding: null, contact: null },
        log: NO_LOG,
        examples: [],
        letter: JSON.parse("{}"),
        limits: AUDIT_LIMITS,
        engineVersion: "0.0.0-test",
        timeZone: "Africa/Lagos",
        browser: async () => {
          throw new Error("nobody opens that page here");
        },
        sealer: SEALER,
        save: () => Promise.reject(new Error("nobody saves here")),
        again: () => Promise.reject(new Error("nobody judges again here")),
        tariff: () => Promise.reject(new Error("nobody checks a tariff here")),
        audit: async () => {
          throw new Error("nobody audits here");
        },
      },
    );
    expect(made).toBe(4);
    const br = { "accept-encoding": "br" };
    const before = await app.inject({ url: "/fees/transfer.interbank", headers: br });
    serves = next;
    const after = await app.inject({ url: "/fees/transfer.interbank", headers: br });
    expect(after.rawPayload.length).toBeLessThan(before.rawPayload.length);
    expect(brotliDecompressSync(after.rawPayload).toString()).toContain("<h1");
  });
});
