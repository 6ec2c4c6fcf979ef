import pg from "pg";
import type { Lease } from "./lease.ts";
import { insides } from "./pg-insides.ts";
import { outside } from "./scope.ts";

/**
 * Asks the server, over the operators' reserved connection, which of the active leases wait for a lock and for whom.
 * The connection is opened for the question and closed after it: it is asked about once a second while callers wait.
 */
export async function askForBlockers(operators: pg.ClientConfig, leases: readonly Lease[]): Promise<void> {
  const byPid = new Map(leases.map((lease) => [insides(lease.slot.client).processID ?? 0, lease] as const));
  const active = leases
    .filter((lease) => lease.slot.asked.length > 0)
    .map((lease) => insides(lease.slot.client).processID ?? 0);
  if (active.length === 0) return;
  await outside(async () => {
    const client = new pg.Client({
      ...operators,
      connectionTimeoutMillis: 500,
      statement_timeout: 500,
      query_timeout: 1_000,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number; by: number[] }>(
        "SELECT pid, pg_blocking_pids(pid) AS by FROM unnest($1::int[]) AS pid",
        [active],
      );
      for (const { pid, by } of rows) {
        const lease = byPid.get(pid);
        const first = by[0];
        if (lease === undefined) continue;
        lease.blockedBy =
          first === undefined ? undefined : (byPid.get(first)?.place ?? `backend ${first}, not of this pool`);
      }
    } catch {
      // The verdict then goes without: it says SLOW or LOAD.
    } finally {
      await client.end().catch(() => {});
    }
  });
}
