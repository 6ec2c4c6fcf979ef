import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../../platform/cannot-start.ts";
import { isAlive } from "./postmaster.ts";

/** When a process began, in ticks since boot: tells a process from a later one with the same pid. Linux only. */
export function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** One openfees a data directory. A lock whose process is gone, even by kill -9, is taken over. */
export function lockDirectory(home: string): () => void {
  const path = join(home, "openfees.lock");
  const own = `${path}.${process.pid}`;
  const text = `${process.pid} ${beganAt(process.pid)}\n`;
  writeFileSync(own, text, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(own, path);
        return () => {
          if (readQuietly(path) === text) rmSync(path, { force: true });
        };
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
      }
      const held = readQuietly(path);
      const [pid = "", began = ""] = held.trim().split(" ");
      if (Number(pid) > 0 && isAlive(Number(pid)) && beganAt(Number(pid)) === began) throw inUse(home, pid);
      if (readQuietly(path) === held) rmSync(path, { force: true });
    }
    throw inUse(home, "unknown");
  } finally {
    rmSync(own, { force: true });
  }
}

const inUse = (home: string, pid: string) =>
  new CannotStart(
    "data_dir_in_use",
    `Another openfees (process ${pid}) uses the data directory ${home}. Stop it, or set OPENFEES_DATA_DIR to another directory.`,
  );

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
