import { CannotStart } from "../platform/cannot-start.ts";
import { withClient } from "./connect.ts";
import type { ServerConfig } from "./database-url.ts";

/** The oldest PostgreSQL that openfees is tried on. */
const OLDEST_SERVER = 15;

/** Refuses a server older than `OLDEST_SERVER` with a clear line. */
export async function checkServerVersion(server: ServerConfig): Promise<number> {
  return withClient(server, undefined, async (client) => {
    const { rows } = await client.query<{ v: string }>("SELECT current_setting('server_version_num') AS v");
    const major = Math.floor(Number(rows[0]?.v) / 10_000);
    refuseOldServer(major);
    return major;
  });
}

function refuseOldServer(major: number): void {
  if (major < OLDEST_SERVER)
    throw new CannotStart(
      "server_too_old",
      `PostgreSQL ${major} is too old: openfees needs ${OLDEST_SERVER} or later. Leave DATABASE_URL unset to use the one that openfees brings along.`,
    );
}
