import { join } from "node:path";
import type { WithReports } from "../cli/reports.ts";
import type { ServerConfig } from "../db/database-url.ts";
import { openHome } from "../db/embedded/cluster.ts";
import { dataDir } from "../db/embedded/data-dir.ts";
import { isAlive, readPostmaster } from "../db/embedded/postmaster.ts";
import { reachPostgres } from "../db/link/open-store.ts";
import { migrate } from "../db/migrate.ts";
import { reportDesk } from "../db/report-desk.ts";
import { createLog } from "../platform/log.ts";
import { readSettings, type Settings } from "../platform/settings.ts";

/** The work behind `openfees reports`, on the PostgreSQL of a running `serve` where there is one, else on one of its own. */
export const withReports: WithReports = async (environment, work) => {
  const settings = readSettings(environment);
  const running = ofRunningServe(settings);
  if (running) return work(reportDesk(running));
  const reached = await reachPostgres(settings, createLog("error"), () => {});
  try {
    await migrate(reached.owner);
    return await work(reportDesk(reached.owner));
  } finally {
    await reached.stop();
  }
};

/** The PostgreSQL that a `serve` on this data directory keeps; undefined where there is none, or DATABASE_URL names another. */
function ofRunningServe(settings: Settings): ServerConfig | undefined {
  if (settings.databaseUrl !== undefined) return undefined;
  const folder = dataDir(settings.dataDir);
  const postmaster = readPostmaster(join(folder, "postgres"));
  if (!postmaster?.ready || !isAlive(postmaster.pid)) return undefined;
  const password = openHome(folder).passwords.openfees_owner;
  return { host: "127.0.0.1", port: postmaster.port, user: "openfees_owner", database: "openfees", password };
}
