import type pg from "pg";
import { type Address, nameOf, redirected } from "./address.ts";
import type { HostNews, Hosts } from "./hosts.ts";
import type { PoolOptions } from "./options.ts";
import type { Pool } from "./pool.ts";
import type { Tell } from "./works.ts";

/**
 * Reads that may be old, from a standby, while no server takes writes. Each standby that was used has a pool of its own:
 * its limit of connections is its own too.
 */
export class StaleReads {
  readonly #main: Pool;
  readonly #hosts: Hosts;
  readonly #tell: Tell;
  readonly #make: (options: PoolOptions) => Pool;
  readonly #pools = new Map<string, Pool>();
  readonly #stopNews: () => void;

  constructor(main: Pool, hosts: Hosts, tell: Tell, make: (options: PoolOptions) => Pool) {
    this.#main = main;
    this.#hosts = hosts;
    this.#tell = tell;
    this.#make = make;
    this.#stopNews = hosts.onNews((news) => this.#onNews(news));
  }

  /** The pool to read from; undefined as long as a server takes writes, or when no standby answers. */
  get pool(): Pool | undefined {
    const { missing, standby } = this.#hosts;
    if (!missing || standby === undefined) return undefined;
    const name = nameOf(standby);
    const pool = this.#pools.get(name) ?? this.#open(standby);
    this.#pools.set(name, pool);
    return pool;
  }

  get pools(): readonly Pool[] {
    return [...this.#pools.values()];
  }

  async end(): Promise<void> {
    this.#stopNews();
    await Promise.all(this.pools.map((pool) => pool.end()));
    this.#pools.clear();
  }

  #onNews(news: HostNews): void {
    const { words, failedProbes, view } = this.#hosts;
    if (news === "moved") this.#tell.report(`pool: another server takes the writes now: ${words}`);
    // The first of a row; the others would only repeat it.
    else if (news === "missing" && failedProbes === 1) this.#tell.report(`pool: no server takes writes: ${words}`);
    else return;
    this.#tell.emit("hosts", news, view);
  }

  #open(standby: Address): Pool {
    const { options, settled, mode } = this.#main;
    const { hosts: _, instance, operators: __, ...rest } = options;
    const config = redirected(options as pg.ClientConfig, standby) as PoolOptions;
    const max = Math.min(settled.max, instance?.share ?? Number.POSITIVE_INFINITY);
    const pool = this.#make({ ...rest, ...config, hosts: undefined, instance: undefined, max, mode });
    for (const event of ["leak", "cut", "late", "misuse", "error"])
      pool.on(event, (...args) => {
        if (event !== "error" || this.#tell.listens("error")) this.#tell.emit(event, ...args);
      });
    return pool;
  }
}
