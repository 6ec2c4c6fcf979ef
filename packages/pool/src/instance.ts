import { randomBytes } from "node:crypto";
import pg from "pg";
import { redirected } from "./address.ts";
import { type Boot, Boots, type Count, GONE_MS, SILENT_MS } from "./boots.ts";
import type { Hosts } from "./hosts.ts";
import { outside } from "./scope.ts";

/**
 * A process among others on one server. It has a name that stays over restarts (the instance) and one that does
 * not (the boot). It beats four times a second; learns from the answer how many there are, and so what share of the
 * server is its own; ends what a silent earlier boot of its name left behind; and leaves when a later one has its place.
 *
 * A process that was frozen finds out before anything else: while its own timer is late it is `suspect` and opens no
 * connection, and the word that it was replaced waits in the socket of its beat.
 */
export type InstanceOptions = {
  /** Stays over restarts; two live ones of one name do not start. */
  readonly name: string;
  /** Comes first in `application_name`; default `pool`. */
  readonly program?: string | undefined;
  /** As the role whose connections are counted, without SET ROLE. */
  readonly connection: pg.ClientConfig;
  /** Where there are several servers: those that the pool has. */
  readonly hosts?: Hosts | undefined;
  /** Starts beside a live boot; `takeOver` then makes that one stop. */
  readonly handover?: boolean | undefined;
  /** Another boot has this one's place: stop, and ask PostgreSQL nothing more. */
  readonly onSuperseded: (by: string) => void;
};

const BEAT_MS = 250;
const FIRST_SHARE = 2;
/** How long a start waits for room on the server, and for a live boot to prove that it is alive. */
const ROOM_MS = 15_000;
const PROOF_MS = GONE_MS + 2 * BEAT_MS;
/** So long the word to a silent boot may take to reach its socket before that is closed. */
const WORD_MS = 50;
const FULL = "53300";
/** Of `application_name`, in bytes. */
const LONGEST = 63;
const NAME = /^[A-Za-z0-9._-]+$/;

/** Another boot of the same name is alive. */
export class InstanceBusy extends Error {
  override name = "InstanceBusy";
  readonly code = "instance_busy";
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const codeOf = (cause: unknown): unknown => (cause as { code?: unknown } | undefined)?.code;

export class Instance {
  readonly name: string;
  /** Later boots have greater names. */
  readonly boot = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  readonly applicationName: string;
  readonly #options: InstanceOptions;
  readonly #program: string;
  readonly #heard = new Set<() => void>();
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #tickedAt = performance.now();
  #returning = false;
  #beating = false;
  #connecting: Promise<void> | undefined;
  #stopped = false;
  #stopNews: (() => void) | undefined;
  #share = FIRST_SHARE;
  #alive = 1;

  private constructor(options: InstanceOptions) {
    this.#options = options;
    this.#program = options.program ?? "pool";
    this.name = options.name;
    this.applicationName = `${this.#program}/${this.name}/${this.boot}`;
    // PostgreSQL would cut it off, and no boot would know its own.
    const most = this.name.length + LONGEST - this.applicationName.length;
    if (!NAME.test(this.name) || this.name.length > most)
      throw new TypeError(`"${this.name}" is no name of an instance: 1 to ${most} letters, digits, dots or dashes.`);
  }

