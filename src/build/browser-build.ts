/**
 * The scripts of `/audit` as the browser loads them. From the source tree esbuild makes them when
 * they are first needed; the published package holds them ready in `browser/`. See docs/adr/0020-audit-on-the-device.md.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Metafile, OutputFile, Plugin } from "esbuild";
import type { BrowserBuild, HeavyReader } from "../http/browser-build.ts";
import { workInThread } from "../server/work-in-thread.ts";
import { AUDIT_TABLES } from "../words/audit-tables.ts";
import { assertListed, comesAfter, WITH_THE_WORKER } from "./fetched-later.ts";
import { foldWords, syntax } from "./fold-words.ts";
import { type Built, fromRoot, keptBuild, ROOT, sourcesOf } from "./kept-build.ts";
import { withEsbuild } from "./with-esbuild.ts";

const READY = `${ROOT}browser/`;
const ISLANDS = "src/web/islands/";
const WORKER = `${ISLANDS}audit-worker.ts`;
const HEAVY: Readonly<Record<HeavyReader, string>> = {
  pdf: "src/readers/pdf/read-pdf.ts",
  workbook: "src/readers/sheet/read-workbook.ts",
};

/** Comes when a workbook was read, and loads the library that reads them. */
const ROWS_OF_WORKBOOKS = "src/readers/sheet/sheet-rows.ts";

/** What the way of most people needs, each fetched when it is needed. */
const BESIDES: Readonly<Record<keyof BrowserBuild["besides"], string>> = {
  csv: "src/readers/table/read-delimited.ts",
  openCsv: "src/readers/table/find-columns.ts",
  alerts: "src/readers/alerts/read-alerts.ts",
  words: "src/readers/table/all-row-words.ts",
  notes: "src/words/say-table-reading.ts",
  alertNotes: "src/words/say-alert-reading.ts",
  letter: `${ISLANDS}make-file.ts`,
};

/** The worker's and the page's side of the binder for many files. */
const BINDER = [`${ISLANDS}binder-work.ts`, `${ISLANDS}binder-page.ts`];
const PACK = "src/letters/pack-archive.ts";

let made: Promise<BrowserBuild> | undefined;

/** The scripts of this release; read once. */
export function browserBuild(): Promise<BrowserBuild> {
  made ??= existsSync(`${READY}index.json`) ? readReady() : fromSource();
  return made;
}

type Ready = Omit<BrowserBuild, "files">;

const readReady = async (): Promise<BrowserBuild> =>
  scriptsIn(READY, JSON.parse(await readFile(`${READY}index.json`, "utf8")) as Ready);

async function fromSource(): Promise<BrowserBuild> {
  const { folder, index } = await keptBuild("openfees-browser", buildBrowser);
  return scriptsIn(folder, index);
}

async function scriptsIn(folder: string, index: Ready): Promise<BrowserBuild> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const files = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(folder + name))] as const),
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
    build.onResolve({ filter: /^preact-render-to-string$/ }, () => ({ path: `${ROOT}${ISLANDS}render-text.ts` }));
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

/** The script that makes packs is built on its own and imported by its name. */
const builtApart = (name: string): Plugin => ({
  name: "built apart",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      fromRoot(join(resolveDir, path)) === PACK ? { path: `./${name}`, external: true } : undefined,
    );
  },
});

/** Modules whose sentences are put where they are said. */
export const SAYS_BY_KEY = /^src\/web\/(?:pages\/audit|islands)\//;

/**
 * The worker gives on what every reader needs, what it fetches later says that it needs the worker, and the readers of few
 * people say that they need the reader of tables. So all that these hold is one script each: else every set of modules that
 * some share would be one of its own, and many small scripts compress worse than few.
 */
const inFewScripts: Plugin = {
  name: "in few scripts",
  async setup(build) {
    const read = await syntax();
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = fromRoot(path);
      const lines = scriptsNeededBy(source);
      const isSaid = SAYS_BY_KEY.test(source);
      if (lines.length === 0 && !isSaid) return undefined;
      const text = await readFile(path, "utf8");
      return {
        contents: [...lines, isSaid ? foldWords(read, path, text, AUDIT_TABLES) : text].join("\n"),
        loader: path.endsWith("x") ? "tsx" : "ts",
      };
    });
  },
};

function scriptsNeededBy(source: string): readonly string[] {
  const named = (path: string) => JSON.stringify(ROOT + path);
  if (source === WORKER) return WITH_THE_WORKER.map((path) => `export * from ${named(path)};`);
  const after = comesAfter(source);
  if (after === undefined || after === "nothing") return [];
  const worker = `import ${named(WORKER)};`;
  return after === "tables" ? [worker, `export * from ${named(BESIDES.csv)};`] : [worker];
}

/**
 * A second pass over what every statement needs: it makes these scripts about a thirtieth smaller. It is seconds of work, so a
 * thread of its own does it while the server answers. The readers with a library of their own are left as they are, because
 * the page states their size before they are fetched.
 */
