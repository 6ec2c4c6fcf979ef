/**
 * Each way to run out of connections is made to happen, one after the other, with the usual callers before it.
 * What the refused callers are told must be the right word, and the first line they are given the right line.
 */
import { createPool, DatabaseDown, type Pool, type PoolOptions, PoolSaturated, type Verdict } from "openfees-pool";
import type { Drill, DrillResult } from "./drill.ts";
import { type DrillServer, withServer } from "./postgres.ts";

const MAX = 4;
const USUAL_RATE = 40;
const USUAL_MS = 2_500;
const TROUBLE_MS = 2_500;
/** The first verdicts may still look at the second before; the blockers are asked for every half second. */
const SETTLE_MS = 1_200;
const STATEMENT_S = 0.02;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** The line below the one that calls this. */
const lineBelow = (): string =>
  `drills/verdicts.drill.ts:${Number(/:(\d+):\d+\)?$/.exec((new Error().stack ?? "").split("\n")[2] ?? "")?.[1]) + 1}`;

type Told = { readonly verdict: Verdict; readonly place: string | undefined; readonly at: number };

/** The pool of one scene, its callers and what they were told. */
class Stage {
  readonly told: Told[] = [];
  readonly pool: Pool;
  readonly #running = new Set<Promise<void>>();
  line: string | undefined;

  constructor({ config }: DrillServer, options: PoolOptions) {
    const { host, port, user, password, database } = config;
    const server = { host, port, user, password, database };
    this.pool = createPool({ ...server, max: MAX, waitMs: 150, operators: server, report: () => {}, ...options });
  }

