// The surface of the pool: what pg-pool has, then what this one adds; each call is handed to the part that does it.

import { EventEmitter } from "node:events";
import pg from "pg";
import { answered, promised } from "./answering.ts";
import { Hosts } from "./hosts.ts";
import { ENDED_WORDS, Keeper } from "./keeper.ts";
import type { LeaseHandle, LeaseOptions, ReadOptions, TransactionOptions } from "./lease.ts";
import { type Machine, realMachine } from "./machine.ts";
import { familiesOf, metricsText } from "./metrics.ts";
import { type MetricsRegistry, registerIn } from "./metrics-registry.ts";
import { OneQuery } from "./one-query.ts";
import {
  type ClientClass,
  clientClass,
  freshDefaults,
  hideSecrets,
  type Mode,
  type PoolOptions,
  type Settled,
  type ShownOptions,
  settle,
} from "./options.ts";
import { type KeptStack, keepStack } from "./place.ts";
import { bindHere, currentScope, outside, runInScope, type Scope, type ScopeOptions } from "./scope.ts";
import type { Answer, Callback, PooledClient } from "./slot.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { StackChoice } from "./stack-choice.ts";
import { StaleReads } from "./stale-reads.ts";
import { Taking } from "./taking.ts";
import { tellOf } from "./told.ts";
import { beginning, inReadOnly, inTransaction } from "./transactions.ts";

