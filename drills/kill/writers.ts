import { once } from "node:events";
import pg from "pg";
import { openDatabase } from "../../src/db/connect.ts";
import type { ServerConfig } from "../../src/db/database-url.ts";
import { createPackStore } from "../../src/db/pack-store.ts";
import type { Pack } from "../../src/domain/fees/pack.ts";
import { smallPack, smallRule } from "../../test/support/small-pack.ts";

/** Where PostgreSQL is now, or undefined while it is down: its port changes when openfees starts again. */
export type Where = () => ServerConfig | undefined;

const PAUSE_MS = 10;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Something that is written until told to stop. What PostgreSQL acknowledged is kept here, far from what is killed. */
export class Writer<T> {
  readonly acknowledged: T[] = [];
  lastAt = 0;
  #stopped = false;
  readonly #done: Promise<void>;

  /** `session` opens a connection and answers how to write once and how to close. */
  constructor(
    where: Where,
    session: (at: ServerConfig) => Promise<{ write: () => Promise<T>; close: () => Promise<void> }>,
  ) {
    this.#done = this.#run(where, session);
  }

  async #run(
    where: Where,
    session: (at: ServerConfig) => Promise<{ write: () => Promise<T>; close: () => Promise<void> }>,
  ) {
    while (!this.#stopped) {
      const at = where();
      const open = at && (await session(at).catch(() => undefined));
      try {
        while (open && !this.#stopped) {
          this.acknowledged.push(await open.write());
          this.lastAt = performance.now();
        }
      } catch {
        // Killed under our hands: what was not acknowledged may or may not be there.
      }
      await open?.close().catch(() => {});
      await pause();
    }
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return this.#done;
  }
}

/** Inserts one row a statement, each under a number of its own. */
export function rowWriter(where: Where, nextId: () => number): Writer<number> {
  return new Writer(where, async (at) => {
    const client = new pg.Client({ ...at, connectionTimeoutMillis: 2_000, query_timeout: 10_000 });
    client.on("error", () => {});
    await client.connect();
    return {
      write: async () => {
        const id = nextId();
        await client.query("INSERT INTO drill.written (id) VALUES ($1)", [id]);
        return id;
      },
      close: async () => {
        const gone = once(client, "end");
        client.end().catch(() => {});
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
      },
    };
  });
}

const RULES = 240;

/** A made-up pack of which every version changes a third of the rules. */
export function packNumber(n: number): Pack {
  const rules = Array.from({ length: RULES }, (_, i) =>
    smallRule(`rule-${i}`, `${i % 3 === n % 3 ? n : 1}.00`, null, null),
  );
  return smallPack(`2026.${n}`, { rules });
}

/** Publishes versions of the made-up pack, one after the other, as the app. */
export function packWriter(where: Where, nextVersion: () => number): Writer<number> {
  return new Writer(where, async (at) => {
    const database = openDatabase(at, "openfees_app");
    const store = createPackStore(database.kysely);
    return {
      write: async () => {
        const n = nextVersion();
        await store.loadPack(packNumber(n));
        return n;
      },
      close: () => database.close(),
    };
  });
}
