import { reachPostgres } from "../db/link/open-store.ts";
import { type MigrationStatus, migrate, migrationStatus } from "../db/migrate.ts";
import { createLog } from "../platform/log.ts";
import { readSettings } from "../platform/settings.ts";

/** The work behind `openfees db`: reaches PostgreSQL as `serve` would, does one thing and leaves. */
async function onDatabase<T>(
  environment: NodeJS.ProcessEnv,
  work: (owner: Parameters<typeof migrate>[0]) => Promise<T>,
): Promise<T> {
  const settings = readSettings(environment);
  const reached = await reachPostgres(settings, createLog("error"), () => {});
  try {
    return await work(reached.owner);
  } finally {
    await reached.stop();
  }
}

export const dbMigrate = (environment: NodeJS.ProcessEnv): Promise<string[]> =>
  onDatabase(environment, (owner) => migrate(owner));
export const dbStatus = (environment: NodeJS.ProcessEnv): Promise<MigrationStatus[]> =>
  onDatabase(environment, (owner) => migrationStatus(owner));
