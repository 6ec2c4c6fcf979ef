import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beganAt } from "../db/embedded/directory-lock.ts";
import { isAlive } from "../db/embedded/postmaster.ts";
import { pollUntil } from "../platform/deadline.ts";

/** `web.PID` in the data directory, with the PID of the parent: who the parent and its web process are. */
const NAME = /^web\.\d+$/;
const FINISH_MS = 1_500;

type Process = { readonly pid: number; readonly began: string };
const isThere = ({ pid, began }: Process): boolean => isAlive(pid) && began !== "" && beganAt(pid) === began;

/** Notes the web process of this parent, so that a later start can end it should both be left without their parent. */
export function noteWeb(dataDir: string, web: number): void {
  const line = [process.pid, beganAt(process.pid), web, beganAt(web)].join(" ");
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, `web.${process.pid}`), `${line}\n`, { mode: 0o600 });
  } catch {
    // With DATABASE_URL the directory may be one that cannot be written; the channel still ends the web process.
  }
}

export function forgetWeb(dataDir: string): void {
  rmSync(join(dataDir, `web.${process.pid}`), { force: true });
}

/**
 * Ends web processes whose parent is gone: kindly, then hard. They leave by themselves when their channel closes; one
 * that hangs does not. Answers their process ids. Linux only: elsewhere a process is not told from a later one of its id.
 */
export async function endLeftOverWeb(dataDir: string): Promise<number[]> {
  const ended: number[] = [];
  for (const name of namesIn(dataDir)) {
    const path = join(dataDir, name);
    const [parent, web] = readNote(path);
    if (parent !== undefined && isThere(parent)) continue;
    if (web !== undefined && isThere(web)) {
      ended.push(web.pid);
      for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        if (!isThere(web)) break;
        process.kill(web.pid, signal);
        await pollUntil(() => (isThere(web) ? undefined : true), FINISH_MS);
      }
    }
    rmSync(path, { force: true });
  }
  return ended;
}

function namesIn(dataDir: string): string[] {
  try {
    return readdirSync(dataDir, { withFileTypes: true })
      .filter((one) => one.isFile() && NAME.test(one.name))
      .map((one) => one.name);
  } catch {
    return [];
  }
}

function readNote(path: string): [Process | undefined, Process | undefined] {
  const [parent, parentBegan, web, webBegan] = readFileSync(path, "utf8").trim().split(" ");
  const of = (pid: string | undefined, began: string | undefined): Process | undefined =>
    Number(pid) > 0 ? { pid: Number(pid), began: began ?? "" } : undefined;
  return [of(parent, parentBegan), of(web, webBegan)];
}
