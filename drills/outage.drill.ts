/**
 * The outage of February in one run. A route checks a connection out and does not give it back; the same load
 * goes against pg-pool as most people write it, pg-pool with every timeout it has, and our pool. Each serves in a process
 * of its own (outage/serve.ts); the load comes from a fixed schedule.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Drill, DrillResult } from "./drill.ts";
import { tooManyAgain } from "./fixed-pace.ts";
import { asMuchAs, type Load, p99, runLoad, type Tally } from "./load.ts";
import type { Kind, Stats } from "./outage/serve.ts";
import { keepOff, keepToLast } from "./own-processor.ts";
import { withServer } from "./postgres.ts";

const RATE = 200;
const BEHIND_MS = 20;
const TAKEN_BACK_MS = 100;
const SETTLE_MS = 400;

type Phase = {
  readonly kind: Kind;
  readonly name: string;
  readonly load: Load;
  /** Share of requests that may fail; not given for a control. */
  readonly mayFail?: number;
  readonly atLeast?: number;
  /** Nothing leaks, and the processor has nothing to spare: ours must answer what pg-pool answers. */
  readonly overload?: boolean;
};

/**
 * A server whose processor is nearly full, and of every five seconds one in which it is asked for more than it has: the
 * backlog of that second is gone before the next.
 */
const SPARE_NONE = { usualMs: 2, slowMs: 7, secondOf: 5 };
const busyMs = (i: number): number =>
  Math.floor(i / RATE) % SPARE_NONE.secondOf === 1 ? SPARE_NONE.slowMs : SPARE_NONE.usualMs;
/** Of all requests, so much less may be answered than by pg-pool; where that itself answers less, it was too much for both. */
const LESS_THAN_PG_POOL = 0.001;
const PG_POOL_ANSWERS = 0.99;

/** Before each phase, counted nowhere: requests that leak nothing. */
const WARM: Load = { seconds: 2, rate: RATE, leaks: () => false };

/** Leaks a second, spread evenly over the schedule; never the control route, which is every twentieth. */
const every = (n: number) => (i: number) => i % n === 1;

/** The short form sends the 4,000 that the pass line wants at one leak a second, and less where less decides. */
function phasesOf(short: boolean): Phase[] {
  const load = (seconds: number, leaks: (i: number) => boolean): Load => ({ seconds, rate: RATE, leaks });
  const [long, control] = short ? [8, 11] : [600, 60];
  const full: Load = { seconds: 60, rate: RATE, leaks: () => false, busyMs };
  // a machine with other work has no processor to spare of its own accord: the long form, which is run alone, judges this
  const overloads: Phase[] = short
    ? []
    : [
        { kind: "naive", name: "pg-pool, no leak, no processor to spare", load: full, overload: true },
        { kind: "ours", name: "ours, no leak, no processor to spare", load: full, overload: true },
      ];
  return [
    { kind: "naive", name: "pg-pool, max 10, 1 leak/s", load: load(short ? 13 : 60, every(RATE)) },
    { kind: "best", name: "pg-pool, max 20, all timeouts, 4 leaks/s", load: load(control, every(RATE / 4)) },
    {
      kind: "ours",
      name: "ours, max 10, 1 leak/s",
      load: load(short ? 22 : 600, every(RATE)),
      mayFail: 0,
      atLeast: 4_000,
    },
    ...overloads,
    { kind: "ours", name: "ours, max 10, 50 leaks/s", load: load(long, every(4)), mayFail: 0.001 },
    {
      kind: "ours",
      name: "ours, max 10, 100 % of one route",
      load: load(long, (i) => i % 3 === 0),
      mayFail: 0.001,
    },
    {
      kind: "lease",
      name: "ours, lease(), 50 leaks/s",
      load: load(short ? 5 : 60, every(4)),
      mayFail: 0.001,
    },
  ];
}

async function start(kind: Kind, url: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL("./outage/serve.ts", import.meta.url)), [kind, url], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  keepOff(child.pid);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
    child.once("exit", (code) => reject(new Error(`the server of ${kind} ended with ${code}`)));
  });
  return { child, port };
}

async function runPhase(phase: Phase, url: string): Promise<{ tally: Tally; stats: Stats }> {
  const { child, port } = await start(phase.kind, url);
  try {
    // how long a process takes until its code is compiled and its connections are open is not what is measured
    await runLoad(port, WARM);
    const tally = await runLoad(port, phase.load);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const stats = (await (await fetch(`http://127.0.0.1:${port}/stats`)).json()) as Stats;
    return { tally, stats };
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect();
    await ended;
  }
}

