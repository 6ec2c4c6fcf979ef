import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { shippedPack } from "../e2e/support/shipped-pack.ts";
import { freePort } from "../src/db/embedded/free-port.ts";
import { readPostmaster } from "../src/db/embedded/postmaster.ts";
import { snapshotFolder } from "../src/db/link/open-snapshots.ts";
import { shippedSnapshot } from "../src/db/snapshot/snapshot.ts";
import { pollUntil } from "../src/platform/deadline.ts";
import { type ServeProcess, startServe, stopServe } from "./support/serve-process.ts";
import { openHome, STAND_INS } from "./support/stand-in-server.ts";
import { tcpProxy } from "./support/tcp-proxy.ts";

const SLOW = 180_000;
const [, startPostgres] = STAND_INS[0] ?? [];

const home = (): string => {
  const path = openHome();
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
};
const started = (environment: Record<string, string>): ServeProcess => {
  const serve = startServe({ environment });
  onTestFinished(() => {
    serve.child.kill("SIGKILL");
  });
  return serve;
};
const says = (serve: ServeProcess, words: string) =>
  pollUntil(() => (serve.err().includes(words) ? true : undefined), 90_000, 100);

test("a server that began without its database attaches when it comes, and obeys a pin before and after", {
  timeout: SLOW,
}, async () => {
  const postgres = await startPostgres?.();
  if (!postgres) throw new Error("there is no PostgreSQL to stand in");
  onTestFinished(() => postgres.stop());
  await postgres.admin("CREATE DATABASE fees");
  const real = new URL(postgres.url(postgres.superuser.user, postgres.superuser.password, "fees"));
  const port = await freePort();
  const databaseUrl = Object.assign(new URL(real), { port: String(port) }).href;
  const dataDir = home();
  const folder = snapshotFolder({ dataDir, databaseUrl });
  const old = shippedSnapshot([{ ...shippedPack(), version: "2020.1.1" }], "2020-01-01T00:00:00.000Z");
  const older = shippedSnapshot([{ ...shippedPack(), version: "2019.1.1" }], "2019-01-01T00:00:00.000Z");
  const olderName = await folder.write(older);
  await folder.write(old);

  const serve = started({ DATABASE_URL: databaseUrl, OPENFEES_DATA_DIR: dataDir });
  const address = await serve.address;
  const served = async () => (await (await fetch(`${address}banks.json`)).json()) as { version: string };
  const becomes = (version: string) =>
    pollUntil(async () => ((await served()).version === version ? true : undefined), 60_000, 100);
  const first = await fetch(`${address}fees`);
  expect([first.status, first.headers.get("x-facts-of")]).toEqual([200, "2020-01-01"]);
  expect(await first.text()).toContain("The facts are of <time");
  await folder.pin(olderName);
  expect(await becomes("2019.1.1")).toBe(true);
  await folder.pin(null);

  const proxy = await tcpProxy(port, Number(real.port));
  expect(await says(serve, "PostgreSQL is there now"), serve.err()).toBe(true);
  expect(await becomes(shippedPack().version)).toBe(true);
  await folder.pin(olderName);
  expect(await becomes("2019.1.1")).toBe(true);
  await proxy.stop();
  expect((await fetch(`${address}fees/alert.sms`)).status).toBe(200);
  expect(await stopServe(serve)).toBe(0);
});

test("an embedded PostgreSQL that cannot be brought back takes no page with it, and is begun anew", {
  timeout: SLOW,
}, async () => {
  const dataDir = home();
  const serve = started({ OPENFEES_DATA_DIR: dataDir });
  const address = await serve.address;
  const [cluster, aside] = [join(dataDir, "postgres"), join(dataDir, "postgres-aside")];
  const postmaster = readPostmaster(cluster);
  await rename(cluster, aside);
  process.kill(postmaster?.pid as number, "SIGKILL");
  expect(await says(serve, "pages go on without it"), serve.err()).toBe(true);
  for (const path of ["fees", "banks/ng.access", "api/v1/rules"])
    expect((await fetch(`${address}${path}`)).status, path).toBe(200);
  await rm(cluster, { recursive: true, force: true });
  await rename(aside, cluster);
  expect(await says(serve, "PostgreSQL is there now"), serve.err()).toBe(true);
  expect(await stopServe(serve)).toBe(0);
});

test("a start serves what is kept of this database at once, and what others published since within seconds", {
  timeout: SLOW,
}, async () => {
  const dataDir = home();
  const environment = { OPENFEES_DATA_DIR: dataDir };
  const first = started(environment);
  await first.address;
  expect(await stopServe(first), first.err()).toBe(0);
  const before = shippedSnapshot([{ ...shippedPack(), version: "2020.1.1" }], "2020-01-01T00:00:00.000Z");
  // as if another process had published after the last snapshot that was kept here
  await rm(join(dataDir, "snapshots", "embedded"), { recursive: true });
  await snapshotFolder({ dataDir, databaseUrl: undefined }).write(before);

  const second = started(environment);
  const address = await second.address;
  const served = async () => ((await (await fetch(`${address}banks.json`)).json()) as { version: string }).version;
  expect(await served()).toBe("2020.1.1");
  const now = shippedPack().version;
  expect(await pollUntil(async () => ((await served()) === now ? true : undefined), 60_000, 100)).toBe(true);
  expect(await stopServe(second), second.err()).toBe(0);
});
