import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { treeOf } from "../process-tree.ts";

export type MemoryWatch = {
  peakMb(): number;
  /** What several processes share counts once here. */
  peakShareMb(): number;
  /** Who held how much when it was most. */
  parts(): string;
  stop(): void;
};

const [LOOK_MS, LONG_MS] = [250, 1_000];
const RESIDENT = /^VmRSS:\s+(\d+)/m;

/** Resident memory of a process and all that came from it, PostgreSQL included, looked at again and again. */
export function watchMemory(root: number): MemoryWatch {
  let [peak, share, parts] = [0, 0, ""];
  const look = () => {
    const tree = treeOf(root);
    const now = sum(tree, RESIDENT);
    if (now <= peak) return;
    peak = now;
    parts = partsOf(tree);
  };
  // the kernel takes long to say it, so that nobody waits for it here
  const lookLong = async () => {
    let total = 0;
    for (const pid of treeOf(root)) {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
      total += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    }
    share = Math.max(share, total);
  };
  const timers = [setInterval(look, LOOK_MS), setInterval(() => void lookLong(), LONG_MS)];
  return {
    peakMb: () => Math.round(peak / 1_024),
    peakShareMb: () => Math.round(share / 1_024),
    parts: () => parts,
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** `web 310, children 420, PostgreSQL 180`, in megabytes. */
function partsOf(pids: readonly number[]): string {
  const groups = { web: [] as number[], children: [] as number[], PostgreSQL: [] as number[] };
  for (const pid of pids) {
    const command = textOf(`/proc/${pid}/cmdline`);
    const group = /postgres/.test(command.split("\0")[0] ?? "")
      ? "PostgreSQL"
      : /--permission/.test(command)
        ? "children"
        : "web";
    groups[group].push(pid);
  }
  return Object.entries(groups)
    .map(([name, list]) => `${name} ${Math.round(sum(list, RESIDENT) / 1_024)}`)
    .join(", ");
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // it ended while we looked, or is another user's
    return "";
  }
}

/** Kilobytes of all of them, by what the kernel says of each. */
const sum = (pids: readonly number[], pattern: RegExp): number =>
  pids.reduce((total, pid) => total + Number(pattern.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0), 0);

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
