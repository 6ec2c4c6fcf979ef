/**
 * Nothing piles up. Mixed load for a long time, with a route that forgets a connection now and then and clients
 * that hang up; the live heap after a forced collection must be flat once the first third is over, and at the end nothing
 * is out.
 */
import { request } from "node:http";
import type { Drill, DrillOptions, DrillResult } from "./drill.ts";
import { type Answer, againRow, cell, type Fired, fire, percentile, type Shot, tooManyAgain } from "./fixed-pace.ts";
import { startDatabase, startWeb, weigh } from "./under-test.ts";
import type { Weighed } from "./web-under-test.ts";

const PER_SECOND = 80;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const PAGES = [
  "/",
  "/fees",
  "/banks",
  "/fees/alert.sms",
  "/banks/ng.access.json",
  "/api/v1/rules?limit=20",
  "/?q=NIP+CHG",
];
const form = (n: number): Shot => ({
  name: "report",
  method: "POST",
  path: "/report",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: `bank=ng.gtbank&service=alert.sms&amount=6.50&on=2026-11-20&words=month+${n}&key=a-key-for-number-${n}`,
});
const day = (n: number): string => new Date(Date.UTC(2019, 0, 1) + (n % 2_800) * 86_400_000).toISOString().slice(0, 10);

function pick(n: number): Shot {
  if (n % 10 === 1) return form(n);
  if (n % 10 === 3) return { name: "look", path: "/report/0000-0000-0000" };
  if (n % 10 === 5) return { name: "page", path: `/fees/levy.electronic_transfer?on=${day(n * 37)}` };
  if (n % 10 === 7) return { name: "page", path: `/charge?service=transfer.interbank&amount=${n}` };
  return { name: "page", path: PAGES[n % PAGES.length] as string, headers: n % 2 ? { "accept-encoding": "br" } : {} };
}

/** Asks and is gone before the answer. */
function hangUp(address: string): void {
  const out = request(new URL("/report/0000-0000-0000", address));
  out.on("error", () => {});
  out.end();
  setTimeout(() => out.destroy(), 10);
}

async function run({ short, say }: DrillOptions): Promise<DrillResult> {
  const forMs = short ? 48_000 : 30 * 60_000;
  const database = await startDatabase();
  const web = await startWeb({ database: database.at, sleepS: 0.02, forgetsEvery: 8 });
  try {
    const answers = new Map<string, number>();
    const times: number[] = [];
    const weights: Weighed[] = [];
    let over = false;
    const weighing = (async () => {
      while (!over) {
        await wait(forMs / 40);
        if (!over) weights.push(await weigh(web));
      }
    })();
    const hanging = setInterval(() => hangUp(web.address), 500);
    say(`${PER_SECOND} a second for ${forMs / 1000} s, one connection forgotten a second`);
    const fired = await fire(web.address, {
      perSecond: PER_SECOND,
      forMs,
      pick,
      onAnswer: ({ shot, status, ms }: Answer) => {
        answers.set(`${shot.name} ${status}`, (answers.get(`${shot.name} ${status}`) ?? 0) + 1);
        if (shot.name === "page") times.push(ms);
      },
    });
    over = true;
    clearInterval(hanging);
    await weighing;
    await wait(6_500);
    return judge({ fired, answers, times, weights, end: await weigh(web) });
  } finally {
    await web.stop();
    await database.stop();
  }
}

type Run = {
  readonly fired: Fired;
  readonly answers: ReadonlyMap<string, number>;
  readonly times: readonly number[];
  readonly weights: readonly Weighed[];
  readonly end: Weighed;
};

const GOOD = ["page 200", "report 201", "look 200"];
/** Honest answers while forgotten connections are being taken back. */
const TOLD = ["report 503", "look 503"];
/** What a flat heap may still wander: a share of it, or a few megabytes of a small one. */
const WANDERS = 0.03;
const WANDERS_MB = 2;

function judge({ fired, answers, times, weights, end }: Run): DrillResult {
  const { sent, lateMs } = fired;
  const kept = weights.slice(Math.ceil(weights.length / 3));
  const half = Math.floor(kept.length / 2);
  const median = (list: readonly Weighed[]) =>
    percentile(
      list.map((one) => one.heapBytes),
      0.5,
    ) / 1_000_000;
  const [first, second] = [median(kept.slice(0, half)), median(kept.slice(half))];
  const most = Math.max(WANDERS_MB, first * WANDERS);
  const bad = [...answers].filter(([what]) => !GOOD.includes(what));
  const count = (list: typeof bad) => list.reduce((sum, [, n]) => sum + n, 0);
  const [refused, failed] = [
    count(bad.filter(([what]) => TOLD.includes(what))),
    count(bad.filter(([what]) => !TOLD.includes(what))),
  ];
  const failures: string[] = [];
  if (second - first > most) failures.push(`the live heap grew from ${first.toFixed(1)} to ${second.toFixed(1)} MB`);
  if (failed > sent * 0.001)
    failures.push(`${failed} answers were bad: ${bad.map(([what, n]) => `${what} x ${n}`).join(", ")}`);
  const again = tooManyAgain(fired);
  if (again) failures.push(again);
  if (end.leased + end.waiting + end.sockets > 0)
    failures.push(`left at the end: ${end.leased} leases, ${end.waiting} waiting, ${end.sockets} sockets`);
  const voids = end.leaks === 0 ? ["no connection was forgotten"] : weights.length < 12 ? ["too few weighings"] : [];
  return {
    table: [
      ["what", "value", "must be"],
      ["requests", String(sent), ""],
      ["reports told to come again", String(refused), ""],
      ["bad answers", String(failed), `<= ${Math.floor(sent * 0.001)}`],
      ["connections forgotten and taken back", String(end.leaks), "> 0"],
      [
        "live heap, middle and last third, MB",
        `${first.toFixed(1)} and ${second.toFixed(1)}`,
        `<= ${most.toFixed(1)} apart`,
      ],
      ["page cache at the end, MB", (end.pages / 1_000_000).toFixed(1), ""],
      ["leases, waiting, sockets at the end", `${end.leased}, ${end.waiting}, ${end.sockets}`, "0, 0, 0"],
      ["pages, p50 / p99, ms", `${cell(percentile(times, 0.5))} / ${cell(percentile(times, 0.99))}`, ""],
      againRow(fired),
      ["pace late at p99, ms", cell(lateMs), ""],
    ],
    failures,
    voids,
  };
}

export const drill: Drill = {
  does: "mixed load with forgotten connections and clients that hang up, weighing the live heap",
  passLine:
    "the live heap after a forced collection is flat once the first third is over, at most 1 answer in 1,000 is bad, and at the end nothing is out",
  run,
};