  /** Takes its place: sweeps a silent boot of its name, refuses beside a live one unless it is a handover. */
  static async start(options: InstanceOptions): Promise<Instance> {
    const instance = new Instance(options);
    instance.#stopNews = options.hosts?.onNews((news) => {
      // The old server may be frozen, and would never say that this beat is over.
      if (news === "moved") instance.#client?.connection.stream.destroy();
    });
    await outside(async () => {
      try {
        await instance.#connectWithin(ROOM_MS);
        await instance.#takePlace();
        await instance.#beat();
      } catch (cause) {
        await instance.stop();
        throw cause;
      }
      instance.#timer = setInterval(() => instance.#tick(), BEAT_MS).unref();
      instance.#tickedAt = performance.now();
    });
    return instance;
  }

  /** How many connections this process may have. */
  get share(): number {
    return this.#share;
  }

  /** How many boots of the program share the server, this one included, as last seen. */
  get alive(): number {
    return this.#alive;
  }

  /** It may have been frozen and replaced: nothing new is asked of the server until it knows. */
  get suspect(): boolean {
    return this.#returning || this.#stopped || performance.now() - this.#tickedAt > SILENT_MS;
  }

  /** Calls after each beat: the share may have changed. */
  onBeat(call: () => void): void {
    this.#heard.add(call);
  }

  /** Called when this boot serves: sends earlier boots of its name, which a handover kept alive, the message to leave. */
  async takeOver(): Promise<void> {
    if (!this.#options.handover || this.#client === undefined) return;
    const boots = this.#boots(this.#client);
    for (const { boot } of await boots.others(this.boot)) if (boot < this.boot) await boots.tell(boot, this.boot);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopNews?.();
    clearInterval(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  // ---- the connection that beats

  async #connectWithin(ms: number): Promise<void> {
    const end = performance.now() + ms;
    for (;;) {
      try {
        await this.#connect();
        return;
      } catch (cause) {
        if (codeOf(cause) !== FULL || performance.now() > end) throw cause;
        await wait(50 + Math.random() * 150);
      }
    }
  }

  async #connect(): Promise<void> {
    const { connection, hosts } = this.#options;
    const host = await hosts?.find();
    const client = new pg.Client({
      connectionTimeoutMillis: 5_000,
      ...(host === undefined ? connection : redirected(connection, host)),
      application_name: this.applicationName,
    });
    client.on("error", (cause) => this.#lost(client, cause));
    client.on("end", () => this.#lost(client, undefined));
    client.on("notification", ({ payload }) => this.#leave(payload ?? "another boot"));
    await client.connect();
    // Meanwhile another server may have become the primary: a beat on the old one would be seen by no other instance.
    if (host !== hosts?.writable) {
      client.connection.stream.destroy();
      return this.#connect();
    }
    if (this.#stopped) return void client.end().catch(() => {});
    this.#client = client;
    await this.#boots(client).listen(this.boot);
  }

  #boots(client: pg.Client): Boots {
    return new Boots(client, this.#program, this.name);
  }

  #lost(client: pg.Client, cause: Error | undefined): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#options.hosts?.doubt();
    client.end().catch(() => {});
    // Ended by an administrator while we were not there: a sweep, or a server whose postmaster was killed, which says the
    // same. Nothing new is asked for until whoever has our place was looked for.
    if (this.suspect && codeOf(cause) === "57P01") this.#returning = true;
  }

  // ---- the place

  async #takePlace(): Promise<void> {
    const boots = this.#boots(this.#client as pg.Client);
    const end = performance.now() + PROOF_MS;
    for (;;) {
      const older = (await boots.others(this.boot)).filter((one) => one.boot < this.boot);
      const gone = older.filter((one) => one.silentMs > GONE_MS);
      if (gone.length > 0) await this.#sweep(boots, gone);
      const left = older.filter((one) => one.silentMs <= GONE_MS);
      if (left.length === 0) return;
      const late = performance.now() > end;
      // a handover has room beside a live one; whether a silent one is that, the next looks tell
      if (this.#options.handover && (late || left.every((one) => one.silentMs <= SILENT_MS))) return;
      if (late)
        throw new InstanceBusy(
          `Another process is alive as "${this.name}" on this database. Stop it, give this one another name, or start it with --handover.`,
        );
      await wait(BEAT_MS);
    }
  }

  async #sweep(boots: Boots, silent: readonly Boot[]): Promise<void> {
    for (const { boot } of silent) await boots.tell(boot, this.boot);
    await wait(WORD_MS);
    await boots.endSilent(silent.map(({ boot }) => boot));
  }

  #leave(by: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#stopNews?.();
    clearInterval(this.#timer);
    this.#client?.connection.stream.destroy();
    this.#client = undefined;
    this.#options.onSuperseded(by);
  }

  // ---- the beat

  #tick(): void {
    const now = performance.now();
    if (now - this.#tickedAt > SILENT_MS) this.#returning = true;
    this.#tickedAt = now;
    if (this.#beating || this.#stopped) return;
    if (this.#client !== undefined) void this.#beat();
    else
      this.#connecting ??= this.#comeBack().finally(() => {
        this.#connecting = undefined;
      });
  }

  async #beat(): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    this.#beating = true;
    try {
      this.#learn(await this.#boots(client).beat());
      this.#returning = false;
    } catch {
      // The connection is lost, which it says itself; or the server is in trouble, and the next beat will tell.
    } finally {
      this.#beating = false;
    }
  }

  /** The beat was lost, as when PostgreSQL was restarted: back in place, unless a later boot has it. */
  async #comeBack(): Promise<void> {
    try {
      await this.#connect();
      const client = this.#client;
      if (client === undefined) return;
      const later = (await this.#boots(client).others(this.boot)).find((one) => one.boot > this.boot);
      if (later) this.#leave(later.boot);
    } catch {
      // The next tick tries again.
    }
  }

  /** An equal share of what the role may have, less a beat for each and room for one that starts; two more a beat. */
  #learn({ boots, limit }: Count): void {
    this.#alive = Math.max(1, boots);
    const share = Math.max(1, Math.floor((limit - boots - 1) / Math.max(1, boots)));
    this.#share = Math.min(share, this.#share + 2);
    for (const call of this.#heard) call();
  }
}
