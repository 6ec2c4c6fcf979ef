import type { FastifyInstance } from "fastify";
import { fastifyScopes, Pool } from "openfees-pool";
import { afterAll, describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { withClient } from "../../db/connect.ts";
import { dayLedger } from "../../db/day-use.ts";
import { reportDesk } from "../../db/report-desk.ts";
import { createReportStore } from "../../db/report-store.ts";
import { DayBudget } from "../../server/day-budget.ts";
import { COSTLY } from "../admit-requests.ts";
import { followedShape, problemShape, receiptShape } from "../api/api-shapes.ts";

const database = await testDatabase();
const { kysely } = database.open();
const lines: string[] = [];
const log = {
  info: (...it: unknown[]) => lines.push(JSON.stringify(it)),
  error: (...it: unknown[]) => lines.push(JSON.stringify(it)),
};
const app = await testServer({ reports: createReportStore(() => kysely), log });
const away = await testServer({ reports: createReportStore(() => undefined) });
afterAll(async () => {
  await app.close();
  await away.close();
});

const sql = <T extends object>(text: string) =>
  withClient(database.admin, undefined, async (client) => (await client.query<T>(text)).rows);
const stored = () =>
  sql<{ receipt: string; words: string; amount: string; on: string }>(
    `SELECT receipt, words, amount::text, charged_on::text AS "on" FROM openfees.report ORDER BY report_id`,
  );

const GOOD = { bank: "ng.gtbank", service: "alert.sms", amount: "6.50", on: "2026-11-20", words: "each month" };
type Fields = Partial<typeof GOOD> & { key?: string };
const form = (server: FastifyInstance, fields: Fields) =>
  server.inject({
    method: "POST",
    url: "/report",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields as Record<string, string>).toString(),
  });
const api = (server: FastifyInstance, body: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: "POST",
    url: "/api/v1/reports",
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(body),
  });
const numberIn = (body: string) => (/<p class="most">([\w-]+)<\/p>/.exec(body)?.[1] ?? "").replaceAll("-", "");

