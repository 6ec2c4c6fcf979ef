import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ServeOptions, type ServeProcess, startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { webOf } from "../../test/support/web-of.ts";
import { beganAt } from "../db/embedded/directory-lock.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { isAlive, readPostmaster } from "../db/embedded/postmaster.ts";
import { pollUntil } from "../platform/deadline.ts";

const SLOW = 240_000;
const PATIENCE_MS = 60_000;

function freshHome(): string {
  const home = openHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return join(home, "data");
}

function on(home: string, environment: Record<string, string> = {}, more: Partial<ServeOptions> = {}): ServeProcess {
  const serve = startServe({ environment: { OPENFEES_DATA_DIR: home, ...environment }, ...more });
  onTestFinished(async () => {
    serve.child.kill("SIGINT");
    const late = setTimeout(() => serve.child.kill("SIGKILL"), PATIENCE_MS);
    await serve.ended.catch(() => {});
    clearTimeout(late);
  });
  return serve;
}

const until = async (what: string, call: () => Promise<unknown> | unknown): Promise<void> => {
  const done = await pollUntil(async () => ((await call()) ? true : undefined), PATIENCE_MS, 20);
  expect(done, what).toBe(true);
};
const answers = (address: string) =>
  fetch(new URL("/banks.json", address), { headers: { connection: "close" } }).then(
    async (answer) => (await answer.arrayBuffer()) && answer.status === 200,
    () => false,
  );
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
const isSpare = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--spare");
const postmasterOf = (home: string) => readPostmaster(join(home, "postgres"))?.pid ?? 0;

test("the web process killed with -9 comes back at the same address, and PostgreSQL never went away", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  const address = await serve.address;
  const postgres = postmasterOf(home);
  const webs: number[] = [];
  for (let time = 0; time < 3; time++) {
    webs.push(await webOf(home, webs));
    process.kill(webs[time] as number, "SIGKILL");
    await until("pages again", () => answers(address));
  }
  expect(new Set(webs).size).toBe(3);
  const sinceLast = () => serve.err().split('"how":"signal SIGKILL"').at(-1) ?? "";
  await until("reports again", () => sinceLast().includes("PostgreSQL is there now"));
  expect(postmasterOf(home)).toBe(postgres);
  expect(serve.err().split('"how":"signal SIGKILL"').length).toBe(4);
  // once, though the web process listened four times
  expect(serve.out()).toBe(`${address}\n`);
  expect(await stopServe(serve), serve.err()).toBe(0);
  expect(readdirSync(home).filter((name) => /^(web\.|openfees\.lock)/.test(name))).toEqual([]);
  expect(isAlive(postgres)).toBe(false);
});

test("a spare that has loaded its code takes the place of the one that was killed, and another is made ready", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  const address = await serve.address;
  const first = await webOf(home);
  const spareBeside = async (web: number): Promise<number> => {
    let spare = 0;
    await until("a spare waits", () => {
      spare = childrenOf(serve.child.pid as number).find((pid) => pid !== web && isSpare(pid)) ?? 0;
      return spare > 0;
    });
    return spare;
  };
  const spare = await spareBeside(first);
  process.kill(first, "SIGKILL");
  await until("pages again", () => answers(address));
  expect(await webOf(home, [first])).toBe(spare);
  const next = await spareBeside(spare);
  expect(await stopServe(serve), serve.err()).toBe(0);
  expect([spare, next].filter(isAlive)).toEqual([]);
});

test("without its parent the web process stops, and so does PostgreSQL, which nobody keeps any more", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  await serve.address;
  const [web, postgres] = [await webOf(home), postmasterOf(home)];
  serve.child.kill("SIGKILL");
  await serve.ended;
  await until("the web process is gone", () => !isAlive(web));
  await until("PostgreSQL is gone", () => !isAlive(postgres));
});

