/**
 * What is built from the source tree, kept under node_modules until a source is another: every start and every test
 * process would build it again otherwise, for seconds of processor each. The published package brings it along ready.
 */
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** A path inside the project as esbuild writes it: from the root, with `/`. */
export const fromRoot = (path: string): string => relative(ROOT, path).replaceAll("\\", "/");
const CACHE = `${ROOT}node_modules/.cache/`;

export type Files = ReadonlyMap<string, Uint8Array>;
/** `index` is what the files are, as JSON; `sources` are the paths of what they are made of, from the root. */
export type Built<I> = { readonly files: Files; readonly index: I; readonly sources: readonly string[] };
/** A folder that holds `files` and nothing else. */
export type InFolder<I> = { readonly folder: string; readonly index: I };

type Kept<I> = InFolder<I> & { readonly sources: Readonly<Record<string, string>> };

/** The folder that was made last under `name`, or a new one of what `make` builds. */
export async function keptBuild<I>(name: string, make: () => Promise<Built<I>>): Promise<InFolder<I>> {
  const cache = join(CACHE, name);
  const kept = await keptIn<I>(cache);
  if (kept) return { folder: join(cache, kept.folder, "/"), index: kept.index };
  const { files, index, sources } = await make();
  const folder = nameOf(files);
  try {
    await mkdir(cache, { recursive: true });
    // whole or not at all: another process may make the same one
    if (!existsSync(join(cache, folder))) await wholly(join(cache, folder), (fresh) => writeFiles(fresh, files));
    const marks = Object.fromEntries(sources.map((path) => [path, markOf(ROOT + path)]));
    const text = JSON.stringify({ folder, index, sources: marks } satisfies Kept<I>);
    await wholly(join(cache, "index.json"), (fresh) => writeFile(fresh, text));
    return { folder: join(cache, folder, "/"), index };
  } catch {
    // a source tree that may not be written
    const own = mkdtempSync(join(tmpdir(), `${name}-`));
    chmodSync(own, 0o755);
    await writeFiles(own, files);
    process.once("exit", () => rmSync(own, { recursive: true, force: true }));
    return { folder: join(own, "/"), index };
  }
}

async function keptIn<I>(cache: string): Promise<Kept<I> | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(cache, "index.json"), "utf8")) as Kept<I>;
    const same = Object.entries(kept.sources).every(([path, mark]) => markOf(ROOT + path) === mark);
    return same && existsSync(join(cache, kept.folder)) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Throws where the file is gone. */
function markOf(path: string): string {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

function nameOf(files: Files): string {
  const hash = createHash("sha256");
  for (const [name, contents] of files) hash.update(name).update(contents);
  return hash.digest("hex").slice(0, 16);
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, contents] of files) await writeFile(join(folder, name), contents);
}

async function wholly(path: string, write: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = join(dirname(path), `new-${randomUUID()}`);
  await write(fresh);
  try {
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    // else it was put there meanwhile, by another process that made the same
    if (!existsSync(path)) throw cause;
  }
}

/** The inputs of builds as paths from the root, with `own`, the file that says how they are built. */
export const sourcesOf = (own: string, ...inputs: readonly object[]): string[] =>
  [...new Set([...inputs.flatMap((one) => Object.keys(one)), fileURLToPath(own).slice(ROOT.length)])].filter((path) =>
    existsSync(ROOT + path),
  );
