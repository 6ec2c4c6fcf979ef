/**
 * `npm run release -- VERSION`: makes a release of what is committed on `main`. Everything is checked and built first; then the
 * version goes into package.json and its lockfile, "Unreleased" of CHANGELOG.md becomes the version with its day, and both
 * are committed and tagged. The package lies in `dist/`, its SHA-256 is printed. Nothing is pushed or published.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;
const HEADING = "## Unreleased\n";

/** Why a release cannot be made, in words for whoever asked for it. */
export class NoRelease extends Error {}

/** Negative when the first is the earlier of two versions such as `1.10.0`. */
export function compareVersions(a: string, b: string): number {
  const numbers = [a, b].map((one) => {
    const found = VERSION.exec(one);
    if (!found) throw new NoRelease(`"${one}" is no version: write three numbers, such as 0.2.0.`);
    return found.slice(1).map(Number);
  });
  const [first = [], second = []] = numbers;
  return first.map((one, i) => one - (second[i] as number)).find((one) => one !== 0) ?? 0;
}

/** The changelog with all that was unreleased under the version and its day, and an empty "Unreleased" above it. */
export function changelogOf(text: string, version: string, day: string): string {
  const at = text.indexOf(`\n${HEADING}`);
  if (at < 0) throw new NoRelease('CHANGELOG.md has no "## Unreleased".');
  if (text.includes(`\n## ${version} `)) throw new NoRelease(`CHANGELOG.md has ${version} already.`);
  const begins = at + 1 + HEADING.length;
  const next = text.indexOf("\n## ", begins);
  const body = text.slice(begins, next < 0 ? undefined : next).trim();
  if (body === "")
    throw new NoRelease('Nothing stands under "Unreleased" of CHANGELOG.md: there is nothing to release.');
  const rest = next < 0 ? "" : text.slice(next);
  return `${text.slice(0, begins)}\n## ${version} (${day})\n\n${body}\n${rest}`;
}

const run = (root: string, program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Refuses unless `main` is checked out, all is committed and the version is a later one. */
export function assertReady(root: string, version: string): void {
  const { version: now } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  if (compareVersions(version, now) <= 0)
    throw new NoRelease(`${version} is not later than ${now}, which is released.`);
  const branch = run(root, "git", "branch", "--show-current").trim();
  if (branch !== "main") throw new NoRelease(`Releases are made of main; this is "${branch}".`);
  if (run(root, "git", "status", "--porcelain") !== "")
    throw new NoRelease("Commit or put away what is changed here first.");
  // asked before anything is written: git refuses the commit otherwise, with the version changed already
  try {
    run(root, "git", "var", "GIT_COMMITTER_IDENT");
  } catch {
    throw new NoRelease("git does not know who you are: set user.name and user.email.");
  }
}

/** Writes the version and the changelog, commits and tags; answers the tag. */
export function record(root: string, version: string, day: string): string {
  const changelog = join(root, "CHANGELOG.md");
  const text = changelogOf(readFileSync(changelog, "utf8"), version, day);
  run(root, "npm", "version", version, "--no-git-tag-version");
  writeFileSync(changelog, text);
  run(
    root,
    "git",
    "commit",
    "--quiet",
    "--message",
    `Release ${version}`,
    "package.json",
    "package-lock.json",
    "CHANGELOG.md",
  );
  run(root, "git", "tag", "--annotate", `v${version}`, "--message", `openfees ${version}`);
  return `v${version}`;
}

function release(root: string, version: string, day: string): void {
  assertReady(root, version);
  changelogOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version, day);
  run(root, "npm", "run", "check");
  const tag = record(root, version, day);
  run(root, process.execPath, "build.ts");
  const dist = join(root, "dist");
  const filename = `openfees-${version}.tgz`;
  const sum = createHash("sha256")
    .update(readFileSync(join(dist, filename)))
    .digest("hex");
  process.stdout.write(`${sum}  dist/${filename}\n`);
  process.stdout.write(`${tag} is made. To publish it: git push --follow-tags, and npm publish of the file above.\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [version = "", ...more] = process.argv.slice(2);
  try {
    if (more.length > 0 || version === "") throw new NoRelease("npm run release -- VERSION");
    release(join(import.meta.dirname, ".."), version, new Date().toISOString().slice(0, 10));
  } catch (cause) {
    if (!(cause instanceof NoRelease)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    process.exitCode = 2;
  }
}
