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
