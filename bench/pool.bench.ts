import { chmodSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Pool, type PoolOptions } from "openfees-pool";
import pg from "pg";
import postgres from "postgres";
import { Lease } from "../packages/pool/src/lease.ts";
import { keepStack } from "../packages/pool/src/place.ts";
import { Scope } from "../packages/pool/src/scope.ts";
import type { Slot } from "../packages/pool/src/slot.ts";
import type { ServerConfig } from "../src/db/database-url.ts";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { temporaryHome } from "../test/support/real-database.ts";
import {
  type Bench,
  type BenchOptions,
  type BenchResult,
  type Contender,
  interleaved,
  type Measured,
  measured,
  microsEach,
  type Round,
  rate,
  spreadOf,
  spreadText,
  type Table,
} from "./bench.ts";

// What our pool costs beside pg-pool and postgres.js, on one machine and in one run. Only ratios count, taken
// within a round, in which every contender works once; the table prints how far the rounds lie apart.

const MIN_THROUGHPUT = 0.95;
const MAX_MORE_MICROS = 3;
const PG_POOL = "pg-pool";
const JUDGED = "ours, as it comes";
/**
 * What is judged is measured in many short pairs: one pair's ratio lies up to 0.2 beside another's, and a hundred
 * pairs of a quarter of a second tell their median more exactly than thirty of half a second.
 */
const PAIRS_A_ROUND = 14;
const PAIR_SHARE = 1 / 4;
const ROW = "SELECT id, note FROM bench_row WHERE id = $1";

const OURS: readonly (readonly [string, PoolOptions])[] = [
  [JUDGED, {}],
  ["ours, every stack", { capture: "full" }],
  ["ours, sampled stacks", { capture: "sampled" }],
  ["ours, no stack", { capture: "off" }],
];

/** A pool for one turn: the server has not room enough for the connections of all contenders at once. */
async function turn(
  ms: number,
  hands: number,
  pool: { once: () => Promise<unknown>; warm: () => Promise<unknown>; close: () => Promise<unknown> },
): Promise<Measured> {
  try {
    await pool.warm();
    await measured(ms / 4, hands, pool.once);
    return await measured(ms, hands, pool.once);
  } finally {
    await pool.close();
  }
}

/** Opens all connections before anything is measured: as many clients as there may be, out at once. */
const openAll = (connections: number, pool: { connect(): Promise<{ release(): void }> }) => async () => {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  for (const client of clients) client.release();
};
let rows = 0;
const row = () => (rows++ % 1_000) + 1;

function selects(config: pg.PoolConfig, connections: number): Contender[] {
  const turnOf = (
    ms: number,
    warm: () => Promise<unknown>,
    once: () => Promise<unknown>,
    close: () => Promise<unknown>,
  ) => turn(ms, connections, { once, warm, close });
  const ours = OURS.map(
    ([name, options]): Contender => ({
      name,
      work: (ms) => {
        const pool = new Pool({ ...config, max: connections, waitMs: 30_000, ...options });
        return turnOf(
          ms,
          openAll(connections, pool),
          () => pool.query(ROW, [row()]),
          () => pool.end(),
        );
      },
    }),
  );
  return [
    {
      name: PG_POOL,
      work: (ms) => {
        const pool = new pg.Pool({ ...config, max: connections });
        return turnOf(
          ms,
          openAll(connections, pool),
          () => pool.query(ROW, [row()]),
          () => pool.end(),
        );
      },
    },
    ...ours,
    {
      name: "postgres.js",
      work: (ms) => {
        const sql = postgres({ ...(config as object), max: connections, onnotice: () => {} });
        const once = () => sql`SELECT 1`;
        return turnOf(
          ms,
          () => Promise.all(Array.from({ length: connections * 4 }, once)),
          () => sql`SELECT id, note FROM bench_row WHERE id = ${row()}`,
          () => sql.end(),
        );
      },
    },
  ];
}

/** Taken and given back without a question: nothing but the pool's own work. Ours inside a scope, as a request would. */
function checkouts(config: pg.PoolConfig): Contender[] {
  const turnOf = (ms: number, once: () => Promise<unknown>, close: () => Promise<unknown>) =>
    turn(ms, 1, { once, warm: once, close });
  const ours = OURS.map(
    ([name, options]): Contender => ({
      name,
      work: (ms) => {
        const pool = new Pool({ ...config, mode: "enforce", ...options });
        const scope = new Scope("GET /bench", { detached: true });
        const once = async () => (await pool.connect()).release();
        return scope.run(() => turnOf(ms, once, () => pool.end())).finally(() => scope.end());
      },
    }),
  );
  return [
    {
      name: PG_POOL,
      work: (ms) => {
        const pool = new pg.Pool(config);
        return turnOf(
          ms,
          async () => (await pool.connect()).release(),
          () => pool.end(),
        );
      },
    },
    ...ours,
    {
      name: "postgres.js",
      work: (ms) => {
        const sql = postgres({ ...(config as object), onnotice: () => {} });
        return turnOf(
          ms,
          async () => (await sql.reserve()).release(),
          () => sql.end(),
        );
      },
    },
  ];
}

