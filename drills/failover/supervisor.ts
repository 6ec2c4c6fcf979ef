import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import pg from "pg";
import type { PairedServer } from "../../test/support/standby-pair.ts";

/** When each step was done, on the clock of `performance.now()`. */
export type Failover = { readonly detectedAt: number; readonly promotedAt: number };

const LOOK_MS = 100;
/** So many looks in a row that were not answered mean that the primary is gone. */
const LOOKS = 2;

/** Whether it answers within the time of one look. */
async function answers(server: PairedServer): Promise<boolean> {
  const client = new pg.Client({ ...server.config, connectionTimeoutMillis: LOOK_MS, query_timeout: LOOK_MS });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    client.end().catch(() => {});
    return true;
  } catch {
    client.connection.stream.destroy();
    return false;
  }
}

/**
 * What a cluster manager does, in its plainest form: looks at the primary until it is gone, ends it and every backend of
 * it, records the new primary so that it outlasts a crash, then promotes. `reaches` says whether it can end the old one.
 */
export async function supervise(
  primary: PairedServer,
  standby: PairedServer,
  { record, reaches }: { readonly record: string; readonly reaches: boolean },
): Promise<Failover> {
  for (let missed = 0; missed < LOOKS; ) {
    const began = performance.now();
    missed = (await answers(primary)) ? 0 : missed + 1;
    const left = LOOK_MS - (performance.now() - began);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
  const detectedAt = performance.now();
  if (reaches) await primary.kill();
  const file = openSync(record, "a", 0o600);
  try {
    writeSync(file, `primary ${standby.name} ${standby.port}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  await standby.promote();
  return { detectedAt, promotedAt: performance.now() };
}
