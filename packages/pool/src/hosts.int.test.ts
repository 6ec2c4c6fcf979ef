import { afterEach, beforeEach, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { type StandbyPair, standbyPair } from "../../../test/support/standby-pair.ts";
import { createPool, DatabaseDown, Hosts, OutcomeUnknown, type Pool, type PoolOptions } from "./index.ts";

/** Real servers, killed and promoted: each test has a pair of its own. */
let pair: StandbyPair;
const opened: Pool[] = [];
const lines: string[] = [];

beforeEach(async () => {
  lines.length = 0;
  pair = await standbyPair({ synchronous: true });
  await pair.primary.sql("CREATE TABLE kept (id int PRIMARY KEY)");
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.end()));
  await pair.stop();
});

function open(options: PoolOptions = {}): Pool {
  const { user, password, database } = pair.primary.config;
  const hosts = [pair.standby.address, pair.primary.address];
  const pool = createPool({
    ...{ user, password, database, hosts, max: 4, waitMs: 2_000 },
    report: (line) => lines.push(line),
    ...options,
  });
  opened.push(pool);
  return pool;
}

const inScope = <T>(pool: Pool, work: () => Promise<T>, deadlineMs = 5_000): Promise<T> =>
  pool.scope("test", work, { deadlineMs });
const insert = (pool: Pool, id: number) => inScope(pool, () => pool.query("INSERT INTO kept VALUES ($1)", [id]));
const failed = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
const rolesOf = (pool: Pool) => pool.snapshot().hosts.map(({ role }) => role);

test("statements go to the server that takes writes, wherever it stands in the list", async () => {
  const pool = open();
  await insert(pool, 1);
  expect(await pair.primary.sql("SELECT id FROM kept")).toEqual([{ id: 1 }]);
  expect(rolesOf(pool)).toEqual(["standby", "writable"]);
  expect(lines).toEqual([]);
});

test("after a promotion writes go on at the other server, and nothing acknowledged is lost", async () => {
  const pool = open();
  await Promise.all([1, 2, 3, 4].map((id) => insert(pool, id)));
  await pair.primary.kill();
  expect(await failed(insert(pool, 5))).toBeInstanceOf(Error);
  await pair.standby.promote();
  const again = await pollUntil(
    () =>
      insert(pool, 6).then(
        () => true,
        () => undefined,
      ),
    5_000,
  );
  expect(again).toBe(true);
  const kept = await pair.standby.sql<{ id: number }>("SELECT id FROM kept WHERE id <> 5 ORDER BY id");
  expect(kept.map(({ id }) => id)).toEqual([1, 2, 3, 4, 6]);
  expect(rolesOf(pool)).toEqual(["writable", "silent"]);
  expect(lines.at(-1)).toMatch(/^pool: another server takes the writes now: \S+ takes writes, \S+ does not answer$/);
  expect(pool.metrics()).toContain('pool_host_moves_total{db_client_connection_pool_name="pool"} 1');
});

test("while no server takes writes callers are refused at once, and only who takes old facts reads from the standby", async () => {
  const pool = open();
  await insert(pool, 1);
  await pair.primary.kill();
  await failed(insert(pool, 2));
  expect(await pollUntil(() => (pool.snapshot().verdict === "DATABASE DOWN" ? true : undefined), 5_000)).toBe(true);
  expect(
    await pollUntil(async () => ((await failed(insert(pool, 3))) instanceof DatabaseDown ? true : undefined), 5_000),
  ).toBe(true);
  const count = "SELECT count(*)::int AS n FROM kept";
  const fresh = await failed(inScope(pool, () => pool.read((lease) => lease.query(count))));
  expect(fresh).toBeInstanceOf(DatabaseDown);
  expect((fresh as Error).message).toMatch(/is a standby/);
  const old = await inScope(pool, () => pool.read((lease) => lease.query<{ n: number }>(count), { staleOk: true }));
  expect(old.rows).toEqual([{ n: 1 }]);
  pool.assertNoLeaks();
});

test("a read that takes old facts and was on its way when the primary was killed is answered by the standby", async () => {
  const pool = open({ waitMs: 500 });
  await insert(pool, 1);
  const asked = () => pool.read((lease) => lease.query("SELECT pg_sleep(0.5), id FROM kept"), { staleOk: true });
  const reads = [1, 2, 3].map(() => inScope(pool, asked, 10_000));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await pair.primary.kill();
  for (const { rows } of await Promise.all(reads)) expect(rows).toMatchObject([{ id: 1 }]);
});

