/**
 * What we publish. `dist/openfees-VERSION.tgz`, and `dist/package`, which it is made of: JavaScript and types for Node 20.20 (the compiler, file
 * by file, so that paths to `data/` stay as they are), `openfees/engine` as one file without Node (esbuild), the country
 * packs, a typed client of the API, and a manifest without the packages that bring Node 26. The pool (`packages/pool`) lies in it as
 * a package of its own, and beside it for programs that have no fees: `dist/openfees-pool-VERSION.tgz`. See docs/adr/0004-package.md.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { buildBrowser } from "./src/build/browser-build.ts";
import { bundleForeign, CHILD_FOLDER } from "./src/build/foreign-build.ts";
import { manPage } from "./src/cli/man-page.ts";
import { BUILT_SNAPSHOT, shippedJurisdictions, shippedPack } from "./src/db/link/shipped-pack.ts";
import { shippedSnapshot } from "./src/db/snapshot/snapshot.ts";
import { snapshotText } from "./src/db/snapshot/snapshot-file.ts";
import { COMMANDS } from "./src/main/commands.ts";
import { VERSION } from "./src/platform/version.ts";
import { clientFiles } from "./tools/write-client.ts";

const root = fileURLToPath(new URL("./", import.meta.url));
const at = process.argv.indexOf("--out");
/** `--out FOLDER` builds somewhere else, so that two builds do not stand in each other's way. */
const dist = at < 0 ? `${root}dist` : resolve(process.argv[at + 1] ?? "dist");
const out = `${dist}/package`;
const POOL = "openfees-pool";
/** `--pool` builds the pool's tarball alone. */
const poolAlone = process.argv.includes("--pool");

type Manifest = Record<string, unknown> & {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  bin: { openfees: string };
};

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
    bin: own.bin,
    man: "./openfees.1",
    exports: {
      "./engine": { types: "./src/main/engine.d.ts", default: "./engine.js" },
      "./client": { types: "./client.d.ts", default: "./client.js" },
      "./pool": { types: "./pool.d.ts", default: "./pool.js" },
      "./pool/preload": { types: "./pool-preload.d.ts", default: "./pool-preload.js" },
      "./packs/*": { types: "./packs/*.d.ts", default: "./packs/*.js" },
      "./package.json": "./package.json",
    },
    dependencies,
    // it is in the tarball: no registry has to have it
    bundleDependencies: [POOL],
    optionalDependencies,
  };
}

/** The engine runs where no file can be read: its version is put in. */
const versionPutIn: Plugin = {
  name: "version",
  setup(on) {
    on.onLoad({ filter: /[/\\]src[/\\]platform[/\\]version\.ts$/ }, () => ({
      contents: `export const VERSION = ${JSON.stringify(VERSION)};`,
      loader: "js",
    }));
  },
};

type File = { readonly path: string; readonly contents: Uint8Array };

/**
 * `openfees/engine`: one file, and beside it a part for each reader with a library of its own, loaded when a file of that
 * kind comes. With `minify` as a page would load it. `platform: browser` refuses any import of Node.
 */
