// One connection and all that is asked through it.

import type { Socket } from "node:net";
import type pg from "pg";
import { connectionLost, LeaseLost, OutcomeUnknown } from "./errors.ts";
import { keptAsItWas } from "./kept-config.ts";
import type { Lease } from "./lease.ts";
import { insides } from "./pg-insides.ts";
import { bindHere, currentScope } from "./scope.ts";
import { type StatementKind, statementOf } from "./statement.ts";
import { isSubmittable, type Submittable, submit, textOf } from "./submittable.ts";
import { statementBegins, statementEnds, type TracedStatement } from "./traced.ts";

/**
 * One connection and everything that is asked through it. Its life, told by `state`; only the keeper moves it:
 *
 * connecting -> preparing (hooks and guard rails run) -> idle <-> leased. A return with a statement still on its way goes
 * through draining, one that leaves a transaction or session state behind through resetting; both end idle or dying.
 * A reclaimed one that is busy is cancelling (a read) or committing (never cancelled), then dying; dying ends when the
 * server has closed it. From dying nothing comes back.
 *
 * Every statement passes `ask`, so the slot knows what is on its way, for whom, and what it would mean to lose it.
 */
export type SlotState =
  | "connecting"
  | "preparing"
  | "idle"
  | "leased"
  | "draining"
  | "resetting"
  | "cancelling"
  | "committing"
  | "dying";

/** What `connect()` gives: pg's client, which `await using` gives back. */
export type PooledClient = pg.PoolClient & AsyncDisposable;
export type Answer = pg.QueryResult | pg.QueryResult[];
export type Callback = (cause: Error | null | undefined, result?: Answer) => void;

/** Of one event: this file's and the connector's. */
const OWN_LISTENERS = 2;

/** The server takes no writes: it leads to the wrong one, and this one has surely not happened. */
const READ_ONLY = "25006";

export type Asked = {
  readonly lease: Lease | undefined;
  readonly kind: StatementKind;
  /** Sent outside a transaction: it commits by itself. */
  readonly alone: boolean;
  readonly since: number;
  readonly fingerprint: string;
  readonly settle: Callback;
  /** The driver's own object for it. */
  query: unknown;
  warned: boolean;
  settled: boolean;
  /** A cursor, stream or COPY: its user moves it on, and may leave it where it is. */
  driven: boolean;
  /** How many bytes had passed when the server had sent a part and waited to be asked for the next. */
  partAt: number | undefined;
  /** How many bytes had passed when somebody last looked, and since when it is so. */
  still: { readonly bytes: number; readonly since: number } | undefined;
  /** Whoever listens has heard of its start and not of its end. */
  traced: TracedStatement | undefined;
};

type RawQuery = (config: unknown, values: unknown, callback?: Callback) => unknown;
type AnyPromise = { new <T>(run: (resolve: (value: T) => void, reject: (cause: unknown) => void) => void): Promise<T> };

export type SlotEvents = {
  now(): number;
  /** Called when a client is used after its release; returns the error to give, or undefined to let the statement pass. */
  misused(slot: Slot): Error | undefined;
  /** The program vouches for a function: it leaves nothing behind in the session. */
  trusts(name: string): boolean;
  answered(one: Asked, now: number, failed: boolean): void;
  /** The connection is gone, or leads to a server that takes no writes. */
  lost(): void;
};

const ADDS_LISTENERS = ["on", "addListener", "once", "prependListener", "prependOnceListener"] as const;

