import { existsSync, readdirSync } from "node:fs";
import { tableText } from "../drills/drill.ts";
import type { Bench } from "./bench.ts";

// `npm run bench -- NAME [--rounds N] [--ms N]`: exit status 0 the pass line held, 1 it did not, 2 wrong use.

const SUFFIX = ".bench.ts";
const USE = `npm run bench -- NAME [--rounds N] [--ms N]

Benches: ${readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort()
  .join(", ")}
--rounds N  how often each is measured; 7
--ms N      how long each works in a round; 1000
`;

async function run(args: readonly string[]): Promise<number> {
  const rest = [...args];
  const number = (flag: string, otherwise: number): number => {
    const at = rest.indexOf(flag);
    return at < 0 ? otherwise : Number(rest.splice(at, 2)[1]);
  };
  const rounds = number("--rounds", 7);
  const ms = number("--ms", 1_000);
  const [name = "", ...more] = rest;
  const file = new URL(`./${name}${SUFFIX}`, import.meta.url);
  if (more.length > 0 || !/^[a-z-]+$/.test(name) || !(rounds >= 1 && ms >= 10) || !existsSync(file)) {
    process.stderr.write(USE);
    return 2;
  }
  const { bench } = (await import(file.href)) as { bench: Bench };
  process.stdout.write(`${name}: ${bench.does}\nPass line: ${bench.passLine}\n`);
  const { tables, failures } = await bench.run({ rounds, ms, say: (line) => void process.stderr.write(`${line}\n`) });
  for (const { title, rows } of tables) process.stdout.write(`\n${title}\n\n${tableText(rows)}`);
  for (const why of failures) process.stdout.write(`broken: ${why}\n`);
  process.stdout.write(`\n${name}: ${failures.length > 0 ? "FAIL" : "PASS"}\n`);
  return failures.length > 0 ? 1 : 0;
}

process.exitCode = await run(process.argv.slice(2));
