import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { pollUntil } from "./deadline.ts";
import { type Death, ENDED_BY_SIGNAL, KeptProcess } from "./kept-process.ts";

const folder = mkdtempSync(join(tmpdir(), "openfees-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const PATIENCE_MS = 30_000;

/** What a child does: says that it is up, answers pings, leaves with 0 when told to stop; unless `body` says otherwise. */
const GOOD = `
process.send({ up: process.pid });
process.on("message", (m) => { if (m === "ping") process.send("pong"); if (m === "stop") process.exit(0); });`;

/** Runs `bodies[n]` at start number n, the last one from then on. */
function keep(bodies: readonly string[], more: Partial<ConstructorParameters<typeof KeptProcess>[0]> = {}) {
  const deaths: Death[] = [];
  const ups: number[] = [];
  const kept: KeptProcess = new KeptProcess({
    start: (times) => {
      const file = join(folder, `${crypto.randomUUID()}.mjs`);
      writeFileSync(file, bodies[Math.min(times, bodies.length - 1)] ?? "");
      return fork(file, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    },
    onMessage: (message) => {
      ups.push((message as { up: number }).up);
      kept.up();
    },
    onDeath: (death) => void deaths.push(death),
    firstMs: 1,
    stopMs: PATIENCE_MS,
    ...more,
  });
  onTestFinished(async () => void (await kept.stop()));
  const times = async (n: number) =>
    expect(await pollUntil(() => (ups.length >= n ? true : undefined), PATIENCE_MS)).toBe(true);
  return { kept, deaths, ups, times };
}

test("one that is renewed is another at once, however often, and no death is reported", async () => {
  const { kept, deaths, ups, times } = keep([GOOD], { firstMs: 60_000, largestMs: 60_000 });
  for (let n = 1; n <= 6; n++) {
    await times(n);
    kept.renew();
  }
  await times(7);
  expect(new Set(ups).size).toBe(7);
  expect(deaths).toEqual([]);
  expect(await kept.stop()).toBe(0);
});

test("one that waits to be started again is so at once when it is renewed", async () => {
  const bad = "process.exit(1)";
  const { kept, deaths, times } = keep([GOOD, bad, bad, GOOD], {
    firstMs: 60_000,
    largestMs: 60_000,
    tries: Number.POSITIVE_INFINITY,
  });
  await times(1);
  kept.renew();
  // the first death brings a start at once, the second one in a minute
  expect(await pollUntil(() => (deaths.length === 2 ? true : undefined), PATIENCE_MS)).toBe(true);
  kept.renew();
  await times(2);
  expect(await kept.stop()).toBe(0);
});

test("one that is killed is started again at once, and the reason is said", async () => {
  const { kept, deaths, ups, times } = keep([GOOD]);
  await times(1);
  process.kill(ups[0] as number, "SIGKILL");
  await times(2);
  expect(ups[1]).not.toBe(ups[0]);
  expect(deaths).toEqual([{ how: "signal SIGKILL", upMs: expect.any(Number), againInMs: 0 }]);
  expect(await kept.stop()).toBe(0);
});

test("one that answers each time before it dies is never given up, however often it dies", async () => {
  const { deaths, times } = keep([`${GOOD} setTimeout(() => process.abort(), 1);`], { tries: 2, largestMs: 1 });
  await times(8);
  expect(deaths.length).toBeGreaterThanOrEqual(7);
  expect(deaths.map(({ againInMs }) => againInMs)).not.toContain(null);
});

test("one that never comes up is given up after its tries, with its own exit status and growing pauses", async () => {
  const { kept, deaths } = keep(["process.exit(7);"], { tries: 4, firstMs: 2 });
  expect(await kept.ended).toBe(7);
  expect(deaths.map(({ againInMs }) => againInMs)).toEqual([0, 2, 4, null]);
  expect(deaths[0]).toMatchObject({ how: "exit status 7", upMs: null });
});

test("given up after a signal, the status is the one that a shell would give", async () => {
  const { kept } = keep(["process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);"], { tries: 1 });
  expect(await kept.ended).toBe(137);
});

test("what is refused before it was ever up is not tried again; afterwards it is", async () => {
  const first = keep(["process.exit(2);"]);
  expect(await first.kept.ended).toBe(2);
  expect(first.deaths).toEqual([]);
  const later = keep([`${GOOD} setTimeout(() => process.exit(2), 1);`, "process.exit(2);", GOOD]);
  await later.times(2);
  expect(later.deaths.map(({ how }) => how)).toEqual(["exit status 2", "exit status 2"]);
});

test("one that leaves by itself with status 0 is not started again; one ended by a signal from elsewhere is", async () => {
  const left = keep([`${GOOD} setTimeout(() => process.exit(0), 1);`]);
  expect(await left.kept.ended).toBe(0);
  expect(left.deaths).toEqual([]);
  const ended = keep([`${GOOD} setTimeout(() => process.exit(${ENDED_BY_SIGNAL}), 1);`, GOOD]);
  await ended.times(2);
});

test("one that is up and no longer answers is ended and started again", async () => {
  const hung = GOOD.replace('if (m === "ping")', 'if (m === "ping") for (;;) {} else');
  const { deaths, times } = keep([hung, GOOD], { pingMs: 20, unanswered: 50 });
  await times(2);
  expect(deaths[0]).toMatchObject({ how: "signal SIGKILL" });
});

test("told to stop while it waits to start again, it does not start", async () => {
  const { kept, ups } = keep(["process.exit(1);"], { firstMs: 600_000, largestMs: 600_000 });
  // the first death has no pause, the second has one without end
  await pollUntil(() => (kept.pid === undefined ? true : undefined), PATIENCE_MS);
  expect([0, 1]).toContain(await kept.stop());
  expect(ups).toEqual([]);
});

test("one that does not stop when told is ended hard, and stopping twice is stopping once", async () => {
  const deaf = "process.send({ up: process.pid }); process.on('message', () => {});";
  const { kept, ups, deaths, times } = keep([deaf], { stopMs: 50 });
  await times(1);
  expect(await Promise.all([kept.stop(), kept.stop()])).toEqual([137, 137]);
  expect(deaths).toMatchObject([{ how: "signal SIGKILL", againInMs: null }]);
  expect(() => process.kill(ups[0] as number, 0)).toThrow();
});

test("a signal to the whole group while it stops changes nothing: the status is 0", async () => {
  const { kept, times } = keep([GOOD.replace("process.exit(0)", `process.exit(${ENDED_BY_SIGNAL})`)]);
  await times(1);
  expect(await kept.stop()).toBe(0);
});
