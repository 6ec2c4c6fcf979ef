import { chmodSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pg from "pg";
import postgres from "postgres";
import type { ServerConfig } from "../src/db/connect.ts";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { Pool, type PoolOptions } from "../src/pool/index.ts";
import { Scope } from "../src/pool/scope.ts";
import { temporaryHome } from "../test/support/real-database.ts";
import {
  type Bench,
  type BenchOptions,
  type BenchResult,
  type Contender,
  interleaved,
  measured,
  microsEach,
  type Round,
  rate,
  spreadOf,
  spreadText,
  type Table,
} from "./bench.ts";

// What our pool costs beside pg-pool and postgres.js, on one machine and in one run. One idea: only ratios count, taken
// within a round, in which every contender works once; the table prints how far the rounds lie apart.

const MIN_THROUGHPUT = 0.95;
const MAX_MORE_MICROS = 3;
const ROW = "SELECT id, note FROM bench_row WHERE id = $1";

/** Something that can be asked, and closed. */
type Open = Contender & { close(): Promise<unknown> };

const OURS: readonly (readonly [string, PoolOptions])[] = [
  ["ours, as it comes", {}],
  ["ours, every stack", { capture: "full" }],
  ["ours, sampled stacks", { capture: "sampled" }],
  ["ours, no stack", { capture: "off" }],
];

function selects(config: pg.PoolConfig, connections: number): Open[] {
  const row = (n: number) => (n % 1_000) + 1;
  let n = 0;
  const theirs = new pg.Pool({ ...config, max: connections });
  const other = postgres({ ...(config as object), max: connections, onnotice: () => {} });
  const ours = OURS.map(([name, options]): Open => {
    const pool = new Pool({ ...config, max: connections, waitMs: 10_000, ...options });
    const once = () => pool.query(ROW, [row(n++)]);
    return { name, work: (ms) => measured(ms, connections, once), close: () => pool.end() };
  });
  return [
    {
      name: "pg-pool",
      work: (ms) => measured(ms, connections, () => theirs.query(ROW, [row(n++)])),
      close: () => theirs.end(),
    },
    ...ours,
    {
      name: "postgres.js",
      work: (ms) => measured(ms, connections, () => other`SELECT id, note FROM bench_row WHERE id = ${row(n++)}`),
      close: () => other.end(),
    },
  ];
}

/** Taken and given back without a question: nothing but the pool's own work. Ours inside a scope, as a request would. */
function checkouts(config: pg.PoolConfig): Open[] {
  const theirs = new pg.Pool({ ...config, max: 10 });
  const other = postgres({ ...(config as object), max: 10, onnotice: () => {} });
  const ours = OURS.map(([name, options]): Open => {
    const pool = new Pool({ ...config, max: 10, mode: "enforce", ...options });
    const once = async () => (await pool.connect()).release();
    const work = (ms: number) => {
      const scope = new Scope("GET /bench", { detached: true });
      return scope.run(() => measured(ms, 1, once)).finally(() => scope.end());
    };
    return { name, work, close: () => pool.end() };
  });
  return [
    {
      name: "pg-pool",
      work: (ms) => measured(ms, 1, async () => (await theirs.connect()).release()),
      close: () => theirs.end(),
    },
    ...ours,
    {
      name: "postgres.js",
      work: (ms) => measured(ms, 1, async () => (await other.reserve()).release()),
      close: () => other.end(),
    },
  ];
}

async function table(
  title: string,
  open: readonly Open[],
  options: BenchOptions,
  against: (round: Round, name: string) => number,
): Promise<{ table: Table; found: Map<string, ReturnType<typeof spreadOf>> }> {
  options.say(title);
  let rounds: Round[];
  try {
    rounds = await interleaved(open, options);
  } finally {
    await Promise.all(open.map((one) => one.close()));
  }
  const found = new Map<string, ReturnType<typeof spreadOf>>();
  const rows = open.map(({ name }) => {
    const own = rounds.map((round) => round.get(name)).filter((one) => one !== undefined);
    const spread = spreadOf(rounds.map((round) => against(round, name)));
    found.set(name, spread);
    return [
      name,
      spreadOf(own.map(rate)).median.toFixed(0),
      spreadText(spreadOf(own.map(microsEach)), 1),
      spreadText(spread),
    ];
  });
  return { table: { title, rows: [["", "a second", "CPU us each", "beside pg-pool"], ...rows] }, found };
}

const got = (round: Round, name: string) => {
  const one = round.get(name);
  if (one === undefined) throw new Error(`${name} was not measured`);
  return one;
};

/** Heap that one lease keeps alive, its stack included. */
async function bytesOfALease(config: pg.PoolConfig, options: PoolOptions): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const pool = new Pool({ ...config, max: 100, waitMs: 30_000, ...options });
  const take = () => Promise.all(Array.from({ length: 100 }, () => pool.connect()));
  for (const client of await take()) client.release();
  const heap = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const taken = await take();
  const held = heap() - before;
  for (const client of taken) client.release();
  await pool.end();
  return held / taken.length;
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const dataDir = temporaryHome();
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true });
  const { host, port, user, password, database }: ServerConfig = server.config("postgres", "postgres");
  const config: pg.PoolConfig = { host, port, user, password, database };
  const failures: string[] = [];
  const tables: Table[] = [];
  try {
    const prepare = new pg.Client(config);
    await prepare.connect();
    await prepare.query(
      "CREATE TABLE bench_row AS SELECT g AS id, 'a note of some length for row ' || g AS note FROM generate_series(1, 1000) g; ALTER TABLE bench_row ADD PRIMARY KEY (id); ALTER SYSTEM SET max_connections = 400",
    );
    await prepare.end();
    for (const connections of [10, 50]) {
      const title = `One row, ${connections} connections, as many callers. Beside pg-pool: throughput, 1 is equal`;
      const { table: made, found } = await table(
        title,
        selects(config, connections),
        options,
        (round, name) => rate(got(round, name)) / rate(got(round, "pg-pool")),
      );
      tables.push(made);
      const ours = found.get("ours, as it comes")?.median ?? 0;
      if (ours < MIN_THROUGHPUT)
        failures.push(`one row at ${connections} connections: ${ours.toFixed(2)} of pg-pool's throughput`);
    }
    const { table: made, found } = await table(
      "Checkout alone, one caller. Beside pg-pool: microseconds of CPU more",
      checkouts(config),
      options,
      (round, name) => microsEach(got(round, name)) - microsEach(got(round, "pg-pool")),
    );
    tables.push(made);
    const more = found.get("ours, as it comes")?.median ?? Number.POSITIVE_INFINITY;
    if (more > MAX_MORE_MICROS) failures.push(`a checkout costs ${more.toFixed(1)} us of CPU more than pg-pool's`);
    const memory = [["", "bytes"]];
    for (const [name, own] of OURS) memory.push([name, (await bytesOfALease(config, own)).toFixed(0)]);
    tables.push({ title: "Heap that one lease holds", rows: memory });
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const model = cpus()[0]?.model.trim() ?? "unknown";
  tables.unshift({ title: "Machine", rows: [[`${cpus().length} x ${model}, Node ${process.version}, PostgreSQL 18`]] });
  return { tables, failures };
}

export const bench: Bench = {
  does: "one-row selects and bare checkouts, ours beside pg-pool and postgres.js, one after the other in every round",
  passLine: `as it comes, at least ${MIN_THROUGHPUT} of pg-pool's throughput and at most ${MAX_MORE_MICROS} us of CPU a checkout above it (medians).`,
  run,
};