describe("a report", () => {
  test("by the form gets a number, is stored as it was told, and is followed by its number as people write it", async () => {
    const page = await app.inject("/report?service=alert.sms&bank=ng.gtbank");
    const key = /name="key" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.body).toContain('<option value="ng.gtbank" selected>');
    const answer = await form(app, { ...GOOD, key });
    expect(answer.statusCode).toBe(201);
    const receipt = numberIn(answer.body);
    expect((await stored()).at(-1)).toEqual({ receipt, words: "each month", amount: "6.50", on: "2026-11-20" });
    for (const number of [
      receipt,
      receipt
        .toLowerCase()
        .replace(/(....)/g, "$1-")
        .slice(0, -1),
    ]) {
      const followed = await app.inject(`/report/${number}`);
      expect([followed.statusCode, followed.headers["x-robots-tag"]]).toEqual([200, "noindex"]);
      expect(followed.body).toContain("No figure was changed.");
      expect(followed.body).not.toContain("each month");
    }
    expect((await app.inject("/report/0000-0000-0000")).statusCode).toBe(404);
    expect((await app.inject("/report/short")).statusCode).toBe(400);
  });

  test("sent twice with its key is one report, also at the same moment; other content under the key is refused", async () => {
    const before = (await stored()).length;
    const key = "one-and-the-same-key";
    const answers = await Promise.all(Array.from({ length: 8 }, () => form(app, { ...GOOD, key })));
    expect(new Set(answers.map((one) => numberIn(one.body))).size).toBe(1);
    expect(answers.filter((one) => one.body.includes("It counts once"))).toHaveLength(7);
    expect(await stored()).toHaveLength(before + 1);
    const other = await form(app, { ...GOOD, amount: "7", key });
    expect(other.statusCode).toBe(422);
    expect(other.body).toContain('value="7"');
    expect(other.body).not.toContain(`value="${key}"`);
    expect(await stored()).toHaveLength(before + 1);
    expect((await sql("SELECT 1 FROM openfees.request_key WHERE key_sha256 LIKE '%one-and%'")).length).toBe(0);
  });

  test("by the API answers in the promised shape, 201 at first and 200 again, and the log holds nothing of it", async () => {
    const headers = { "idempotency-key": "7f1c7e1c-0000-4000-8000-000000000001" };
    const first = await api(app, { ...GOOD, words: "called 08031234567 QXZ7" }, headers);
    expect(first.statusCode).toBe(201);
    const receipt = receiptShape.parse(first.json());
    expect(receipt).toMatchObject({ takenOut: 1, amount: "6.50", currency: "NGN", state: "received" });
    const again = await api(app, { ...GOOD, words: "called 08031234567 QXZ7" }, headers);
    expect([again.statusCode, again.json()]).toEqual([200, receipt]);
    const followed = await app.inject(String(first.headers.location));
    expect(followedShape.parse(followed.json()).receipt).toBe(receipt.receipt);
    expect((await stored()).at(-1)?.words).toBe("called [taken out] QXZ7");
    expect(lines.join("\n")).toContain("/api/v1/reports");
    expect(lines.join("\n")).not.toMatch(/QXZ7|08031234567|6\.50|idempotency/);
  });

  test("changes no fee and no rule", async () => {
    const facts = async () => [
      (await app.inject("/api/v1/fees?limit=200")).body,
      (await app.inject("/fees/alert.sms.json")).body,
      JSON.stringify(await sql("SELECT count(*) FROM openfees.fee_version")),
    ];
    const before = await facts();
    expect((await form(app, { ...GOOD, key: "a-key-for-no-change" })).statusCode).toBe(201);
    expect(await facts()).toEqual(before);
  });

  test("that has faults comes back as it was typed, each fault at its field, and nothing is stored", async () => {
    const before = await stored();
    const answer = await form(app, {
      bank: "ng.nobody",
      service: "x",
      amount: "12x",
      on: "2999-01-01",
      words: "<b>&",
      key: "k-12345678",
    });
    expect(answer.statusCode).toBe(400);
    for (const field of ["bank", "service", "amount", "on"]) expect(answer.body).toContain(`id="${field}-wrong"`);
    expect(answer.body).toContain('value="12x"');
    expect(answer.body).toContain("&lt;b>&amp;");
    expect(answer.body).toContain('value="k-12345678"');
    for (const [body, code, param] of [
      [{ ...GOOD, amount: "0" }, "bad_amount", "amount"],
      [{ ...GOOD, on: "2026-02-30" }, "bad_date", "on"],
      [{ ...GOOD, bank: 3 }, "bad_field", "bank"],
      [{ ...GOOD, words: "x".repeat(1001) }, "bad_field", "words"],
    ] as const) {
      const problem = problemShape.parse((await api(app, body)).json());
      expect([problem.status, problem.code, problem.param]).toEqual([400, code, param]);
    }
    expect((await api(app, GOOD, { "idempotency-key": "short" })).statusCode).toBe(400);
    expect(await stored()).toEqual(before);
  });

  test("is kept for good, and its key for two days: then the key is free again and the sweep removes it", async () => {
    const key = "a-key-of-three-days-ago";
    const first = numberIn((await form(app, { ...GOOD, key })).body);
    await sql("UPDATE openfees.request_key SET kept_until = now() - interval '1 hour'");
    const fresh = createReportStore(() => kysely);
    const report = {
      jurisdiction: "ng",
      bank: "ng.gtbank",
      service: "alert.sms",
      amount: 650n,
      currency: "NGN",
      on: "2026-11-20" as never,
      words: "",
    };
    expect((await fresh.add(report, key)).receipt).not.toBe(first);
    const rows = await sql<{ n: string }>("SELECT count(*)::text AS n FROM openfees.request_key");
    expect(rows).toEqual([{ n: "1" }]);
    expect((await stored()).some((row) => row.receipt === first)).toBe(true);
  });
});

const from = (client: string) => ({ remoteAddress: client });
const apiFrom = (server: FastifyInstance, client: string, body: unknown, key: string) =>
  server.inject({
    method: "POST",
    url: "/api/v1/reports",
    headers: { "content-type": "application/json", "idempotency-key": key },
    payload: JSON.stringify(body),
    ...from(client),
  });

describe("a key", () => {
  test("of one client says nothing to another, who may use the same", async () => {
    const key = "the-number-of-everybody-1";
    const [one, other] = [await apiFrom(app, "192.0.2.1", GOOD, key), await apiFrom(app, "198.51.100.2", GOOD, key)];
    expect([one.statusCode, other.statusCode]).toEqual([201, 201]);
    expect(one.json().receipt).not.toBe(other.json().receipt);
    expect((await apiFrom(app, "198.51.100.2", { ...GOOD, amount: "9" }, key)).statusCode).toBe(422);
    expect((await apiFrom(app, "192.0.2.1", GOOD, key)).json()).toEqual(one.json());
  });

  test("of a form of ours counts from wherever it is sent; one that only looks like it does not", async () => {
    const page = await app.inject("/report");
    const key = /name="key" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const send = async (client: string, own: string) =>
      numberIn(
        (
          await app.inject({
            method: "POST",
            url: "/report",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            payload: new URLSearchParams({ ...GOOD, key: own }).toString(),
            ...from(client),
          })
        ).body,
      );
    expect(await send("192.0.2.9", key)).toBe(await send("198.51.100.9", key));
    const forged = `x${key.slice(1)}`;
    expect(await send("192.0.2.9", forged)).not.toBe(await send("198.51.100.9", forged));
  });
});

