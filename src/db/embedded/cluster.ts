/** One idea: the data directory on disk, from its first use to a cluster that can be started, with a clear line for each way it can fail. */
import { type SpawnOptions, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../../platform/cannot-start.ts";
import { newPassword } from "../../platform/ids.ts";
import { firstClosedFolder, type RunAs } from "./run-as.ts";

/** A data directory: `postgres` is the cluster, `passwords.json` (0600) what its roles log in with, `postgres.log` what it says. */
export type Home = {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly passwords: Passwords;
};
export type Passwords = {
  readonly postgres: string;
  readonly openfees_owner: string;
  readonly openfees_app: string;
  readonly openfees_read: string;
};

const LOG_BYTES = 10_000_000;

/** Makes the data directory ready to be used by `runAs`, or says why it cannot be. */
export function openHome(path: string, runAs: RunAs | undefined): Home {
  try {
    mkdirSync(path, { recursive: true, mode: runAs ? 0o755 : 0o700 });
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
  const log = join(path, "postgres.log");
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(log, `${log}.1`);
  return { path, cluster: join(path, "postgres"), log, passwords: passwordsOf(path) };
}

export function directoryError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (["ENOSPC", "EDQUOT"].includes(code))
    return new CannotStart(
      "disk_full",
      `The disk of the data directory ${path} is full. Free some space, or set OPENFEES_DATA_DIR to another disk.`,
      { cause },
    );
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT"].includes(code))
    return new CannotStart(
      "data_dir_unwritable",
      `The data directory ${path} cannot be written (${code}). Set OPENFEES_DATA_DIR to a directory that you may write.`,
      { cause },
    );
  return cause;
}

function passwordsOf(path: string): Passwords {
  const file = join(path, "passwords.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Passwords;
  const made = {
    postgres: newPassword(),
    openfees_owner: newPassword(),
    openfees_app: newPassword(),
    openfees_read: newPassword(),
  };
  try {
    writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw directoryError(path, cause);
  }
  return made;
}

/** Makes the cluster when there is none; half of one, left by a killed Node, is thrown away and made anew. */
export async function initCluster(
  home: Home,
  native: string,
  runAs: RunAs | undefined,
  fast: boolean,
): Promise<boolean> {
  if (existsSync(join(home.cluster, "PG_VERSION"))) return false;
  const fresh = `${home.cluster}.new`;
  const passwordFile = join(home.path, "initdb-password");
  try {
    rmSync(fresh, { recursive: true, force: true });
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
    const { status, said } = await run(join(native, "bin", "initdb"), args, spawnAs(runAs));
    if (status !== 0) throw serverError(home.path, said, "PostgreSQL could not make its data directory");
    renameSync(fresh, home.cluster);
    return true;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Turns what PostgreSQL said into one clear line. */
export function serverError(path: string, said: string, what: string): CannotStart {
  if (/no space left on device|disk quota exceeded/i.test(said))
    return new CannotStart(
      "disk_full",
      `The disk of the data directory ${path} is full. Free some space, or set OPENFEES_DATA_DIR to another disk.`,
      { details: said },
    );
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
