import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Paths of the project's own files, relative to its folder: what git tracks or would track. From an archive without
 * git, nothing can be listed and the caller gets an error that says so.
 */
export function trackedFiles(...under: string[]): string[] {
  // The folder may belong to somebody else (a container, CI): reading its list is safe all the same.
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...under];
  return execFileSync("git", ["-c", "safe.directory=*", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  })
    .split("\0")
    .filter((path) => path !== "" && existsSync(`${ROOT}${path}`));
}

/** The text of one of the project's files. */
export const textOf = (path: string): string => readFileSync(`${ROOT}${path}`, "utf8");
