import { readdirSync, readFileSync } from "node:fs";

/** The process and all that came from it, itself first. Reads /proc: the drills that freeze things run on Linux. */
export function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name in brackets may hold blanks; what follows the last bracket does not.
      const [, parent] = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
      parents.set(Number(name), Number(parent));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function send(pid: number, signal: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Freezes a process and all its children; answers how to thaw them. */
export function freezeAll(root: number): () => void {
  const frozen = treeOf(root);
  for (const pid of frozen) send(pid, "SIGSTOP");
  return () => {
    for (const pid of frozen.splice(0)) send(pid, "SIGCONT");
  };
}

/** Ends a process and all its children at once, as when their machine is lost. */
export function killAll(root: number): void {
  for (const pid of treeOf(root)) send(pid, "SIGKILL");
}
