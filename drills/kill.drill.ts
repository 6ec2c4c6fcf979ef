/**
 * Openfees is killed without warning (kill -9) at random moments, and what PostgreSQL had acknowledged is
 * counted afterwards. First while the shipped pack is loaded into a fresh directory, then while rows and packs are
 * written by this process, which is never killed and remembers every acknowledgement.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "../src/db/canonical-json.ts";
import { openDatabase, withClient } from "../src/db/connect.ts";
import type { ServerConfig } from "../src/db/database-url.ts";
import { isAlive, readPostmaster } from "../src/db/embedded/postmaster.ts";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { createPackStore } from "../src/db/pack-store.ts";
import { pollUntil } from "../src/platform/deadline.ts";
import { type ServeProcess, startServe, stopServe } from "../test/support/serve-process.ts";
import { type Drill, type DrillOptions, type DrillResult, middleAndWorst, seconds, seeded } from "./drill.ts";
import { packNumber, packWriter, rowWriter } from "./kill/writers.ts";

const ROW_WRITERS = 3;
/** How long anything may take before the drill calls it lost; far above what it should take. */
const PATIENCE_MS = 60_000;
const TARGET = { freshMs: 10_000, againMs: 3_000, writesMs: 2_000 };
type Victim = "Node" | "PostgreSQL";

/** A data directory of the drill's own, and the serve on it. */
class Ground {
  readonly path = mkdtempSync(join(tmpdir(), "openfees-kill-"));
  serve: ServeProcess | undefined;

  constructor() {
    // PostgreSQL runs as another user when we are root, and has to come through.
    chmodSync(this.path, 0o711);
  }

  /** Starts serve; `ready` answers after how many milliseconds it printed its address. */
  start(): { ready: Promise<number> } {
    const began = performance.now();
    const serve = startServe({ environment: { OPENFEES_DATA_DIR: join(this.path, "data") } });
    this.serve = serve;
    const ready = serve.address.then(() => performance.now() - began);
    ready.catch(() => {});
    return { ready };
  }

  get postmaster(): number | undefined {
    return readPostmaster(join(this.path, "data", "postgres"))?.pid;
  }

  /** Where PostgreSQL is, once it says that it is ready. */
  at(user: "postgres" | "openfees_app"): ServerConfig | undefined {
    const postmaster = readPostmaster(join(this.path, "data", "postgres"));
    if (!postmaster?.ready || !isAlive(postmaster.pid)) return undefined;
    const passwords = JSON.parse(readFileSync(join(this.path, "data", "passwords.json"), "utf8")) as Record<
      string,
      string
    >;
    return { host: "127.0.0.1", port: postmaster.port, user, database: "openfees", password: passwords[user] };
  }

  /** kill -9; false when there was nobody to kill. */
  async kill(victim: Victim): Promise<boolean> {
    const pid = victim === "Node" ? this.serve?.child.pid : this.postmaster;
    if (pid === undefined || !isAlive(pid)) return false;
    process.kill(pid, "SIGKILL");
    if (victim === "Node") await this.serve?.ended;
    return true;
  }

