/**
 * What an audit costs beside the cheapest thing that can be done with the same file: to cut it into cells with
 * csv-parse. Both run in this one call, turn by turn, so that a busy machine slows them alike. The time that a person waits
 * is compared, from the start of the process to its end; the processor's stands beside it. What runs csv-parse is plain
 * JavaScript, so that it pays for no compiler.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import type { Bench } from "./bench.ts";
import { ALONE, writeLedger } from "./made-ledger.ts";

const MOST_TIMES = 4;
const MOST_MB = 300;
/** Ten times the lines may take this many times the processor: linear, with room for start and noise. */
const MOST_GROWTH = 13;
/** Four times the lines of every kind of charge may take this many times the processor. */
const MOST_GROWTH_OF_FOUR = 5.5;
/** A million lines take a minute: only where somebody wants to know. */
const ROUNDS_FOR_A_MILLION = 3;

type Cost = { readonly ms: number; readonly cpuMs: number; readonly peakMb: number };

const HERE = import.meta.dirname;
/** What `npm run openfees` runs, so that the bench measures what people run. */
const OPENFEES = manifest.scripts.openfees.split(" ").slice(1);

/** Runs node with a script and gives what the system counted for its process. */
async function costOf(args: readonly string[]): Promise<Cost> {
  const began = performance.now();
  const sink = openSync("/dev/null", "w");
  const child = spawn(process.execPath, ["--import", join(HERE, "print-usage.js"), ...args], {
    cwd: join(HERE, ".."),
    stdio: ["ignore", sink, "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const status = await new Promise<number | null>((done) => child.on("close", done));
  const ms = performance.now() - began;
  closeSync(sink);
  const usage = said.trim().split("\n").at(-1) ?? "";
  if ((status !== 0 && status !== 1) || !usage.startsWith("{"))
    throw new Error(`${args.join(" ")} failed (${status}): ${said}`);
  const { maxRSS, cpuMs } = JSON.parse(usage) as { maxRSS: number; cpuMs: number };
  return { ms, cpuMs, peakMb: maxRSS / 1024 };
}

const middle = (costs: readonly number[]): number => costs.toSorted((a, b) => a - b)[costs.length >> 1] ?? 0;

/** Median of some turns of both, taken in turns. */
async function compare(path: string, turns: number) {
  const [audits, cuts]: [Cost[], Cost[]] = [[], []];
  for (let i = 0; i < turns; i++) {
    cuts.push(await costOf([join(HERE, "cut-with-csv-parse.js"), path]));
    audits.push(await costOf([...OPENFEES, "audit", path, "--json"]));
  }
  const of = (costs: readonly Cost[]) => ({
    ms: middle(costs.map((one) => one.ms)),
    cpuMs: middle(costs.map((one) => one.cpuMs)),
    peakMb: Math.max(...costs.map((one) => one.peakMb)),
  });
  return { audit: of(audits), cut: of(cuts) };
}

/** Seconds that lines of every kind of charge take, and four times as many: what a judge asks of the whole is asked once. */
async function everyKind(folder: string, rounds: number): Promise<{ rows: string[][]; growth: number }> {
  const counts = [40_000, 160_000];
  const seconds: number[] = [];
  for (const lines of counts) {
    const path = join(folder, `every-kind-${lines}.csv`);
    await writeLedger(path, lines, 2, { ...ALONE, everyKind: true });
    const costs: number[] = [];
    for (let i = 0; i < Math.min(rounds, 3); i++)
      costs.push((await costOf([...OPENFEES, "audit", path, "--json"])).cpuMs / 1000);
    seconds.push(middle(costs));
  }
  const [few = 1, many = 0] = seconds;
  const rows = counts.map((lines, i) => [lines.toLocaleString("en"), (seconds[i] ?? 0).toFixed(2)]);
  return { rows: [["lines", "processor s"], ...rows], growth: many / few };
}

export const bench: Bench = {
  does: "audits made CSV statements on the command line, start and JSON included, beside csv-parse cutting the same files",
  passLine: `at most ${MOST_TIMES} x the time of csv-parse and ${MOST_MB} MB for 100,000 lines; ten times the lines take at most ${MOST_GROWTH} x the time, four times the lines of every kind of charge ${MOST_GROWTH_OF_FOUR} x`,
  run: async ({ rounds, say }) => {
    const folder = mkdtempSync(join(tmpdir(), "openfees-bench-"));
    const failures: string[] = [];
    let kinds: string[][] = [];
    const rows: string[][] = [["lines", "MB", "csv-parse s", "audit s", "times", "processor times", "audit peak MB"]];
    try {
      const times: number[] = [];
      for (const lines of [10_000, 100_000, ...(rounds >= ROUNDS_FOR_A_MILLION ? [1_000_000] : [])]) {
        say(`${lines.toLocaleString("en")} lines ...`);
        const path = join(folder, `${lines}.csv`);
        await writeLedger(path, lines, 1);
        const { audit, cut } = await compare(path, lines > 100_000 ? 1 : rounds);
        const ratio = audit.ms / cut.ms;
        times.push(audit.ms);
        rows.push([
          lines.toLocaleString("en"),
          (statSync(path).size / 1e6).toFixed(1),
          (cut.ms / 1000).toFixed(2),
          (audit.ms / 1000).toFixed(2),
          ratio.toFixed(2),
          (audit.cpuMs / cut.cpuMs).toFixed(2),
          audit.peakMb.toFixed(0),
        ]);
        if (lines === 100_000 && ratio > MOST_TIMES) failures.push(`${ratio.toFixed(1)} x csv-parse for 100,000 lines`);
        if (lines === 100_000 && audit.peakMb > MOST_MB)
          failures.push(`${audit.peakMb.toFixed(0)} MB for 100,000 lines`);
      }
      const growth = (times.at(-1) ?? 0) / (times.at(-2) ?? 1);
      if (growth > MOST_GROWTH) failures.push(`ten times the lines took ${growth.toFixed(1)} x the time`);
      say("every kind of charge ...");
      const every = await everyKind(folder, rounds);
      kinds = every.rows;
      if (every.growth > MOST_GROWTH_OF_FOUR)
        failures.push(`four times the lines of every kind took ${every.growth.toFixed(1)} x the time`);
    } finally {
      rmSync(folder, { recursive: true });
    }
    return {
      tables: [
        { title: "One audit, median of the rounds", rows },
        { title: "Every kind of charge", rows: kinds },
      ],
      failures,
    };
  },
};
