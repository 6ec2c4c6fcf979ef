import { join } from "node:path";
import { SnapshotFolder } from "../db/snapshot/snapshot-folder.ts";
import { readSettings, type Settings } from "../platform/settings.ts";
import { dataDir } from "./data-dir.ts";

/** Where the snapshots of this machine lie. */
export const snapshotFolder = (settings: Pick<Settings, "dataDir">): SnapshotFolder =>
  new SnapshotFolder(join(dataDir(settings.dataDir), "snapshots"));

export const openSnapshots = (environment: NodeJS.ProcessEnv): SnapshotFolder =>
  snapshotFolder(readSettings(environment));
