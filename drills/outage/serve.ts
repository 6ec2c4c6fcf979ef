import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createPool, currentScope, type LeakEvent, scopedHandler } from "openfees-pool";
import pg from "pg";

// The server of the outage drill, a process of its own: `serve.ts KIND URL`. Three routes that each run a query, of which
// `?leak` forgets the connection; a static one; and /stats. It ends when the drill lets go of it.

/** `lease`: ours, through `lease()` instead of `connect()`. */
export type Kind = "naive" | "best" | "ours" | "lease";
export type Stats = {
  /** Leaks that were named with the line below that forgets. */
  named: number;
  /** Taken from requests that did not leak, and uses after that. */
  wrong: number;
  /** Longest time from the end of a scope to its reclaim. */
  slowestMs: number;
  leased: number;
  waiting: number;
};

const stats: Stats = { named: 0, wrong: 0, slowestMs: 0, leased: 0, waiting: 0 };
/** By scope: whether its request leaks, and when its response was closed. */
const requests = new Map<number, { leaks: boolean; closedAt: number }>();

function noteLeak({ scope, place, how }: LeakEvent): void {
  // Whoever hung up has no use for it any more.
  if (how === "aborted") return;
  const request = requests.get(scope?.id ?? 0);
  if (request === undefined || !request.leaks) {
    stats.wrong++;
    return;
  }
  if (place.endsWith(`drills/outage/serve.ts:${LEAKS_AT}`)) stats.named++;
  stats.slowestMs = Math.max(stats.slowestMs, performance.now() - request.closedAt);
  requests.delete(scope?.id ?? 0);
}

const lineOf = (depth: number): number =>
  Number(/:(\d+):\d+\)?$/.exec((new Error().stack ?? "").split("\n")[depth] ?? "")?.[1]);
let LEAKS_AT = 0;

type Connection = { query(text: string, values: unknown[]): Promise<pg.QueryResult>; release(): void };

function serve(kind: Kind, url: string): void {
  const base = { connectionString: url };
  const timeouts = {
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 5_000,
    query_timeout: 2_000,
    statement_timeout: 2_000,
  };
  const ours = kind === "ours" || kind === "lease" ? createPool({ ...base, max: 10, report: () => {} }) : undefined;
  const theirs = new pg.Pool(kind === "best" ? { ...base, max: 20, ...timeouts } : { ...base, max: 10 });
  theirs.on("error", () => {});
  ours?.on("leak", noteLeak);

  /** As much work of the processor as a page may be. */
  const work = (ms: number): void => {
    for (const began = performance.now(); performance.now() - began < ms; );
  };

  /** The route of February. */
  const route = async (leaks: boolean, response: ServerResponse): Promise<void> => {
    LEAKS_AT = lineOf(2) + 1;
    const connection: Connection = await (kind === "lease" && ours ? ours.lease() : (ours ?? theirs).connect());
    const { rows } = await connection.query("SELECT $1::int + 1 AS n", [1]);
    // The bug: an early return that forgets the connection.
    if (!leaks) connection.release();
    response.end(JSON.stringify(rows));
  };

  const handler = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "/";
    if (path === "/static") return void response.end("ok");
    if (path === "/stats") {
      if (ours) Object.assign(stats, { leased: ours.snapshot().leased, waiting: ours.waitingCount });
      return void response.end(JSON.stringify(stats));
    }
    const leaks = path.endsWith("?leak");
    const scope = currentScope();
    if (scope) requests.set(scope.id, { leaks, closedAt: Number.POSITIVE_INFINITY });
    work(Number(path.split("?busy=")[1] ?? 0));
    try {
      await route(leaks, response);
    } catch (cause) {
      if ((cause as { code?: unknown }).code === "lease_lost") stats.wrong++;
      response.writeHead(500).end(String(cause));
    }
  };
  const scoped = ours ? scopedHandler(ours, handler) : handler;
  const server = createServer((request, response) => {
    let id = 0;
    // Before the scope's own listener, so that the time of its end is known when the leak is told.
    response.once("close", () => {
      const seen = requests.get(id);
      if (seen?.leaks) seen.closedAt = performance.now();
      else requests.delete(id);
    });
    const before = requests.size;
    scoped(request, response);
    if (requests.size > before) id = [...requests.keys()].at(-1) ?? 0;
  });
  // One query before the first request: how long a process takes to start is not what is measured.
  const warm = (): Promise<unknown> =>
    (ours ? ours.query("SELECT 1") : theirs.query("SELECT 1")).catch((cause: { code?: unknown }) => {
      if (cause.code !== "pool_saturated") throw cause;
      return warm();
    });
  void warm().then(() => {
    server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
  });
  process.on("disconnect", () => process.exit(0));
}

const [kind, url] = process.argv.slice(2);
serve(kind as Kind, url ?? "");
