import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

// `npm run test:long [-- --seeds N] [-- --from SEED]`: every file with property tests, once for each of 50 seeds. Each seed is
// printed before it runs; what fails under one is repeated by `PROPERTY_SEED=SEED npx vitest run --project pure FILE`.

const numberAfter = (option: string): number | undefined => {
  const at = process.argv.indexOf(option);
  if (at < 0) return undefined;
  const value = Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${option} takes a whole number from 0 up`);
  return value;
};

const SEEDS = numberAfter("--seeds") ?? 50;
const FROM = numberAfter("--from") ?? Date.now() % 1_000_000;
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const files = trackedFiles("src", "packages", "test").filter(
  (path) => /(?<!\.int)\.test\.tsx?$/.test(path) && /fast-check|PROPERTY_SEED|_SEED/.test(textOf(path)),
);

const broken: number[] = [];
for (let seed = FROM; seed < FROM + SEEDS; seed++) {
  process.stdout.write(`\nseed ${seed}, ${seed - FROM + 1} of ${SEEDS}, ${files.length} files\n`);
  const { status } = spawnSync(process.execPath, [vitest, "run", "--project", "pure", "--reporter=dot", ...files], {
    env: {
      ...process.env,
      PROPERTY_SEED: String(seed),
      NO_SILENCE_SEED: String(seed),
      POOL_MODEL_SEED: String(seed),
      LONG_FORM: "1",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) broken.push(seed);
}
if (broken.length > 0) process.stdout.write(`\nbroken under PROPERTY_SEED=${broken.join(", ")}\n`);
process.stdout.write(`${SEEDS - broken.length} passed, ${broken.length} failed\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