test("servers that let us not in are told as that, with their reason", async () => {
  const { user, database } = pair.primary.config;
  const hosts = new Hosts([pair.primary.address, pair.standby.address], { user, password: "wrong", database });
  await expect(hosts.find()).rejects.toThrow(/does not let us in \(password authentication failed/);
  await expect(hosts.find()).rejects.toMatchObject({ cause: { code: "28P01" } });
  hosts.stop();
});

test("a frozen primary is left once another was promoted; thawed, it gets no statement any more", async () => {
  const pool = open();
  await insert(pool, 1);
  // Two connections, so that both writes are on their way when nothing answers any more.
  await inScope(pool, async () => {
    await using _first = await pool.lease();
    await using _second = await pool.lease();
  });
  pair.primary.freeze();
  // No deadline of theirs ends them in time: only the silence itself can raise the doubt.
  const inFlight = [2, 3].map((id) =>
    failed(inScope(pool, () => pool.query("INSERT INTO kept VALUES ($1)", [id]), 600_000)),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await pair.standby.promote();
  // Who was on the way to the old one hears that nobody knows.
  for (const cause of await Promise.all(inFlight)) expect(cause).toBeInstanceOf(OutcomeUnknown);
  expect(
    await pollUntil(
      () =>
        insert(pool, 4).then(
          () => true,
          () => undefined,
        ),
      8_000,
    ),
  ).toBe(true);
  pair.primary.thaw();
  await Promise.all([5, 6, 7, 8].map((id) => insert(pool, id)));
  const fresh = new Set((await pair.standby.sql<{ id: number }>("SELECT id FROM kept")).map(({ id }) => id));
  expect([4, 5, 6, 7, 8].every((id) => fresh.has(id))).toBe(true);
  // What it does itself when it thaws was acknowledged to nobody.
  const old = (await pair.primary.sql<{ id: number }>("SELECT id FROM kept WHERE id > 3")).map(({ id }) => id);
  expect(old).toEqual([]);
  const seen = new Hosts([pair.primary.address, pair.standby.address], pair.primary.config);
  await seen.probe();
  expect(seen.view.map(({ role }) => role)).toEqual(["old primary", "writable"]);
  seen.stop();
}, 90_000);

test("a lease on the lost server fails with its next statement, and what it held is free at once", async () => {
  const pool = open({ max: 2 });
  await inScope(pool, async () => {
    await using held = await pool.lease();
    await held.query("SELECT 1");
    await pair.primary.kill();
    await pair.standby.promote();
    expect(await failed(held.query("SELECT 1"))).toBeInstanceOf(Error);
  });
  expect(
    await pollUntil(
      () =>
        insert(pool, 1).then(
          () => true,
          () => undefined,
        ),
      5_000,
    ),
  ).toBe(true);
  const { leased, total } = pool.snapshot();
  expect([leased, total]).toEqual([0, 1]);
});

test("a refusal to write is sure not to have happened, and raises the doubt that finds the new primary", async () => {
  const pool = open();
  await insert(pool, 1);
  await pair.primary.sql("ALTER SYSTEM SET default_transaction_read_only = on");
  await pair.primary.sql("SELECT pg_reload_conf()");
  let id = 1;
  const refused = await pollUntil(() => failed(insert(pool, ++id)), 5_000);
  expect(refused).toMatchObject({ code: "25006" });
  await pair.standby.promote();
  const moved = await pollUntil(
    () =>
      insert(pool, 100).then(
        () => true,
        () => undefined,
      ),
    5_000,
  );
  expect(moved).toBe(true);
  const kept = await pair.standby.sql<{ id: number }>("SELECT id FROM kept WHERE id IN (1, $1, 100) ORDER BY id", [id]);
  expect(kept).toEqual([{ id: 1 }, { id: 100 }]);
});

test("of two that take writes the later primary is found, also when the old one is the first to answer", async () => {
  const hosts = new Hosts([pair.primary.address, pair.standby.address], pair.primary.config);
  expect(await hosts.find()).toEqual(pair.primary.address);
  await pair.standby.promote();
  hosts.doubt();
  const moved = () => (hosts.writable?.port === pair.standby.port ? true : undefined);
  expect(await pollUntil(moved, 10_000)).toBe(true);
  await hosts.probe();
  expect([hosts.moves, moved()]).toEqual([1, true]);
  hosts.stop();
});

test("a server that is full is not one that is gone", async () => {
  const { user, password, database } = pair.primary.config;
  await pair.primary.sql(`CREATE ROLE one_only LOGIN CONNECTION LIMIT 1 PASSWORD '${password}'`);
  await pair.primary.sql("GRANT ALL ON kept TO one_only");
  const pool = open({ user: "one_only", password, max: 1 });
  expect(user).toBe("postgres");
  expect(database).toBe("postgres");
  await insert(pool, 1);
  const hosts = new Hosts([pair.primary.address], { user: "one_only", password, database });
  await expect(hosts.find()).rejects.toMatchObject({ code: "53300" });
  hosts.stop();
  await insert(pool, 2);
  expect(pool.snapshot().verdict).toBeNull();
});
