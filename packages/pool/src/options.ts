// Every option, when it acts, its default.

import pg from "pg";
import type { Address } from "./address.ts";
import type { Hosts } from "./hosts.ts";
import type { Instance } from "./instance.ts";
import type { RailClass } from "./rails.ts";

// Every option, when it acts, its default. What pg-pool takes means what it means there; what is ours stands
// below it. The guide (README.md) says why one would change each.

export type Mode = "observe" | "enforce";
export type Capture = "auto" | "full" | "sampled" | "off";
type Done = (cause?: Error | boolean) => void;

/** The options of pg-pool, and of the clients it makes. */
export type PgPoolOptions = Omit<pg.PoolConfig, "onConnect" | "verify" | "Client" | "log" | "Promise"> & {
  readonly poolSize?: number | undefined;
  readonly log?: ((...words: unknown[]) => void) | undefined;
  readonly Promise?: PromiseConstructorLike | undefined;
  readonly Client?: unknown;
  readonly onConnect?: ((client: pg.PoolClient) => unknown) | undefined;
  readonly verify?: ((client: pg.PoolClient, done: Done) => void) | undefined;
};

export type OwnOptions = {
  /** What happens at the end of a scope; default: `observe` until the first scope is opened, then `enforce`. */
  readonly mode?: Mode | undefined;
  /** How long a caller waits for a connection; default pg-pool's connectionTimeoutMillis, else for ever; 250 in `createPool`. */
  readonly waitMs?: number | undefined;
  /** How long it waits as long as others are served and its turn is in sight; default `waitMs`; 3000 in `createPool`. */
  readonly turnMs?: number | undefined;
  /** How many may wait; default any number; 1000 in `createPool`. */
  readonly maxWaiting?: number | undefined;
  /** How long a connect may take; default connectionTimeoutMillis, else for ever; 5000 in `createPool`. */
  readonly connectMs?: number | undefined;
  /** How long `end` waits for connections that are out; default for ever; 10000 in `createPool`. */
  readonly endMs?: number | undefined;
  /** How long a hung-up client's transaction may still run; default 1000. */
  readonly abortGraceMs?: number | undefined;
  /** After how long without use a connection outside any scope is reported; default 10000. */
  readonly leakWarnMs?: number | undefined;
  /** How long a COMMIT or a write may still take after its caller is gone; milliseconds, default 1000. */
  readonly commitGraceMs?: number | undefined;
  /** How many connections may be closing beyond `max`; default 2. */
  readonly dyingReserve?: number | undefined;
  /** Which checkouts keep their stack; default `auto`: each, up to a thousand a second, and some of the others. */
  readonly capture?: Capture | undefined;
  /** Guard rails of the server for these connections; default `job`. */
  readonly rails?: RailClass | "none" | undefined;
  /** After how many failed connects in a row callers are refused at once; default never for `Pool` on one server, else 3. */
  readonly breakerAfter?: number | undefined;
  /** This process among others on the server: its name, its share of the connections; see `Instance.start`. */
  readonly instance?: Instance | undefined;
  /** Servers that hold the same data: statements go to the one that takes writes. Instead of `host` and `port`. */
  readonly hosts?: Hosts | readonly (string | Address)[] | undefined;
  /** The operators' reserved connection: while callers wait, the server is asked over it who blocks whom. */
  readonly operators?: pg.ClientConfig | undefined;
  /** How many connections are opened at once; default as many as wait, as in pg-pool; 2 with `hosts` and after a failed connect. */
  readonly connectsAtOnce?: number | undefined;
  /** Whether `pool.query` keeps its connection when the statement fails; default no, as in pg-pool; yes in `createPool`. */
  readonly keepAfterError?: boolean | undefined;
  /** Functions of your own, in lower case and with their schema if you write it, that leave nothing behind in the session. */
  readonly trusts?: readonly string[] | undefined;
  /** A statement that takes at least this many milliseconds emits `slow`, with its line, request and backend; default never. */
  readonly slowMs?: number | undefined;
  /** Where lines for people go; default standard error. */
  readonly report?: ((line: string) => void) | undefined;
};

export type PoolOptions = PgPoolOptions & OwnOptions;

