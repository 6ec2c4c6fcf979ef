import { readFileSync } from "node:fs";

/** How many files and sockets this process may have open; undefined where the system does not say. */
export function descriptorLimit(
  read: () => string = () => readFileSync("/proc/self/limits", "utf8"),
): number | undefined {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(read())?.[1];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}

/** Kept for what is no visitor: PostgreSQL, snapshots, children and their pipes, the operations listener. */
const KEPT = 256;
const LEAST = 16;

/**
 * How many sockets of visitors fit: as many as wanted, fewer where the limit of descriptors is near. Without this the last
 * ones would be accepted and everything else, such as a connection to PostgreSQL, would fail.
 */
export function socketsWithin(wanted: number, limit: number | undefined): number {
  if (limit === undefined) return wanted;
  return Math.min(wanted, Math.max(LEAST, limit - KEPT, Math.min(limit - LEAST, Math.floor(limit / 2))));
}

type Log = { warn(fields: Record<string, unknown>, message: string): void };

/** How many of the sockets that `OPENFEES_MAX_CONNECTIONS` asks for fit in this process; warns where that is fewer. */
export function socketsHere(wanted: number, log: Log): number {
  const connections = socketsWithin(wanted, descriptorLimit());
  if (connections < wanted)
    log.warn({ connections }, "fewer sockets than OPENFEES_MAX_CONNECTIONS: the system allows no more open files");
  return connections;
}
