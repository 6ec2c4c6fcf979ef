#!/usr/bin/env node
// Plain JavaScript, because the first TypeScript that a process meets costs it the compiler, unless what was compiled before is
// found: Node keeps that in a folder of its own, once it is told to. Older Nodes, which run only the built package, do not know it.
import module from "node:module";

module.enableCompileCache?.();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2));