/** All of them with a value. */
export type Settled = {
  readonly max: number;
  readonly min: number;
  readonly maxUses: number;
  readonly maxLifetimeMs: number;
  readonly idleMs: number;
  readonly allowExitOnIdle: boolean;
  /** 0: wait for ever, as in pg-pool. */
  readonly waitMs: number;
  readonly turnMs: number;
  readonly endMs: number;
  /** How long a caller waits while connections are being opened. */
  readonly patienceMs: number;
  readonly connectMs: number;
  /** The caller named a timeout as in pg-pool, and gets its words. */
  readonly pgPoolWords: boolean;
  readonly maxWaiting: number;
  readonly abortGraceMs: number;
  readonly leakWarnMs: number;
  readonly commitGraceMs: number;
  readonly dyingReserve: number;
  readonly capture: Capture;
  readonly rails: RailClass | "none";
  readonly breakerAfter: number;
  readonly connectsAtOnce: number;
  readonly keepAfterError: boolean;
  readonly slowMs: number;
  readonly trusts: ReadonlySet<string>;
};

/** As many at a time where a server must not be stormed: one that comes back, or the next of several hosts. */
export const FEW_CONNECTS = 2;

export function settle(options: PoolOptions): Settled {
  const connect = options.connectionTimeoutMillis;
  return {
    max: options.max || options.poolSize || 10,
    min: options.min || 0,
    maxUses: options.maxUses || Number.POSITIVE_INFINITY,
    maxLifetimeMs: (options.maxLifetimeSeconds || 0) * 1_000 || Number.POSITIVE_INFINITY,
    idleMs: (options.idleTimeoutMillis === undefined ? 10_000 : options.idleTimeoutMillis) || Number.POSITIVE_INFINITY,
    allowExitOnIdle: options.allowExitOnIdle || false,
    waitMs: options.waitMs ?? connect ?? 0,
    turnMs: options.turnMs ?? options.waitMs ?? connect ?? 0,
    endMs: options.endMs ?? Number.POSITIVE_INFINITY,
    patienceMs: connect ?? Math.max(options.waitMs ?? 5_000, 1_000),
    connectMs: options.connectMs ?? connect ?? 0,
    pgPoolWords: connect !== undefined && options.waitMs === undefined,
    maxWaiting: options.maxWaiting ?? Number.POSITIVE_INFINITY,
    abortGraceMs: options.abortGraceMs ?? 1_000,
    leakWarnMs: options.leakWarnMs ?? 10_000,
    commitGraceMs: options.commitGraceMs ?? 1_000,
    dyingReserve: options.dyingReserve ?? 2,
    capture: options.capture ?? "auto",
    rails: options.rails ?? "job",
    breakerAfter: options.breakerAfter ?? (options.hosts === undefined ? Number.POSITIVE_INFINITY : 3),
    connectsAtOnce: options.connectsAtOnce ?? (options.hosts === undefined ? Number.POSITIVE_INFINITY : FEW_CONNECTS),
    keepAfterError: options.keepAfterError ?? false,
    slowMs: options.slowMs ?? Number.POSITIVE_INFINITY,
    trusts: new Set(options.trusts),
  };
}

/** What `createPool` does differently, as options of `Pool`. */
export function freshDefaults(options: PoolOptions): PoolOptions {
  const waits = options.waitMs ?? options.connectionTimeoutMillis;
  return {
    mode: "enforce",
    breakerAfter: 3,
    keepAfterError: true,
    maxWaiting: 1_000,
    endMs: 10_000,
    ...(waits === undefined ? { waitMs: 250, turnMs: 3_000 } : {}),
    ...(options.connectionTimeoutMillis === undefined ? { connectMs: 5_000 } : {}),
    ...options,
  };
}

/** `pool.options`, as pg-pool shows them. */
export type ShownOptions = pg.PoolOptions & OwnOptions;

/** Copies the options, with pg-pool's defaults, and hides what must not be printed: the password and the key of TLS. */
export function hideSecrets(options: PoolOptions): ShownOptions {
  const copy = {
    ...options,
    max: options.max || options.poolSize || 10,
    min: options.min || 0,
    maxUses: options.maxUses || Number.POSITIVE_INFINITY,
    maxLifetimeSeconds: options.maxLifetimeSeconds || 0,
    idleTimeoutMillis: options.idleTimeoutMillis ?? 10_000,
    allowExitOnIdle: options.allowExitOnIdle || false,
  };
  if ("password" in options)
    Object.defineProperty(copy, "password", {
      configurable: true,
      enumerable: false,
      writable: true,
      value: options.password,
    });
  const { ssl } = copy;
  if (typeof ssl === "object" && ssl !== null && "key" in ssl) Object.defineProperty(ssl, "key", { enumerable: false });
  return copy as ShownOptions;
}

export type ClientClass = new (options: pg.ClientConfig) => pg.Client;
export const clientClass = (options: PoolOptions, given: unknown): ClientClass =>
  (options.Client ?? given ?? pg.Client) as ClientClass;
