/**
 * The PostgreSQL that openfees brings along, as a thing that is up until it is stopped. States: starting ->
 * up -> (died -> starting) ... -> stopped. Only `start`, `#died` and `stop` move it. It keeps its port over a restart,
 * so that a pool of connections finds it again. When it cannot be brought back, `onGivenUp` is called once.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { backoffMs } from "../../platform/backoff.ts";
import { CannotStart } from "../../platform/cannot-start.ts";
import { pollUntil } from "../../platform/deadline.ts";
import type { AppRole } from "../connect.ts";
import type { ServerConfig } from "../database-url.ts";
import { readyBinaries } from "./binaries.ts";
import {
  clusterOwner,
  directoryError,
  diskFull,
  endsWithNode,
  type Home,
  initCluster,
  isDiskFull,
  openFolder,
  openHome,
  serverError,
  spawnAs,
  withLog,
} from "./cluster.ts";
import { lockDirectory } from "./directory-lock.ts";
import { freePort } from "./free-port.ts";
import { type Passwords, passwordsOf } from "./passwords.ts";
import { readPostmaster, stopLeftOver } from "./postmaster.ts";
import { chooseUser, type RunAs } from "./run-as.ts";

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** No waiting for the disk: for tests, which lose nothing when the machine dies. */
  readonly fast?: boolean;
  /** The directory is locked by `claimDirectory` already, and stays locked after `stop`. */
  readonly claimed?: boolean;
  /** `max_connections`; 100 unless said. */
  readonly maxConnections?: number;
  readonly onDeath?: (attempt: number) => void;
  readonly onBack?: (downMs: number) => void;
  readonly onGivenUp?: (cause: unknown) => void;
};

/** Restarts within `WINDOW_MS` before openfees gives up. */
const RESTARTS = 12;
const WINDOW_MS = 60_000;
/** A start after a crash replays what was written since the last checkpoint. */
const READY_MS = 60_000;

/** Whom PostgreSQL runs as: the owner of the data that is there, where we are root. */
function userOf(dataDir: string): RunAs | undefined {
  const user = chooseUser();
  return user && (clusterOwner(dataDir) ?? user);
}

/** Makes the data directory and takes it for this process: one openfees a directory. Answers how to give it back. */
export function claimDirectory(dataDir: string): () => void {
  openFolder(dataDir, userOf(dataDir));
  try {
    return lockDirectory(dataDir);
  } catch (cause) {
    throw directoryError(dataDir, cause);
  }
}

export class EmbeddedServer {
  readonly #options: EmbeddedOptions;
  readonly #home: Home;
  readonly #native: string;
  readonly #runAs: RunAs | undefined;
  readonly #unlock: () => void;
  readonly #deaths: number[] = [];
  #child: ChildProcess | undefined;
  #port = 0;
  #stopping = false;
  #coming: Promise<void> | undefined;

  private constructor(
    options: EmbeddedOptions,
    home: Home,
    native: string,
    runAs: RunAs | undefined,
    unlock: () => void,
  ) {
    this.#options = options;
    this.#home = home;
    this.#native = native;
    this.#runAs = runAs;
    this.#unlock = unlock;
  }

  /** Makes the data directory when it is fresh, ends what an earlier run left behind, and answers when connections work. */
  static async start(options: EmbeddedOptions): Promise<EmbeddedServer> {
    const unlock = options.claimed ? () => {} : claimDirectory(options.dataDir);
    try {
      const runAs = userOf(options.dataDir);
      openFolder(options.dataDir, runAs);
      const home = openHome(options.dataDir);
      const native = await readyBinaries(home.path, runAs);
      await stopLeftOver(home.cluster);
      await initCluster(home, native, runAs, options.fast ?? false);
      const server = new EmbeddedServer(options, home, native, runAs, unlock);
      await server.#launch();
      return server;
    } catch (cause) {
      unlock();
      throw directoryError(options.dataDir, cause);
    }
  }

