import pg from "pg";
import { type Address, addressOf, nameOf, redirected } from "./address.ts";
import { connectionLost, DatabaseDown } from "./errors.ts";
import { outside } from "./scope.ts";

/**
 * Which of several servers takes writes. Each server is asked for its role, and only an answer moves the
 * pool. States: unknown -> found -> doubted -> found (the same or another) or missing -> found. A lost connection, a
 * refusal to write or a silence only raises a doubt; the probe that follows decides.
 *
 * Each promotion begins a new timeline, so of two that would take writes the one on the higher timeline is the primary
 * and the other an old one that has come back. What was once seen of a timeline is never forgotten: a server on a lower
 * one gets no statement from this process again.
 */
export type HostRole = "not asked" | "writable" | "standby" | "old primary" | "full" | "refused" | "silent";
export type HostView = { readonly host: string; readonly role: HostRole };
/** `moved`: another server than before takes the writes. */
export type HostNews = "found" | "moved" | "missing";

const PROBE_MS = 1_000;
/** At most so many connects at a time, here as elsewhere. */
const AT_ONCE = 2;
/** So far apart are two probes that a doubt asks for. */
const APART_MS = 100;
/** Without a primary that is known, all others are heard for so long once one would take writes. */
const MORE_MS = 200;
/** While another server has not answered, one that did is asked again after this time. */
const AGAIN_MS = 150;
const RETRY_MS = 50;
const LARGEST_RETRY_MS = 500;
const FULL = "53300";

const ROLE = `SELECT CASE WHEN pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' THEN NULL
  ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`;

class Member {
  readonly address: Address;
  readonly name: string;
  role: HostRole = "not asked";
  /** Of one that would take writes; 0 of any other. */
  timeline = 0;
  /** Why the last question was not answered. */
  error: Error | undefined;

  constructor(address: Address) {
    this.address = address;
    this.name = nameOf(address);
  }

  async ask(way: pg.ClientConfig): Promise<void> {
    let client: pg.Client | undefined;
    try {
      client = new pg.Client({
        ...redirected(way, this.address),
        connectionTimeoutMillis: PROBE_MS,
        statement_timeout: PROBE_MS,
        query_timeout: PROBE_MS,
      });
      client.on("error", () => {});
      await client.connect();
      const { rows } = await client.query<{ timeline: string | null }>(ROLE);
      const timeline = rows[0]?.timeline ?? null;
      this.timeline = timeline === null ? 0 : Number.parseInt(timeline, 16);
      this.role = timeline === null ? "standby" : "writable";
      this.error = undefined;
      client.end().catch(() => {});
    } catch (cause) {
      this.timeline = 0;
      this.error = cause as Error;
      this.role = roleBy(this.error);
      client?.connection.stream.destroy();
    }
  }
}

/** The role of a server that gave an error: `full` (no connection slot), `silent` (lost or timed out), else `refused`. */
function roleBy(cause: Error): HostRole {
  if ((cause as { code?: unknown }).code === FULL) return "full";
  return connectionLost(cause) || /timeout/i.test(cause.message) ? "silent" : "refused";
}

export class Hosts {
  readonly #members: readonly Member[];
  readonly #way: pg.ClientConfig;
  readonly #heard = new Set<(news: HostNews) => void>();
  #writable: Member | undefined;
  #missing = false;
  #timeline = 0;
  #probing: Promise<void> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** In a row, none of which found a server that takes writes. */
  failedProbes = 0;
  /** How often the writes have moved. */
  moves = 0;

  /** `way`: how to log in; its own host and port are not used. Throws `TypeError` for a list that cannot be used. */
  constructor(list: readonly (string | Address)[], way: pg.ClientConfig) {
    this.#members = list.map((one) => new Member(addressOf(one)));
    const names = this.#members.map(({ name }) => name);
    if (names.length === 0 || new Set(names).size < names.length)
      throw new TypeError("`hosts` names each server once, and at least one.");
    this.#way = way;
  }

  /** Where writes go; undefined while it is not known or none takes them. */
  get writable(): Address | undefined {
    return this.#missing ? undefined : this.#writable?.address;
  }

  /** The last probe found no server that takes writes. */
  get missing(): boolean {
    return this.#missing;
  }

  /** Nothing is known yet, or a probe is on its way. */
  get looking(): boolean {
    return this.#probing !== undefined || (this.#writable === undefined && !this.#missing);
  }

  /** One that answers reads which may be old. */
  get standby(): Address | undefined {
    return this.#members.find(({ role }) => role === "standby")?.address;
  }

  get view(): readonly HostView[] {
    return this.#members.map(({ name, role }) => ({ host: name, role }));
  }

  get names(): readonly string[] {
    return this.#members.map(({ name }) => name);
  }

  /** `db-1:5432 does not answer, db-2:5432 is a standby`. */
  get words(): string {
    return this.#members
      .map(({ name, role, error }) => `${name} ${WORDS[role]}${role === "refused" ? ` (${error?.message})` : ""}`)
      .join(", ");
  }

