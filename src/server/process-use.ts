/** What processes take of the machine, seen from outside: resident bytes and seconds of processor. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";

const LINUX = process.platform === "linux";
const PAGE_BYTES = pageBytes();
/** The unit of the times in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** How often it is worth asking: reading /proc takes microseconds, running `ps` milliseconds. */
export const WATCH_MS = LINUX ? 20 : 250;

/** Resident bytes of each process; one that is gone is left out. */
export async function residentBytes(pids: readonly number[]): Promise<Map<number, number>> {
  return LINUX ? residentNow(pids) : await residentByPs(pids);
}

/** The same at once, from /proc; empty where there is none. */
export function residentNow(pids: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const pid of pids) {
    const pages = Number(readProc(pid, "statm")?.split(" ")[1]);
    if (pages > 0) found.set(pid, pages * PAGE_BYTES);
  }
  return found;
}

/** Seconds of processor that a process has used so far; undefined where it is gone or /proc is not there. */
export function processorSeconds(pid: number): number | undefined {
  const stat = readProc(pid, "stat");
  // the name of the program stands in brackets and may hold spaces
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields?.[11]) + Number(fields?.[12]);
  return Number.isFinite(ticks) ? ticks / TICKS_A_SECOND : undefined;
}

function readProc(pid: number, name: string): string | undefined {
  if (!LINUX) return undefined;
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return undefined;
  }
}

/** Of this process both are known: pages in statm, kibibytes in status. */
function pageBytes(): number {
  const status = readProc(process.pid, "status");
  const kib = Number(/^VmSize:\s+(\d+) kB/m.exec(status ?? "")?.[1]);
  const pages = Number(readProc(process.pid, "statm")?.split(" ")[0]);
  const bytes = (kib * 1024) / pages;
  return [4096, 16_384, 65_536].find((size) => Math.abs(bytes - size) < size / 4) ?? 4096;
}

function residentByPs(pids: readonly number[]): Promise<Map<number, number>> {
  if (pids.length === 0 || process.platform === "win32") return Promise.resolve(new Map());
  return new Promise((resolve) => {
    execFile("ps", ["-o", "pid=,rss=", "-p", pids.join(",")], { timeout: 2_000 }, (_error, out) => {
      const rows = out.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
      resolve(new Map(rows.flatMap(([pid = 0, kib = 0]) => (pid > 0 && kib > 0 ? [[pid, kib * 1024] as const] : []))));
    });
  });
}