describe("what cannot be stored", () => {
  test.each(["a\0b", "\ud800", "a\u202egnp", "\x1b[2J", "\uffff", "\u2028", "\ufdd0 x"])(
    "words with %j are stored without it",
    async (words) => {
      const before = (await stored()).length;
      for (const answer of [await api(app, { ...GOOD, words }), await form(app, { ...GOOD, words })])
        expect(answer.statusCode).toBe(201);
      expect(await stored()).toHaveLength(before + 2);
      expect((await stored()).at(-1)?.words).not.toMatch(/(?!\n)[\p{Cc}\u202e\ufffd]/u);
    },
  );

  test.each(["bank", "service", "amount", "on"])(
    "%s with a character that is none is the sender's fault",
    async (field) => {
      for (const odd of ["\0", "6.50\0", "\ud800", "ng.gtbank\u202e"])
        expect((await api(app, { ...GOOD, [field]: odd })).statusCode).toBe(400);
    },
  );

  /** Each breaks the database in another way, and mends it. */
  const BROKEN: Readonly<Record<string, readonly [string, string]>> = {
    "a right that is gone (42501)": [
      "REVOKE INSERT ON openfees.report FROM openfees_app",
      "GRANT INSERT ON openfees.report TO openfees_app",
    ],
    "a table that is gone (42P01)": [
      "ALTER TABLE openfees.report RENAME TO report_away",
      "ALTER TABLE openfees.report_away RENAME TO report",
    ],
    "a promise that does not hold (23514)": [
      "ALTER TABLE openfees.report ADD CONSTRAINT never CHECK (amount < 0) NOT VALID",
      "ALTER TABLE openfees.report DROP CONSTRAINT never",
    ],
    "a disk that is full (53100)": [
      `CREATE FUNCTION openfees.disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
       CREATE TRIGGER disk_full BEFORE INSERT ON openfees.report EXECUTE FUNCTION openfees.disk_full()`,
      "DROP TRIGGER disk_full ON openfees.report; DROP FUNCTION openfees.disk_full()",
    ],
    "a server that only reads (25006)": [
      `CREATE FUNCTION openfees.standby() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'read-only' USING ERRCODE = '25006'; END $$;
       CREATE TRIGGER standby BEFORE INSERT ON openfees.report EXECUTE FUNCTION openfees.standby()`,
      "DROP TRIGGER standby ON openfees.report; DROP FUNCTION openfees.standby()",
    ],
    "an index that is damaged (XX002)": [
      `CREATE FUNCTION openfees.torn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'torn' USING ERRCODE = 'XX002'; END $$;
       CREATE TRIGGER torn BEFORE INSERT ON openfees.report EXECUTE FUNCTION openfees.torn()`,
      "DROP TRIGGER torn ON openfees.report; DROP FUNCTION openfees.torn()",
    ],
    "a statement that is stopped (57014)": [
      `CREATE FUNCTION openfees.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'timeout' USING ERRCODE = '57014'; END $$;
       CREATE TRIGGER slow BEFORE INSERT ON openfees.report EXECUTE FUNCTION openfees.slow()`,
      "DROP TRIGGER slow ON openfees.report; DROP FUNCTION openfees.slow()",
    ],
  };
  test.each(Object.keys(BROKEN))(
    "%s is told with the form as it was typed, and nobody is said to be many",
    async (what) => {
      const [breaks, mends] = BROKEN[what] ?? ["", ""];
      const key = `a-key-to-keep-${Object.keys(BROKEN).indexOf(what)}`;
      const typed = { ...GOOD, words: "as I typed it", key };
      await sql(breaks);
      try {
        const answer = await form(app, typed);
        expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "30"]);
        for (const part of ["Nothing is lost", 'value="6.50"', ">as I typed it</textarea>", `value="${key}"`])
          expect(answer.body).toContain(part);
        expect(answer.body).not.toContain("Many people");
        const problem = problemShape.parse((await api(app, GOOD)).json());
        expect([problem.status, problem.code]).toEqual([503, "database_away"]);
      } finally {
        await sql(mends);
      }
      expect((await form(app, typed)).statusCode).toBe(201);
    },
  );

  test("more than a day has room for waits for another one, in its form, and what is sent again is none of them", async () => {
    const day = new DayBudget({ total: 2, share: 1, reserve: 0, day: () => "2026-11-29", peers: () => 1 });
    const server = await testServer({ reports: createReportStore(() => kysely), reportsOfDay: day });
    const statuses = [];
    for (const key of ["a-key-of-a-day-1", "a-key-of-a-day-1", "a-key-of-a-day-2"])
      statuses.push((await form(server, { ...GOOD, key })).statusCode);
    const refused = await form(server, { ...GOOD, key: "a-key-of-a-day-3" });
    await server.close();
    expect([...statuses, refused.statusCode, refused.headers["retry-after"]]).toEqual([201, 201, 201, 503, "3600"]);
    expect(refused.body).toContain(">each month</textarea>");
  });
});

