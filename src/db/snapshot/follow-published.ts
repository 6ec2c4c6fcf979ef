/**
 * One idea: the snapshot that is served follows what is published. Every 2 seconds or so the published name is asked for;
 * a new one is built after a random wait, so that many processes do not build at once, passes the gate, is stored and
 * takes the place of the old in one step. Whatever fails, the old one goes on.
 */
import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";
import { buildSnapshot, publishedNow } from "./build-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";
import type { SnapshotFolder } from "./snapshot-folder.ts";
import { gateFaults } from "./snapshot-gate.ts";

type Log = { info(fields: object, message: string): void; error(fields: object, message: string): void };

const EVERY_MS = 2_000;
const SPREAD_MS = 3_000;

/** The one snapshot in service. */
export type HeldSnapshot = { snapshot: Snapshot; name: string | null };

/** Builds, judges, stores and swaps once. Answers whether a new one is in service. */
export async function takePublished(
  db: Kysely<Tables>,
  folder: SnapshotFolder,
  held: HeldSnapshot,
  log: Log,
): Promise<boolean> {
  const next = await buildSnapshot(db);
  const faults = gateFaults(next, held.snapshot);
  if (faults.length > 0) {
    log.error({ faults: faults.slice(0, 10) }, "what is published was refused; the snapshot before goes on");
    return false;
  }
  const name = await folder.write(next).catch((cause: unknown) => {
    log.error({ err: cause }, "the snapshot could not be stored; it is served from memory");
    return null;
  });
  Object.assign(held, { snapshot: next, name });
  log.info({ name, published: next.published }, "a new snapshot is in service");
  return true;
}

/** Looks again and again until it is stopped; `stop` waits for the look that is under way. */
export function followPublished(
  db: Kysely<Tables>,
  folder: SnapshotFolder,
  held: HeldSnapshot,
  log: Log,
): { stop(): Promise<void> } {
  const ended = new AbortController();
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      if (ended.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      ended.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  let refused = "";
  let failing = false;
  const look = async () => {
    const pinned = await folder.pinned();
    if (pinned !== undefined) {
      const snapshot = held.name === pinned ? undefined : await folder.read(pinned);
      if (snapshot) Object.assign(held, { snapshot, name: pinned });
      return;
    }
    const published = await publishedNow(db);
    if (published === held.snapshot.published || published === refused) return;
    await wait(Math.random() * SPREAD_MS);
    if (!ended.signal.aborted && !(await takePublished(db, folder, held, log))) refused = published;
  };
  const running = (async () => {
    while (!ended.signal.aborted) {
      await wait(EVERY_MS * (0.75 + Math.random() / 2));
      if (ended.signal.aborted) return;
      try {
        await look();
        failing = false;
      } catch (cause) {
        // Said once: a database that is away for an hour is one line, not 1,800.
        if (!failing) log.error({ err: cause }, "what is published cannot be asked for; the snapshot goes on");
        failing = true;
      }
    }
  })();
  return {
    stop: () => {
      ended.abort();
      return running;
    },
  };
}
