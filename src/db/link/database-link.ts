/**
 * The database behind a running server. It may be away at the start, come later, go for good and come again;
 * pages are served from the snapshot meanwhile. `attach` brings it up to date and opens its connections; `search` tries
 * that until it works. What was opened is closed again when a later step fails, so that each try starts from nothing.
 */

import type { Instance } from "openfees-pool";
import { backoffMs } from "../../platform/backoff.ts";
import { CannotStart } from "../../platform/cannot-start.ts";
import type { createLog } from "../../platform/log.ts";
import type { Settings } from "../../platform/settings.ts";
import { Shutdown } from "../../platform/shutdown.ts";
import type { Database } from "../connect.ts";
import { createPackStore } from "../pack-store.ts";
import { type BeforeSwap, type HeldSnapshot, takePublished } from "../snapshot/follow-published.ts";
import type { SnapshotFolder } from "../snapshot/snapshot-folder.ts";
import { type WatchedHost, watchHosts } from "../watch-hosts.ts";
import { type Joining, joinFleet } from "./join-fleet.ts";
import { openMigrated, reachPostgres, type StartOwn, throughDeaths } from "./open-store.ts";
import { shippedJurisdictions, shippedPack } from "./shipped-pack.ts";

type Log = ReturnType<typeof createLog>;

export type LinkOptions = {
  readonly settings: Settings;
  /** The snapshots that this machine keeps, and the one that pages are answered from. */
  readonly folder: SnapshotFolder;
  readonly held: HeldSnapshot;
  readonly log: Log;
  readonly beforeSwap: BeforeSwap;
  readonly joining: Joining;
  /** Brings up the PostgreSQL of our own; without it this process does. */
  readonly startOwn: StartOwn | undefined;
};

/** A database that is away or locked to us, not one that is wrongly named: pages are served without it, and it is tried again. */
const AWAY: readonly string[] = [
  "connection_refused",
  "server_not_ready",
  "server_full",
  "no_primary",
  "passwords_damaged",
];

export class DatabaseLink {
  readonly #settings: Settings;
  readonly #folder: SnapshotFolder;
  readonly #held: HeldSnapshot;
  readonly #log: Log;
  readonly #beforeSwap: BeforeSwap;
  readonly #joining: Joining;
  readonly #startOwn: StartOwn | undefined;
  #open:
    | {
        readonly database: Database;
        readonly own: Shutdown;
        readonly instance: Instance;
        readonly hosts: () => readonly WatchedHost[];
      }
    | undefined;
  /** How many wait for the database at the door of the web server. */
  waitingOutside: () => number = () => 0;
  #serving = false;
  #peers = 1;
  #timer: NodeJS.Timeout | undefined;
  #trying: Promise<void> = Promise.resolve();
  #stopped = false;
  #toldWhy = "";

  constructor({ settings, folder, held, log, beforeSwap, joining, startOwn }: LinkOptions) {
    this.#settings = settings;
    this.#folder = folder;
    this.#held = held;
    this.#log = log;
    this.#beforeSwap = beforeSwap;
    this.#joining = joining;
    this.#startOwn = startOwn;
  }

  /** undefined while it is away. */
  get database(): Database | undefined {
    return this.#open?.database;
  }

  /** Processes of ours on this database, this one included; while it is away, as many as were there last. */
  get peers(): number {
    this.#peers = this.#open?.instance.alive ?? this.#peers;
    return this.#peers;
  }

  /** The servers of a list and how far each has come; empty with one server, and while none is attached. */
  get hosts(): readonly WatchedHost[] {
    return this.#open?.hosts() ?? [];
  }

  /**
   * The start: resolves when the database is attached, or at once where pages can be served before it is. With `again` this
   * process follows one that had passed every check of a start: its pages come back first. `factsKept` says that facts of an
   * earlier start are there: an address that never answered here is wrong, one that did is away. `ofFiles`: pages come from
   * the data files, so one that was changed without a new version is said and stops nothing.
   */
  async begin({
    again,
    factsKept,
    ofFiles = false,
  }: {
    readonly again: boolean;
    readonly factsKept: boolean;
    readonly ofFiles?: boolean;
  }): Promise<void> {
    if (again && factsKept) return this.search();
    try {
      await this.attach();
    } catch (cause) {
      const passes = ofFiles ? [...AWAY, "pack_reused_version"] : AWAY;
      if (!(cause instanceof CannotStart) || !passes.includes(cause.code) || !factsKept) throw cause;
      const facts = this.#held.snapshot.madeAt;
      this.#log.error({ code: cause.code, facts }, `${cause.message} Serving the facts kept here.`);
      this.search();
    }
  }

