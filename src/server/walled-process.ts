/**
 * Starts a Node that can do nothing but compute: the permission model without network, child processes, threads, addons
 * and writes; reads only of what it runs; an empty environment and directory; limits of the kernel on memory, processor,
 * files and core dumps; and, on Linux, its end with its parent's, also when that one is killed while this one is in a loop.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setPriority } from "node:os";

export type WalledOptions = {
  /** The file that is run; its folder is all that the process can read. */
  readonly entry: string;
  readonly folder: string;
  /** An empty folder to stand in. */
  readonly emptyFolder: string;
  readonly heapMb: number;
  /** The most writable memory that the kernel gives it. */
  readonly dataMb: number;
  /** Processor seconds after which the kernel ends it, whoever is still there to watch. */
  readonly cpuSeconds: number;
  /** Whom it runs as; the user of this process where nothing is said. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
};

/** Behind pages in the queue for the processor: a page is made sooner than a statement is judged. */
const NICE = 2;

export function startWalled({ entry, folder, emptyFolder, user, ...limits }: WalledOptions): ChildProcess {
  const node = [
    process.execPath,
    "--permission",
    `--allow-fs-read=${folder}`,
    `--max-old-space-size=${limits.heapMb}`,
    "--max-semi-space-size=16",
    "--disallow-code-generation-from-strings",
    "--no-addons",
    "--disable-sigusr1",
    "--unhandled-rejections=strict",
    entry,
  ];
  const [program = "", ...args] =
    process.platform === "win32" ? node : [...underLimits(limits), ...endsWithParent(), ...node];
  const child = spawn(program, args, {
    cwd: emptyFolder,
    env: process.platform === "win32" ? { SystemRoot: process.env.SystemRoot ?? "" } : { TZ: "UTC" },
    stdio: ["pipe", "pipe", "pipe"],
    // its own session: what a terminal sends to the server does not end what it is doing
    detached: true,
    windowsHide: true,
    ...(user ?? {}),
  });
  if (child.pid !== undefined) lower(child.pid);
  return child;
}

/** A shell sets the limits and becomes the program. One that cannot be set is left out: the pool watches from outside. */
function underLimits({ dataMb, cpuSeconds }: Pick<WalledOptions, "dataMb" | "cpuSeconds">): string[] {
  const limits = [`-c 0`, `-f 0`, `-d ${dataMb * 1024}`, `-t ${cpuSeconds}`, `-n 64`];
  const script = `${limits.map((one) => `ulimit ${one} 2>/dev/null`).join("; ")}; exec "$@"`;
  return ["/bin/sh", "-c", script, "openfees-child"];
}

const endsWithParent = (): string[] => {
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => process.platform === "linux" && existsSync(path));
  return setpriv ? [setpriv, "--pdeathsig", "KILL", "--no-new-privs", "--"] : [];
};

function lower(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    // It is gone already, or the system knows no priorities.
  }
}
