/**
 * What a child process runs, as a folder of its own that holds nothing else: its code in one bundle, with the readers that
 * few files need in files beside it. The published package brings the folder; in the source tree it is made when it is
 * first needed and kept under node_modules until a source is another.
 */
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withEsbuild } from "./with-esbuild.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const KEPT = `${ROOT}node_modules/.cache/openfees-child`;
const SOURCE = "src/main/foreign-child.ts";

/** Where `npm run build` puts it. */
export const CHILD_FOLDER = "child";
const ENTRY = "foreign-child.mjs";

export type ForeignBuild = { readonly folder: string; readonly entry: string };

let made: Promise<ForeignBuild> | undefined;

/** The folder of this release; made once a process. */
export function foreignBuild(): Promise<ForeignBuild> {
  made ??= existsSync(`${ROOT}${CHILD_FOLDER}/${ENTRY}`) ? Promise.resolve(at(`${ROOT}${CHILD_FOLDER}`)) : fromSource();
  return made;
}

const at = (folder: string): ForeignBuild => ({ folder: join(folder, "/"), entry: join(folder, ENTRY) });

/** A folder that was made before, with the sources that it was made of. */
type Kept = { readonly folder: string; readonly sources: Readonly<Record<string, string>> };

async function fromSource(): Promise<ForeignBuild> {
  const kept = await keptBuild();
  if (kept) return at(join(KEPT, kept.folder));
  const { files, sources } = await bundleForeign();
  const hash = createHash("sha256");
  for (const [name, contents] of files) hash.update(name).update(contents);
  const folder = hash.digest("hex").slice(0, 16);
  try {
    await mkdir(KEPT, { recursive: true });
    if (!existsSync(join(KEPT, folder))) {
      // whole or not at all: another process may make the same one
      const fresh = join(KEPT, `new-${randomUUID()}`);
      await writeFiles(fresh, files);
      await rename(fresh, join(KEPT, folder)).catch(() => rm(fresh, { recursive: true, force: true }));
    }
    const index = join(KEPT, `new-${randomUUID()}.json`);
    await writeFile(index, JSON.stringify({ folder, sources } satisfies Kept));
    await rename(index, join(KEPT, "index.json"));
    return at(join(KEPT, folder));
  } catch {
    // a source tree that may not be written
    const own = mkdtempSync(join(tmpdir(), "openfees-child-"));
    chmodSync(own, 0o755);
    await writeFiles(own, files);
    process.once("exit", () => rmSync(own, { recursive: true, force: true }));
    return at(own);
  }
}

/** The folder made last, unless a source has changed since. */
async function keptBuild(): Promise<Kept | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(KEPT, "index.json"), "utf8")) as Kept;
    const same = Object.entries(kept.sources).every(([path, mark]) => markOf(ROOT + path) === mark);
    return same && existsSync(join(KEPT, kept.folder, ENTRY)) ? kept : undefined;
  } catch {
    return undefined;
  }
}

const markOf = (path: string): string => {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
};

async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, contents] of files) await writeFile(join(folder, name), contents);
}

type Files = ReadonlyMap<string, Uint8Array>;

/** Bundles the child's code from the source tree; `sources` are the files that it is made of, with their marks. */
export async function bundleForeign(): Promise<{ readonly files: Files; readonly sources: Kept["sources"] }> {
  const bundled = withEsbuild(({ build }) =>
    build({
      absWorkingDir: ROOT,
      entryPoints: [SOURCE],
      outdir: CHILD_FOLDER,
      outExtension: { ".js": ".mjs" },
      chunkNames: "[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node26",
      jsx: "automatic",
      jsxImportSource: "preact",
      legalComments: "none",
      write: false,
      metafile: true,
      logLevel: "error",
    }),
  );
  const { outputFiles, metafile } = await bundled;
  const own = fileURLToPath(import.meta.url).slice(ROOT.length);
  const sources = [...Object.keys(metafile.inputs), own].filter((path) => existsSync(ROOT + path));
  return {
    files: new Map(
      outputFiles.map(({ path, contents }) => [path.slice(join(ROOT, CHILD_FOLDER, "/").length), contents]),
    ),
    sources: Object.fromEntries(sources.map((path) => [path, markOf(ROOT + path)])),
  };
}