export type ConnectCallback = (
  cause: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;
type EndCallback = () => void;
/** `timeoutMs`: so long it waits for connections that are out; those are then taken back and their lines named. */
export type EndOptions = { readonly timeoutMs?: number | undefined };
type QueryCallback<R extends pg.QueryResultRow> = (cause: Error | undefined, result: pg.QueryResult<R>) => void;
type PromiseClass = PromiseConstructor;

/** A preload has made every server open scopes: pools that are made from then on enforce. */
export const everywhere = { scoped: false };

/**
 * The surface; what moves connections is in keeper.ts. What pg-pool has means here what it means there
 * (docs/pg-pool.md lists the differences); `lease`, `read`, `transaction`, `scope` and what shows the pool from
 * outside stand below it.
 */
export class Pool extends EventEmitter {
  readonly options: ShownOptions;
  readonly log: (...words: unknown[]) => void;
  readonly Promise: PromiseClass;
  readonly Client: ClientClass;
  readonly settled: Settled;
  readonly #keeper: Keeper;
  #mode: Mode | undefined;
  #scoped = everywhere.scoped;
  readonly #stacks: StackChoice;
  /** Where there are several servers. */
  readonly #hosts: Hosts | undefined;
  readonly #stale: StaleReads | undefined;
  readonly #taking: Taking;
  readonly #oneQuery: OneQuery;
  readonly #onEnded: (() => void)[] = [];

  constructor(options: PoolOptions = {}, Client?: unknown, machine: Machine = realMachine) {
    super();
    this.options = hideSecrets(options);
    this.settled = settle(this.options);
    this.Promise = (options.Promise ?? Promise) as PromiseClass;
    this.Client = clientClass(this.options, Client);
    this.#mode = options.mode;
    const tell = tellOf(this, options, () => this.mode);
    this.log = tell.log;
    const { hosts } = options;
    this.#hosts = hosts === undefined || hosts instanceof Hosts ? hosts : new Hosts(hosts, options as pg.ClientConfig);
    this.#keeper = new Keeper({
      options: this.options,
      settled: this.settled,
      Client: this.Client,
      machine,
      tell,
      hosts: this.#hosts,
    });
    if (this.#hosts !== undefined)
      this.#stale = new StaleReads(this, this.#hosts, tell, (own) => new Pool(own, this.Client));
    this.#taking = new Taking(this.#keeper, () => {
      if (!this.#scoped) this.usesScopes();
    });
    this.#oneQuery = new OneQuery(this.#keeper);
    this.#stacks = new StackChoice(
      this.settled.capture,
      () => machine.now(),
      () => {
        const route = currentScope()?.route;
        return route !== undefined && this.#keeper.book.leaky(route);
      },
    );
  }

  // ---- pg-pool's surface

  get totalCount(): number {
    return this.#keeper.live.size;
  }
  get idleCount(): number {
    return this.#keeper.idle.length;
  }
  get waitingCount(): number {
    return this.#keeper.queue.size;
  }
  get expiredCount(): number {
    const from = this.#keeper.now() - this.settled.maxLifetimeMs;
    return [...this.#keeper.live].filter((slot) => slot.createdAt <= from).length;
  }
  /** pg-pool's own list, for programs that look into it. */
  get _clients(): readonly pg.PoolClient[] {
    return [...this.#keeper.live].map((slot) => slot.client);
  }
  get ending(): boolean {
    return this.#keeper.ending;
  }
  get ended(): boolean {
    return this.#keeper.ended;
  }

  connect(): Promise<PooledClient>;
  connect(callback: ConnectCallback): void;
  connect(callback?: ConnectCallback): Promise<PooledClient> | undefined {
    const stack = this.#stack(this.connect);
    if (callback === undefined)
      return promised<PooledClient>(this.Promise, (done) =>
        this.#taking.ask("client", stack, (cause, lease) => done(cause, lease?.slot.client)),
      );
    const told = bindHere(callback);
    if (this.ending) {
      told(new Error(ENDED_WORDS), undefined, () => {});
      return undefined;
    }
    this.#taking.ask("client", stack, (cause, lease) =>
      told(cause, lease?.slot.client, lease === undefined ? () => {} : lease.slot.client.release),
    );
    return undefined;
  }

  query<T extends pg.Submittable>(submittable: T): Promise<T>;
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string | pg.QueryConfig<unknown[]>,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<R>>;
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string | pg.QueryConfig<unknown[]>,
    callback: QueryCallback<R>,
  ): void;
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string | pg.QueryConfig<unknown[]>,
    values: readonly unknown[],
    callback: QueryCallback<R>,
  ): void;
  query(text: unknown, values?: unknown, callback?: unknown): unknown {
    if (typeof text === "function") {
      const words = "Passing a function as the first parameter to pool.query is not supported";
      return answered<Answer>(this.Promise, text as Callback, (done) => setImmediate(() => done(new Error(words))));
    }
    const plain = typeof values === "function" ? undefined : values;
    const told = (callback ?? (typeof values === "function" ? values : undefined)) as Callback | undefined;
    const stack = this.#stack(this.query, true);
    return answered<Answer>(this.Promise, told, (done) =>
      this.#taking.ask("query", stack, (cause, lease) => {
        if (lease === undefined) return done(cause);
        this.#oneQuery.on(lease, text, plain, done);
      }),
    );
  }

  end(options?: EndOptions): Promise<void>;
  end(callback: EndCallback): void;
  end(how?: EndCallback | EndOptions): Promise<void> | undefined {
    this.log("ending");
    const again = this.ending ? new Error("Called end on pool more than once") : undefined;
    const callback = typeof how === "function" ? (how as Callback) : undefined;
    const longestMs = (typeof how === "object" ? how.timeoutMs : undefined) ?? this.settled.endMs;
    return answered<void>(this.Promise, callback, (done) => {
      if (again) done(again);
      else this.#keeper.end(longestMs, () => this.#endRest().then(() => done(undefined), done));
    }) as Promise<void> | undefined;
  }

  // ---- leases

  /** A connection for `await using`; taken back at the end of the scope, at its deadline or when the signal fires. */
  lease(options: LeaseOptions = {}): Promise<LeaseHandle> {
    return this.#taking.handle(options, this.#stack(this.lease));
  }

  /** Hands a client of `connect()` to another scope on purpose. */
  adopt(client: pg.PoolClient, scope: Scope): void {
    this.#taking.adopt(client, scope);
  }

  /**
   * Runs `work` in one read-only transaction; once more when the connection was lost under it. With `staleOk` a standby
   * may answer, as of a moment ago, but only while no server takes writes.
   */
  read<T>(work: (lease: LeaseHandle) => Promise<T>, options: ReadOptions = {}): Promise<T> {
    const stack = this.#stack(this.read);
    const standby = () => {
      const pool = options.staleOk && !this.ending ? this.#stale?.pool : undefined;
      return pool && (() => pool.#taking.handle(options, stack));
    };
    return inReadOnly(() => this.#taking.handle(options, stack), work, standby);
  }

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Never repeated. */
  async transaction<T>(work: (lease: LeaseHandle) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const stack = this.#stack(this.transaction);
    return inTransaction(() => this.#taking.handle(options, stack), work, beginning(options.isolation));
  }

  // ---- scopes

  /** Runs `work` in a scope that owns every connection taken in it, and ends with it. */
  scope<T>(name: string, work: (scope: Scope) => Promise<T> | T, options: ScopeOptions = {}): Promise<T> {
    this.usesScopes();
    return runInScope(name, options, work);
  }

  /**
   * Runs `work` outside of every scope, so that it ends with none: for promises that several requests share, caches that
   * fill themselves, timers that a request happens to start. What it forgets is reported and not taken back.
   */
  outside<T>(work: () => T): T {
    return outside(work);
  }

  /** Called by whatever opens scopes, and when asked in one: from now on the mode, unless it was set, is `enforce`. */
  usesScopes(): void {
    this.#scoped = true;
    for (const standby of this.#stale?.pools ?? []) standby.usesScopes();
  }

  get mode(): Mode {
    return this.#mode ?? (this.#scoped ? "enforce" : "observe");
  }
  /** From `enforce` on, what was only reported is taken back too. */
  set mode(mode: Mode) {
    this.#mode = mode;
    for (const standby of this.#stale?.pools ?? []) standby.mode = mode;
    if (mode === "enforce")
      for (const lease of [...this.#keeper.leases])
        if (lease.owner?.open === false) this.#keeper.takeBack(lease, "settled");
  }

  // ---- seen from outside

  /**
   * For a program that lets no more in than the pool has connections: how many wait at that door. They wait for a connection
   * all the same, so they count for the verdict, for what is usual, and among those that wait in the metrics.
   */
  set waitingOutside(count: () => number) {
    this.#keeper.outside = count;
  }
  snapshot(): Snapshot {
    return snapshotOf(this.#keeper, this);
  }
  /** Prometheus text; names of OpenTelemetry. */
  metrics(name = "pool"): string {
    return metricsText(familiesOf(this.#keeper, this.settled, name));
  }
  /** The same in a registry of prom-client that the program has already; taken out when the pool has ended. */
  registerMetrics(registry: MetricsRegistry, name = "pool"): void {
    const leave = registerIn(registry, () => familiesOf(this.#keeper, this.settled, name));
    this.#onEnded.push(leave);
  }
  /** Takes one lease back by its number in the snapshot. */
  release(id: number): boolean {
    const lease = [...this.#keeper.leases].find((one) => one.id === id);
    if (lease !== undefined) this.#keeper.takeBack(lease, "settled");
    return lease !== undefined;
  }
  quarantine(route: string, on = true): void {
    this.#keeper.quarantine.set(route, on);
  }
  /** For tests: throws and names the lines when a connection is out. */
  assertNoLeaks(): void {
    const out = [...this.#keeper.leases].map((lease) => `${lease.place} (${lease.statement || "no statement"})`);
    for (const standby of this.#stale?.pools ?? []) standby.assertNoLeaks();
    if (out.length > 0) throw new Error(`${out.length} connections were not given back: ${out.join("; ")}`);
  }

  // ---- inside

  async #endRest(): Promise<void> {
    for (const leave of this.#onEnded) leave();
    // Those that were given belong to whoever made them.
    if (!(this.options.hosts instanceof Hosts)) this.#hosts?.stop();
    await this.#stale?.end();
  }

  #stack(below: (...args: never[]) => unknown, query = false): KeptStack | undefined {
    return this.#stacks.keeps(query) ? keepStack(below) : undefined;
  }
}

// A program asks `instanceof pg.Pool`, as Prisma's adapter does: this is one, though none of its code runs.
Object.setPrototypeOf(Pool.prototype, pg.Pool.prototype as object);

/** The pool for new code: scopes are enforced from the start, waits are bounded, a database that is down is refused at once and not stormed. */
export const createPool = (options: PoolOptions = {}): Pool => new Pool(freshDefaults(options));
