/**
 * One idea: the scripts of `/audit` as the browser loads them. From the source tree esbuild makes them, once a process and
 * in about two seconds; the published package holds them ready in `browser/`. See docs/adr/0020-audit-on-the-device.md.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile, OutputFile, Plugin } from "esbuild";
import type { BrowserBuild, HeavyReader } from "../http/browser-build.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY = `${ROOT}browser/`;
const ISLANDS = "src/web/islands/";
/** Readers of files of few people, and what shows a person a table to ask about. */
const READERS = [
  "src/readers/html-rows.ts",
  "src/readers/read-aggregator-json.ts",
  "src/readers/read-archive.ts",
  "src/readers/read-camt.ts",
  "src/readers/read-mt940.ts",
  "src/readers/read-ofx.ts",
  "src/readers/read-pdf.ts",
  "src/readers/read-qif.ts",
  "src/readers/read-workbook.ts",
  `${ISLANDS}table-sample.ts`,
];
const HEAVY: Readonly<Record<HeavyReader, string>> = {
  pdf: "src/readers/read-pdf.ts",
  workbook: "src/readers/read-workbook.ts",
};

/** What the way of most people needs, each fetched when it is needed. */
const BESIDES: Readonly<Record<keyof BrowserBuild["besides"], string>> = {
  csv: "src/readers/read-delimited.ts",
  alerts: "src/readers/read-alerts.ts",
  letter: `${ISLANDS}device-letters.ts`,
};

/** The worker's and the page's side of the desk for many files. */
const DESK = [`${ISLANDS}desk-work.ts`, `${ISLANDS}desk-page.ts`];
const PACK = "src/letters/pack-archive.ts";

let made: Promise<BrowserBuild> | undefined;

/** The scripts of this release; made once. */
export function browserBuild(): Promise<BrowserBuild> {
  made ??= existsSync(`${READY}index.json`) ? readReady() : buildBrowser();
  return made;
}

type Ready = Omit<BrowserBuild, "files">;

async function readReady(): Promise<BrowserBuild> {
  const index = JSON.parse(await readFile(`${READY}index.json`, "utf8")) as Ready;
  const names = (await readdir(READY)).filter((name) => name.endsWith(".js"));
  const files = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(READY + name))] as const),
  );
  return { ...index, files: new Map(files) };
}

/**
 * Pages are rendered to text and never to a document: of preact that asks for four names, all in one small file. The whole
 * of preact stays whole in a bundle, because it says of itself that loading it does something.
 */
const lightPreact: Plugin = {
  name: "preact for text only",
  setup(build) {
    build.onResolve({ filter: /^preact$/ }, () => ({ path: `${ROOT}${ISLANDS}preact-for-text.ts` }));
  },
};

const MODULES = {
  absWorkingDir: ROOT,
  outdir: "browser",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  legalComments: "none",
  write: false,
  metafile: true,
  logLevel: "error",
} as const;

/** Scripts that were built on their own before are imported by their names, whatever they were made of. */
const builtApart = (names: ReadonlyMap<string, string>): Plugin => ({
  name: "built apart",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const name = names.get(join(resolveDir, path));
      return name === undefined ? undefined : { path: `./${name}`, external: true };
    });
  },
});

/**
 * A second pass over what every statement needs: it makes these scripts about a thirtieth smaller. The readers with a library
 * of their own are left as they are, because their size is told before they are fetched.
 */
async function smaller(files: readonly OutputFile[]): Promise<[name: string, contents: Uint8Array][]> {
  const { minify } = await import("terser");
  return Promise.all(
    files.map(async ({ path, contents, text }) => {
      if (contents.length > MOST_PASSED_TWICE) return [basename(path), contents];
      const { code } = await minify(text, { module: true, ecma: 2020, compress: { passes: 2 } });
      return [basename(path), new TextEncoder().encode(code)];
    }),
  );
}
const MOST_PASSED_TWICE = 200_000;