  /** Says why, when a full disk is behind what went wrong. */
  why(cause: unknown): unknown {
    return isDiskFull(this.#home.path) ? diskFull(this.#home.path, { cause }) : cause;
  }

  get port(): number {
    return this.#port;
  }

  /** The process id of the postmaster, while it is up. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How to log in, as the superuser that only sets things up or as one of the roles. */
  config(user: "postgres" | AppRole, database: string): ServerConfig {
    return { host: "127.0.0.1", port: this.#port, user, database, password: this.passwords[user] };
  }

  /** What each role logs in with, as the file says now: a wrong one may be put right while PostgreSQL is up. */
  get passwords(): Passwords {
    return passwordsOf(this.#home.path);
  }

  get cluster(): string {
    return this.#home.cluster;
  }

  async #launch(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      if (this.#port === 0) this.#port = await freePort();
      const ended = await this.#launchOnce();
      if (ended === undefined) return;
      const failed = ended.said;
      // After kill -9 the old lock file or shared memory can be there for up to a second; a taken port is changed; and
      // whoever kills a server that is just starting wants it no less dead than one that is up.
      const passing =
        !isDiskFull(this.#home.path) &&
        (ended.killed || /lock file|shared memory|could not bind|could not create any TCP/i.test(failed));
      if (!passing || attempt >= 40 || this.#stopping)
        throw serverError(this.#home.path, failed, "PostgreSQL did not start");
      if (/could not bind|could not create any TCP/i.test(failed) && this.#deaths.length === 0) this.#port = 0;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Starts the server once; answers what it said when it ended instead. */
  async #launchOnce(): Promise<{ said: string; killed: boolean } | undefined> {
    const { cluster, log } = this.#home;
    const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const settings = [
      `port=${this.#port}`,
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      `max_connections=${this.#options.maxConnections ?? 100}`,
      "log_timezone=UTC",
      // no row of a person's in its log: a refused row would stand there in the detail
      "log_error_verbosity=terse",
    ];
    if (this.#options.fast) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
    const args = ["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])];
    const postgres = join(this.#native, "bin", process.platform === "win32" ? "postgres.exe" : "postgres");
    const [program, first] = endsWithNode(postgres, "INT");
    // Apart from our own group, so that Ctrl+C in a terminal reaches Node alone, which stops things in order.
    const child = withLog(this.#home, (fd) =>
      spawn(program, [...first, ...args], { ...spawnAs(this.#runAs), detached: true, stdio: ["ignore", fd, fd] }),
    );
    let ended = false;
    const end = new Promise<void>((resolve) => {
      child.once("error", () => resolve());
      child.once("exit", () => resolve());
    }).then(() => {
      ended = true;
    });
    const up = await pollUntil(() => {
      const postmaster = readPostmaster(cluster);
      return ended || (postmaster?.pid === child.pid && postmaster?.ready) ? true : undefined;
    }, READY_MS);
    if (up && !ended) {
      this.#child = child;
      void end.then(() => this.#died());
      return undefined;
    }
    const killed = ended && child.signalCode !== null;
    child.kill("SIGKILL");
    await end;
    return { said: existsSync(log) ? readFileSync(log).subarray(from).toString("utf8") : "", killed };
  }

  #died(): void {
    this.#child = undefined;
    if (this.#stopping) return;
    const now = performance.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < WINDOW_MS).length;
    this.#options.onDeath?.(recent);
    this.#coming = this.#comeBack(recent, now);
  }

  async #comeBack(recent: number, since: number): Promise<void> {
    try {
      if (recent > RESTARTS)
        throw new CannotStart(
          "embedded_failed",
          `PostgreSQL died ${recent} times within a minute. Its log is ${this.#home.log}.`,
        );
      if (recent > 1)
        await new Promise((resolve) => setTimeout(resolve, backoffMs(recent - 2, { firstMs: 50, largestMs: 5_000 })));
      if (this.#stopping) return;
      await this.#launch();
      this.#options.onBack?.(Math.round(performance.now() - since));
    } catch (cause) {
      if (!this.#stopping) this.#options.onGivenUp?.(cause);
    }
  }

  /** Ends PostgreSQL: open transactions are rolled back, everything acknowledged is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#coming;
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGQUIT"), 8_000);
      await gone;
      clearTimeout(timer);
    }
    this.#unlock();
  }
}
