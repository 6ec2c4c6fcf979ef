import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { treeOf } from "../process-tree.ts";

/** Resident memory of a process and all that came from it, PostgreSQL included, looked at again and again. */
export function watchMemory(root: number): { peakMb(): number; peakShareMb(): number; stop(): void } {
  let [peak, share, looks] = [0, 0, 0];
  const look = () => {
    const tree = treeOf(root);
    peak = Math.max(peak, sum(tree, "status", /^VmRSS:\s+(\d+)/m));
    // what several share counts once here; the kernel takes long to say it
    if (looks++ % 10 === 0) share = Math.max(share, sum(tree, "smaps_rollup", /^Pss:\s+(\d+)/m));
  };
  const timer = setInterval(look, 150);
  return {
    peakMb: () => Math.round(peak / 1_024),
    peakShareMb: () => Math.round(share / 1_024),
    stop: () => clearInterval(timer),
  };
}

/** Kilobytes that a file of each process under /proc says. */
function sum(pids: readonly number[], file: string, pattern: RegExp): number {
  let total = 0;
  for (const pid of pids) {
    try {
      total += Number(pattern.exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1] ?? 0);
    } catch {
      // it ended while we looked, or is another user's
    }
  }
  return total;
}

const V2 = "/sys/fs/cgroup/openfees-hostile";
const V1 = "/sys/fs/cgroup/memory/openfees-hostile";

/** A hard limit of the kernel's for a process and all that will come from it; undefined where it allows none. */
export function capMemory(pid: number, bytes: number): { killed(): number; end(): void } | undefined {
  const second = existsSync("/sys/fs/cgroup/cgroup.controllers");
  const folder = `${second ? V2 : V1}-${pid}`;
  try {
    mkdirSync(folder);
    writeFileSync(`${folder}/${second ? "memory.max" : "memory.limit_in_bytes"}`, String(bytes));
    writeFileSync(`${folder}/cgroup.procs`, String(pid));
  } catch {
    try {
      rmdirSync(folder);
    } catch {
      // it was never made
    }
    return undefined;
  }
  return {
    killed: () => {
      const text = readFileSync(`${folder}/${second ? "memory.events" : "memory.oom_control"}`, "utf8");
      return Number(/^oom_kill (\d+)/m.exec(text)?.[1] ?? 0);
    },
    end: () => {
      try {
        rmdirSync(folder);
      } catch {
        // somebody is still in it; it is empty after the next start of the machine
      }
    },
  };
}
