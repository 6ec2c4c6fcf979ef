import { existsSync, readdirSync } from "node:fs";
import { type Drill, tableText } from "./drill.ts";

// `npm run drill -- NAME [--short] [--seed N]`: exit status 0 the pass line held, 1 it did not, 3 the run says nothing
// (void), 2 wrong use.

const SUFFIX = ".drill.ts";
const USE = `npm run drill -- NAME [--short] [--seed N]

Drills: ${readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort()
  .join(", ")}
--short   the form that CI runs
--seed N  repeats the chances of an earlier run
`;

type Call = { readonly file: URL; readonly name: string; readonly short: boolean; readonly seed: number };

function readCall(args: readonly string[]): Call | undefined {
  const rest = [...args];
  const at = rest.indexOf("--seed");
  const seed = at < 0 ? Date.now() % 1_000_000 : Number(rest.splice(at, 2)[1]);
  const short = rest.includes("--short");
  const [name = "", ...more] = rest.filter((arg) => arg !== "--short");
  const file = new URL(`./${name}${SUFFIX}`, import.meta.url);
  if (more.length > 0 || !/^[a-z-]+$/.test(name) || !Number.isInteger(seed) || !existsSync(file)) return undefined;
  return { file, name, short, seed };
}

async function run({ file, name, short, seed }: Call): Promise<number> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { drill } = (await import(file.href)) as { drill: Drill };
  process.stdout.write(
    `${name}${short ? " (short)" : ""}, seed ${seed}: ${drill.does}\nPass line: ${drill.passLine}\n`,
  );
  const began = performance.now();
  const { table, failures, voids } = await drill.run({ short, seed, say });
  process.stdout.write(`\n${tableText(table)}\n`);
  for (const why of failures) process.stdout.write(`broken: ${why}\n`);
  for (const why of voids) process.stdout.write(`void: ${why}\n`);
  const word = failures.length > 0 ? "FAIL" : voids.length > 0 ? "VOID" : "PASS";
  process.stdout.write(`${name}: ${word} after ${Math.round((performance.now() - began) / 1000)} s\n`);
  return { PASS: 0, FAIL: 1, VOID: 3 }[word];
}

const call = readCall(process.argv.slice(2));
if (call) process.exitCode = await run(call);
else {
  process.stderr.write(USE);
  process.exitCode = 2;
}
