import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { pollUntil } from "./deadline.ts";
import { SpareProcess } from "./spare-process.ts";

const folder = mkdtempSync(join(tmpdir(), "openfees-spare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const PATIENCE_MS = 30_000;

/** Waits for its turn, then says so; leaves when its channel closes. */
const WAITS = `
process.on("message", (m) => { if (m === "begin") process.send({ began: process.pid }); });
process.once("disconnect", () => process.exit(0));`;

function spareOf(body: string, againMs = 1) {
  const file = join(folder, `${crypto.randomUUID()}.mjs`);
  writeFileSync(file, body);
  const started: ChildProcess[] = [];
  const deaths: string[] = [];
  const spare = new SpareProcess({
    start: () => {
      const child = fork(file, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      started.push(child);
      return child;
    },
    afterMs: 1,
    againMs,
    onDeath: (how) => void deaths.push(how),
  });
  onTestFinished(() => {
    spare.stop();
    for (const child of started) child.kill("SIGKILL");
  });
  const until = async (holds: () => boolean) =>
    expect(await pollUntil(() => (holds() ? true : undefined), PATIENCE_MS)).toBe(true);
  return { spare, started, deaths, until };
}
const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

test("none waits before it was asked for, and being asked for twice starts one", async () => {
  const { spare, started, until } = spareOf(WAITS);
  expect(spare.take()).toBeUndefined();
  spare.ready();
  spare.ready();
  await until(() => started.length === 1);
  spare.ready();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(started.length).toBe(1);
});

test("the one that is taken begins and is no longer held: it lives on when the spare is stopped, and its end is no death", async () => {
  const { spare, started, deaths, until } = spareOf(WAITS);
  spare.ready();
  await until(() => started.length === 1);
  const child = spare.take();
  expect(child).toBe(started[0]);
  const [began] = await new Promise<[unknown]>((resolve) => child?.once("message", (message) => resolve([message])));
  expect(began).toEqual({ began: child?.pid });
  spare.stop();
  expect(spare.take()).toBeUndefined();
  expect(isGone(child as ChildProcess)).toBe(false);
  child?.kill("SIGKILL");
  await until(() => isGone(child as ChildProcess));
  expect(deaths).toEqual([]);
});

test("one that dies while it waits is told and replaced after the pause", async () => {
  const { spare, started, deaths, until } = spareOf("process.exit(7)");
  spare.ready();
  await until(() => started.length >= 3);
  expect(deaths.slice(0, 2)).toEqual(["exit status 7", "exit status 7"]);
});

test("after a stop none is started and the one that waited is gone", async () => {
  const { spare, started, until } = spareOf(WAITS);
  spare.ready();
  await until(() => started.length === 1);
  spare.stop();
  await until(() => isGone(started[0] as ChildProcess));
  spare.ready();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(started.length).toBe(1);
});
