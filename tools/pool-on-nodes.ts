/**
 * `npx node tools/pool-on-nodes.ts`: the pool's tarball on every Node that its manifest promises. Fetches the oldest that it names
 * and the two lines of long-term support after it into a folder of its own, and runs `test/pool-package.int.test.ts` with
 * them. Linux only: it is where the packages of Node that bring no install script are.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const { engines } = JSON.parse(readFileSync(join(ROOT, "packages/pool/package.json"), "utf8")) as {
  engines: { node: string };
};
const VERSIONS = [`${engines.node.replace(">=", "")}.0`, "22", "24"];

const folder = mkdtempSync(join(tmpdir(), "openfees-nodes-"));
try {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const packages = VERSIONS.map((version, i) => `node-${i}@npm:node-linux-${process.arch}@${version}`);
  const quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
  execFileSync("npm", ["install", ...quiet, ...packages], { cwd: folder, stdio: "inherit" });
  const nodes = VERSIONS.map((_, i) => join(folder, `node_modules/node-${i}/bin/node`));
  const { status } = spawnSync("npx", ["vitest", "run", "--project", "served", "test/pool-package.int.test.ts"], {
    cwd: ROOT,
    env: { ...process.env, POOL_NODES: nodes.join(delimiter) },
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
