/**
 * What an answer costs, and how long it takes at a fixed pace. A look-up page from memory stands beside a bare
 * Fastify route and a plain node:http server that return the same bytes with the same headers, turn by turn in one run.
 * Each answers in a process of its own, whose CPU is read before and after.
 */
import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { type Answer, cell, fire, percentile, type Shot } from "../drills/fixed-pace.ts";
import { Child, startDatabase, startWeb } from "../drills/under-test.ts";
import { queriesOf } from "../test/support/score-search.ts";
import type { Bench, BenchOptions, BenchResult } from "./bench.ts";
import { spreadOf, spreadText } from "./bench.ts";

const PAGE = "/fees/transfer.interbank";
const BR = { "accept-encoding": "br" };
const PASS = 1.3;
const PACE = 400;
const WARM_MS = 2_000;
const OURS = "openfees, from memory";
const FASTIFY = "a bare Fastify route";
const NODE = "node:http";

const STATEMENT = new URL("../data/ng/examples/savings-2026.csv", import.meta.url);
const EDGE = "edge-of-a-part";
const upload = (): string =>
  `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${readFileSync(STATEMENT, "utf8")}\r\n--${EDGE}--\r\n`;
const json = { "content-type": "application/json" };

/** What people ask, in turn: names, sums, lines of statements, slips of the finger. */
const QUERIES = queriesOf("sixth").map(({ q }) => q);
const asked = (n: number): string => QUERIES[n % QUERIES.length] as string;

type Scenario = { readonly name: string; readonly perSecond: number; readonly shot: (n: number) => Shot };
const scenarios = (): readonly Scenario[] => [
  { name: "look-up page, kept", perSecond: PACE, shot: () => ({ name: "", path: PAGE, headers: BR }) },
  {
    name: "look-up page of another day",
    perSecond: 50,
    shot: (n) => ({ name: "", path: `${PAGE}?on=2026-0${1 + (n % 9)}-1${n % 10}`, headers: BR }),
  },
  {
    name: "search",
    perSecond: 50,
    shot: (n) => ({ name: "", path: `/?q=${encodeURIComponent(asked(n))}`, headers: BR }),
  },
  {
    name: "charge, form",
    perSecond: 50,
    shot: (n) => ({ name: "", path: `/charge?service=transfer.interbank&amount=${1_000 + n}`, headers: BR }),
  },
  {
    name: "charge, API",
    perSecond: 100,
    shot: (n) => ({
      name: "",
      method: "POST",
      path: "/api/v1/charge",
      headers: json,
      body: JSON.stringify({
        id: String(n),
        jurisdiction: "ng",
        service: "transfer.interbank",
        on: "2026-02-01",
        amount: `${n + 1}.00`,
      }),
    }),
  },
  { name: "rules, API", perSecond: 100, shot: () => ({ name: "", path: "/api/v1/rules?limit=40" }) },
  {
    name: "report, stored",
    perSecond: 40,
    shot: (n) => ({
      name: "",
      method: "POST",
      path: "/api/v1/reports",
      headers: { ...json, "idempotency-key": `a-key-of-the-bench-${n}` },
      body: JSON.stringify({ bank: "ng.gtbank", service: "alert.sms", amount: "6.50", on: "2026-11-20" }),
    }),
  },
  {
    name: "audit of a statement",
    perSecond: 1,
    shot: () => ({
      name: "",
      method: "POST",
      path: "/api/v1/audit",
      headers: { "content-type": `multipart/form-data; boundary=${EDGE}` },
      body: upload(),
    }),
  },
];

type Figures = { readonly answers: readonly Answer[]; readonly micros: number; readonly lateMs: number };

async function measure(
  child: Child,
  { perSecond, shot }: Pick<Scenario, "perSecond" | "shot">,
  ms: number,
): Promise<Figures> {
  const answers: Answer[] = [];
  const before = await child.ask<number>("cpu");
  const { lateMs } = await fire(child.address, {
    perSecond,
    forMs: ms,
    pick: shot,
    onAnswer: (one) => answers.push(one),
  });
  const cpu = (await child.ask<number>("cpu")) - before;
  return { answers, micros: cpu / answers.length, lateMs };
}