async function bundleEngine(minify: boolean): Promise<readonly File[]> {
  const { outputFiles } = await build({
    entryPoints: { engine: `${root}src/main/engine.ts` },
    plugins: [versionPutIn],
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

/** Each export of the sources as what the compiler made of it: `./src/index.ts` is `./index.js` beside its types. */
const compiledExports = (exports: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(exports).map(([name, path]) => {
      const stem = /^\.\/src\/(.+)\.ts$/.exec(path)?.[1];
      return [name, stem === undefined ? path : { types: `./${stem}.d.ts`, default: `./${stem}.js` }];
    }),
  );

/**
 * `packages/pool` as others install it: the compiler's output under its own manifest. It knows nothing of banks, and needs the
 * user's `pg` alone. Takes what was compiled out of the package of the site, which gets it back as a package it brings along.
 * Answers the tarball's name.
 */
async function packPool(): Promise<string> {
  const source = `${root}packages/pool`;
  const folder = `${dist}/pool`;
  await rename(`${out}/packages/pool/src`, folder);
  await rm(`${out}/packages`, { recursive: true });
  const own = JSON.parse(await readFile(`${source}/package.json`, "utf8")) as { exports: Record<string, string> };
  const manifest = { ...own, exports: compiledExports(own.exports) };
  await writeFile(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  for (const path of [`${source}/README.md`, `${source}/CHANGELOG.md`, `${root}LICENSE`])
    await cp(path, `${folder}/${basename(path)}`);
  await cp(`${source}/docs`, `${folder}/docs`, { recursive: true });
  return packed(folder);
}

/** Packs a folder of `dist` into a tarball beside it; answers the tarball's name. */
function packed(folder: string): string {
  const said = execFileSync("npm", ["pack", "--json", "--pack-destination", ".."], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return (JSON.parse(said) as [{ filename: string }])[0].filename;
}

/** The pool inside the package of the site, and `openfees/pool`, which is the same pool: two would not share their scopes. */
async function bringPool(): Promise<void> {
  await cp(`${dist}/pool`, `${out}/node_modules/${POOL}`, { recursive: true });
  const text = `export * from "${POOL}";\nexport { default } from "${POOL}";\n`;
  for (const kind of ["js", "d.ts"]) await writeFile(`${out}/pool.${kind}`, text);
  await writeFile(`${out}/pool-preload.js`, `import "${POOL}/preload";\n`);
  await writeFile(`${out}/pool-preload.d.ts`, "export {};\n");
}

/** All that is published of the site but the compiled sources; answers what the engine weighs, minified. */
async function writePackage(manifest: Manifest): Promise<Uint8Array> {
  await bringPool();
  await writeFile(`${out}/package.json`, `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  for (const { path, contents } of await bundleEngine(false)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  await writeFile(`${out}/openfees.1`, manPage(COMMANDS, VERSION));
  for (const [name, text] of await clientFiles(VERSION)) await writeFile(`${out}/${name}`, text);
  await writePacks();
  const { files, index } = await buildBrowser();
  await mkdir(`${out}/browser`, { recursive: true });
  for (const [name, contents] of files) await writeFile(`${out}/browser/${name}`, contents);
  await writeFile(`${out}/browser/index.json`, `${JSON.stringify(index)}\n`);
  await mkdir(`${out}/${CHILD_FOLDER}`, { recursive: true });
  for (const [name, contents] of (await bundleForeign()).files)
    await writeFile(`${out}/${CHILD_FOLDER}/${name}`, contents);
  // What the compiler leaves behind: style sheets and the like.
  await cp(`${root}src`, `${out}/src`, { recursive: true, filter: (path) => !/\.(tsx?|map)$/.test(path) });
  // the one source that is JavaScript already: only what it imports has another name there
  const cli = await readFile(root + manifest.bin.openfees, "utf8");
  await writeFile(`${out}/${manifest.bin.openfees}`, cli.replace('"./run-cli.ts"', '"./run-cli.js"'));
  for (const path of ["data", "migrations", "LICENSE", "README.md", "CHANGELOG.md", "docs/runbooks"])
    await cp(`${root}${path}`, `${out}/${path}`, { recursive: true });
  // What public pages answer from on a new machine whose PostgreSQL is away.
  const snapshot = shippedSnapshot(shippedJurisdictions().map(shippedPack), new Date().toISOString());
  await writeFile(`${out}/data/${BUILT_SNAPSHOT}`, snapshotText(snapshot).text);
  return (await bundleEngine(true)).find(({ path }) => path.endsWith("/engine.js"))?.contents ?? new Uint8Array();
}

const began = performance.now();
for (const made of [out, `${dist}/pool`]) await rm(made, { recursive: true, force: true });
await mkdir(out, { recursive: true });
execFileSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}tsconfig.build.json`, "--outDir", out],
  {
    stdio: "inherit",
  },
);
const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Manifest;
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const poolTarball = await packPool();
const weight = poolAlone ? undefined : await writePackage(manifest);
const made = poolAlone ? `${poolTarball} is` : `${packed(out)} and ${poolTarball} are`;
console.log(`${made} ready in ${dist} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
if (weight !== undefined)
  console.log(`openfees/engine weighs ${kb(weight.length)}, ${kb(gzipSync(weight, { level: 9 }).length)} compressed`);
