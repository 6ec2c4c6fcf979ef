#!/usr/bin/env node
import module from "node:module";

// Node keeps what it compiled in its own folder for that, so that the next command starts in half the time. Older Nodes,
// which run only the built package, do not know it.
module.enableCompileCache?.();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2));
