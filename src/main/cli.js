#!/usr/bin/env node
// Plain JavaScript, because the first TypeScript file that a process loads makes it load the compiler, unless the compiled file
// is in Node's compile cache, which is enabled here first. Older Nodes, which run only the built package, have no such cache.
import module from "node:module";

module.enableCompileCache?.();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2));
