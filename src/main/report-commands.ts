import type { WithReports } from "../cli/reports.ts";
import { reachPostgres } from "../db/link/open-store.ts";
import { ofRunningServe } from "../db/link/running-serve.ts";
import { migrate } from "../db/migrate.ts";
import { reportDesk } from "../db/report-desk.ts";
import { createLog } from "../platform/log.ts";
import { readSettings } from "../platform/settings.ts";

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
