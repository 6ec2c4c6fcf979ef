/** What the one on call has of a running server, in one start of it: commands, metrics, traces, and its page with PostgreSQL frozen. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freezeAll } from "../../drills/process-tree.ts";
import { type ServeProcess, startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { ROOT } from "../../test/support/tracked-files.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { readPostmaster } from "../db/embedded/postmaster.ts";
import { pollUntil } from "../platform/deadline.ts";
import { readSettings } from "../platform/settings.ts";

const TOKEN = "a-token-made-for-tests";
const COLLECTOR_TOKEN = "Zq7-token-of-the-collector";
const run = promisify(execFile);
const headers = { authorization: `Bearer ${TOKEN}` };

type Attribute = {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
};
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
};
type Exported = {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
};

/** A collector that keeps what it is sent, as it was sent. */
const exported: string[] = [];
const collector = createServer((request, response) => {
  let body = "";
  request.on("data", (bytes) => {
    body += bytes;
  });
  request.on("end", () => {
    exported.push(`${JSON.stringify(request.headers)}\n${body}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
const spans = (): Span[] =>
  exported.flatMap((one) =>
    (JSON.parse(one.slice(one.indexOf("\n"))) as Exported).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const attribute = ({ attributes }: Span, key: string) => {
  const found = attributes.find((one) => one.key === key)?.value;
  return found?.stringValue ?? found?.intValue;
};

let serve: ServeProcess;
let address: string;
let port: string;
const dataDir = openHome();
const ops = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers }).then((answer) => answer.text());

beforeAll(async () => {
  port = String(await freePort());
  await new Promise<void>((resolve) => void collector.listen(0, "127.0.0.1", resolve));
  serve = startServe({
    environment: {
      OPENFEES_OPS_PORT: port,
      OPENFEES_OPS_TOKEN: TOKEN,
      OPENFEES_DATA_DIR: dataDir,
      OPENFEES_TRACES_URL: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${COLLECTOR_TOKEN}`,
    },
  });
  address = await serve.address;
}, 120_000);
afterAll(async () => {
  serve.child.kill("SIGKILL");
  collector.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("openfees ops sees and steers a running server, and the metrics count what it answered", {
  timeout: 120_000,
}, async () => {
  const environment = { OPENFEES_OPS_PORT: port, OPENFEES_OPS_TOKEN: TOKEN };
  const command = (args: string[], env: Record<string, string> = environment) =>
    run(process.execPath, [`${ROOT}/src/main/cli.js`, "ops", ...args], { env: { PATH: process.env.PATH, ...env } });
  expect((await command(["top"])).stdout).toMatch(/^mode enforce; \d+ open: \d+ leased/);
  expect((await command(["leaks"])).stdout).toBe("No leak since the start.\n");
  expect(JSON.parse((await command(["top", "--json"])).stdout)).toMatchObject({ mode: "enforce", max: 10 });
  expect((await command(["mode", "observe"])).stdout).toBe("The pool's mode is observe.\n");
  expect((await command(["top"])).stdout).toMatch(/^mode observe/);
  await expect(command(["release", "99999"])).rejects.toMatchObject({ code: 1 });
  await expect(command(["dance"])).rejects.toMatchObject({ code: 2 });
  await expect(command(["top"], { ...environment, OPENFEES_OPS_TOKEN: `${TOKEN}-not` })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("another OPENFEES_OPS_TOKEN"),
  });
  await expect(command(["top"], {})).rejects.toMatchObject({ code: 2 });

  expect((await fetch(`${address}fees/alert.sms`)).status).toBe(200);
  const metrics = await ops("/metrics");
  expect(metrics).toMatch(/http_server_request_duration_seconds_count\{[^}]*http_route="\/fees\/:id"[^}]*\} 1/);
  expect(metrics).not.toContain("alert.sms");
  expect((await command(["mode", "enforce"])).stdout).toBe("The pool's mode is enforce.\n");
});