  async attach(): Promise<void> {
    const log = this.#log;
    const own = new Shutdown((step, cause) => log.error({ step, err: cause }, "did not stop in order"));
    try {
      const reached = await reachPostgres(this.#settings, log, (cause) => this.#lost(cause), this.#startOwn);
      own.add("PostgreSQL", 15_000, () => reached.stop());
      const instance = await throughDeaths(reached, () => joinFleet(reached, this.#settings, this.#joining));
      own.add("beat", 2_000, () => instance.stop());
      const database = await openMigrated(reached, log, instance);
      own.add("connections", 5_000, () => database.close());
      database.pool.waitingOutside = () => this.waitingOutside();
      const news = await database.pool.scope("publish shipped packs", () =>
        throughDeaths(reached, () => publishShipped(database, log)),
      );
      await this.#takeFirst(database, reached, news);
      const watch = watchHosts(reached.app);
      own.add("watch over the servers", 1_000, async () => watch.stop());
      this.#open = { database, own, instance, hosts: watch.view };
      if (this.#serving) await instance.takeOver();
    } catch (cause) {
      await own.stop();
      throw cause;
    }
  }

  /**
   * A snapshot kept of this database serves at once, also when others published since: what follows takes theirs within
   * seconds, and a start takes no longer with a long history. Where nothing is kept, or this start brought facts of its
   * own, a reader of the first page finds them: the snapshot is built first.
   */
  async #takeFirst(database: Database, reached: Parameters<typeof throughDeaths>[0], news: boolean): Promise<void> {
    const held = this.#held;
    if ((held.name !== null && !news) || (await this.#folder.pinned()) !== undefined) return;
    const take = () => takePublished(database.kysely, this.#folder, held, this.#log, this.#beforeSwap);
    while ((await throughDeaths(reached, take)) === "busy" && !this.#stopped)
      await new Promise((resolve) => setTimeout(resolve, backoffMs(0, { firstMs: 500, largestMs: 500, jitter: 0.8 })));
  }

  /** Requests are answered from now on: a live process of the same name may stop, where this start is a handover. */
  async serving(): Promise<void> {
    this.#serving = true;
    await this.#open?.instance.takeOver();
  }

  /** Tries until the database is there or the server stops: at once, then with growing pauses. */
  search(attempt = 0): void {
    if (this.#stopped) return;
    const ms = attempt === 0 ? 0 : backoffMs(attempt - 1, { firstMs: 1_000, largestMs: 15_000, jitter: 0.5 });
    this.#timer = setTimeout(() => {
      this.#trying = this.attach().then(
        () => {
          this.#toldWhy = "";
          this.#log.info({}, "PostgreSQL is there now");
        },
        (cause: unknown) => {
          this.#tellWhy(cause);
          this.search(attempt + 1);
        },
      );
    }, ms);
  }

  /** Once for each reason: the operator learns what to mend, and a night without a database fills no disk. */
  #tellWhy(cause: unknown): void {
    const why = cause instanceof CannotStart ? cause.message : String((cause as { code?: unknown } | null)?.code);
    if (why === this.#toldWhy) return;
    this.#toldWhy = why;
    this.#log.warn({ err: cause }, "PostgreSQL cannot be used yet; pages go on without it and it is tried again");
  }

  /** The PostgreSQL that we started could not be brought back: its readers are served on, and it is begun anew. */
  #lost(cause: unknown): void {
    this.#log.fatal({ err: cause }, "PostgreSQL could not be brought back; pages go on without it");
    const open = this.#open;
    this.#open = undefined;
    if (open && !this.#stopped) this.#trying = open.own.stop().then(() => this.search());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#trying;
    await this.#open?.own.stop();
    this.#open = undefined;
  }
}

/** Answers whether anything new was published. A release older than the data goes on with the newer data; every other refusal stops the start. */
async function publishShipped({ kysely }: Database, log: Log): Promise<boolean> {
  const store = createPackStore(kysely);
  let news = false;
  for (const jurisdiction of shippedJurisdictions()) {
    try {
      const done = await store.loadPack(shippedPack(jurisdiction));
      news ||= done.published;
      log.info(
        { jurisdiction, ...done },
        done.published ? "published the shipped pack" : "the shipped pack is stored already",
      );
    } catch (cause) {
      if (!(cause instanceof CannotStart) || cause.code !== "pack_older") throw cause;
      log.warn({ jurisdiction }, cause.message);
    }
  }
  return news;
}
