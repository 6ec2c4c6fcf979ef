/** The data directory on disk, from its first use to a cluster that can be started, with a clear line for each way it can fail. */
import { type SpawnOptions, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CannotStart } from "../../platform/cannot-start.ts";
import { majorOf } from "./binaries.ts";
import { type Passwords, passwordsOf } from "./passwords.ts";
import { firstClosedFolder, type RunAs } from "./run-as.ts";

/** A data directory: `postgres` is the cluster, `passwords.json` (0600) what its roles log in with, `postgres.log` what it says. */
export type Home = {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly passwords: Passwords;
};
const LOG_BYTES = 10_000_000;

/** Makes the data directory and sees that it can be used by `runAs`, or says why it cannot be. */
export function openFolder(path: string, runAs: RunAs | undefined): void {
  try {
    makeFolder(path, runAs ? 0o755 : 0o700);
    writeFileSync(join(path, ".can-write"), "");
    rmSync(join(path, ".can-write"));
  } catch (cause) {
    throw directoryError(path, cause);
  }
  const closed = runAs && firstClosedFolder(join(path, "postgres", "base"), runAs);
  if (closed && !closed.startsWith(join(path, "postgres")))
    throw new CannotStart(
      "data_dir_unreachable",
      `PostgreSQL cannot run as root, and the user "${runAs.name}" may not enter ${closed}. Set OPENFEES_DATA_DIR to a directory outside of it, such as /var/lib/openfees.`,
    );
}

/** What is in the data directory, once it is open: passwords are made at the first start. */
export function openHome(path: string): Home {
  const log = join(path, "postgres.log");
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(log, `${log}.1`);
  return { path, cluster: join(path, "postgres"), log, passwords: passwordsOf(path) };
}

/** The user that a cluster belongs to; PostgreSQL must run as this one. Undefined when there is none, or it is ours. */
export function clusterOwner(path: string): RunAs | undefined {
  const stat = statSync(join(path, "postgres"), { throwIfNoEntry: false });
  return stat && stat.uid !== 0 && stat.uid !== process.getuid?.()
    ? { uid: stat.uid, gid: stat.gid, name: `user ${stat.uid}` }
    : undefined;
}

/** Makes a folder and those above it. Node's own `recursive` never comes back where a folder cannot be made, as in /proc. */
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), mode);
  mkdirSync(path, { mode });
}

/** Less than this is no room to start in: PostgreSQL's own log may be cut off before it says why it ended. */
const ROOM_BYTES = 1_000_000;

/** Whether the disk of the data directory is full. */
export function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize < ROOM_BYTES;
  } catch {
    return false;
  }
}

export const diskFull = (path: string, options: { cause?: unknown; details?: string }): CannotStart =>
  new CannotStart(
    "disk_full",
    `The disk of the data directory ${path} is full. Free some space, or set OPENFEES_DATA_DIR to another disk.`,
    options,
  );

/** Turns what the file system said into one clear line. */
export function directoryError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (["ENOSPC", "EDQUOT"].includes(code)) return diskFull(path, { cause });
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT"].includes(code))
    return new CannotStart(
      "data_dir_unwritable",
      `The data directory ${path} cannot be written (${code}). Set OPENFEES_DATA_DIR to a directory that you may write.`,
      { cause },
    );
  return cause;
}

/** Makes the cluster when there is none; half of one, left by a killed Node, is thrown away and made anew. */
export async function initCluster(
  home: Home,
  native: string,
  runAs: RunAs | undefined,
  fast: boolean,
): Promise<boolean> {
  if (existsSync(join(home.cluster, "PG_VERSION"))) {
    refuseOtherVersion(home, majorOf(native));
    return false;
  }
  const fresh = `${home.cluster}.new.${process.pid}`;
  const passwordFile = join(home.path, "initdb-password");
  try {
    for (const name of readdirSync(home.path).filter((one) => one.startsWith("postgres.new")))
      removeQuietly(home, name);
    mkdirSync(fresh, { mode: 0o700 });
    writeFileSync(passwordFile, home.passwords.postgres, { mode: 0o600 });
    if (runAs) for (const path of [fresh, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  } catch (cause) {
    throw directoryError(home.path, cause);
  }
  const args = ["-D", fresh, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "-E", "UTF8"];
  args.push(
    "--locale-provider=icu",
    "--icu-locale=und",
    "--locale=C",
    "--data-checksums",
    ...(fast ? ["--no-sync"] : []),
  );
  try {
    const [program, first] = endsWithNode(join(native, "bin", "initdb"), "KILL");
    const { status, said } = await run(program, [...first, ...args], spawnAs(runAs));
    if (status !== 0) throw serverError(home.path, said, "PostgreSQL could not make its data directory");
    renameSync(fresh, home.cluster);
    return true;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Half a cluster of a killed start: its initdb may still be writing for a moment, so what cannot go yet goes next time. */
function removeQuietly(home: Home, name: string): void {
  try {
    rmSync(join(home.path, name), { recursive: true, force: true });
  } catch {
    // Nothing is built on it: each start makes its own under a new name.
  }
}

/** The command line that, on Linux, has the kernel send `signal` to the program when Node is killed. */
export function endsWithNode(program: string, signal: "INT" | "KILL"): [string, string[]] {
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => process.platform === "linux" && existsSync(path));
  return setpriv ? [setpriv, ["--pdeathsig", signal, "--", program]] : [program, []];
}

/** PostgreSQL reads only the data of its own major version. */
function refuseOtherVersion(home: Home, ours: string): void {
  const theirs = readFileSync(join(home.cluster, "PG_VERSION"), "utf8").trim();
  if (theirs !== ours)
    throw new CannotStart(
      "data_dir_other_version",
      `The data directory ${home.path} was made by PostgreSQL ${theirs}, but this openfees brings PostgreSQL ${ours}. Set OPENFEES_DATA_DIR to another directory, or start the openfees that made it.`,
    );
}

/** Turns what PostgreSQL said into one clear line. */
export function serverError(path: string, said: string, what: string): CannotStart {
  if (/no space left on device|disk quota exceeded/i.test(said) || isDiskFull(path))
    return diskFull(path, { details: said });
  if (/permission denied|read-only file system/i.test(said))
    return new CannotStart(
      "data_dir_unwritable",
      `The data directory ${path} cannot be written. Set OPENFEES_DATA_DIR to a directory that you may write.`,
      { details: said },
    );
  const last =
    said
      .trim()
      .split("\n")
      .filter((line) => /FATAL|PANIC|error/i.test(line))
      .at(-1) ?? "it gave no reason";
  return new CannotStart("embedded_failed", `${what}: ${last.replace(/^.*?(FATAL|PANIC|error):\s*/i, "")}`, {
    details: said,
  });
}

export const spawnAs = (runAs: RunAs | undefined): SpawnOptions => ({
  cwd: "/",
  ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}),
  env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" },
});

function run(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<{ status: number | null; said: string }> {
  return new Promise((resolve, refuse) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        said += String(chunk);
      });
    child.once("error", refuse);
    child.once("close", (status) => resolve({ status, said }));
  });
}

/** Opens the log for the server to write to; it keeps the file open for itself. */
export function withLog<T>(home: Home, work: (fd: number) => T): T {
  const fd = openSync(home.log, "a", 0o600);
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}
