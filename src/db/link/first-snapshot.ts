import type { HeldSnapshot } from "../snapshot/follow-published.ts";
import { shippedSnapshot } from "../snapshot/snapshot.ts";
import type { SnapshotFolder } from "../snapshot/snapshot-folder.ts";
import { builtSnapshot, shippedJurisdictions, shippedPack } from "./shipped-pack.ts";

/** What pages are answered from before the database is asked. `wasThere` is false where this start had to make it. */
export type FirstSnapshot = { readonly held: HeldSnapshot; readonly wasThere: boolean };

/** The newest whole snapshot kept here, else the one that was built with this release, else its packs alone. */
export async function firstSnapshot(
  folder: SnapshotFolder,
  log: { error(fields: object, message: string): void },
): Promise<FirstSnapshot> {
  const kept = await folder.best().catch((cause: unknown) => {
    log.error({ err: cause }, "the kept snapshots cannot be read");
    return undefined;
  });
  if (kept) return { held: kept, wasThere: true };
  const built = builtSnapshot();
  if (built) return { held: { name: null, snapshot: built }, wasThere: true };
  return { held: { name: null, snapshot: packsAlone() }, wasThere: false };
}

/** The files of the data folder as they are now. It has a name, so that what is stored does not take its place. */
export const snapshotOfFiles = (): FirstSnapshot => ({
  held: { name: "data files", snapshot: packsAlone() },
  wasThere: true,
});

const packsAlone = () => shippedSnapshot(shippedJurisdictions().map(shippedPack), new Date().toISOString());
