import { type Address, nameOf } from "./address.ts";
import type { Hosts } from "./hosts.ts";
import type { Pool } from "./pool.ts";

/**
 * Reads that may be old, from a standby, while no server takes writes. Each standby that was used has a pool of its own:
 * its limit of connections is its own too.
 */
export class StaleReads {
  readonly #hosts: Hosts;
  readonly #open: (standby: Address) => Pool;
  readonly #pools = new Map<string, Pool>();

  constructor(hosts: Hosts, open: (standby: Address) => Pool) {
    this.#hosts = hosts;
    this.#open = open;
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
    await Promise.all(this.pools.map((pool) => pool.end()));
    this.#pools.clear();
  }
}
