import { type LeakEvent, Pool, type PoolOptions } from "openfees-pool";
import { afterAll } from "vitest";
import { pollUntil } from "../../src/platform/deadline.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";

export type PoolUnderTest = {
  readonly pool: Pool;
  /** What it told people, line by line. */
  readonly lines: string[];
  readonly leaks: LeakEvent[];
  /** What was taken from owners that were alive. */
  readonly cuts: LeakEvent[];
  /** All connections are back and none is closing. */
  quiet(): Promise<void>;
};

export type PoolsOf = TestDatabase & { pool(options?: PoolOptions): PoolUnderTest };

/** A database of the file's own and pools on it, which are ended with the file. */
export async function testPools(): Promise<PoolsOf> {
  const database = await testDatabase();
  const opened: Pool[] = [];
  afterAll(async () => {
    for (const pool of opened) if (!pool.ending) await pool.end();
  });
  const { host, port, user, password, database: name } = { ...database.admin, database: database.name };
  return {
    ...database,
    pool: (options = {}) => {
      const lines: string[] = [];
      const pool = new Pool({
        host,
        port,
        user,
        password,
        database: name,
        report: (line) => lines.push(line),
        // A busy machine connects slowly; a test that is about waiting says how long.
        ...(options.connectionTimeoutMillis === undefined ? { waitMs: 5_000 } : {}),
        ...options,
      });
      opened.push(pool);
      const leaks: LeakEvent[] = [];
      pool.on("leak", (leak: LeakEvent) => leaks.push(leak));
      const cuts: LeakEvent[] = [];
      pool.on("cut", (cut: LeakEvent) => cuts.push(cut));
      const quiet = async () => {
        const still = () => {
          const { leased, dying, total, idle } = pool.snapshot();
          return leased === 0 && dying === 0 && total === idle ? true : undefined;
        };
        if (!(await pollUntil(still, 5_000)))
          throw new Error(`the pool is not quiet: ${JSON.stringify(pool.snapshot())}`);
      };
      return { pool, lines, leaks, cuts, quiet };
    },
  };
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The number of the line below the one that calls this, as `:17`. */
export const lineBelow = (): string =>
  `:${Number(/:(\d+):\d+\)?$/.exec((new Error().stack ?? "").split("\n")[2] ?? "")?.[1]) + 1}`;
