/**
 * The snapshot that is served follows what is published. Every 2 seconds or so the published name is asked for;
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

/** What came of one attempt: `busy`, two others in the fleet are building. */
export type Taken = "taken" | "refused" | "busy";

/** Called with a snapshot that passed the gate and is not in service yet; the swap waits for it. */
export type BeforeSwap = (next: Snapshot) => Promise<void>;

/** Builds, judges, stores and swaps once. */
export async function takePublished(
  db: Kysely<Tables>,
  folder: SnapshotFolder,
  held: HeldSnapshot,
  log: Log,
  beforeSwap: BeforeSwap = async () => {},
): Promise<Taken> {
  const next = await buildSnapshot(db);
  if (!next) return "busy";
  const forced = await folder.forced();
  const faults = gateFaults(next, forced ? undefined : held.snapshot);
  if (faults.length > 0) {
    log.error({ faults: faults.slice(0, 10) }, "what is published was refused; the snapshot before goes on");
    return "refused";
  }
  const name = await folder.write(next).catch((cause: unknown) => {
    log.error({ err: cause }, "the snapshot could not be stored; it is served from memory");
    return null;
  });
  await beforeSwap(next).catch((cause: unknown) => log.error({ err: cause }, "pages could not be made beforehand"));
  Object.assign(held, { snapshot: next, name });
  if (forced) await folder.force(false);
  log.info({ name, published: next.published, forced }, "a new snapshot is in service");
  return "taken";
}

/**
 * Looks again and again until it is stopped; `stop` waits for the look that is under way. `db` is undefined while the
 * database is away: a pin counts all the same.
 */
export function followPublished(
  db: () => Kysely<Tables> | undefined,
  folder: SnapshotFolder,
  held: HeldSnapshot,
  log: Log,
  beforeSwap?: BeforeSwap,
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
  /** Whether a whole pinned snapshot is in service. */
  const pinnedServes = async (): Promise<boolean> => {
    const pinned = await folder.pinned();
    if (pinned === undefined || held.name === pinned) return pinned !== undefined;
    const snapshot = await folder.read(pinned);
    if (snapshot) {
      Object.assign(held, { snapshot, name: pinned });
      log.info({ name: pinned }, "the pinned snapshot is in service");
    }
    return snapshot !== undefined;
  };
  const look = async () => {
    if (await pinnedServes()) return;
    const database = db();
    if (!database) return;
    const published = await publishedNow(database);
    if (published === held.snapshot.published) return;
    if (published === refused && !(await folder.forced())) return;
    await wait(Math.random() * SPREAD_MS);
    if (ended.signal.aborted) return;
    const came = await takePublished(database, folder, held, log, beforeSwap);
    refused = came === "refused" ? published : "";
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
