/**
 * What a child process runs, as a folder of its own that holds nothing else: its code in one bundle, with the readers that
 * few files need in files beside it. The published package brings the folder; in the source tree it is made when it is
 * first needed.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Built, keptBuild, ROOT, sourcesOf } from "./kept-build.ts";
import { withEsbuild } from "./with-esbuild.ts";

const SOURCE = "src/main/foreign-child.ts";

/** Where `npm run build` puts it. */
export const CHILD_FOLDER = "child";
const ENTRY = "foreign-child.mjs";

export type ForeignBuild = { readonly folder: string; readonly entry: string };

let made: Promise<ForeignBuild> | undefined;

/** The folder of this release; made once a process. */
export function foreignBuild(): Promise<ForeignBuild> {
  const ready = `${ROOT}${CHILD_FOLDER}/`;
  made ??= existsSync(ready + ENTRY)
    ? Promise.resolve(at(ready))
    : keptBuild("openfees-child", bundleForeign).then(({ folder }) => at(folder));
  return made;
}

const at = (folder: string): ForeignBuild => ({ folder, entry: join(folder, ENTRY) });

/** Bundles the child's code from the source tree. */
export async function bundleForeign(): Promise<Built<null>> {
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
  const below = join(ROOT, CHILD_FOLDER, "/").length;
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [path.slice(below), contents])),
    index: null,
    sources: sourcesOf(import.meta.url, metafile.inputs),
  };
}
