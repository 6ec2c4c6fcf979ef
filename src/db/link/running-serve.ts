import { join } from "node:path";
import type { Settings } from "../../platform/settings.ts";
import type { ServerConfig } from "../database-url.ts";
import { openHome } from "../embedded/cluster.ts";
import { dataDir } from "../embedded/data-dir.ts";
import { isAlive, readPostmaster } from "../embedded/postmaster.ts";

/** The PostgreSQL that a `serve` on this data directory keeps; undefined where there is none, or DATABASE_URL names another. */
export function ofRunningServe(settings: Pick<Settings, "databaseUrl" | "dataDir">): ServerConfig | undefined {
  if (settings.databaseUrl !== undefined) return undefined;
  const folder = dataDir(settings.dataDir);
  const postmaster = readPostmaster(join(folder, "postgres"));
  if (!postmaster?.ready || !isAlive(postmaster.pid)) return undefined;
  const password = openHome(folder).passwords.openfees_owner;
  return { host: "127.0.0.1", port: postmaster.port, user: "openfees_owner", database: "openfees", password };
}
