/**
 * A server that neither answers nor closes. Once PostgreSQL is stopped with SIGSTOP, all its processes; once a
 * proxy in between swallows every byte, so that both ends think the other is there. Callers go on as usual all the time;
 * each must have its answer or its error by its deadline, and afterwards the pool must serve again by itself.
 */
import { createPool, DatabaseDown, type LeaseHandle, OutcomeUnknown, type Pool, PoolSaturated } from "openfees-pool";
import type { Drill, DrillResult } from "./drill.ts";
import { p99 } from "./load.ts";
import { type DrillServer, withServer } from "./postgres.ts";
import { freezeAll } from "./process-tree.ts";
import { SwallowingProxy } from "./swallowing-proxy.ts";

const RATE = 50;
const DEADLINE_MS = 1_000;
const COMMIT_GRACE_MS = 500;
/** What the timer of the pool and one turn of Node may add. */
const SLACK_MS = 150;
const BEHIND_MS = 20;
const USUAL_MS = 2_000;
const AFTER_MS = 9_000;
/** From then on every caller after the trouble must be served: what hangs in a connect takes 5 s to be given up. */
const AGAIN_MS = 7_000;
/** From then on a refused caller must be told that the database is down. */
const KNOWN_MS = 3_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Call = {
  readonly at: number;
  readonly tookMs: number;
  readonly mayTakeMs: number;
  readonly cause: unknown;
};

/** A COMMIT on its way is never cancelled, but not waited for longer than this; the pool cannot know that one wrote nothing. */
const WITH_COMMIT_MS = DEADLINE_MS + COMMIT_GRACE_MS;

/** A read, a read in a transaction, a write in a transaction: what most programs do. */
const WORK: readonly { name: string; mayTakeMs: number; run: (pool: Pool) => Promise<unknown> }[] = [
  { name: "GET /reads", mayTakeMs: DEADLINE_MS, run: (pool) => pool.query("SELECT count(*) FROM drill_row") },
  {
    name: "GET /reads-twice",
    mayTakeMs: WITH_COMMIT_MS,
    run: (pool) => pool.transaction(async (lease: LeaseHandle) => void (await lease.query("SELECT 1"))),
  },
  {
    name: "POST /writes",
    mayTakeMs: WITH_COMMIT_MS,
    run: (pool) =>
      pool.transaction(async (lease: LeaseHandle) => void (await lease.query("INSERT INTO drill_row VALUES (1)"))),
  },
];

type Part = {
  readonly name: string;
  readonly calls: Call[];
  readonly behind: number[];
  readonly troubleAt: number;
  readonly overAt: number;
  readonly left: { readonly leased: number; readonly dying: number };
};

async function play(name: string, pool: Pool, troubleMs: number, trouble: () => void, over: () => void): Promise<Part> {
  const calls: Call[] = [];
  const behind: number[] = [];
  const running: Promise<unknown>[] = [];
  const began = performance.now();
  const [troubleAt, overAt] = [began + USUAL_MS, began + USUAL_MS + troubleMs];
  const timers = [setTimeout(trouble, USUAL_MS), setTimeout(over, USUAL_MS + troubleMs)];
  try {
    for (let i = 0; i < ((USUAL_MS + troubleMs + AFTER_MS) / 1_000) * RATE; i++) {
      const due = began + (i * 1_000) / RATE;
      const left = due - performance.now();
      if (left > 1) await wait(left);
      const at = performance.now();
      behind.push(at - due);
      const work = WORK[i % WORK.length] ?? WORK[0]!;
      const note = (cause: unknown) =>
        calls.push({ at, tookMs: performance.now() - at, mayTakeMs: work.mayTakeMs, cause });
      running.push(
        pool
          .scope(work.name, async () => void (await work.run(pool)), { deadlineMs: DEADLINE_MS })
          .then(() => note(undefined), note),
      );
    }
    // Whoever is not answered even now is past every deadline.
    const all = await Promise.race([Promise.all(running), wait(5_000)]);
    const missing = all === undefined ? running.length - calls.length : 0;
    for (let i = 0; i < missing; i++)
      calls.push({ at: began, tookMs: Number.POSITIVE_INFINITY, mayTakeMs: DEADLINE_MS, cause: "never answered" });
    const { leased, dying } = pool.snapshot();
    return { name, calls, behind, troubleAt, overAt, left: { leased, dying } };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    over();
  }
}

const isDown = (cause: unknown) =>
  cause instanceof DatabaseDown || (cause instanceof PoolSaturated && cause.verdict === "DATABASE DOWN");
const seconds = (ms: number) => (ms / 1_000).toFixed(1);