  /** One call of a route; a refusal is kept, another error is part of the scene. */
  call(route: string, work: () => Promise<unknown>): void {
    const one = this.pool
      .scope(route, async () => void (await work()))
      .catch((cause: unknown) => {
        if (!(cause instanceof PoolSaturated || cause instanceof DatabaseDown)) return;
        const place = cause instanceof PoolSaturated ? cause.places[0] : undefined;
        this.told.push({ verdict: cause.verdict, place, at: performance.now() });
      })
      .finally(() => this.#running.delete(one));
    this.#running.add(one);
  }

  /** The same call again and again, from a fixed schedule. */
  async callAt(rate: number, ms: number, route: string, work: () => Promise<unknown>): Promise<void> {
    const began = performance.now();
    for (let i = 0; i * (1_000 / rate) < ms; i++) {
      const left = began + i * (1_000 / rate) - performance.now();
      if (left > 1) await wait(left);
      this.call(route, work);
    }
  }

  query(seconds: number): () => Promise<unknown> {
    return () => this.pool.query("SELECT pg_sleep($1)", [seconds]);
  }

  async clear(): Promise<void> {
    const ended = this.pool.end();
    this.pool.mode = "enforce";
    await Promise.race([Promise.all([ended, ...this.#running]), wait(5_000)]);
  }
}

type Scene = {
  readonly name: string;
  readonly word: Verdict;
  readonly options?: PoolOptions;
  /** Makes the trouble for `TROUBLE_MS` and sets the line that it should be blamed on, where there is one. */
  trouble(stage: Stage, server: DrillServer): Promise<void>;
};

/** Holds the row of the scene for as long as the trouble lasts. */
async function holdRow(stage: Stage): Promise<void> {
  stage.call("POST /holds-the-row", async () => {
    stage.line = lineBelow();
    await using lease = await stage.pool.lease();
    await lease.query("BEGIN");
    await lease.query("UPDATE drill_row SET n = n + 1");
    await wait(TROUBLE_MS - 200);
    await lease.query("ROLLBACK");
  });
  await wait(100);
}

const forget = (stage: Stage) => async () => {
  stage.line = lineBelow();
  const client = await stage.pool.connect();
  await client.query("SELECT 1");
};

const outsideCall = (stage: Stage, ms: number) => async () => {
  stage.line = lineBelow();
  await using lease = await stage.pool.lease();
  await lease.query("SELECT 1");
  await wait(ms);
  await lease.query("SELECT 1");
};

const slow = (stage: Stage, seconds: number) => async () => {
  stage.line = lineBelow();
  await stage.pool.query("SELECT pg_sleep($1)", [seconds]);
};

const SCENES: readonly Scene[] = [
  {
    name: "LEAK: a route forgets its connections, and the pool may only watch",
    word: "LEAK",
    options: { mode: "observe" },
    trouble: (stage) => stage.callAt(USUAL_RATE, TROUBLE_MS, "GET /forgets", forget(stage)),
  },
  {
    name: "HELD: a route calls somebody else with a connection in its hand",
    word: "HELD",
    trouble: (stage) => stage.callAt(USUAL_RATE, TROUBLE_MS, "GET /calls-outside", outsideCall(stage, 400)),
  },
  {
    name: "LOCKED: a transaction holds a row that all others want",
    word: "LOCKED",
    trouble: async (stage) => {
      await holdRow(stage);
      await stage.callAt(USUAL_RATE, TROUBLE_MS - 300, "POST /wants-the-row", () =>
        stage.pool.query("UPDATE drill_row SET n = n + 1"),
      );
    },
  },
  {
    name: "SLOW: the same callers, statements twenty times as long",
    word: "SLOW",
    trouble: (stage) => stage.callAt(USUAL_RATE, TROUBLE_MS, "GET /fees", slow(stage, 20 * STATEMENT_S)),
  },
  {
    name: "LOAD: ten times the callers",
    word: "LOAD",
    trouble: (stage) => stage.callAt(10 * USUAL_RATE, TROUBLE_MS, "GET /fees", slow(stage, STATEMENT_S)),
  },
  {
    name: "mixed: half of the pool leaked, and five times the callers",
    word: "LEAK",
    options: { mode: "observe" },
    trouble: async (stage) => {
      for (let i = 0; i < MAX / 2; i++) stage.call("GET /forgets", forget(stage));
      await wait(200);
      await stage.callAt(5 * USUAL_RATE, TROUBLE_MS - 200, "GET /fees", stage.query(STATEMENT_S));
    },
  },
  {
    name: "mixed: a held row, others who want it, and one who calls outside",
    word: "LOCKED",
    trouble: async (stage) => {
      stage.call("GET /calls-outside", outsideCall(stage, TROUBLE_MS));
      await wait(100);
      await holdRow(stage);
      await stage.callAt(USUAL_RATE, TROUBLE_MS - 300, "POST /wants-the-row", () =>
        stage.pool.query("UPDATE drill_row SET n = n + 1"),
      );
    },
  },
  {
    name: "DATABASE DOWN: PostgreSQL is stopped",
    word: "DATABASE DOWN",
    trouble: async (stage, server) => {
      const stopped = server.stop();
      await stage.callAt(USUAL_RATE, TROUBLE_MS, "GET /fees", stage.query(STATEMENT_S));
      await stopped;
    },
  },
];

type Outcome = { readonly row: string[]; readonly failures: string[] };

async function play(scene: Scene, server: DrillServer): Promise<Outcome> {
  const stage = new Stage(server, scene.options ?? {});
  try {
    await stage.callAt(USUAL_RATE, USUAL_MS, "GET /fees", stage.query(STATEMENT_S));
    stage.told.length = 0;
    const began = performance.now();
    await scene.trouble(stage, server);
    const told = stage.told.filter((one) => one.at - began > SETTLE_MS);
    const wrongWord = told.filter((one) => one.verdict !== scene.word);
    const wrongLine = told.filter((one) => stage.line !== undefined && one.place !== stage.line);
    const failures: string[] = [];
    if (told.length === 0) failures.push("nobody was refused");
    const [word] = wrongWord;
    if (word) failures.push(`${wrongWord.length} of ${told.length} were told ${word.verdict}`);
    const [line] = wrongLine;
    if (line) failures.push(`${wrongLine.length} of ${told.length} were told ${line.place}, not ${stage.line}`);
    const right = told.length - new Set([...wrongWord, ...wrongLine]).size;
    const row = [scene.name, scene.word, stage.line?.split("/").at(-1) ?? "-", String(told.length), String(right)];
    return { row, failures: failures.map((words) => `${scene.name}: ${words}`) };
  } finally {
    await stage.clear();
  }
}

async function run(rounds: number, say: (line: string) => void): Promise<DrillResult> {
  const table = [["", "word", "line", "told", "right"]];
  const failures: string[] = [];
  for (let round = 0; round < rounds; round++)
    await withServer(async (server) => {
      await server.sql("CREATE TABLE drill_row (n int)");
      await server.sql("INSERT INTO drill_row VALUES (1)");
      for (const scene of SCENES) {
        const outcome = await play(scene, server);
        table.push(outcome.row);
        failures.push(...outcome.failures);
        say(`${scene.name}: ${outcome.failures.length === 0 ? "right" : outcome.failures.join("; ")}`);
      }
    });
  return { table, failures, voids: [] };
}

export const drill: Drill = {
  does: "every way to run out of connections, and what the callers are told about it",
  passLine: `the right word and the right first line in every refusal, from ${SETTLE_MS / 1000} s after the trouble began`,
  run: ({ short, say }) => run(short ? 1 : 5, say),
};