export class Slot {
  readonly client: PooledClient;
  readonly createdAt: number;
  readonly asked: Asked[] = [];
  state: SlotState = "connecting";
  lease: Lease | undefined;
  /** The last one that had it, where that held it mostly unused; it ended at `unusedUntil`. */
  unusedBy: Lease | undefined;
  unusedUntil = 0;
  /** Who gave it back last. */
  backFrom: Lease | undefined;
  /** When the present state has lasted long enough. */
  until = Number.POSITIVE_INFINITY;
  idleSince = 0;
  uses = 0;
  /** Session state was left behind that the next one must not see. */
  dirty = false;
  /** Its process was changed so that no reset brings it back. */
  spoilt = false;
  /** A connect hook set session state on purpose: a reset would lose it. */
  hooked = false;
  listens = false;
  /** The server that it leads to, where there are several. */
  host = "";
  /** Its socket was closed because that server takes no writes any more. */
  cut = false;
  /** How many bytes had passed when somebody last looked at its opening, and when they were seen first. */
  #heard: { readonly bytes: number; at: number };
  /** The driver has given its asker an error (query_timeout), and the server may still be at work on it. */
  #givenUp: { readonly query: unknown; readonly how: "cancelling" | "committing" } | undefined;
  /** Set once the connection was taken back: every later use of its client fails with this error. */
  fence: LeaseLost | undefined;
  readonly #query: RawQuery;
  readonly events: SlotEvents;

  /** `createdAt` is when the socket was opened, if that was not now. */
  constructor(client: pg.Client, events: SlotEvents, createdAt = events.now()) {
    this.client = client as PooledClient;
    this.events = events;
    this.createdAt = createdAt;
    this.#heard = { bytes: 0, at: createdAt };
    // A client that is not pg's own may be less than one.
    this.#query = (client.query as RawQuery | undefined)?.bind(client) ?? noQuery;
    (client as unknown as { query: RawQuery }).query = (config, values, callback) =>
      this.#asClient(config, values, callback);
    // The pool's own listeners leave as many to the program as it had before Node warns.
    const most = client.getMaxListeners?.() ?? 0;
    if (most > 0) client.setMaxListeners(most + OWN_LISTENERS);
    client.on("error", () => {});
    client.on("notice", (notice) => {
      // A commit that was told to stop waiting for the standby answers success; this notice is all that betrays it.
      if ((notice as { routine?: string }).routine === "SyncRepWaitForLSN" && this.asked[0])
        this.asked[0].warned = true;
    });
    for (const name of ADDS_LISTENERS) {
      if (typeof client[name] !== "function") continue;
      const add = (client[name] as (event: string, listener: Callback) => pg.Client).bind(client);
      (client as unknown as Record<string, unknown>)[name] = (
        event: string,
        listener: Callback & { listener?: unknown },
      ) => {
        if (currentScope() === undefined || typeof listener !== "function") return add(event, listener);
        const bound = bindHere(function bound(this: unknown, ...args: Parameters<Callback>) {
          return listener.apply(this, args);
        }) as Callback & { listener?: unknown };
        // Node takes a listener off by this property too.
        bound.listener = listener;
        return add(event, bound);
      };
    }
  }

  /** A statement that whoever asked has given up still runs: what the next hand must do about it. */
  get abandoned(): "cancelling" | "committing" | undefined {
    const given = this.#givenUp;
    return given !== undefined && insides(this.client)._activeQuery === given.query ? given.how : undefined;
  }