async function table(
  title: string,
  contenders: readonly Contender[],
  options: BenchOptions,
  against: (round: Round, name: string) => number,
): Promise<{ table: Table; found: Map<string, ReturnType<typeof spreadOf>> }> {
  options.say(title);
  const rounds = await interleaved(contenders, options);
  const found = new Map<string, ReturnType<typeof spreadOf>>();
  const lines = contenders.map(({ name }) => {
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
  return { table: { title, rows: [["", "a second", "CPU us each", "beside pg-pool"], ...lines] }, found };
}

const got = (round: Round, name: string) => {
  const one = round.get(name);
  if (one === undefined) throw new Error(`${name} was not measured`);
  return one;
};

/** Our throughput as a share of pg-pool's, the two right after each other, each of them first in every second pair. */
async function pairs(contenders: readonly Contender[], options: BenchOptions): Promise<number[]> {
  const both = contenders.filter(({ name }) => name === PG_POOL || name === JUDGED);
  const rounds = await interleaved(both, {
    rounds: options.rounds * PAIRS_A_ROUND,
    ms: options.ms * PAIR_SHARE,
    say: () => {},
  });
  return rounds.map((round) => rate(got(round, JUDGED)) / rate(got(round, PG_POOL)));
}

/** Rounds of the heap's measure, and leases in each: what else lives there comes and goes. */
const HEAP_ROUNDS = 15;
const HELD = 5_000;

/**
 * Heap that one lease keeps alive, with its stack or without: the median of some rounds. They are made here, since a pool
 * of so many connections is more than a server has; a pool's connection keeps its last lease until the next, so that the
 * difference between lent and free says nothing.
 */
function bytesOfALease(stack: boolean): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const slot = {} as Slot;
  const told = () => {};
  const scope = new Scope("GET /bench", { detached: true });
  const asker = { kind: "client", scope, takeAt: Number.POSITIVE_INFINITY } as const;
  const held: number[] = [];
  for (let round = 0; round < HEAP_ROUNDS; round++) {
    const leases: Lease[] = [];
    const before = heap();
    for (let i = 0; i < HELD; i++)
      leases.push(new Lease(i, slot, { ...asker, stack: stack ? keepStack(bytesOfALease) : undefined }, i, told));
    held.push((heap() - before) / leases.length);
    scope.owned.clear();
  }
  scope.end();
  return spreadOf(held).median;
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const dataDir = temporaryHome();
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true });
  const { host, port, user, password, database }: ServerConfig = server.config("postgres", "postgres");
  const config: pg.PoolConfig = { host, port, user, password, database };
  const failures: string[] = [];
  const tables: Table[] = [];
  const judged: string[][] = [];
  try {
    const prepare = new pg.Client(config);
    await prepare.connect();
    await prepare.query(
      "CREATE TABLE bench_row AS SELECT g AS id, 'a note of some length for row ' || g AS note FROM generate_series(1, 1000) g; ALTER TABLE bench_row ADD PRIMARY KEY (id)",
    );
    await prepare.end();
    for (const connections of [10, 50]) {
      const title = `One row, ${connections} connections, as many callers. Beside pg-pool: throughput, 1 is equal`;
      const { table: made } = await table(
        title,
        selects(config, connections),
        options,
        (round, name) => rate(got(round, name)) / rate(got(round, PG_POOL)),
      );
      tables.push(made);
      const ours = spreadOf(await pairs(selects(config, connections), options));
      judged.push([`${connections} connections`, spreadText(ours)]);
      if (ours.median < MIN_THROUGHPUT)
        failures.push(`one row at ${connections} connections: ${ours.median.toFixed(2)} of pg-pool's throughput`);
    }
    const { table: made, found } = await table(
      "Checkout alone, one caller. Beside pg-pool: microseconds of CPU more",
      checkouts(config),
      options,
      (round, name) => microsEach(got(round, name)) - microsEach(got(round, PG_POOL)),
    );
    tables.push(made);
    tables.push({
      title: `What is judged: ours as it comes beside pg-pool, the two alone in ${options.rounds * PAIRS_A_ROUND} pairs of turns`,
      rows: [["", "throughput, 1 is equal"], ...judged],
    });
    const more = found.get(JUDGED)?.median ?? Number.POSITIVE_INFINITY;
    if (more > MAX_MORE_MICROS) failures.push(`a checkout costs ${more.toFixed(1)} us of CPU more than pg-pool's`);
    tables.push({
      title: "Heap that one lease holds",
      rows: [
        ["", "bytes"],
        ["with its stack", bytesOfALease(true).toFixed(0)],
        ["without", bytesOfALease(false).toFixed(0)],
      ],
    });
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
