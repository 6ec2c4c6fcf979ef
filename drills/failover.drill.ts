/**
 * The primary is lost in each way in which it can be, while writers go on at a fixed pace. A supervisor, as any
 * cluster has one, promotes the standby. What counts is what the writers were told: each write that was acknowledged must
 * be on the new primary, none may have been accepted by the old one once it was replaced, and writing must soon go on.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPool, OutcomeUnknown, type Pool } from "openfees-pool";
import { type PairedServer, type StandbyPair, standbyPair } from "../test/support/standby-pair.ts";
import { type Drill, type DrillResult, seconds } from "./drill.ts";
import { type Failover, supervise } from "./failover/supervisor.ts";
import { p99 } from "./load.ts";

const RATE = 50;
const DEADLINE_MS = 1_000;
const COMMIT_GRACE_MS = 500;
const USUAL_MS = 2_000;
const AFTER_MS = 5_000;
const STALLED_MS = 2_000;
const FIRST_WRITE_MS = 1_000;
const TOTAL_MS = 3_000;
const BEHIND_MS = 20;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything that the writers of one scene were told. */
class Writers {
  /** When each write was acknowledged. */
  readonly acknowledged = new Map<number, number>();
  readonly behind: number[] = [];
  unsure = 0;
  refused = 0;
  readonly #pool: Pool;
  readonly #running = new Set<Promise<void>>();
  #last = 0;
  #stopped = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** One write in a transaction; every seventh caller hangs up after a while, every fifth asks for a short deadline. */
  #write(id: number): void {
    const away = new AbortController();
    const hangUp = id % 7 === 0 ? setTimeout(() => away.abort(), 150) : undefined;
    const deadlineMs = id % 5 === 0 ? 200 : DEADLINE_MS;
    const one = this.#pool
      .scope(
        "POST /writes",
        () =>
          this.#pool.transaction(async (lease) => void (await lease.query("INSERT INTO kept VALUES ($1)", [id])), {
            signal: away.signal,
          }),
        { deadlineMs },
      )
      .then(
        () => void this.acknowledged.set(id, performance.now()),
        (cause: unknown) => {
          if (cause instanceof OutcomeUnknown) this.unsure++;
          else this.refused++;
        },
      )
      .finally(() => {
        clearTimeout(hangUp);
        this.#running.delete(one);
      });
    this.#running.add(one);
  }

  async run(): Promise<void> {
    const began = performance.now();
    for (let i = 0; !this.#stopped; i++) {
      const due = began + (i * 1_000) / RATE;
      const left = due - performance.now();
      if (left > 1) await wait(left);
      this.behind.push(performance.now() - due);
      this.#write(++this.#last);
    }
    await Promise.all(this.#running);
  }

  stop(): void {
    this.#stopped = true;
  }
}

type Scene = {
  readonly name: string;
  /** Whether the supervisor can end the old primary. */
  readonly reaches: boolean;
  /** Makes the trouble; answers what is done once the standby was promoted. */
  trouble(pair: StandbyPair): Promise<{ readonly lostAt: number; after?(): Promise<void> }>;
};

const SCENES: readonly Scene[] = [
  {
    name: "primary killed with all its backends",
    reaches: true,
    trouble: async ({ primary }) => {
      const lostAt = performance.now();
      await primary.kill();
      return { lostAt };
    },
  },
  {
    name: "primary frozen",
    reaches: true,
    trouble: async ({ primary }) => {
      primary.freeze();
      return { lostAt: performance.now() };
    },
  },
  {
    name: "primary frozen, out of reach, thawed after the promotion",
    reaches: false,
    trouble: async ({ primary }) => {
      primary.freeze();
      return {
        lostAt: performance.now(),
        after: async () => {
          await wait(1_000);
          primary.thaw();
        },
      };
    },
  },
  {
    name: "commits stalled by a frozen standby, then the primary killed",
    reaches: true,
    trouble: async ({ primary, standby }) => {
      standby.freeze();
      await wait(STALLED_MS);
      const lostAt = performance.now();
      await primary.kill();
      standby.thaw();
      return { lostAt };
    },
  },
];

const idsOn = async (server: PairedServer): Promise<Set<number>> =>
  new Set((await server.sql<{ id: number }>("SELECT id FROM kept")).map(({ id }) => id));

type Outcome = { readonly row: string[]; readonly failures: string[]; readonly voids: string[] };

