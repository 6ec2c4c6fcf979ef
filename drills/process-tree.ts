import { readdirSync, readFileSync } from "node:fs";

/** The process and all that came from it, itself first. Reads /proc: the drills that freeze things run on Linux. */
function treeOf(root: number): number[] {
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

/** Freezes a process and all its children; answers how to thaw them. */
export function freezeAll(root: number): () => void {
  const frozen: number[] = [];
  const send = (pid: number, signal: "SIGSTOP" | "SIGCONT") => {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  };
  for (const pid of treeOf(root)) {
    send(pid, "SIGSTOP");
    frozen.push(pid);
  }
  return () => {
    for (const pid of frozen.splice(0)) send(pid, "SIGCONT");
  };
}
