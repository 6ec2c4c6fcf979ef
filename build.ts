/**
 * One idea: the published package, `dist/package`, ready for `npm pack`. JavaScript and types for Node 20.20 (the compiler,
 * file by file, so that paths to `data/` stay as they are), `openfees/engine` as one file without Node (esbuild), the
 * country packs, and a manifest without the packages that bring Node 26. See docs/adr/0004-package.md.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildBrowser } from "./src/main/browser-build.ts";
import { shippedJurisdictions, shippedPack } from "./src/main/shipped-pack.ts";

const root = fileURLToPath(new URL("./", import.meta.url));
const out = `${root}dist/package`;

type Manifest = Record<string, unknown> & { optionalDependencies: Record<string, string>; bin: { openfees: string } };

/** `src/main/cli.ts` as it is called after the build. */
const built = (path: string): string => path.replace(/\.tsx?$/, ".js");

/** What others install: no scripts, no tools, no Node (theirs runs it), and nothing of npm's settings of this folder. */
function publishedManifest(own: Manifest): Record<string, unknown> {
  const { name, version, description, license, type, engines, dependencies } = own;
  const optionalDependencies = Object.fromEntries(
    Object.entries(own.optionalDependencies).filter(([name]) => !name.startsWith("node-")),
  );
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { openfees: built(own.bin.openfees) },
    exports: {
      "./engine": { types: "./src/main/engine.d.ts", default: "./engine.js" },
      "./packs/*": { types: "./packs/*.d.ts", default: "./packs/*.js" },
      "./package.json": "./package.json",
    },
    dependencies,
    optionalDependencies,
  };
}

type File = { readonly path: string; readonly contents: Uint8Array };

/**
 * `openfees/engine`: one file, and beside it a part for each reader with a library of its own, loaded when a file of that
 * kind comes. With `minify` as a page would load it. `platform: browser` refuses any import of Node.
 */
async function bundleEngine(minify: boolean): Promise<readonly File[]> {
  const { outputFiles } = await build({
    entryPoints: { engine: `${root}src/main/engine.ts` },
    outdir: out,
    bundle: true,
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify,
    write: false,
    logLevel: "error",
  });
  return outputFiles;
}

/** A country pack as a module, so that a program of a few lines needs no loader: `import ng from "openfees/packs/ng"`. */
async function writePacks(): Promise<void> {
  await mkdir(`${out}/packs`, { recursive: true });
  for (const jurisdiction of shippedJurisdictions()) {
    await writeFile(
      `${out}/packs/${jurisdiction}.js`,
      `export default ${JSON.stringify(shippedPack(jurisdiction))};\n`,
    );
    await writeFile(
      `${out}/packs/${jurisdiction}.d.ts`,
      'import type { Pack } from "../src/main/engine.js";\ndeclare const pack: Pack;\nexport default pack;\n',
    );
  }
}

const began = performance.now();
await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(out, { recursive: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}tsconfig.build.json`], {
  stdio: "inherit",
});
const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Manifest;
await writeFile(`${out}/package.json`, `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
for (const { path, contents } of await bundleEngine(false)) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
await writePacks();
const { files, ...index } = await buildBrowser();
await mkdir(`${out}/browser`, { recursive: true });
for (const [name, contents] of files) await writeFile(`${out}/browser/${name}`, contents);
await writeFile(`${out}/browser/index.json`, `${JSON.stringify(index)}\n`);
// What the compiler leaves behind: style sheets and the like.
await cp(`${root}src`, `${out}/src`, { recursive: true, filter: (path) => !/\.(tsx?|map)$/.test(path) });
for (const path of ["data", "migrations", "LICENSE", "README.md", "CHANGELOG.md"])
  await cp(`${root}${path}`, `${out}/${path}`, { recursive: true });
const weight = (await bundleEngine(true)).find(({ path }) => path.endsWith("/engine.js"))?.contents ?? new Uint8Array();
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(`dist/package is ready in ${((performance.now() - began) / 1000).toFixed(1)} s`);
console.log(`openfees/engine weighs ${kb(weight.length)}, ${kb(gzipSync(weight, { level: 9 }).length)} compressed`);
