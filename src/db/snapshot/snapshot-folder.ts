/**
 * Snapshots on disk. Each is written beside its place, synced and renamed, so that a half-written one has no
 * name; one that does not match its own first line is not used, and the one before is. The last ten are kept, and the one
 * that is pinned. Beside them lie two notes for the servers on this machine: which is pinned, and that a loss is meant.
 */
import { constants } from "node:fs";
import { access, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Snapshot } from "./snapshot.ts";
import { readSnapshot, snapshotText } from "./snapshot-file.ts";

const KEPT = 10;
const NAME = /^\d{8}T\d{9}Z-[0-9a-f]{12}\.snapshot$/;
const PIN = "pinned";
const FORCED = "forced";

/** Ours have less than a megabyte. */
const LARGEST_BYTES = 100_000_000;

/**
 * The text of a file; undefined when it is something else of that name. Opened without waiting: a pipe would never
 * answer, and hold a thread that others need.
 */
async function readWhole(path: string): Promise<string | undefined> {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stat = await file.stat();
  return stat.isFile() && stat.size <= LARGEST_BYTES ? file.readFile("utf8") : undefined;
}

export type StoredSnapshot = { readonly name: string; readonly snapshot: Snapshot };

export class SnapshotFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Names, newest first; whether a file is whole is seen when it is read. */
  async names(): Promise<string[]> {
    const found = await readdir(this.path, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") return [];
      throw cause;
    });
    return found
      .filter((one) => NAME.test(one.name) && (one.isFile() || one.isSymbolicLink()))
      .map(({ name }) => name)
      .sort()
      .reverse();
  }

  /** undefined when the file is not there, not whole, or of a format that this release does not read. */
  async read(name: string): Promise<Snapshot | undefined> {
    if (!NAME.test(name)) return undefined;
    const text = await readWhole(join(this.path, name)).catch(() => undefined);
    return text === undefined ? undefined : readSnapshot(text);
  }

  async pinned(): Promise<string | undefined> {
    const name = ((await readWhole(join(this.path, PIN)).catch(() => undefined)) ?? "").trim();
    return NAME.test(name) ? name : undefined;
  }

  /** The one to serve: the pinned one when it is whole, else the newest whole one. */
  async best(): Promise<StoredSnapshot | undefined> {
    const pinned = await this.pinned();
    for (const name of [...(pinned === undefined ? [] : [pinned]), ...(await this.names())]) {
      const snapshot = await this.read(name);
      if (snapshot) return { name, snapshot };
    }
    return undefined;
  }

  /** Stores a snapshot and answers its name. */
  async write(snapshot: Snapshot): Promise<string> {
    const { text, sha256 } = snapshotText(snapshot);
    const name = `${snapshot.madeAt.replace(/[-:.]/g, "")}-${sha256.slice(0, 12)}.snapshot`;
    await this.#put(name, text);
    const pinned = await this.pinned();
    for (const old of (await this.names()).slice(KEPT))
      if (old !== pinned) await rm(join(this.path, old), { force: true });
    return name;
  }

  /** Holds one snapshot in service whatever is published; null lets go. False when there is no such whole file. */
  async pin(name: string | null): Promise<boolean> {
    if (name === null) {
      await rm(join(this.path, PIN), { force: true });
      return true;
    }
    if ((await this.read(name)) === undefined) return false;
    await this.#put(PIN, `${name}\n`);
    return true;
  }

  /** Says, until it is taken back, that what is published next may lose as much as it does. */
  async force(on: boolean): Promise<void> {
    if (on) await this.#put(FORCED, "");
    else await rm(join(this.path, FORCED), { force: true });
  }

  async forced(): Promise<boolean> {
    return access(join(this.path, FORCED)).then(
      () => true,
      () => false,
    );
  }

  async #put(name: string, text: string): Promise<void> {
    await mkdir(this.path, { recursive: true });
    const beside = join(this.path, `.${name}.${process.pid}`);
    try {
      await using file = await open(beside, "w");
      await file.writeFile(text);
      await file.sync();
    } catch (cause) {
      await rm(beside, { force: true });
      throw cause;
    }
    await rename(beside, join(this.path, name));
  }
}
