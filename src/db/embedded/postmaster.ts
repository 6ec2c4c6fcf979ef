import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pollUntil } from "../../platform/deadline.ts";

export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** What `postmaster.pid` says: pid on line 1, port on line 4, state on line 8. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port, ready: lines[7]?.trim() === "ready" } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    // A zombie has died; only its parent has not looked yet.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return process.platform !== "linux";
  }
}

/** Pids are used again: on Linux the process must be a PostgreSQL of this very directory. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(cluster);
  } catch {
    return false;
  }
}

/** Stops the server with this process id (SIGINT), if it is one of this directory. */
export function stopPostmaster(pid: number, cluster: string): void {
  if (isPostmasterOf(pid, cluster)) process.kill(pid, "SIGINT");
}

/** Stops a server that an earlier, killed Node left behind: kindly (SIGINT), then hard (SIGQUIT). True when there was one. */
export async function stopLeftOver(cluster: string): Promise<boolean> {
  const left = readPostmaster(cluster);
  if (!left || left.pid === process.pid || !isPostmasterOf(left.pid, cluster)) return false;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    try {
      process.kill(left.pid, signal);
    } catch {
      return true;
    }
    if (await pollUntil(() => (isAlive(left.pid) ? undefined : true), 5_000)) return true;
  }
  return true;
}