function judge(part: Part): { row: string[]; failures: string[]; voids: string[] } {
  const { calls, troubleAt, overAt } = part;
  const late = calls.filter((call) => call.tookMs > call.mayTakeMs + SLACK_MS);
  const before = calls.filter((call) => call.at < troubleAt - DEADLINE_MS && call.cause !== undefined);
  const after = calls.filter((call) => call.at >= overAt);
  const lastBad = Math.max(overAt, ...after.filter((call) => call.cause !== undefined).map((call) => call.at));
  const refused = calls.filter((call) => call.cause instanceof DatabaseDown || call.cause instanceof PoolSaturated);
  const known = refused.filter((call) => call.at > troubleAt + KNOWN_MS && call.at < overAt - DEADLINE_MS);
  const told = known.filter((call) => isDown(call.cause));
  const unsure = calls.filter((call) => call.cause instanceof OutcomeUnknown).length;
  const behind = p99(part.behind);
  const wrong = [
    [
      late.length > 0,
      `${late.length} callers past their deadline, the slowest took ${seconds(Math.max(...late.map((call) => call.tookMs)))} s`,
    ],
    [before.length > 0, `${before.length} callers failed before anything was wrong: ${String(before[0]?.cause)}`],
    [lastBad - overAt > AGAIN_MS, `still failing ${seconds(lastBad - overAt)} s after it was over`],
    [
      known.length === 0 || told.length < known.length,
      `only ${told.length} of ${known.length} refused were told that the database is down`,
    ],
    [part.left.leased > 0, `${part.left.leased} connections were out at the end`],
  ] as const;
  return {
    row: [
      part.name,
      String(calls.length),
      String(calls.filter((call) => call.cause !== undefined).length),
      String(unsure),
      seconds(Math.max(...calls.map((call) => call.tookMs))),
      seconds(lastBad - overAt),
      `${told.length}/${known.length}`,
    ],
    failures: wrong.filter(([bad]) => bad).map(([, words]) => `${part.name}: ${words}`),
    voids: behind > BEHIND_MS ? [`${part.name}: the load itself was ${Math.round(behind)} ms late at p99`] : [],
  };
}

/** One pool for both ways in: to the server itself, or through the proxy. */
async function withPool(
  server: DrillServer,
  port: number | undefined,
  work: (pool: Pool) => Promise<Part>,
): Promise<Part> {
  const { host, port: own, user, password, database } = server.config;
  const config = { host, port: port ?? own, user, password, database };
  const pool = createPool({ ...config, max: 5, commitGraceMs: COMMIT_GRACE_MS, operators: config, report: () => {} });
  try {
    // Warm: how long a process takes to start is not what is measured.
    await Promise.all(Array.from({ length: 5 }, () => pool.query("SELECT pg_sleep(0.1)").catch(() => {})));
    return await work(pool);
  } finally {
    await Promise.race([pool.end(), wait(12_000)]);
  }
}

async function run(troubleMs: number, say: (line: string) => void): Promise<DrillResult> {
  const table = [["", "calls", "failed", "unsure", "slowest s", "well after s", "told DOWN"]];
  const failures: string[] = [];
  const voids: string[] = [];
  const note = (part: Part) => {
    const judged = judge(part);
    table.push(judged.row);
    failures.push(...judged.failures);
    voids.push(...judged.voids);
    say(`${part.name}: ${judged.failures.length === 0 ? "held" : judged.failures.join("; ")}`);
  };
  await withServer(async (server) => {
    await server.sql("CREATE TABLE drill_row (n int)");
    let thaw = () => {};
    note(
      await withPool(server, undefined, (pool) =>
        play(
          "PostgreSQL frozen",
          pool,
          troubleMs,
          () => {
            thaw = freezeAll(server.pid);
          },
          () => thaw(),
        ),
      ),
    );
    const proxy = await SwallowingProxy.open(server.config.host, server.config.port);
    try {
      note(
        await withPool(server, proxy.port, (pool) =>
          play(
            "bytes swallowed",
            pool,
            troubleMs,
            () => proxy.swallow(),
            () => proxy.pass(),
          ),
        ),
      );
    } finally {
      await proxy.close();
    }
  });
  return { table, failures: voids.length > 0 ? [] : failures, voids };
}

export const drill: Drill = {
  does: "a server that neither answers nor closes: PostgreSQL under SIGSTOP, then sockets whose bytes are swallowed",
  passLine: `nobody waits past a deadline of ${DEADLINE_MS} ms (a COMMIT ${COMMIT_GRACE_MS} ms longer); whoever is refused from ${KNOWN_MS / 1_000} s on is told that the database is down; afterwards all are served again by itself, <= ${AGAIN_MS / 1_000} s`,
  run: ({ short, say }) => run(short ? 8_000 : 60_000, say),
};