const answered = ({ sent, failed }: Tally): number => (sent - failed) / sent;

/** What broke the pass line. `pgPool` is what pg-pool did under the same overload. */
function judge(phase: Phase, tally: Tally, stats: Stats, pgPool: Tally | undefined): string[] {
  const { name, kind, mayFail, atLeast = 0, overload } = phase;
  if (overload) {
    if (kind === "naive" || pgPool === undefined) return [];
    const [own, theirs] = [answered(tally), answered(pgPool)];
    if (own >= theirs - LESS_THAN_PG_POOL) return [];
    return [`${name}: ${(100 * own).toFixed(2)} % answered, by pg-pool ${(100 * theirs).toFixed(2)} %`];
  }
  const late = tally.lastFailed / tally.lastSent;
  if (kind === "naive") return late > 0.5 ? [] : [`${name}: the control lived, so the others prove nothing`];
  if (mayFail === undefined) return [];
  const wrong = [
    [tally.sent < atLeast, `only ${tally.sent} requests were sent`],
    [tally.failed > mayFail * tally.sent, `${tally.failed} of ${tally.sent} requests failed`],
    [stats.named !== tally.leaksSent, `${tally.leaksSent} leaks, ${stats.named} named with the line that leaks`],
    [
      stats.slowestMs > asMuchAs(TAKEN_BACK_MS, p99(tally.control)),
      `a leak was taken back ${Math.round(stats.slowestMs)} ms after its scope ended`,
    ],
    [stats.wrong > 0, `${stats.wrong} connections were taken from requests that did not leak`],
    [tooManyAgain(tally) !== undefined, tooManyAgain(tally) ?? ""],
    [stats.leased + stats.waiting > 0, `afterwards ${stats.leased} were out and ${stats.waiting} waited`],
    [
      p99(tally.times) > asMuchAs(250, p99(tally.control)),
      `p99 ${Math.round(p99(tally.times))} ms, of the static route ${Math.round(p99(tally.control))} ms`,
    ],
  ] as const;
  return wrong.filter(([bad]) => bad).map(([, words]) => `${name}: ${words}`);
}

function row({ name, kind }: Phase, tally: Tally, stats: Stats): string[] {
  const own = kind === "ours" || kind === "lease";
  return [
    name,
    String(tally.sent),
    String(tally.failed),
    `${((100 * tally.lastFailed) / tally.lastSent).toFixed(1)} %`,
    p99(tally.times).toFixed(0),
    p99(tally.control).toFixed(0),
    tally.lateMs.toFixed(0),
    String(tally.again),
    String(tally.leaksSent),
    own ? String(stats.named) : "-",
    own ? stats.slowestMs.toFixed(0) : "-",
    own ? String(stats.wrong) : "-",
  ];
}

async function run(short: boolean, say: (line: string) => void): Promise<DrillResult> {
  const table = [
    [
      "",
      "sent",
      "failed",
      "at the end",
      "p99 ms",
      "static ms",
      "late ms",
      "asked again",
      "leaks",
      "named",
      "slowest ms",
      "wrong",
    ],
  ];
  const failures: string[] = [];
  const voids: string[] = [];
  let pgPool: Tally | undefined;
  await withServer(async ({ url, pid }) => {
    keepOff(pid);
    keepToLast();
    for (const phase of phasesOf(short)) {
      const { tally, stats } = await runPhase(phase, url);
      table.push(row(phase, tally, stats));
      const behind = tally.lateMs;
      if (behind > BEHIND_MS) voids.push(`${phase.name}: the load itself was ${Math.round(behind)} ms late at p99`);
      failures.push(...judge(phase, tally, stats, pgPool));
      if (phase.overload && phase.kind === "naive") {
        pgPool = tally;
        if (answered(tally) < PG_POOL_ANSWERS)
          voids.push(`${phase.name}: pg-pool itself answered too little to compare with`);
      }
      say(`${phase.name}: ${tally.failed} of ${tally.sent} failed`);
    }
  });
  // A load that was late proves nothing, neither way.
  return { table, failures: voids.length > 0 ? [] : failures, voids };
}

export const drill: Drill = {
  does: "a route that leaks connections, against pg-pool and against ours, 200 requests a second",
  passLine: `ours: 0 failures in >= 4000 requests at 1 leak/s, <= 0.1 % at 50/s and with every request of one route leaking; each leak named with its line and taken back <= ${TAKEN_BACK_MS} ms after its scope ended; 0 taken back wrongly; none out afterwards; without a leak and without processor to spare as much answered as by pg-pool; pg-pool as most write it dies`,
  run: ({ short, say }) => run(short, say),
};