async function smaller(files: readonly OutputFile[]): Promise<[name: string, contents: Uint8Array][]> {
  const twice = files.filter(({ contents }) => contents.length <= MOST_PASSED_TWICE);
  const texts = await workInThread<string[]>(
    SMALLER,
    twice.map(({ text }) => text),
  );
  const made = new Map(twice.map(({ path }, i) => [path, new TextEncoder().encode(texts[i])]));
  return files.map(({ path, contents }) => [basename(path), made.get(path) ?? contents]);
}
const SMALLER = new URL("./smaller-thread.ts", import.meta.url);
const MOST_PASSED_TWICE = 200_000;

/** What makes the scripts and is not in them: a change of it makes them anew. */
const MADE_BY = ["src/build/smaller-thread.ts", "src/build/fold-words.ts", "src/words/audit-tables.ts"];
const WORDS = "src/words/en/audit/";

/** Builds from the source tree. */
export function buildBrowser(): Promise<Built<Ready>> {
  return withEsbuild(async ({ build }) => {
    // in one build with the reader of workbooks both would fetch the half of the library that only the other needs
    const apart = await build({ ...MODULES, entryPoints: [PACK], plugins: [lightPreact] });
    const pack = basename(apart.outputFiles[0]?.path ?? "");
    const { outputFiles, metafile } = await build({
      ...MODULES,
      entryPoints: [`${ISLANDS}audit-page.ts`, WORKER],
      plugins: [lightPreact, builtApart(pack), inFewScripts],
    });
    assertListed(metafile);
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
      metafile: true,
      logLevel: "error",
    });
    const files = new Map([
      ...(await smaller(outputFiles)),
      ...[...apart.outputFiles, ...offline.outputFiles].map(
        ({ path, contents }) => [basename(path), contents] as [string, Uint8Array],
      ),
    ]);
    const inputs = [apart, { metafile }, offline].map((one) => one.metafile.inputs);
    const words = (await readdir(ROOT + WORDS)).map((name) => WORDS + name);
    const sources = [...sourcesOf(import.meta.url, ...inputs), ...MADE_BY, ...words];
    return { files, index: { ...partsOf(metafile), pack: [pack] }, sources };
  });
}

/** Which file is what, by what each was made of. */
function partsOf({ outputs }: Metafile): Omit<Ready, "pack"> {
  const made = (source: string): string => {
    const found = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === source);
    if (found === undefined) throw new Error(`no script was made of ${source}`);
    return found;
  };
  const page = made(`${ISLANDS}audit-page.ts`);
  const worker = made(WORKER);
  const first = new Set([...closureOf(outputs, page), ...closureOf(outputs, worker)]);
  const beyondFirst = (source: string) => [...closureOf(outputs, made(source))].filter((it) => !first.has(it));
  const beside = {
    csv: beyondFirst(BESIDES.csv),
    openCsv: [...new Set([...beyondFirst(BESIDES.csv), ...beyondFirst(BESIDES.openCsv)])],
    alerts: beyondFirst(BESIDES.alerts),
    words: beyondFirst(BESIDES.words).filter((it) => !beyondFirst(BESIDES.csv).includes(it)),
    notes: beyondFirst(BESIDES.notes),
    alertNotes: beyondFirst(BESIDES.alertNotes),
    letter: beyondFirst(BESIDES.letter),
  };
  // the reader of tables is there before a workbook or a PDF is opened
  const heavyOf = (source: string) => beyondFirst(source).filter((it) => !beside.csv.includes(it));
  const heavy = { pdf: heavyOf(HEAVY.pdf), workbook: heavyOf(HEAVY.workbook) };
  const entries = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined);
  const binders = BINDER.map(made);
  // a script that readers or letters share with the binder is one of theirs
  const others = entries.filter((path) => !binders.includes(path)).flatMap((path) => [...closureOf(outputs, path)]);
  const ofHeavy = new Set(Object.values(heavy).flat());
  const isHeavy = [...Object.values(HEAVY), ROWS_OF_WORKBOOKS].map(made);
  // what a large reader shares with a small one is kept with the small one, which has to work without a network
  const ofLight = new Set(
    entries
      .filter((path) => !binders.includes(path) && !isHeavy.includes(path))
      .flatMap((path) => [...closureOf(outputs, path)]),
  );
  const small = [...new Set(others)].filter((path) => !first.has(path) && (ofLight.has(path) || !ofHeavy.has(path)));
  const binder = [...new Set(binders.flatMap((path) => [...closureOf(outputs, path)]))].filter(
    (path) => !first.has(path) && !small.includes(path),
  );
  const names = (paths: Iterable<string>) => [...paths].map((path) => basename(path)).sort();
  return {
    page: basename(page),
    worker: basename(worker),
    first: names(first),
    besides: {
      csv: names(beside.csv),
      openCsv: names(beside.openCsv),
      alerts: names(beside.alerts),
      words: names(beside.words),
      notes: names(beside.notes),
      alertNotes: names(beside.alertNotes),
      letter: names(beside.letter),
    },
    small: names(small),
    binder: names(binder),
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
