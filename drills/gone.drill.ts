/**
 * The database is gone for a while, and readers do not see it. Two instances behind a small proxy; PostgreSQL is
 * stopped, midnight in Lagos passes and brings another law, both instances are restarted with nothing to connect to, and
 * at the end PostgreSQL comes back and takes reports again.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { freePort } from "../src/db/embedded/free-port.ts";
import { prepareEmbedded } from "../src/db/embedded/prepare-embedded.ts";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { type ServeProcess, startServe } from "../test/support/serve-process.ts";
import { smallProxy } from "../test/support/small-proxy.ts";
import { type TcpProxy, tcpProxy } from "../test/support/tcp-proxy.ts";
import type { Drill, DrillOptions, DrillResult } from "./drill.ts";
import { type Answer, againRow, cell, fire, percentile, type Shot, tooManyAgain } from "./fixed-pace.ts";

const ENTRY = fileURLToPath(new URL("./serve-at.ts", import.meta.url));
/** The midnight after which the levy is another one. */
const MIDNIGHT = Date.parse("2025-12-31T23:00:00Z");
const LAW = "/fees/levy.electronic_transfer.json";
const [OLD_LAW, NEW_LAW] = ["ng-emtl", "ng-stamp-2026"];
const PATHS = [
  LAW,
  "/",
  "/fees",
  "/banks",
  "/banks/ng.access",
  "/fees/alert.sms",
  "/api/v1/rules?limit=10",
  "/?q=NIP+CHG",
];
const CHARGE = "/charge?service=transfer.interbank&amount=20000";
const REPORT = new URLSearchParams({
  bank: "ng.gtbank",
  service: "alert.sms",
  amount: "6.50",
  on: "2025-11-20",
  words: "",
  key: "",
});
const PER_SECOND = 50;
/** An answer this close to midnight or to a change of the database may be either. */
const EITHER_MS = 2_500;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const day = shippedPack("ng").version.split(".").slice(0, 3).join("-");

type Seen = { public: number; failed: string[]; wrongLaw: string[]; reports: Record<string, number>; times: number[] };