  async clear(): Promise<void> {
    if (this.serve) {
      this.serve.child.kill("SIGKILL");
      await this.serve.ended.catch(() => {});
    }
    const left = this.postmaster;
    if (left !== undefined && isAlive(left)) {
      process.kill(left, "SIGQUIT");
      await pollUntil(() => (isAlive(left) ? undefined : true), 5_000);
    }
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const patient = async <T>(work: Promise<T>, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`${what} took more than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the stored pack `ng` is, row for row, the one that ships. */
async function shippedPackIsWhole(ground: Ground): Promise<boolean> {
  const at = ground.at("openfees_app");
  if (!at) return false;
  const database = openDatabase(at, "openfees_app");
  try {
    const stored = await createPackStore(database.kysely).current("ng");
    return canonicalJson(stored) === canonicalJson(shippedPack("ng"));
  } catch {
    return false;
  } finally {
    await database.close();
  }
}

type FirstStarts = { kills: number; whole: number; freshMs: number[]; failures: string[] };

/** Kills during the very first start: half-made directories, half-run migrations, a half-loaded pack. */
async function firstStarts(rounds: number, chance: () => number, say: DrillOptions["say"]): Promise<FirstStarts> {
  const result: FirstStarts = { kills: 0, whole: 0, freshMs: [], failures: [] };
  for (let round = 0; round <= rounds; round++) {
    const ground = new Ground();
    const victim: Victim = round % 2 === 1 ? "Node" : "PostgreSQL";
    try {
      const first = ground.start();
      if (round === 0) {
        // Nobody is killed: how long a first start takes says when to kill in the next ones.
        result.freshMs.push(await patient(first.ready, "the first start"));
        continue;
      }
      const typical = result.freshMs[0] ?? 5_000;
      if (victim === "PostgreSQL") await pollUntil(() => ground.postmaster, PATIENCE_MS);
      await wait(chance() * typical * (victim === "Node" ? 0.95 : 0.4));
      if (!(await ground.kill(victim))) continue;
      result.kills++;
      const ready = victim === "Node" ? ground.start().ready : first.ready;
      await patient(ready, `the start after ${victim} was killed`);
      if (
        await patient(
          pollUntil(async () => (await shippedPackIsWhole(ground)) || undefined, 10_000),
          "reading the pack",
        )
      )
        result.whole++;
      else result.failures.push(`after ${victim} was killed during a first start the shipped pack was not whole`);
      say(`first start ${round}/${rounds}: killed ${victim}, came back whole`);
    } catch (cause) {
      result.failures.push(`first start, ${victim} killed: ${(cause as Error).message}`);
    } finally {
      await ground.clear();
    }
  }
  return result;
}

type Running = {
  kills: Record<Victim, number>;
  againMs: number[];
  writesMs: number[];
  rows: Counted;
  packs: Counted;
  failures: string[];
};
type Counted = { acknowledged: number; found: number; lost: number; more: number };

const count = (acknowledged: readonly number[], found: readonly number[]): Counted => {
  const there = new Set(found);
  const lost = acknowledged.filter((id) => !there.has(id)).length;
  return {
    acknowledged: acknowledged.length,
    found: there.size,
    lost,
    more: there.size - (acknowledged.length - lost),
  };
};

/** Kills while rows are inserted and packs published without a pause. */
async function whileWriting(rounds: number, chance: () => number, say: DrillOptions["say"]): Promise<Running> {
  const ground = new Ground();
  const kills: Record<Victim, number> = { Node: 0, PostgreSQL: 0 };
  const [againMs, writesMs, failures]: [number[], number[], string[]] = [[], [], []];
  const where = () => ground.at("openfees_app");
  const writers: { stop(): Promise<void> }[] = [];
  try {
    await patient(ground.start().ready, "the first start");
    const admin = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => {
      const at = ground.at("postgres");
      if (!at) throw new Error("PostgreSQL is not there");
      return withClient(at, undefined, async (client) => (await client.query<T>(sql, values)).rows);
    };
    await admin(
      "CREATE SCHEMA drill; CREATE TABLE drill.written (id bigint PRIMARY KEY); GRANT USAGE ON SCHEMA drill TO openfees_app; GRANT INSERT ON drill.written TO openfees_app",
    );
    let id = 0;
    let version = 0;
    const rows = Array.from({ length: ROW_WRITERS }, () => rowWriter(where, () => ++id));
    const packs = packWriter(where, () => ++version);
    writers.push(...rows, packs);
    const lastRow = () => Math.max(...rows.map((writer) => writer.lastAt));
    for (let round = 1; round <= rounds; round++) {
      await pollUntil(() => (lastRow() > 0 && packs.lastAt > 0 ? true : undefined), PATIENCE_MS);
      await wait(50 + chance() * 900);
      const victim: Victim =
        chance() < 0.5 && kills.Node < rounds / 2 ? "Node" : kills.PostgreSQL < rounds / 2 ? "PostgreSQL" : "Node";
      const at = performance.now();
      if (!(await ground.kill(victim))) {
        failures.push(`round ${round}: ${victim} was not there to be killed`);
        break;
      }
      kills[victim]++;
      if (victim === "Node") againMs.push(await patient(ground.start().ready, "the start after Node was killed"));
      // The first write that was acknowledged after PostgreSQL was gone; a write that was already done is too early.
      const dead = at + 5;
      const back = await pollUntil(() => {
        const ended = ground.serve?.child.exitCode ?? ground.serve?.child.signalCode;
        if (ended !== null && ended !== undefined) return "ended" as const;
        return lastRow() > dead && packs.lastAt > dead ? lastRow() : undefined;
      }, PATIENCE_MS);
      if (back === undefined || back === "ended")
        throw new Error(
          `round ${round}: after ${victim} was killed nothing could be written:\n${ground.serve?.err().slice(-2_000)}`,
        );
      if (victim === "PostgreSQL")
        writesMs.push(Math.min(...rows.map((writer) => writer.lastAt).filter((t) => t > dead)) - at);
      say(`round ${round}/${rounds}: killed ${victim}, writes again after ${seconds(performance.now() - at)} s`);
    }
    await Promise.all(writers.map((writer) => writer.stop()));
    const foundRows = await admin<{ id: string }>("SELECT id FROM drill.written");
    const foundPacks = await admin<{ n: string }>(
      "SELECT split_part(version, '.', 2) AS n FROM openfees.pack_version WHERE jurisdiction = 'xx'",
    );
    failures.push(...(await tornPacks(ground, packs.acknowledged)));
    const status = await patient(stopServe(ground.serve as ServeProcess), "stopping");
    if (status !== 0) failures.push(`serve ended with ${status} when it was told to stop`);
    if (ground.postmaster !== undefined) failures.push("PostgreSQL was still there after serve had stopped");
    return {
      kills,
      againMs,
      writesMs,
      rows: count(
        rows.flatMap((writer) => writer.acknowledged),
        foundRows.map((row) => Number(row.id)),
      ),
      packs: count(
        packs.acknowledged,
        foundPacks.map((row) => Number(row.n)),
      ),
      failures,
    };
  } finally {
    await Promise.all(writers.map((writer) => writer.stop()));
    await ground.clear();
  }
}

/** Puts the last pack together again: its hash proves every row. Versions before it are proved by their own row lists. */
async function tornPacks(ground: Ground, acknowledged: readonly number[]): Promise<string[]> {
  const at = ground.at("openfees_app");
  if (!at) return ["PostgreSQL was not there to read the packs from"];
  const database = openDatabase(at, "openfees_app");
  try {
    const current = await createPackStore(database.kysely).current("xx");
    const n = Number(current.version.split(".")[1]);
    if (n < (acknowledged.at(-1) ?? 0))
      return [`the current pack is ${n}, but ${acknowledged.at(-1)} was acknowledged`];
    return canonicalJson(current) === canonicalJson(packNumber(n))
      ? []
      : [`the pack ${current.version} is not what was published`];
  } catch (cause) {
    return [`a pack could not be put together again: ${(cause as Error).message}`];
  } finally {
    await database.close();
  }
}

const line = (what: string, kills: number, { acknowledged, found, lost, more }: Counted): string[] =>
  [what, kills, acknowledged, found, lost, more].map(String).concat("", "", "");
const times = (what: string, target: number, ms: readonly number[]): string[] => [
  what,
  String(ms.length),
  "",
  "",
  "",
  "",
  ...middleAndWorst(ms),
  seconds(target),
];

async function run({ short, seed, say }: DrillOptions): Promise<DrillResult> {
  const chance = seeded(seed);
  const first = await firstStarts(short ? 4 : 20, chance, say);
  const running = await whileWriting(short ? 18 : 80, chance, say);
  const writing = running.kills.Node + running.kills.PostgreSQL;
  const failures = [...first.failures, ...running.failures];
  if (running.rows.lost > 0) failures.push(`${running.rows.lost} acknowledged rows were lost`);
  if (running.packs.lost > 0) failures.push(`${running.packs.lost} acknowledged packs were lost`);
  const middle = (ms: readonly number[]) => Number(middleAndWorst(ms)[0]) * 1000;
  if (!short) {
    if (middle(first.freshMs) > TARGET.freshMs) failures.push("a fresh directory took longer than its target");
    if (middle(running.againMs) > TARGET.againMs) failures.push("starting again took longer than its target");
    if (middle(running.writesMs) > TARGET.writesMs) failures.push("writing again took longer than its target");
  }
  const voids: string[] = [];
  if (first.kills + writing < 20) voids.push(`only ${first.kills + writing} kills hit somebody`);
  if (running.rows.acknowledged < 100 || running.packs.acknowledged < 5) voids.push("hardly anything was written");
  return {
    table: [
      ["what", "kills", "acknowledged", "found", "lost", "kept besides", "median s", "worst s", "target s"],
      line("shipped pack, first start", first.kills, {
        acknowledged: first.kills,
        found: first.whole,
        lost: first.kills - first.whole,
        more: 0,
      }),
      line("rows inserted", writing, running.rows),
      line("packs published", writing, running.packs),
      times("ready on a fresh directory", TARGET.freshMs, first.freshMs),
      times("ready again after Node was killed", TARGET.againMs, running.againMs),
      times("writes after PostgreSQL was killed", TARGET.writesMs, running.writesMs),
    ],
    failures,
    voids,
  };
}

export const drill: Drill = {
  does: "kills Node and PostgreSQL with -9 at random moments and counts what was acknowledged",
  passLine:
    "at least 20 kills, every start comes back by itself, 0 acknowledged rows or packs lost, the shipped pack whole. The full form also wants the median times within their targets; the short one prints them.",
  run,
};
