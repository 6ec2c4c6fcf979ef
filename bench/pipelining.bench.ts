import { chmodSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { Pool } from "openfees-pool";
import pg from "pg";
import postgres from "postgres";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { temporaryHome } from "../test/support/real-database.ts";
import {
  type Bench,
  type BenchOptions,
  type BenchResult,
  type Contender,
  interleaved,
  measured,
  microsEach,
  rate,
  spreadOf,
  spreadText,
  type Table,
} from "./bench.ts";

// Where postgres.js is faster than pg, and how much of that pg can have: by statements that are parsed once, and by sending
// the next before the last is answered. Each alone and both together, over the same number of connections.

const CONNECTIONS = 10;
const CALLERS = [10, 100] as const;
const ROW = "SELECT id, note FROM bench_row WHERE id = $1";
const NAMED = "bench-row";

let rows = 0;
const row = () => (rows++ % 1_000) + 1;

type Asked = { readonly ask: () => Promise<unknown>; readonly end: () => Promise<unknown> };

/** So many clients of pg, asked in turn without waiting for the last answer. */
async function clients(config: pg.ClientConfig, ask: (client: pg.Client) => Promise<unknown>): Promise<Asked> {
  const all = Array.from({ length: CONNECTIONS }, () => new pg.Client(config));
  await Promise.all(all.map((client) => client.connect()));
  let next = 0;
  return {
    ask: () => ask(all[next++ % CONNECTIONS] as pg.Client),
    end: () => Promise.all(all.map((client) => client.end())),
  };
}

const pooled = (pool: pg.Pool, named: boolean): Asked => ({
  ask: () => (named ? pool.query({ name: NAMED, text: ROW, values: [row()] }) : pool.query(ROW, [row()])),
  end: () => pool.end(),
});

function contenders(config: pg.PoolConfig, callers: number): Contender[] {
  const size = { ...config, max: CONNECTIONS };
  const piped = { ...config, pipeline: true } as pg.ClientConfig;
  const kinds: Readonly<Record<string, () => Asked | Promise<Asked>>> = {
    "pg-pool": () => pooled(new pg.Pool(size), false),
    ours: () => pooled(new Pool(size), false),
    "pg-pool, named": () => pooled(new pg.Pool(size), true),
    "ours, named": () => pooled(new Pool(size), true),
    "pg, pipeline": () => clients(piped, (client) => client.query(ROW, [row()])),
    "pg, pipeline, named": () => clients(piped, (client) => client.query({ name: NAMED, text: ROW, values: [row()] })),
    "postgres.js": () => {
      const sql = postgres({ ...(size as object), onnotice: () => {} });
      return { ask: () => sql`SELECT id, note FROM bench_row WHERE id = ${row()}`, end: () => sql.end() };
    },
    "postgres.js, no names": () => {
      const sql = postgres({ ...(size as object), onnotice: () => {}, prepare: false });
      return { ask: () => sql`SELECT id, note FROM bench_row WHERE id = ${row()}`, end: () => sql.end() };
    },
    "postgres.js, one at a time": () => {
      const sql = postgres({ ...(size as object), onnotice: () => {}, max_pipeline: 0 } as object);
      return { ask: () => sql`SELECT id, note FROM bench_row WHERE id = ${row()}`, end: () => sql.end() };
    },
  };
  return Object.entries(kinds).map(([name, make]) => ({
    name,
    work: async (ms) => {
      const { ask, end } = await make();
      try {
        await measured(ms / 4, callers, ask);
        return await measured(ms, callers, ask);
      } finally {
        await end();
      }
    },
  }));
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const dataDir = temporaryHome();
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true });
  const { host, port, user, password, database } = server.config("postgres", "postgres");
  const config: pg.PoolConfig = { host, port, user, password, database };
  const tables: Table[] = [];
  const failures: string[] = [];
  try {
    const prepare = new pg.Client(config);
    await prepare.connect();
    await prepare.query(
      "CREATE TABLE bench_row AS SELECT g AS id, 'a note of some length for row ' || g AS note FROM generate_series(1, 1000) g; ALTER TABLE bench_row ADD PRIMARY KEY (id)",
    );
    await prepare.end();
    for (const callers of CALLERS) {
      const title = `One row, ${CONNECTIONS} connections, ${callers} callers. Beside pg-pool: throughput, 1 is equal`;
      options.say(title);
      const all = contenders(config, callers);
      const rounds = await interleaved(all, options);
      const lines = all.map(({ name }) => {
        const own = rounds.flatMap((round) => round.get(name) ?? []);
        const beside = rounds.flatMap((round) => {
          const [one, base] = [round.get(name), round.get("pg-pool")];
          return one && base ? [rate(one) / rate(base)] : [];
        });
        if (beside.length !== rounds.length) failures.push(`${name} was not measured in each round`);
        return [
          name,
          spreadOf(own.map(rate)).median.toFixed(0),
          spreadText(spreadOf(own.map(microsEach)), 1),
          spreadText(spreadOf(beside)),
        ];
      });
      tables.push({ title, rows: [["", "a second", "CPU us each", "beside pg-pool"], ...lines] });
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const model = cpus()[0]?.model.trim() ?? "unknown";
  tables.unshift({ title: "Machine", rows: [[`${cpus().length} x ${model}, Node ${process.version}, PostgreSQL 18`]] });
  return { tables, failures };
}

export const bench: Bench = {
  does: "one-row selects: what names and pipelining each bring over pg, beside postgres.js with and without them",
  passLine: "none but that every contender is measured in every round; ADR 29 draws on the ratios.",
  run,
};
