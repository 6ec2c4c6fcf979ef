/**
 * A primary and a standby that follows it, each a real PostgreSQL of its own, which can be killed, frozen, thawed
 * and promoted. Nobody restarts them. The standby is a copy that was made while the primary ran.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freezeAll, killAll } from "../../drills/process-tree.ts";
import { withClient } from "../../src/db/connect.ts";
import type { ServerConfig } from "../../src/db/database-url.ts";
import { readyBinaries } from "../../src/db/embedded/binaries.ts";
import { endsWithNode, type Home, initCluster, openHome, spawnAs, withLog } from "../../src/db/embedded/cluster.ts";
import { freePort } from "../../src/db/embedded/free-port.ts";
import { isAlive, readPostmaster } from "../../src/db/embedded/postmaster.ts";
import { chooseUser, type RunAs } from "../../src/db/embedded/run-as.ts";
import { pollUntil } from "../../src/platform/deadline.ts";
import { temporaryHome } from "./real-database.ts";

const UP_MS = 20_000;

/** One of the two. */
export class PairedServer {
  readonly name: string;
  readonly home: Home;
  readonly port: number;
  readonly #native: string;
  readonly #runAs: RunAs | undefined;
  #child: ChildProcess | undefined;
  #thaw: (() => void) | undefined;

  constructor(name: string, home: Home, port: number, native: string, runAs: RunAs | undefined) {
    this.name = name;
    this.home = home;
    this.port = port;
    this.#native = native;
    this.#runAs = runAs;
  }

  get config(): ServerConfig {
    const { postgres: password } = this.home.passwords;
    return { host: "127.0.0.1", port: this.port, user: "postgres", database: "postgres", password };
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.port };
  }

  async start(): Promise<void> {
    const settings = [`port=${this.port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
    const args = ["-D", this.home.cluster, ...settings.flatMap((one) => ["-c", one])];
    const [program, first] = endsWithNode(join(this.#native, "bin", "postgres"), "INT");
    const child = withLog(this.home, (fd) =>
      spawn(program, [...first, ...args], { ...spawnAs(this.#runAs), detached: true, stdio: ["ignore", fd, fd] }),
    );
    this.#child = child;
    const up = await pollUntil(async () => {
      const postmaster = readPostmaster(this.home.cluster);
      if (postmaster?.pid !== child.pid) return undefined;
      return withClient(this.config, undefined, async () => true).catch(() => undefined);
    }, UP_MS);
    if (!up) throw new Error(`${this.name} did not start: ${readFileSync(this.home.log, "utf8").slice(-2_000)}`);
  }

  sql<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return withClient(this.config, undefined, async (client) => (await client.query<T>(text, [...values])).rows);
  }

  /** The postmaster and all backends at once, as when the machine is lost; also when it is frozen. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    killAll(child.pid);
    await gone;
    this.#thaw = undefined;
  }

  freeze(): void {
    this.#thaw = freezeAll(this.#child?.pid ?? 0);
  }

  thaw(): void {
    this.#thaw?.();
    this.#thaw = undefined;
  }

  /** Answers once it takes writes. */
  async promote(): Promise<void> {
    await this.sql("SELECT pg_promote(true)");
  }

  async stop(): Promise<void> {
    const pid = this.#child?.pid;
    this.thaw();
    await this.kill();
    if (pid !== undefined) await pollUntil(() => (isAlive(pid) ? undefined : true), 5_000);
    rmSync(this.home.path, { recursive: true, force: true });
  }
}

export type StandbyPair = { readonly primary: PairedServer; readonly standby: PairedServer; stop(): Promise<void> };

async function made(name: string, passwords?: string): Promise<PairedServer> {
  const path = temporaryHome();
  const runAs = chooseUser();
  if (runAs) chmodSync(path, 0o711);
  if (passwords !== undefined) writeFileSync(join(path, "passwords.json"), passwords, { mode: 0o600 });
  const home = openHome(path);
  return new PairedServer(name, home, await freePort(), await readyBinaries(path, runAs), runAs);
}

const giveTo = (path: string, { uid, gid }: { uid: number; gid: number }): void => {
  chownSync(path, uid, gid);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), { uid, gid });
};

/** With `synchronous` a commit is acknowledged once the standby has it too. */
export async function standbyPair({ synchronous }: { readonly synchronous: boolean }): Promise<StandbyPair> {
  const primary = await made("primary");
  const standby = await made("standby", JSON.stringify(primary.home.passwords));
  const stop = async () => {
    await Promise.all([primary.stop(), standby.stop()]);
  };
  try {
    await initCluster(primary.home, await readyBinaries(primary.home.path, chooseUser()), chooseUser(), true);
    await primary.start();
    await copy(primary, standby);
    await standby.start();
    const streams = () =>
      primary.sql<{ state: string }>("SELECT state FROM pg_stat_replication WHERE state = 'streaming'");
    if (!(await pollUntil(async () => ((await streams()).length > 0 ? true : undefined), UP_MS)))
      throw new Error("the standby does not follow the primary");
    if (synchronous) {
      await primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (standby)'");
      await primary.sql("SELECT pg_reload_conf()");
      const inStep = () => primary.sql("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'quorum'");
      if (!(await pollUntil(async () => ((await inStep()).length > 0 ? true : undefined), UP_MS)))
        throw new Error("the standby is not synchronous");
    }
    return { primary, standby, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** A copy of the running primary that starts as its standby, without pg_basebackup. */
async function copy(primary: PairedServer, standby: PairedServer): Promise<void> {
  const client = new pg.Client(primary.config);
  await client.connect();
  try {
    const slot = `standby_${randomBytes(4).toString("hex")}`;
    await client.query("SELECT pg_create_physical_replication_slot($1, true)", [slot]);
    await client.query("SELECT pg_backup_start('copy', true)");
    const kept = /^(?:postmaster\..*|pg_wal\/.+|pg_replslot\/.+)$/;
    const from = primary.home.cluster;
    cpSync(from, standby.home.cluster, {
      recursive: true,
      filter: (path) => !kept.test(path.slice(from.length + 1)),
    });
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
    writeFileSync(join(standby.home.cluster, "backup_label"), rows[0]?.labelfile ?? "");
    writeFileSync(join(standby.home.cluster, "standby.signal"), "");
    const way = `host=127.0.0.1 port=${primary.port} user=postgres password=${primary.config.password} application_name=standby`;
    writeFileSync(
      join(standby.home.cluster, "postgresql.auto.conf"),
      // With its own 5 s, a standby that has just lost its primary may wait so long before it hears that it is promoted.
      `primary_conninfo = '${way}'\nprimary_slot_name = '${slot}'\nwal_retrieve_retry_interval = '100ms'\n`,
    );
    const runAs = chooseUser();
    if (runAs) giveTo(standby.home.cluster, runAs);
    chmodSync(standby.home.cluster, 0o700);
  } finally {
    await client.end();
  }
}