async function play(scene: Scene, pair: StandbyPair, record: string): Promise<Outcome> {
  const { primary, standby } = pair;
  await primary.sql("CREATE TABLE kept (id int PRIMARY KEY)");
  const { user, password, database } = primary.config;
  const pool = createPool({
    ...{ user, password, database, hosts: [primary.address, standby.address], max: 8 },
    commitGraceMs: COMMIT_GRACE_MS,
    report: () => {},
  });
  const writers = new Writers(pool);
  try {
    const writing = writers.run();
    await wait(USUAL_MS);
    const before = writers.acknowledged.size;
    const supervised = supervise(primary, standby, { record, reaches: scene.reaches });
    const { lostAt, after } = await scene.trouble(pair);
    const failover = await supervised;
    await Promise.all([after?.(), wait(AFTER_MS)]);
    writers.stop();
    await writing;
    return await judge(scene, pair, writers, { ...failover, lostAt, before });
  } finally {
    writers.stop();
    await Promise.race([pool.end(), wait(12_000)]);
  }
}

async function judge(
  scene: Scene,
  { primary, standby }: StandbyPair,
  writers: Writers,
  { lostAt, detectedAt, promotedAt, before }: Failover & { readonly lostAt: number; readonly before: number },
): Promise<Outcome> {
  const { acknowledged } = writers;
  const kept = await idsOn(standby);
  const lost = [...acknowledged.keys()].filter((id) => !kept.has(id));
  const firstAt = Math.min(...[...acknowledged.values()].filter((at) => at > promotedAt), promotedAt + AFTER_MS);
  // A write that the old primary has and the new one lacks was accepted by it alone, if anybody was told so.
  const old = scene.reaches ? new Set<number>() : await idsOn(primary);
  const acceptedByOld = [...acknowledged.keys()].filter((id) => old.has(id) && !kept.has(id));
  const lateOnOld = [...old].filter((id) => (acknowledged.get(id) ?? 0) > promotedAt);
  const wrong = [
    [before === 0, "nothing was written before the trouble"],
    [lost.length > 0, `${lost.length} acknowledged writes are lost`],
    [
      acceptedByOld.length + lateOnOld.length > 0,
      `${acceptedByOld.length + lateOnOld.length} writes were accepted by the old primary after it was replaced`,
    ],
    [
      firstAt - promotedAt > FIRST_WRITE_MS,
      `the first write came ${seconds(firstAt - promotedAt)} s after the promotion`,
    ],
    [firstAt - lostAt > TOTAL_MS, `no write for ${seconds(firstAt - lostAt)} s`],
  ] as const;
  const behind = p99(writers.behind);
  return {
    row: [
      scene.name,
      seconds(Math.max(0, detectedAt - lostAt)),
      seconds(promotedAt - detectedAt),
      seconds(firstAt - promotedAt),
      seconds(firstAt - lostAt),
      String(acknowledged.size),
      String(lost.length),
      String(acceptedByOld.length + lateOnOld.length),
      String(writers.unsure),
      String(writers.refused),
    ],
    failures: wrong.filter(([bad]) => bad).map(([, words]) => `${scene.name}: ${words}`),
    voids: behind > BEHIND_MS ? [`${scene.name}: the load itself was ${Math.round(behind)} ms late at p99`] : [],
  };
}

async function run(rounds: number, say: (line: string) => void): Promise<DrillResult> {
  const head = ["", "detected s", "promoted s", "first write s", "in all s"];
  const table = [[...head, "acknowledged", "lost", "by the old", "unsure", "refused"]];
  const failures: string[] = [];
  const voids: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "openfees-failover-"));
  try {
    for (let round = 0; round < rounds; round++)
      for (const scene of SCENES) {
        const pair = await standbyPair({ synchronous: true });
        try {
          const outcome = await play(scene, pair, join(folder, "primary"));
          table.push(outcome.row);
          failures.push(...outcome.failures);
          voids.push(...outcome.voids);
          say(`${scene.name}: ${outcome.failures.length === 0 ? "as it should be" : outcome.failures.join("; ")}`);
        } finally {
          await pair.stop();
        }
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { table, failures: voids.length > 0 ? [] : failures, voids };
}

export const drill: Drill = {
  does: "the primary killed, frozen, thawed after its standby was promoted, and lost while commits are stalled",
  passLine: `0 acknowledged writes lost, 0 accepted by the old primary; the first write <= ${FIRST_WRITE_MS / 1_000} s after the promotion and <= ${TOTAL_MS / 1_000} s after the loss`,
  run: ({ short, say }) => run(short ? 1 : 10, say),
};
