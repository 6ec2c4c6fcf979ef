/**
 * The web server in a process of its own, for drills and benches: on the shipped pack, with reports that really
 * ask a PostgreSQL, slowly or badly as told. It answers over IPC what it weighs and what is out.
 */
import "../src/main/tsx-loader.ts";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import { fastifyScopes } from "openfees-pool";
import type { ReportBook, StoredReport } from "../src/app/report-fee.ts";
import { openDatabase } from "../src/db/connect.ts";
import type { ServerConfig } from "../src/db/database-url.ts";
import { createReportStore, refusalOf } from "../src/db/report-store.ts";
import type { CivilDate } from "../src/domain/dates/civil-date.ts";
import type { Bounds } from "../src/http/server-bounds.ts";
import { createLog, logTo } from "../src/platform/log.ts";
import { PageCache } from "../src/server/page-cache.ts";

export type UnderTest = {
  readonly database?: ServerConfig;
  readonly bounds?: Partial<Bounds>;
  /** How long the database works for one look at a report. */
  readonly sleepS?: number;
  /** Every so many looks at a report one takes a connection and forgets it. */
  readonly forgetsEvery?: number;
};

export type Weighed = {
  readonly heapBytes: number;
  readonly rssBytes: number;
  readonly cpuMicros: number;
  readonly sockets: number;
  readonly pages: number;
  readonly leased: number;
  readonly waiting: number;
  readonly leaks: number;
  readonly timers: number;
};

// pages are .tsx, which the loader above reads
const { testServer } = await import("../e2e/support/test-server.ts");
const { database: at, bounds, sleepS = 0, forgetsEvery } = JSON.parse(process.argv[2] ?? "{}") as UnderTest;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const database = at ? openDatabase(at, "openfees_app") : undefined;
const store = createReportStore(() => database?.kysely);
let [looks, leaks] = [0, 0];
database?.pool.on("leak", () => {
  leaks++;
});
const FOUND: StoredReport = {
  receipt: "000000000000",
  jurisdiction: "ng",
  bank: "ng.gtbank",
  service: "alert.sms",
  amount: 650n,
  currency: "NGN",
  on: "2026-11-20" as CivilDate,
  receivedAt: "2026-11-20T00:00:00Z",
  outcome: null,
};
const reports: ReportBook = {
  add: store.add,
  find: async (receipt) => {
    if (!database || sleepS === 0) return store.find(receipt);
    try {
      if (forgetsEvery !== undefined && ++looks % forgetsEvery === 0) await database.pool.connect();
      await sql`SELECT pg_sleep(${sleepS})`.execute(database.kysely);
      return FOUND;
    } catch (cause) {
      throw refusalOf(cause);
    }
  },
};
const pages = new PageCache(64_000_000);
// as it is written in service
const log = createLog("info", logTo("/dev/null"));
const app = await testServer({
  reports,
  pages,
  log,
  ...(bounds ? { bounds } : {}),
  ...(database ? { scopes: fastifyScopes(database.pool) as never } : {}),
});
await app.listen({ host: "127.0.0.1", port: 0 });

const tell = (what: Weighed | number) => void process.send?.(what);
const weigh = async (): Promise<Weighed> => {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const sockets = await new Promise<number>((resolve) => app.server.getConnections((_cause, n) => resolve(n ?? 0)));
  const pool = database?.pool.snapshot();
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const { leased = 0, waiting = 0 } = pool ?? {};
  return {
    heapBytes: heapUsed,
    rssBytes: rss,
    cpuMicros: user + system,
    sockets,
    pages: pages.bytes,
    leased,
    waiting,
    leaks,
    timers,
  };
};
process.on("message", async (what: "weigh" | "cpu" | "stop") => {
  if (what === "weigh") tell(await weigh());
  else if (what === "cpu") {
    const { user, system } = process.cpuUsage();
    tell(user + system);
  } else {
    await app.close();
    await database?.close();
    process.disconnect?.();
  }
});
tell((app.server.address() as AddressInfo).port);
