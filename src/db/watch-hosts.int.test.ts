import { expect, onTestFinished, test } from "vitest";
import { standbyPair } from "../../test/support/standby-pair.ts";
import { pollUntil } from "../platform/deadline.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { lagSeconds, watchHosts } from "./watch-hosts.ts";

test("a standby is behind since the oldest position of the primary that it has not reached", () => {
  const positions = [1n, 5n, 9n].map((position, i) => ({ position, at: i * 10_000 }));
  expect([9n, 8n, 5n, 2n, 0n].map((reached) => lagSeconds(positions, reached, 30_000))).toEqual([0, 10, 10, 20, 30]);
  expect(lagSeconds([], 0n, 30_000)).toBe(0);
});

test("of a primary and a standby it is said who is there and how far behind, and a dead standby is missed", {
  timeout: 120_000,
}, async () => {
  const pair = await standbyPair({ synchronous: false });
  onTestFinished(() => pair.stop());
  const { user, password, database } = pair.primary.config;
  const [primary, standby] = [pair.primary, pair.standby].map(({ address }) => `${address.host}:${address.port}`);
  const server = readDatabaseUrl(`postgresql://${user}:${password}@${primary},${standby}/${database}`);
  const watch = watchHosts(server);
  onTestFinished(() => {
    watch.stop();
    server.hosts?.stop();
  });
  const first = await pollUntil(() => (watch.view().length > 0 ? watch.view() : undefined), 10_000);
  expect(first).toEqual([
    { host: primary, up: true, lagSeconds: undefined },
    { host: standby, up: true, lagSeconds: expect.any(Number) },
  ]);
  await pair.standby.kill();
  const dead = await pollUntil(() => (watch.view()[1]?.up === false ? watch.view() : undefined), 20_000);
  expect(dead).toMatchObject([{ up: true }, { up: false, lagSeconds: undefined }]);
});

test("one server alone is not watched: the pool knows it", () => {
  const watch = watchHosts(readDatabaseUrl("postgresql://a:b@127.0.0.1:1/c"));
  expect(watch.view()).toEqual([]);
  watch.stop();
});
