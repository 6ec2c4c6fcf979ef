import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { statusWords as say } from "../words/status-words.ts";
import { writeWhole } from "./kept.ts";

/** A command that has not ended by then is ended. */
const COMMAND_MS = 30_000;

const isFolder = (where: string): boolean =>
  existsSync(where) ? statSync(where).isDirectory() : !/[\s;|&]/.test(where);

/**
 * Brings the files in `folder` to `where`: a folder, or else a command for the shell that runs in `folder`. Answers what
 * went wrong; undefined when nothing did. Never rejects: the next round tries again, and the page says how old it is.
 */
export async function publish(folder: string, files: readonly string[], where: string): Promise<string | undefined> {
  if (!isFolder(where)) return run(where, folder);
  try {
    for (const file of files) writeWhole(join(where, file), readFileSync(join(folder, file), "utf8"));
    return undefined;
  } catch (cause) {
    return String((cause as NodeJS.ErrnoException).code ?? cause);
  }
}

function run(command: string, folder: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn("sh", ["-c", command], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], detached: true });
    const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"), COMMAND_MS);
    child.once("error", (cause) => {
      clearTimeout(timer);
      resolve(String(cause));
    });
    child.once("exit", (status, signal) => {
      clearTimeout(timer);
      resolve(status === 0 ? undefined : say("tell.command", { status: String(signal ?? status) }));
    });
  });
}