const cells = ({ answers, micros, lateMs }: Figures): string[] => {
  const times = answers.map((one) => one.ms);
  const bad = answers.filter((one) => one.status < 200 || one.status > 299).length;
  return [...[0.5, 0.95, 0.99].map((share) => cell(percentile(times, share))), String(bad), cell(micros), cell(lateMs)];
};

async function run({ rounds, ms, say }: BenchOptions): Promise<BenchResult> {
  const database = await startDatabase();
  const ours = await startWeb({ database: database.at });
  const others: Child[] = [];
  try {
    const given = await fetch(`${ours.address}${PAGE}`, { headers: BR });
    // fetch opens what it reads, so the bytes on the wire are asked for with a plain request
    const wire = await bytesOf(ours.address);
    const headers = Object.fromEntries(
      [...given.headers].filter(
        ([name]) => !["date", "connection", "keep-alive", "content-length", "transfer-encoding"].includes(name),
      ),
    );
    for (const kind of ["fastify", "node"])
      others.push(
        await Child.start(new URL("./plain-servers.ts", import.meta.url), {
          kind,
          body: wire.toString("base64"),
          headers: { ...headers, "content-encoding": "br" },
        }),
      );
    const three: readonly (readonly [string, Child])[] = [
      [OURS, ours],
      [FASTIFY, others[0] as Child],
      [NODE, others[1] as Child],
    ];
    const page = { perSecond: PACE, shot: (): Shot => ({ name: "", path: PAGE, headers: BR }) };
    for (const [, child] of three) await measure(child, page, ms);
    const found = new Map<string, Figures[]>(three.map(([name]) => [name, []]));
    for (let n = 0; n < rounds; n++) {
      for (let i = 0; i < three.length; i++) {
        const [name, child] = three[(i + n) % three.length] as readonly [string, Child];
        found.get(name)?.push(await measure(child, page, ms));
      }
      say(`round ${n + 1}/${rounds}`);
    }
    const ratios = (found.get(OURS) ?? []).map(
      (one, i) => one.micros / ((found.get(FASTIFY) ?? [])[i]?.micros ?? Number.NaN),
    );
    const ratio = spreadOf(ratios);
    const rows: string[][] = [];
    for (const one of scenarios()) {
      say(one.name);
      // a server in service has made its index, and its code is warm
      await measure(ours, one, WARM_MS);
      rows.push([one.name, String(one.perSecond), ...cells(await measure(ours, one, Math.max(ms, 4_000)))]);
    }
    const head = ["p50, ms", "p95, ms", "p99, ms", "bad", "CPU each, us", "pace late p99, ms"];
    const machine = `${cpus()[0]?.model ?? "a processor"}, ${availableParallelism()} cores, Node ${process.versions.node}`;
    return {
      tables: [
        {
          title: `A look-up page of ${wire.length} bytes (brotli) at ${PACE} a second, on ${machine}`,
          rows: [
            ["who", ...head],
            ...three.map(([name]) => [name, ...middle(found.get(name) ?? [])]),
            ["openfees / Fastify, CPU", "", "", "", "", spreadText(ratio), ""],
          ],
        },
        { title: "Each kind of question at its own pace", rows: [["what", "a second", ...head], ...rows] },
      ],
      failures:
        ratio.median <= PASS
          ? []
          : [`a kept page costs ${ratio.median.toFixed(2)} of a bare Fastify route, more than ${PASS}`],
    };
  } finally {
    for (const child of [ours, ...others]) await child.stop();
    await database.stop();
  }
}

/** The median round of one server, by its CPU. */
function middle(rounds: readonly Figures[]): string[] {
  const sorted = rounds.toSorted((a, b) => a.micros - b.micros);
  const one = sorted[Math.floor((sorted.length - 1) / 2)];
  return one ? cells(one) : [];
}

async function bytesOf(address: string): Promise<Buffer> {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get(new URL(PAGE, address), { headers: BR }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve(Buffer.concat(chunks)));
    }).on("error", reject);
  });
}

export const bench: Bench = {
  does: "a look-up page from memory beside a bare Fastify route and node:http, and every kind of question at a fixed pace",
  passLine: `a kept look-up page costs at most ${PASS} times the CPU of a bare Fastify route that returns the same bytes`,
  run,
};