describe("traces", () => {
  const ACCOUNT = "3141592653";
  const NAME = "Oluwaseun Qxzname";
  const NARRATION = "QXZNARRATION school fees";
  const KEY = "qxz-idempotency-key-of-a-person";
  const MARKS = [
    ACCOUNT,
    "Qxzname",
    "QXZNARRATION",
    KEY,
    "qxz-agent",
    "198.51.100.7",
    "qxzcookie",
    "5551.25",
    "5,551.25",
  ];
  const statement = `Account Number,${ACCOUNT}\nAccount Name,${NAME}\nAccount Type,Savings\n\nDate,Narration,Debit,Credit,Balance\n01-02-2026,OPENING,,,100000.00\n02-02-2026,NIP TRANSFER TO ${NAME} ${NARRATION},5551.25,,94448.75\n02-02-2026,NIP CHARGE,25.00,,94423.75\n`;
  const personal = {
    "user-agent": "qxz-agent",
    cookie: "qxzcookie=1",
    "x-forwarded-for": "198.51.100.7",
    traceparent: "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
  };
  const send = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, address), { ...init, headers: { ...personal, ...(init.headers as object) } });
  const file = (text: string, name: string) => {
    const form = new FormData();
    form.set("file", new Blob([text], { type: "text/csv" }), name);
    return form;
  };

  test("lead from the id that a page shows over the log to the request, its child process, its connection and its statement, and hold nothing of a person", {
    timeout: 120_000,
  }, async () => {
    const audit = await send("/audit/server", { method: "POST", body: file(statement, `${ACCOUNT}.csv`) });
    expect([audit.status, (await audit.text()).includes(NAME)]).toEqual([200, true]);
    const broken = await send("/api/v1/audit", { method: "POST", body: file(`${NAME} ${NARRATION}`, `${NAME}.pdf`) });
    expect(broken.status).toBeGreaterThanOrEqual(400);
    const report = await send("/report", {
      method: "POST",
      body: new URLSearchParams({
        bank: "ng.gtbank",
        service: "alert.sms",
        amount: "5551.25",
        on: "2026-11-20",
        words: `${NAME}, account ${ACCOUNT}: ${NARRATION}`,
        key: KEY.slice(0, 24),
      }),
    });
    expect(report.status).toBe(201);
    const receipt = (/<p class="most">([\w-]+)<\/p>/.exec(await report.text())?.[1] ?? "").replaceAll("-", "");
    const followed = await send(`/report/${receipt}`);
    for (const path of [
      `/search?q=${encodeURIComponent(NAME)}`,
      `/${ACCOUNT}`,
      `/fees/${ACCOUNT}?amount=5551.25`,
      `/charge?amount=5551.25&service=${ACCOUNT}`,
      `/api/v1/fees/${encodeURIComponent(NAME)}`,
    ])
      await (await send(path)).arrayBuffer();
    const missing = await send(`/nowhere/${ACCOUNT}`);
    const shown = /<code>([0-9a-f-]{36})<\/code>/.exec(await missing.text())?.[1] ?? "no id on the page";
    expect(missing.headers.get("x-request-id")).toBe(shown);

    const ids = [audit, report, followed].map((answer) => answer.headers.get("x-request-id") ?? "");
    const tree = (id: string) => spans().filter((span) => attribute(span, "openfees.request_id") === id);
    await pollUntil(
      () => ([...ids, shown].every((id) => tree(id).some(({ kind }) => kind === 2)) ? true : undefined),
      20_000,
    );
    for (const id of [...ids, shown]) {
      const own = tree(id);
      expect(new Set(own.map(({ traceId }) => traceId)).size, id).toBe(1);
      expect(own.filter(({ parentSpanId = "" }) => parentSpanId === "").map(({ kind }) => kind)).toEqual([2]);
      // a stranger's word on the trace is not taken
      expect(own[0]?.traceId).not.toBe("0123456789abcdef0123456789abcdef");
      // lines are written a moment after the answer, several at once
      await pollUntil(() => (serve.err().includes(`"requestId":"${id}"`) ? true : undefined), 5_000);
    }
    const names = (id: string) => tree(id).map(({ name }) => name);
    expect(names(ids[0] ?? "").toSorted()).toEqual(["POST /audit/server", "child page"]);
    expect(names(ids[1] ?? "")).toEqual(expect.arrayContaining(["POST /report", "pool checkout", "INSERT"]));
    expect(names(ids[2] ?? "")).toEqual(expect.arrayContaining(["GET /report/:receipt", "pool checkout", "SELECT"]));
    const insert = tree(ids[1] ?? "").find(({ name }) => name === "INSERT");
    expect(
      insert && [insert.kind, attribute(insert, "db.system.name"), attribute(insert, "db.operation.name")],
    ).toEqual([3, "postgresql", "INSERT"]);
    expect(tree(shown).map((span) => attribute(span, "http.response.status_code"))).toEqual([404]);
    // what the service does for itself makes no trace
    expect(spans().filter((span) => attribute(span, "openfees.request_id") === undefined)).toEqual([]);
    expect(exported.join()).toContain(COLLECTOR_TOKEN);

    const seen = {
      traces: exported.map((one) => one.slice(one.indexOf("\n"))).join(),
      log: serve.err(),
      metrics: await ops("/metrics"),
      page: await ops("/"),
      pool: await ops("/pool.json"),
    };
    for (const [where, text] of Object.entries(seen))
      for (const mark of [...MARKS, receipt, COLLECTOR_TOKEN, encodeURIComponent(NAME)])
        expect(text.includes(mark), `${mark} in ${where}`).toBe(false);
  });
});