/** Builds from the source tree. */
export async function buildBrowser(): Promise<BrowserBuild> {
  const { build, stop } = await import("esbuild");
  const apart = async (entryPoints: readonly string[]) => {
    const built = await build({ ...MODULES, entryPoints: [...entryPoints], plugins: [lightPreact] });
    const names = new Map(
      Object.entries(built.metafile.outputs).flatMap(([path, { entryPoint }]) =>
        entryPoint ? [[ROOT + entryPoint, basename(path)] as const] : [],
      ),
    );
    return { ...built, names };
  };
  try {
    // in one build with the reader of workbooks both would fetch the half of the library that only the other needs
    const pack = await apart([PACK]);
    // in one build with the worker each reader would break what it shares with it into a script of its own
    const readers = await apart(READERS);
    const { outputFiles, metafile } = await build({
      ...MODULES,
      entryPoints: [`${ISLANDS}audit-page.ts`, `${ISLANDS}audit-worker.ts`],
      plugins: [lightPreact, builtApart(new Map([...pack.names, ...readers.names]))],
    });
    // a service worker is one classic script: not every browser takes a module there
    const offline = await build({
      absWorkingDir: ROOT,
      entryPoints: [`${ISLANDS}offline.ts`],
      outdir: "browser",
      bundle: true,
      format: "iife",
      target: "es2022",
      minify: true,
      write: false,
      logLevel: "error",
    });
    const files = new Map([
      ...(await smaller([...outputFiles, ...readers.outputFiles])),
      ...[...pack.outputFiles, ...offline.outputFiles].map(
        ({ path, contents }) => [basename(path), contents] as [string, Uint8Array],
      ),
    ]);
    return { files, ...partsOf(metafile, readers.metafile), pack: [...pack.names.values()] };
  } finally {
    await stop();
  }
}

/** Which file is what, by what each was made of. */
function partsOf(main: Metafile, apart: Metafile): Omit<Ready, "pack"> {
  const outputs = { ...main.outputs, ...apart.outputs };
  const made = (source: string): string => {
    const found = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === source);
    if (found === undefined) throw new Error(`no script was made of ${source}`);
    return found;
  };
  const page = made(`${ISLANDS}audit-page.ts`);
  const worker = made(`${ISLANDS}audit-worker.ts`);
  const first = new Set([...closureOf(outputs, page), ...closureOf(outputs, worker)]);
  const beyondFirst = (source: string) => [...closureOf(outputs, made(source))].filter((it) => !first.has(it));
  const beside = {
    csv: beyondFirst(BESIDES.csv),
    alerts: beyondFirst(BESIDES.alerts),
    letter: beyondFirst(BESIDES.letter),
  };
  // the reader of tables is there before a workbook or a PDF is opened
  const heavyOf = (source: string) => beyondFirst(source).filter((it) => !beside.csv.includes(it));
  const heavy = { pdf: heavyOf(HEAVY.pdf), workbook: heavyOf(HEAVY.workbook) };
  const entries = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined);
  const desks = DESK.map(made);
  // a script that readers or letters share with the desk is one of theirs
  const others = entries.filter((path) => !desks.includes(path)).flatMap((path) => [...closureOf(outputs, path)]);
  const small = [...new Set(others)].filter((path) => !first.has(path) && !Object.values(heavy).flat().includes(path));
  const desk = [...new Set(desks.flatMap((path) => [...closureOf(outputs, path)]))].filter(
    (path) => !first.has(path) && !small.includes(path),
  );
  const names = (paths: Iterable<string>) => [...paths].map((path) => basename(path)).sort();
  return {
    page: basename(page),
    worker: basename(worker),
    first: names(first),
    besides: { csv: names(beside.csv), alerts: names(beside.alerts), letter: names(beside.letter) },
    small: names(small),
    desk: names(desk),
    heavy: { pdf: names(heavy.pdf), workbook: names(heavy.workbook) },
  };
}

/** A script and every script that it imports at once. */
function closureOf(outputs: Metafile["outputs"], path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const one of outputs[path]?.imports ?? [])
    if (one.kind === "import-statement" && !one.external) closureOf(outputs, one.path, seen);
  return seen;
}