  /** Calls after each probe that found, moved or missed; answers how to stop that. */
  onNews(call: (news: HostNews) => void): () => void {
    this.#heard.add(call);
    return () => this.#heard.delete(call);
  }

  /** Where writes go, asking if need be. Rejects with `DatabaseDown` when no server takes them, and as full when one is. */
  async find(): Promise<Address> {
    if (this.writable === undefined) await this.probe();
    const { writable } = this;
    if (writable !== undefined) return writable;
    throw this.#members.find(({ role }) => role === "full")?.error ?? this.down();
  }

  down(): DatabaseDown {
    const cause = this.#members.find(({ role }) => role === "refused")?.error;
    return new DatabaseDown(`No server takes writes: ${this.words}. They are asked again in the background.`, 1_000, {
      cause,
    });
  }

  /** Reports a doubt about the known primary. The servers are asked soon; further doubts before that are ignored. */
  doubt(): void {
    if (this.#stopped || this.#probing !== undefined || this.#timer !== undefined) return;
    this.#later(Math.max(0, this.#askedAt + APART_MS - performance.now()));
  }

  /** Asks the servers now; one probe at a time. */
  probe(): Promise<void> {
    this.#probing ??= outside(() => this.#ask()).finally(() => {
      this.#probing = undefined;
      if (this.#missing)
        this.#later(RETRY_MS + Math.random() * Math.min(LARGEST_RETRY_MS, RETRY_MS * this.failedProbes));
    });
    return this.#probing;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #later(ms: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = outside(() =>
      setTimeout(() => {
        this.#timer = undefined;
        void this.probe();
      }, ms).unref(),
    );
  }

  async #ask(): Promise<void> {
    this.#askedAt = performance.now();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Who took the writes until now is asked first: mostly nothing has changed.
    const left = [...this.#members].sort((a, b) => Number(b === this.#writable) - Number(a === this.#writable));
    await new Promise<void>((resolve) => {
      const silent = new Set(left);
      let ended = false;
      const end = (): void => {
        ended = true;
        resolve();
      };
      const ask = (member: Member): void =>
        void member.ask(this.#way).then(() => {
          silent.delete(member);
          const next = left.shift();
          if (next !== undefined) ask(next);
          if (ended) this.#late(member);
          else if (silent.size === 0 || this.#settles(member)) end();
          else if (member.role === "writable") setTimeout(end, MORE_MS).unref();
          // Another is frozen, and this one may be promoted in its place while we wait.
          else if (next === undefined) setTimeout(() => !ended && ask(member), AGAIN_MS).unref();
        });
      for (const member of left.splice(0, AT_ONCE)) ask(member);
    });
    this.#decide();
  }

  /** An answer after the probe has ended: a later timeline is looked at again, an earlier one is known for what it is. */
  #late(member: Member): void {
    if (member.role !== "writable" || member.timeline === this.#timeline) return;
    if (member.timeline > this.#timeline) this.doubt();
    else member.role = "old primary";
  }

  /** Its answer is enough: it is the one that is known, or was promoted after that. Without one known, all are heard. */
  #settles({ role, timeline }: Member): boolean {
    return role === "writable" && this.#timeline > 0 && timeline >= this.#timeline;
  }

  #decide(): void {
    const before = this.#writable;
    for (const member of this.#members) if (member.role === "old primary") member.role = "writable";
    const top = Math.max(this.#timeline, ...this.#members.map(({ timeline }) => timeline));
    const primaries = this.#members.filter(({ role, timeline }) => role === "writable" && timeline === top);
    for (const member of this.#members)
      if (member.role === "writable" && member.timeline < top) member.role = "old primary";
    this.#timeline = top;
    // One that is full is still the one it was.
    const full = before?.role === "full" ? before : undefined;
    const found = primaries.find((one) => one === before) ?? primaries[0] ?? full;
    this.#missing = found === undefined;
    if (found === undefined) {
      this.failedProbes++;
      this.#tell("missing");
      return;
    }
    this.failedProbes = 0;
    this.#writable = found;
    const moved = before !== undefined && before !== found;
    if (moved) this.moves++;
    this.#tell(moved ? "moved" : "found");
  }

  #tell(news: HostNews): void {
    for (const call of [...this.#heard]) {
      try {
        call(news);
      } catch (cause) {
        // The others must hear it all the same.
        process.nextTick(() => {
          throw cause;
        });
      }
    }
  }
}

/** What the keeper and its parts know of the servers. */
export type KnownHosts = Pick<
  Hosts,
  "writable" | "missing" | "looking" | "failedProbes" | "moves" | "view" | "onNews" | "doubt" | "probe" | "down"
>;

const WORDS: Readonly<Record<HostRole, string>> = {
  "not asked": "was not asked",
  writable: "takes writes",
  standby: "is a standby",
  "old primary": "was primary before",
  full: "has no connection left",
  refused: "does not let us in",
  silent: "does not answer",
};
