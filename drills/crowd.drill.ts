/**
 * Ten processes that know nothing of each other start at once on a server with forty connections; one dies and
 * one freezes. Together they never have more than their role may, and what PostgreSQL says when it is full is never said
 * to a user.
 */
import pg from "pg";
import type { Drill, DrillResult } from "./drill.ts";
import { Member } from "./fleet/process.ts";
import { p99 } from "./load.ts";
import { type DrillServer, withServer } from "./postgres.ts";

const MAX_CONNECTIONS = 40;
/** 40, less 3 for superusers, 5 for operators, and 10 for the roles that migrate and look. */
const BUDGET = 22;
const MEMBERS = 10;
const MAX = 10;
const RATE = 10;
const SAMPLE_MS = 20;
const FULL = "53300";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Watch = { readonly most: number; readonly samples: number; readonly gaps: number[] };

/** Counts every connection of the role every 20 ms, those that are being closed included. */
async function watchWhile(server: DrillServer, work: () => Promise<void>): Promise<Watch> {
  const { host, port, user, password, database } = server.config;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  let most = 0;
  let samples = 0;
  let stopped = false;
  const gaps: number[] = [];
  const watching = (async () => {
    for (let due = performance.now(); !stopped; due += SAMPLE_MS) {
      const left = due - performance.now();
      if (left > 0) await wait(left);
      else if (left < -SAMPLE_MS) due = performance.now();
      gaps.push(Math.max(0, performance.now() - due));
      const { rows } = await client.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'drill_app'",
      );
      most = Math.max(most, rows[0]?.n ?? 0);
      samples++;
    }
  })();
  try {
    await work();
  } finally {
    stopped = true;
    await watching;
    await client.end();
  }
  return { most, samples, gaps };
}

type Sum = { served: number; failed: number; full: number; told: number };

function sumOf(member: Member, from: number, until: number): Sum {
  const sum: Sum = { served: 0, failed: 0, full: 0, told: 0 };
  for (const { at, counts } of member.reports) {
    if (at < from || at > until) continue;
    sum.served += counts.served;
    sum.full += counts.full;
    for (const [code, n] of Object.entries(counts.failed)) {
      sum.failed += n;
      if (code === FULL || /too many/i.test(code)) sum.told += n;
    }
  }
  return sum;
}

async function run(steadyMs: number, say: (line: string) => void): Promise<DrillResult> {
  const members: Member[] = [];
  const failures: string[] = [];
  let until = 0;
  const marks = { together: 0, died: 0, froze: 0 };
  const watch = await withServer(
    async (server) => {
      const url = await server.user("drill_app", BUDGET);
      return watchWhile(server, async () => {
        try {
          for (let i = 0; i < MEMBERS; i++) members.push(new Member(url, `web-${i}`, { max: MAX, rate: RATE }));
          await Promise.all(members.map((member) => member.serving));
          marks.together = performance.now();
          say("all ten serve");
          await wait(steadyMs);
          marks.died = performance.now();
          members[0]?.signal("SIGKILL");
          say("one was killed");
          await wait(steadyMs / 2);
          marks.froze = performance.now();
          members[1]?.signal("SIGSTOP");
          say("one was frozen");
          await wait(steadyMs);
          until = performance.now();
        } finally {
          await Promise.all(members.map((member) => member.stop()));
        }
      });
    },
    { maxConnections: MAX_CONNECTIONS },
  );
  const table = [["", "served", "refused", "of them last", "full, seen by the pool", "full, told to a user"]];
  const late = until - steadyMs / 2;
  const lastServed: number[] = [];
  for (const [i, member] of members.entries()) {
    const all = sumOf(member, 0, Number.POSITIVE_INFINITY);
    const last = sumOf(member, late, until);
    const what = i === 0 ? " (killed)" : i === 1 ? " (frozen)" : "";
    table.push([member.name + what, ...[all.served, all.failed, last.failed, all.full, all.told].map(String)]);
    if (all.told > 0) failures.push(`${member.name}: ${all.told} users were told that the server is full`);
    if (i < 2) continue;
    lastServed.push(last.served);
    if (last.served === 0) failures.push(`${member.name}: nobody was served at the end`);
  }
  const [least, most] = [Math.min(...lastServed), Math.max(...lastServed)];
  if (least < most / 3) failures.push(`at the end one served ${least} and another ${most}: not a fair share`);
  table.push([`most connections at once: ${watch.most} of ${BUDGET}, in ${watch.samples} looks`, "", "", "", "", ""]);
  if (watch.most > BUDGET) failures.push(`${watch.most} connections at once, ${BUDGET} are allowed`);
  if (watch.most < MEMBERS) failures.push(`never more than ${watch.most} connections: the crowd was not there`);
  const gap = p99(watch.gaps);
  const voids = gap > 5 * SAMPLE_MS ? [`the looks were ${Math.round(gap)} ms late at p99`] : [];
  return { table, failures, voids };
}

export const drill: Drill = {
  does: `${MEMBERS} processes start at once on a server with ${MAX_CONNECTIONS} connections; one dies, one freezes`,
  passLine: `in a look every ${SAMPLE_MS} ms never more than the ${BUDGET} connections of the role, closing ones included; nobody is told that the server is full; those that live are served alike`,
  run: ({ short, say }) => run(short ? 8_000 : 120_000, say),
};