test("a web process that hangs without its parent is ended by the next start, which gets its port", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const port = String(await freePort());
  const first = on(home, { OPENFEES_PORT: port });
  await first.address;
  const web = await webOf(home);
  // stands for an event loop that never comes round
  process.kill(web, "SIGSTOP");
  first.child.kill("SIGKILL");
  await until("the parent is gone", () => !isAlive(first.child.pid ?? 0));
  const next = on(home, { OPENFEES_PORT: port });
  expect(await answers(await next.address)).toBe(true);
  expect(isAlive(web)).toBe(false);
  expect(next.err()).toContain("ended a web process whose parent was gone");
  expect(await stopServe(next), next.err()).toBe(0);
});

test("a note of a web process ends nobody else: not one of a live parent, not a later process of its number", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  await serve.address;
  expect(await stopServe(serve)).toBe(0);
  const bystander = spawn("sleep", ["600"], { stdio: "ignore" });
  const gone = new Promise((resolve) => bystander.once("exit", resolve));
  const { pid = 0 } = bystander;
  await until("the bystander runs", () => beganAt(pid) !== "");
  // a parent that is dead, and the number of a web process that somebody else has now
  writeFileSync(join(home, "web.999999991"), `999999991 1 ${pid} 1\n`);
  // this very process as a parent that lives
  writeFileSync(join(home, "web.999999992"), `${process.pid} ${beganAt(process.pid)} ${pid} ${beganAt(pid)}\n`);
  writeFileSync(join(home, "web.999999993"), "not a note");
  const next = on(home);
  await next.address;
  expect(isAlive(pid)).toBe(true);
  expect(readdirSync(home).filter((name) => name.startsWith("web.99999999"))).toEqual(["web.999999992"]);
  expect(await stopServe(next), next.err()).toBe(0);
  bystander.kill();
  await gone;
});

test("a bad setting, and a port in use, end it at once with status 2 and are not tried again", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const bad = on(home, { OPENFEES_LOG_LEVEL: "loud" });
  expect(await bad.ended).toBe(2);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())));
  const { port } = other.address() as { port: number };
  const busy = on(home, { OPENFEES_PORT: String(port) });
  expect(await busy.ended, busy.err()).toBe(2);
  expect(busy.err().split("[port_busy]").length).toBe(2);
  expect(busy.err()).not.toContain("started again");
});

test("told to stop twice, by each signal, it stops once and in order, with status 0", { timeout: SLOW }, async () => {
  const home = freshHome();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    const serve = on(home);
    const address = await serve.address;
    expect(await answers(address)).toBe(true);
    serve.child.kill(signal);
    serve.child.kill(signal);
    expect(await serve.ended, serve.err()).toBe(0);
    expect(serve.err().split('"msg":"stopping"').length, serve.err()).toBe(3);
    expect(serve.err()).not.toMatch(/died|did not stop in order/);
    expect(postmasterOf(home)).toBe(0);
  }
});

test("a signal to the whole group, as from a terminal, and one to the web process alone", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  const address = await serve.address;
  const web = await webOf(home);
  // somebody, such as a guard of the memory, asks the web process alone to go: it is not the service that was meant
  process.kill(web, "SIGTERM");
  await webOf(home, [web]);
  await until("pages again", () => answers(address));
  const second = await webOf(home);
  process.kill(second, "SIGTERM");
  serve.child.kill("SIGTERM");
  expect(await serve.ended, serve.err()).toBe(0);
});

test("told to stop while it is still starting, it stops with status 0 and leaves nothing", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  const serve = on(home);
  await until(
    "PostgreSQL is on its way",
    () => existsSync(home) && readdirSync(home).some((name) => name.startsWith("postgres")),
  );
  serve.child.kill("SIGTERM");
  expect(await serve.ended, serve.err()).toBe(0);
  expect(readdirSync(home).filter((name) => /^(web\.|openfees\.lock)/.test(name))).toEqual([]);
  expect(postmasterOf(home)).toBe(0);
});