  get #socket(): Partial<Socket> {
    return (insides(this.client).connection?.stream ?? {}) as Partial<Socket>;
  }

  /** How many bytes have passed through its socket, both ways. */
  get bytes(): number {
    const { bytesRead = 0, bytesWritten = 0 } = this.#socket;
    return bytesRead + bytesWritten;
  }

  /** A cursor, stream or COPY is on its way. */
  get driven(): boolean {
    return this.asked.some(({ driven }) => driven);
  }

  /** A cursor, stream or COPY waits for its user to ask for more, or to take what has come. */
  get unread(): boolean {
    const [one] = this.asked;
    return one?.driven === true && (one.partAt === this.bytes || (this.#socket.readableLength ?? 0) > 0);
  }

  /** For how many milliseconds no byte has passed while it is being opened, as far as somebody has looked. */
  silentMs(now: number): number {
    const { bytes } = this;
    if (this.#heard.bytes !== bytes) this.#heard = { bytes, at: now };
    return now - this.#heard.at;
  }

  /** The program stood still for so long: nothing could be heard, and nothing is over because of it. */
  stood(ms: number): void {
    this.until += ms;
    this.#heard.at += ms;
  }

  /** For how many milliseconds no byte has passed, as far as somebody has looked. */
  restsMs(now: number): number {
    const [one] = this.asked;
    if (one === undefined) return 0;
    const { bytes } = this;
    if (one.still?.bytes !== bytes) one.still = { bytes, since: now };
    return now - one.still.since;
  }

  /** COMMIT, or a write that commits by itself, is on its way: cancelling it could not be told from success. */
  get committing(): boolean {
    if (this.abandoned === "committing") return true;
    return this.asked.some((one) => one.kind === "commit" || (one.alone && one.kind === "write"));
  }

  /** Sends one statement for a lease; the callback comes exactly once. */
  ask(lease: Lease | undefined, config: unknown, values: unknown, callback: Callback): void {
    const one = this.note(lease, config, callback);
    try {
      // The very object that the caller gave: what wraps a client may look for more in it than the text.
      keptAsItWas(config, () => this.#query(config, values, (cause, result) => this.#answer(one, cause, result)));
      const { _queryQueue, _activeQuery } = insides(this.client);
      one.query = _queryQueue?.at(-1) ?? _activeQuery;
    } catch (cause) {
      this.forget(one);
      throw cause;
    }
  }

  askPromise(lease: Lease | undefined, config: unknown, values: unknown, kind: AnyPromise): Promise<Answer> {
    let promise: Promise<Answer> | undefined;
    promise = new kind<Answer>((resolve, reject) =>
      this.ask(lease, config, values, (cause, result) => {
        if (!cause) return resolve(result as Answer);
        // After a take-back the promise may have no handler left: an unhandled rejection must not end the process.
        if (lease?.lost) promise?.catch(() => {});
        reject(cause);
      }),
    ).catch((cause) => {
      // The stack leads to a socket; let it lead to the caller, as pg does.
      if (cause instanceof Error && !(cause instanceof LeaseLost)) Error.captureStackTrace(cause);
      throw cause;
    });
    return promise;
  }

  /** Fails every statement that is on its way, since the connection was taken back. */
  loseAll(lost: LeaseLost): void {
    for (const one of [...this.asked]) this.#answer(one, lost, undefined, true);
  }

  /** What pg has not sent yet is never sent; whoever asked for it hears that it was lost, and that is sure. */
  dropUnsent(lost: LeaseLost): void {
    const unsent = insides(this.client)._queryQueue?.splice(0).length ?? 0;
    if (unsent === 0) return;
    for (const one of this.asked.splice(-unsent))
      if (!one.settled) {
        one.settled = true;
        told(one, lost);
        one.settle(lost);
      }
  }

  /** Notes that something is on its way, until it is answered or forgotten. */
  note(lease: Lease | undefined, config: unknown, settle: Callback): Asked {
    const { kind, dirty, calls, spoils, fingerprint } = statementOf(textOf(config));
    const now = this.events.now();
    const status = this.client.getTransactionStatus?.() ?? "I";
    // Behind a COMMIT that is on its way it will be alone too.
    const alone = status === "I" || this.asked.some((before) => before.kind === "commit" || before.kind === "rollback");
    const one: Asked = {
      lease,
      kind,
      alone,
      since: now,
      fingerprint,
      settle,
      query: undefined,
      warned: false,
      settled: false,
      driven: false,
      partAt: undefined,
      still: undefined,
      traced: statementBegins(lease, fingerprint),
    };
    if (spoils) this.spoilt = true;
    if (dirty || calls.some((name) => !this.events.trusts(name))) {
      if (this.state === "preparing") this.hooked = true;
      else this.dirty = true;
    }
    if (kind === "listen") this.listens = true;
    if (lease !== undefined) {
      if (this.asked.length === 0) lease.rested(now);
      lease.lastUseAt = now;
      if (fingerprint !== "") lease.statement = fingerprint;
    }
    this.asked.push(one);
    return one;
  }

  /** It is not on its way any more; `error` where that is known here. */
  forget(one: Asked, error?: unknown): void {
    told(one, error);
    const at = this.asked.indexOf(one);
    if (at >= 0) this.asked.splice(at, 1);
  }

  #answer(one: Asked, cause: Error | null | undefined, result: Answer | undefined, early = false): void {
    told(one, cause);
    const mayHaveHappened = one.kind === "commit" || (one.alone && one.kind === "write");
    if (!early) {
      this.forget(one);
      const now = this.events.now();
      this.events.answered(one, now, Boolean(cause));
      if (one.lease) one.lease.lastUseAt = now;
      if (cause && connectionLost(cause)) this.events.lost();
      // The driver gave up by itself, and the server goes on.
      const { query } = one;
      if (cause && query !== undefined && insides(this.client)._activeQuery === query)
        this.#givenUp = { query, how: mayHaveHappened ? "committing" : "cancelling" };
    }
    if (one.settled) return;
    one.settled = true;
    const refused = (cause as { code?: unknown } | null | undefined)?.code === READ_ONLY;
    const unsure = cause instanceof LeaseLost || (connectionLost(cause) && !refused);
    if (cause && mayHaveHappened && unsure)
      one.settle(unknown("The connection was lost while this was on its way", cause));
    else if (!cause && one.warned && mayHaveHappened)
      one.settle(unknown("PostgreSQL stopped waiting for its standby: this is stored here, perhaps not there"));
    // What the server says of a write is true, whoever has the connection.
    else if (cause && one.lease?.lost && !mayHaveHappened) one.settle(one.lease.lost);
    else one.settle(cause, result);
  }

  /** `client.query` of the drop-in: pg's own forms, with the fence before them. */
  #asClient(config: unknown, values: unknown, callback: Callback | undefined): unknown {
    const refused =
      this.fence ?? (["idle", "draining", "resetting"].includes(this.state) ? this.events.misused(this) : undefined);
    if (isSubmittable(config)) return this.submit(this.lease, config, values, callback, refused);
    let done = callback ?? (typeof values === "function" ? (values as Callback) : undefined);
    const plain = typeof values === "function" ? undefined : values;
    done ??= (config as { callback?: Callback } | null | undefined)?.callback;
    if (config === null || config === undefined || (done !== undefined && typeof done !== "function"))
      return this.#query(config, plain, done);
    if (done === undefined) {
      if (refused) return Promise.reject(refused);
      return this.askPromise(this.lease, config, plain, insides(this.client)._Promise ?? Promise);
    }
    const bound = currentScope() === undefined ? done : bindHere(done);
    if (refused) process.nextTick(bound, refused);
    else this.ask(this.lease, config, plain, bound);
    return undefined;
  }

  /** A cursor, a stream, a COPY; answers the object itself, as pg does. `refused` is its error instead. */
  submit(
    lease: Lease | undefined,
    query: Submittable,
    values?: unknown,
    callback?: Callback,
    refused: Error | undefined = this.fence,
  ): unknown {
    return submit(this, lease, query, { values, callback, refused, send: (own) => this.#query(own, undefined) });
  }
}

/** Says once to whoever listens that it is over. */
function told(one: Asked, error?: unknown): void {
  statementEnds(one.traced, error);
  one.traced = undefined;
}

const noQuery: RawQuery = () => {
  throw new TypeError("This client cannot be queried.");
};

const unknown = (what: string, cause?: Error): OutcomeUnknown =>
  new OutcomeUnknown(`${what}. It may have happened: look before you repeat it.`, cause ? { cause } : {});