async function run({ short, say }: DrillOptions): Promise<DrillResult> {
  const goneMs = short ? 26_000 : 240_000;
  const home = mkdtempSync(join(tmpdir(), "openfees-gone-"));
  chmodSync(home, 0o711);
  const undo: (() => unknown)[] = [
    () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  ];
  try {
    let postgres = await EmbeddedServer.start({ dataDir: join(home, "database"), fast: true });
    undo.push(() => postgres.stop());
    await prepareEmbedded(postgres);
    const port = await freePort();
    const { user, password, port: own } = postgres.config("postgres", "openfees");
    let way: TcpProxy | undefined = await tcpProxy(port, own);
    undo.push(() => way?.stop());
    const url = `postgresql://${user}:${password}@127.0.0.1:${port}/openfees`;

    // midnight comes a third into the time without a database
    const midnightAt = Date.now() + 20_000 + goneMs / 3;
    const environment = { DATABASE_URL: url, MOVED_MS: String(MIDNIGHT - midnightAt), OPENFEES_LOG_LEVEL: "error" };
    const ports = [await freePort(), await freePort()];
    const instances: ServeProcess[] = [];
    const start = async (i: number) => {
      const own = { OPENFEES_PORT: String(ports[i]), OPENFEES_DATA_DIR: join(home, `instance-${i}`) };
      const serve = startServe({ entry: ENTRY, environment: { ...environment, ...own } });
      instances[i] = serve;
      await serve.address;
    };
    undo.push(async () => {
      for (const { child, ended } of instances) {
        child.kill("SIGKILL");
        await ended.catch(() => {});
      }
    });
    await Promise.all([start(0), start(1)]);
    const proxy = await smallProxy(() => ports);
    undo.push(() => proxy.stop());

    const state: { is: "there" | "gone" | "either" } = { is: "there" };
    const seen: Seen = { public: 0, failed: [], wrongLaw: [], reports: {}, times: [] };
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const loading = fire(proxy.address, {
      perSecond: PER_SECOND,
      forMs: 600_000,
      until: over,
      pick: (n): Shot => shotOf(n),
      onAnswer: (answer) => look(answer, seen, state.is, midnightAt),
    });
    const change = async (to: "there" | "gone", work: () => Promise<unknown>) => {
      state.is = "either";
      await work();
      await wait(EITHER_MS);
      state.is = to;
    };
    await wait(Math.max(1_000, midnightAt - goneMs / 3 - Date.now()));
    say("PostgreSQL is stopped");
    const goneAt = performance.now();
    await change("gone", async () => {
      await way?.stop();
      await postgres.stop();
    });
    await wait(Math.max(0, midnightAt + EITHER_MS + 1_000 - Date.now()));
    say("midnight has passed; both instances are restarted");
    for (const i of [0, 1]) {
      instances[i]?.child.kill("SIGTERM");
      await instances[i]?.ended;
      await start(i);
      await wait(1_000);
    }
    await wait(Math.max(0, goneMs - (performance.now() - goneAt)));
    const goneFor = performance.now() - goneAt;
    say("PostgreSQL is started again");
    const backAt = performance.now();
    state.is = "either";
    postgres = await EmbeddedServer.start({ dataDir: join(home, "database"), fast: true });
    way = await tcpProxy(port, postgres.config("postgres", "openfees").port);
    let backMs = Number.NaN;
    for (let i = 0; i < 300 && Number.isNaN(backMs); i++) {
      const tries = await Promise.all(ports.map((one) => report(one)));
      if (tries.every((status) => status === 201)) backMs = performance.now() - backAt;
      else await wait(100);
    }
    await change("there", async () => {});
    await wait(1_500);
    end();
    const fired = await loading;
    const { sent, lateMs } = fired;

    const good = seen.public - seen.failed.length;
    const share = good / seen.public;
    const failures: string[] = [];
    if (share < 0.999)
      failures.push(
        `${(share * 100).toFixed(2)} % of public GETs were 200 with the date of their facts: ${[...new Set(seen.failed)].slice(0, 5).join("; ")}`,
      );
    if (seen.wrongLaw.length > 0)
      failures.push(`the law of another day was shown: ${seen.wrongLaw.slice(0, 3).join("; ")}`);
    for (const [what, count] of Object.entries(seen.reports))
      if (what.startsWith("wrong")) failures.push(`${count} reports: ${what}`);
    if (Number.isNaN(backMs)) failures.push("reports were not taken again within 30 s of PostgreSQL's return");
    const again = tooManyAgain(fired);
    if (again) failures.push(again);
    const voids = (seen.reports["503 with the form"] ?? 0) > 0 ? [] : ["no report met the absence"];
    return {
      table: [
        ["what", "value"],
        ["requests sent", String(sent)],
        ["public GETs", String(seen.public)],
        ["of these 200 with the date of their facts, %", (share * 100).toFixed(3)],
        ["PostgreSQL gone, s", (goneFor / 1000).toFixed(1)],
        ["laws shown rightly around midnight", String(seen.wrongLaw.length === 0)],
        ["reports told to come again, form kept", String(seen.reports["503 with the form"] ?? 0)],
        ["reports taken", String(seen.reports.taken ?? 0)],
        ["reports taken again after PostgreSQL's return, s", (backMs / 1000).toFixed(1)],
        ["requests the proxy sent to the other instance", String(proxy.retried())],
        againRow(fired).slice(0, 2),
        ["public GETs, p50 / p99, ms", `${cell(percentile(seen.times, 0.5))} / ${cell(percentile(seen.times, 0.99))}`],
        ["pace late at p99, ms", cell(lateMs)],
      ],
      failures,
      voids,
    };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

function shotOf(n: number): Shot {
  if (n % 16 === 7) {
    REPORT.set("key", `a-key-for-shot-${n}`);
    const headers = { "content-type": "application/x-www-form-urlencoded", "idempotency-key": String(n) };
    return { name: "report", method: "POST", path: "/report", body: REPORT.toString(), headers };
  }
  const path = n % 9 === 4 ? CHARGE : (PATHS[n % PATHS.length] as string);
  return { name: "public", path };
}

function look({ shot, status, headers, body, ms }: Answer, seen: Seen, is: string, midnightAt: number): void {
  if (shot.name === "report") {
    const kept = status === 503 && headers["retry-after"] !== undefined && body.includes('value="6.50"');
    const right = is === "either" ? kept || status === 201 : is === "gone" ? kept : status === 201;
    const what = kept ? "503 with the form" : status === 201 ? "taken" : `${status}`;
    const name = right ? what : `wrong while PostgreSQL is ${is}: ${what}`;
    seen.reports[name] = (seen.reports[name] ?? 0) + 1;
    return;
  }
  seen.public++;
  seen.times.push(ms);
  if (status !== 200 || headers["x-facts-of"] !== day)
    seen.failed.push(`${shot.path} ${status} ${status === 0 ? body : ""}`);
  const fromMidnight = Date.now() - midnightAt;
  if (shot.path !== LAW || status !== 200 || Math.abs(fromMidnight) < EITHER_MS) return;
  const law = fromMidnight < 0 ? OLD_LAW : NEW_LAW;
  const shown = (JSON.parse(body) as { inForce: { id: string }[] }).inForce.map((rule) => rule.id).join(", ");
  if (shown !== law) seen.wrongLaw.push(`${shown} ${Math.round(fromMidnight / 1000)} s from midnight`);
}

async function report(port: number): Promise<number> {
  REPORT.set("key", `a-key-to-look-${port}-${Math.random()}`);
  return fetch(`http://127.0.0.1:${port}/report`, { method: "POST", body: new URLSearchParams(REPORT) }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );
}

export const drill: Drill = {
  does: "stops PostgreSQL, crosses midnight in Lagos, restarts both instances meanwhile, then lets PostgreSQL come back",
  passLine:
    "at least 99.9 % of public GETs are 200 with the date of their facts, each day shows its own law, every report while PostgreSQL is gone gets its form back with a time to come again, and reports are taken within 30 s of its return",
  run,
};
