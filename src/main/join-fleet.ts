import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { Instance, InstanceBusy } from "openfees-pool";
import { withoutRole } from "../db/connect.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import type { Settings } from "../platform/settings.ts";
import { dataDir } from "./data-dir.ts";
import type { Reached } from "./open-store.ts";

/** How this start stands to others of its name. */
export type Joining = { readonly handover: boolean; readonly onSuperseded: (by: string) => void };

const PROGRAM = "openfees";

/**
 * Stays over restarts: the setting, else made of this machine, the data directory and the port. With port 0 it is another
 * one each time, since two of those do not stand in each other's way.
 */
export function instanceName({
  instance,
  dataDir: dir,
  port,
}: Pick<Settings, "instance" | "dataDir" | "port">): string {
  if (instance !== null) return instance;
  const own = port === 0 ? `${process.pid} ${Date.now()}` : `${port}`;
  return createHash("sha256")
    .update(`${hostname()}\n${dataDir(dir)}\n${own}`)
    .digest("hex")
    .slice(0, 12);
}

/** Takes this process's place among those on the server, and ends what a dead or frozen one of its name left there. */
export async function joinFleet(reached: Reached, settings: Settings, joining: Joining): Promise<Instance> {
  const name = instanceName(settings);
  try {
    return await Instance.start({
      name,
      program: PROGRAM,
      connection: withoutRole(reached.app),
      hosts: reached.app.hosts,
      ...joining,
    });
  } catch (cause) {
    if (!(cause instanceof InstanceBusy)) throw cause;
    throw new CannotStart(
      "instance_busy",
      `Another openfees is alive as "${name}" on this database. Stop it, set OPENFEES_INSTANCE to another name, or start with --handover: then that one stops.`,
      { cause },
    );
  }
}
