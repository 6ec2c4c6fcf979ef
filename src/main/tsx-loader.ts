import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Node strips types but does not know JSX. In the source tree pages are `.tsx`, so they are compiled as they are
 * imported, all in one run of esbuild (one by one costs a process each); the published package holds JavaScript and never
 * comes here. Import this file first, and what reaches a page with `await import(...)` after it. esbuild is looked for
 * only when a `.tsx` is met.
 */
const SOURCE = fileURLToPath(new URL("../", import.meta.url));
let compiled: ReadonlyMap<string, string> | undefined;

function compileAll(): ReadonlyMap<string, string> {
  const { buildSync } = process.getBuiltinModule("node:module").createRequire(import.meta.url)(
    "esbuild",
  ) as typeof import("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: globSync("**/*.tsx", { cwd: SOURCE, exclude: ["**/*.test.tsx"] }).map((path) => SOURCE + path),
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
