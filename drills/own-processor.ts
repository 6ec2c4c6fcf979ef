import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

// A load that waits for a processor says nothing of the server that it loads. Where the machine has more than one processor
// and `taskset` (util-linux), the load gets the last one for itself and whatever is under test shares the others. Elsewhere
// nothing is pinned, and a late load makes the run void as before.

const LAST = availableParallelism() - 1;

const pin = (pid: number, processors: string): boolean =>
  LAST > 0 &&
  pid > 0 &&
  spawnSync("taskset", ["-a", "-p", "-c", processors, String(pid)], { stdio: "ignore" }).status === 0;

/** Keeps this process, with all its threads, on the last processor. Processes that it starts later inherit that: see `keepOff`. */
export const keepToLast = (): boolean => pin(process.pid, String(LAST));

/** Keeps a process and what it starts from then on away from the last processor. */
export const keepOff = (pid: number | undefined): boolean => pin(pid ?? 0, LAST > 1 ? `0-${LAST - 1}` : "0");
