import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Node strips types but does not know JSX. In the source tree pages are `.tsx`, so they are compiled one by one as they
 * are imported; the published package holds JavaScript and never comes here. Import this file first, and what reaches a
 * page with `await import(...)` after it. esbuild is looked for only when a `.tsx` is met.
 */
type Compile = (source: string, file: string) => string;
let compile: Compile | undefined;

function compiler(): Compile {
  const { transformSync } = process.getBuiltinModule("node:module").createRequire(import.meta.url)(
    "esbuild",
  ) as typeof import("esbuild");
  return (source, sourcefile) =>
    transformSync(source, {
      loader: "tsx",
      format: "esm",
      target: "esnext",
      jsx: "automatic",
      jsxImportSource: "preact",
      sourcefile,
      sourcemap: "inline",
    }).code;
}

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith("file:") || !url.endsWith(".tsx")) return nextLoad(url, context);
    const file = fileURLToPath(url);
    compile ??= compiler();
    return { format: "module", shortCircuit: true, source: compile(readFileSync(file, "utf8"), file) };
  },
});
