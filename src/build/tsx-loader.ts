import { globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Node strips types but does not know JSX. In the source tree pages are `.tsx`, so they are compiled as they are
 * imported, all in one run of esbuild (one by one costs a process each), whose output is kept under node_modules until a
 * source is another: a web process that is started again does without esbuild. The published package holds JavaScript and never
 * comes here. Import this file first, and what reaches a page with `await import(...)` after it. esbuild is looked for
 * only when a `.tsx` is met.
 */
const SOURCE = fileURLToPath(new URL("../", import.meta.url));
const KEPT = fileURLToPath(new URL("../../node_modules/.cache/openfees-pages/", import.meta.url));
let compiled: ReadonlyMap<string, string> | undefined;

type Compiled = { readonly marks: string; readonly files: readonly (readonly [path: string, text: string])[] };

function compileAll(): ReadonlyMap<string, string> {
  const paths = globSync("**/*.tsx", { cwd: SOURCE, exclude: ["**/*.test.tsx"] }).map((path) => SOURCE + path);
  const marks = [...paths.sort(), fileURLToPath(import.meta.url)]
    .map((path) => {
      const { mtimeMs, size } = statSync(path);
      return `${path} ${mtimeMs} ${size}`;
    })
    .join("\n");
  try {
    const kept = JSON.parse(readFileSync(`${KEPT}index.json`, "utf8")) as Compiled;
    if (kept.marks === marks) return new Map(kept.files);
  } catch {
    // nothing is kept yet, or not whole
  }
  const files = compile(paths);
  try {
    mkdirSync(KEPT, { recursive: true });
    // whole or not at all: another process may read it
    const fresh = `${KEPT}new-${process.pid}-${process.hrtime.bigint()}.json`;
    writeFileSync(fresh, JSON.stringify({ marks, files: [...files] } satisfies Compiled));
    renameSync(fresh, `${KEPT}index.json`);
  } catch {
    // a source tree that may not be written: compiled anew at each start
  }
  return files;
}

function compile(paths: readonly string[]): ReadonlyMap<string, string> {
  const { buildSync } = process.getBuiltinModule("node:module").createRequire(import.meta.url)(
    "esbuild",
  ) as typeof import("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: [...paths],
    outdir: SOURCE,
    outbase: SOURCE,
    outExtension: { ".js": ".tsx" },
    write: false,
    bundle: false,
    format: "esm",
    target: "esnext",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: "inline",
  });
  return new Map(outputFiles.map((file) => [file.path, file.text]));
}

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith("file:") || !url.endsWith(".tsx")) return nextLoad(url, context);
    const file = fileURLToPath(url);
    compiled ??= compileAll();
    const source = compiled.get(file);
    if (source === undefined) throw new Error(`${file} is not part of the source tree`);
    return { format: "module", shortCircuit: true, source };
  },
});