describe("who looks into a report", () => {
  test("sees it with its words and closes it once, and whoever has its number sees what came of it", async () => {
    const desk = reportDesk(database.owner);
    const receipt = numberIn((await form(app, { ...GOOD, words: "look here", key: "a-key-to-look-at" })).body);
    expect((await desk.list({ all: false, most: 1_000 })).map((one) => one.receipt)).toContain(receipt);
    expect(await desk.find(receipt)).toMatchObject({ words: "look here", amount: "6.50", outcome: null });
    expect(await desk.close(receipt, "kept", "a note of ours")).toBe("closed");
    expect(await desk.close(receipt, "changed", "")).toBe("closed_before");
    expect(await desk.close("000000000000", "changed", "")).toBe("unknown");
    expect((await desk.list({ all: false, most: 1_000 })).map((one) => one.receipt)).not.toContain(receipt);
    const followed = followedShape.parse((await app.inject(`/api/v1/reports/${receipt}`)).json());
    expect([followed.state, followed.outcome]).toEqual(["closed", "kept"]);
    const page = (await app.inject(`/report/${receipt}`)).body;
    expect(page).toContain("so we kept it");
    expect(page).not.toMatch(/a note of ours|Nobody has looked/);
  });

  test.each([
    "INSERT INTO report_closing (report_id, outcome, note) SELECT report_id, 'changed', '' FROM report LIMIT 1",
    "SELECT note FROM report_closing",
    "DELETE FROM report_closing",
  ])("is not the web process: it may not %s", async (text) => {
    const tried = withClient(database.app, "openfees_app", (client) => client.query(text));
    await expect(tried).rejects.toMatchObject({ code: "42501" });
  });
});

test("what two processes used of a day is one sum in the database", async () => {
  const ledger = dayLedger(() => kysely, "made_up");
  expect(await ledger("2026-11-29", 0)).toBe(0);
  expect([await ledger("2026-11-29", 1.5), await ledger("2026-11-29", 2)]).toEqual([1.5, 3.5]);
  expect(await ledger("2026-11-30", 1)).toBe(1);
  await expect(dayLedger(() => undefined, "made_up")("2026-11-30", 1)).rejects.toThrow();
});

