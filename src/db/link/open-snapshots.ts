import { createHash } from "node:crypto";
import { join } from "node:path";
import { readSettings, type Settings } from "../../platform/settings.ts";
import { readDatabaseUrl } from "../database-url.ts";
import { dataDir } from "../embedded/data-dir.ts";
import { SnapshotFolder } from "../snapshot/snapshot-folder.ts";

/** Where the snapshots of this machine lie: a folder for each database, so that their facts are never mixed up. */
export function snapshotFolder({
  dataDir: setting,
  databaseUrl,
}: Pick<Settings, "dataDir" | "databaseUrl">): SnapshotFolder {
  const name = databaseUrl === undefined ? "embedded" : nameOf(databaseUrl);
  return new SnapshotFolder(join(dataDir(setting), "snapshots", name));
}

/** Hosts, ports and database, without user and password. */
function nameOf(databaseUrl: string): string {
  const { host, port, database, hosts } = readDatabaseUrl(databaseUrl);
  const where = hosts === undefined ? [host, port] : hosts.names.toSorted();
  return createHash("sha256")
    .update(JSON.stringify([...where, database]))
    .digest("hex")
    .slice(0, 12);
}

export const openSnapshots = (environment: NodeJS.ProcessEnv): SnapshotFolder =>
  snapshotFolder(readSettings(environment));