test("with a table locked by a program elsewhere, the page says so, names it, and counts those who wait at the door", {
  timeout: 120_000,
}, async () => {
  const { port: own = 0 } = readPostmaster(join(dataDir, "postgres")) ?? {};
  const { postgres: password } = JSON.parse(readFileSync(join(dataDir, "passwords.json"), "utf8")) as {
    postgres: string;
  };
  const at = { host: "127.0.0.1", port: own, user: "postgres", database: "openfees", password };
  const holder = new pg.Client({ ...at, application_name: "yearly export" });
  await holder.connect();
  await holder.query("BEGIN; LOCK TABLE openfees.report IN ACCESS EXCLUSIVE MODE");
  const visits = setInterval(() => {
    for (let i = 0; i < 5; i++)
      fetch(new URL(`/report/ZZZZ-ZZZZ-000${i}`, address)).then(
        (answer) => answer.arrayBuffer(),
        () => {},
      );
  }, 100);
  try {
    const page = await pollUntil(async () => {
      const text = await ops("/");
      return text.includes("<strong>LOCKED</strong>") && text.includes("of them at the door") ? text : undefined;
    }, 30_000);
    expect(page).toMatch(/Lines that have most to do with it: <code>backend \d+ of yearly export, not of this pool/);
    expect(page).toContain("waits for the lock of backend");
    expect(await ops("/metrics")).toContain('verdict="LOCKED"} 1');
  } finally {
    clearInterval(visits);
    await holder.end();
  }
  const calm = await pollUntil(
    async () => ((await ops("/pool.txt")).includes("nobody waits") ? true : undefined),
    30_000,
  );
  expect(calm).toBe(true);
});

test("with PostgreSQL frozen, the page still says so, who waits, and what comes in; thawed, it is over", {
  timeout: 120_000,
}, async () => {
  await fetch(new URL("/fees/alert.sms", address));
  const thaw = freezeAll(readPostmaster(join(dataDir, "postgres"))?.pid ?? 0);
  try {
    const refused = Promise.all(
      [1, 2, 3].map((n) => fetch(new URL(`/report/ZZZZ-ZZZZ-000${n}`, address)).then(({ status }) => status)),
    );
    let named = false;
    const page = await pollUntil(async () => {
      const text = await ops("/");
      named ||= /<td>[^<]*\/src\/[a-z]+\/[\w-]+\.ts:\d+<\/td><td>GET \/report\/:receipt/.test(text);
      return text.includes("<strong>DATABASE DOWN</strong>") && text.includes("/runbooks/DatabaseDown")
        ? text
        : undefined;
    }, 30_000);
    expect(named, "who holds a connection was on the page").toBe(true);
    expect(page).toContain("GET /fees/:id");
    expect(page).toContain("Answers in a minute: most");
    expect(page).toContain("does not answer");
    expect((await fetch(new URL("/fees/alert.sms", address))).status).toBe(200);
    expect(await refused).toEqual([503, 503, 503]);
  } finally {
    thaw();
  }
  expect(
    await pollUntil(async () => ((await ops("/")).includes("/runbooks/DatabaseDown") ? undefined : true), 60_000),
  ).toBe(true);
  expect(await stopServe(serve), serve.err()).toBe(0);
});

test("a port for operations without a token stops the start", () => {
  expect(() => readSettings({ OPENFEES_OPS_PORT: "9100" })).toThrow("needs OPENFEES_OPS_TOKEN");
  expect(() => readSettings({ OPENFEES_OPS_PORT: "9100", OPENFEES_OPS_TOKEN: "short" })).toThrow("16 to 200");
});