describe("the app, in the database itself,", () => {
  test.each([
    "UPDATE report SET words = ''",
    "DELETE FROM report",
    "TRUNCATE report",
    "UPDATE request_key SET receipt = ''",
  ])("may not %s", async (text) => {
    const tried = withClient(database.app, "openfees_app", (client) => client.query(text));
    await expect(tried).rejects.toMatchObject({ code: "42501" });
  });

  const row = (change: Record<string, string>) => {
    const all = {
      receipt: "'000000000000'",
      jurisdiction: "'ng'",
      bank_id: "'b'",
      service_id: "'s'",
      amount: "1",
      currency: "'NGN'",
      charged_on: "'2026-01-01'",
      words: "''",
      ...change,
    };
    return `INSERT INTO openfees.report (${Object.keys(all)}) VALUES (${Object.values(all)})`;
  };
  const key = (sha: string, content: string) =>
    `INSERT INTO openfees.request_key (key_sha256, content_sha256, receipt) VALUES ('${sha}', '${content}', 'x')`;
  const HASH = "0".repeat(64);
  const BROKEN: Readonly<Record<string, string>> = {
    report_receipt_is_given_once: `${row({})}; ${row({})}`,
    report_receipt_is_twelve_letters: row({ receipt: "'I'" }),
    report_amount_is_above_zero: row({ amount: "0" }),
    report_currency_is_three_letters: row({ currency: "'naira'" }),
    report_words_are_few: row({ words: "repeat('x', 1001)" }),
    request_key_is_a_hash: key("key", HASH),
    request_content_is_a_hash: key(HASH, "content"),
  };
  test.each(Object.entries(BROKEN))("keeps %s", async (name, text) => {
    await expect(sql(text)).rejects.toMatchObject({ constraint: name });
  });
  test("makes no other promise of these tables", async () => {
    const rows = await sql<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE contype IN ('c', 'u', 'x', 'f')
          AND conrelid IN ('openfees.report'::regclass, 'openfees.request_key'::regclass) ORDER BY 1`,
    );
    expect(rows.map((one) => one.name)).toEqual(Object.keys(BROKEN).toSorted());
  });
});

describe("with the database away", () => {
  test("the form is there, and what was typed comes back with its key and a time to come again", async () => {
    expect((await away.inject("/report")).statusCode).toBe(200);
    const answer = await form(away, { ...GOOD, key: "the-key-of-this-form" });
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "30"]);
    for (const part of [
      "Nothing is lost",
      'value="6.50"',
      ">each month</textarea>",
      'value="the-key-of-this-form"',
      '<option value="ng.gtbank" selected>',
    ])
      expect(answer.body).toContain(part);
    const problem = problemShape.parse((await api(away, GOOD)).json());
    expect([problem.status, problem.code]).toEqual([503, "database_away"]);
    const followed = await away.inject("/report/000000000000");
    expect([followed.statusCode, followed.headers["retry-after"]]).toEqual([503, "30"]);
  });

  test("no public route takes a connection: only those that say so ask for one, and each of those does", async () => {
    let asked = 0;
    const { Kysely, PostgresDialect } = await import("kysely");
    // nobody listens on port 1 of this machine
    const pool = new Pool({ host: "127.0.0.1", port: 1, user: "x", database: "x", mode: "enforce", max: 2 });
    pool.on("error", () => {});
    const connect = pool.connect.bind(pool) as typeof pool.connect;
    pool.connect = ((...args: []) => {
      asked++;
      return connect(...args);
    }) as typeof pool.connect;
    const routes: { method: string; url: string }[] = [];
    const server = await testServer({
      reports: createReportStore(() => new Kysely({ dialect: new PostgresDialect({ pool }) })),
      scopes: async (app) => {
        app.addHook("onRoute", (route) => {
          for (const method of [route.method].flat()) routes.push({ method, url: route.url });
        });
        await app.register(fastifyScopes(pool));
      },
    });
    const NEEDS_DATABASE = Object.keys(COSTLY).filter((route) => COSTLY[route] === "database");
    const [fee, bank] = [shippedPack().services[0]?.id ?? "", shippedPack().banks[0]?.id ?? ""];
    const taking: string[] = [];
    expect(routes.length).toBeGreaterThan(40);
    for (const { method, url } of routes.filter((one) => one.method !== "HEAD")) {
      const address = url
        .replace("/fees/:id", `/fees/${fee}`)
        .replace("/banks/:id", `/banks/${bank}`)
        .replace(":receipt", "000000000000")
        .replace("*", "x");
      const payload =
        method === "POST"
          ? url === "/report"
            ? new URLSearchParams(GOOD).toString()
            : JSON.stringify(GOOD)
          : undefined;
      const type = url === "/report" ? "application/x-www-form-urlencoded" : "application/json";
      const before = asked;
      for (const query of method === "GET"
        ? ["", "?on=2026-01-01", "?known=2026-11-23", "?q=NIP", "?service=transfer.interbank&amount=20000"]
        : [""]) {
        const answer = await server.inject({
          method: method as "GET",
          url: `${address}${query}`,
          ...(payload === undefined ? {} : { payload, headers: { "content-type": type } }),
        });
        // an address of the API that takes no parameters refuses one before it asks anything
        const refused = url.startsWith("/api/") && query !== "";
        const needs = NEEDS_DATABASE.includes(`${method} ${url}`) && !refused;
        expect(answer.statusCode >= 500, `${method} ${address}${query} answered ${answer.statusCode}`).toBe(needs);
      }
      if (asked > before) taking.push(`${method} ${url}`);
    }
    expect(taking.toSorted()).toEqual(NEEDS_DATABASE.toSorted());
    await server.close();
    await pool.end();
  });
});
