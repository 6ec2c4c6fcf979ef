/** The faults that the drill of alerts makes happen, each with the alert that must come of it, to whom, how soon and with which words. */
import { rmSync, statfsSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "openfees-pool";
import type { DrillServer } from "../postgres.ts";

export type Stage = {
  readonly pool: Pool;
  readonly server: DrillServer;
  readonly folder: string;
  /** So much must stay free on its disk. */
  readonly leastBytes: number;
};

export type Scene = {
  readonly name: string;
  readonly alert: string;
  readonly to: "/page" | "/ticket";
  /** Longest time to the message. */
  readonly withinS: number;
  /** Words that the message must hold: the verdict. */
  readonly says?: string;
  /** The line that the message must name is the one in this file. */
  readonly named: boolean;
  readonly long?: boolean;
  /** It takes time until it is as bad as it is to be: the seconds count from then on. */
  readonly slowly?: boolean;
  /** Makes it happen; answers how it is ended. */
  readonly happen: (stage: Stage) => Promise<() => Promise<void>>;
};

const FILE = "drills/alerts/scenes.ts:";
export const isNamed = (text: string): boolean => text.includes(FILE);

/** The same call again and again until it is stopped; what it throws is part of the scene. */
function callers(pool: Pool, everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  const running = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    const one: Promise<unknown> = pool
      .scope("GET /report", work, { deadlineMs: 60_000 })
      .catch(() => {})
      .finally(() => running.delete(one));
    running.add(one);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
  };
}

const BESIDE_BYTES = 150_000_000;
const MOST_BYTES = 3_000_000_000;
const roomOn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const saturation = { alert: "PoolSaturated", to: "/page", withinS: 60, named: true } as const;

export const SCENES: readonly Scene[] = [
  {
    name: "the leak of February, taken back",
    alert: "LeakReclaimed",
    to: "/ticket",
    withinS: 15,
    named: true,
    happen: async ({ pool }) => {
      const stop = callers(pool, 1_000, async () => {
        const client = await pool.connect();
        await client.query("SELECT 1");
        // The bug: an early return that forgets the connection.
      });
      return stop;
    },
  },
  {
    name: "a leak outside any scope",
    alert: "LeakNotReclaimed",
    to: "/page",
    withinS: 15,
    named: true,
    happen: async ({ pool }) => {
      const client = await pool.connect();
      await client.query("SELECT 1");
      return async () => client.release();
    },
  },
  {
    name: "a full disk",
    alert: "DiskFull",
    to: "/page",
    slowly: true,
    withinS: 20,
    named: false,
    happen: async ({ folder, leastBytes }) => {
      const file = join(folder, "fills-the-disk");
      const piece = Buffer.alloc(50_000_000, 1);
      // others use and free this disk meanwhile
      const below = leastBytes - 2 * BESIDE_BYTES;
      for (let written = 0; roomOn(folder) > below && written < MOST_BYTES; written += piece.length)
        await appendFile(file, piece);
      return async () => rmSync(file, { force: true });
    },
  },
  {
    name: "a locked table",
    ...saturation,
    says: "LOCKED",
    happen: async ({ pool }) => {
      const holder = await pool.lease();
      await holder.query("BEGIN");
      await holder.query("LOCK TABLE drilled");
      // a long work that holds its lock, not one that was forgotten
      const goesOn = setInterval(() => void holder.query("SELECT 1").catch(() => {}), 2_000);
      const stop = callers(pool, 50, () => pool.query("UPDATE drilled SET n = n + 1"));
      return async () => {
        clearInterval(goesOn);
        await holder.query("ROLLBACK").catch(() => {});
        holder.release();
        await stop();
      };
    },
  },
  {
    name: "a slow statement",
    ...saturation,
    says: "SLOW",
    long: true,
    slowly: true,
    happen: async ({ pool }) => {
      const usual = callers(pool, 50, () => pool.query("SELECT pg_sleep(0.02)"));
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      await usual();
      return callers(pool, 50, () => pool.query("SELECT pg_sleep(1.5)"));
    },
  },
  {
    name: "a crowd",
    ...saturation,
    says: "LOAD",
    long: true,
    slowly: true,
    happen: async ({ pool }) => {
      const usual = callers(pool, 100, () => pool.query("SELECT pg_sleep(0.2)"));
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      await usual();
      return callers(pool, 10, () => pool.query("SELECT pg_sleep(0.2)"));
    },
  },
  {
    // last: nothing after it has a database
    name: "a dead database",
    alert: "DatabaseDown",
    to: "/page",
    withinS: 20,
    named: false,
    happen: async ({ pool, server }) => {
      const stop = callers(pool, 200, () => pool.query("SELECT 1"));
      await server.stop();
      return stop;
    },
  },
];
