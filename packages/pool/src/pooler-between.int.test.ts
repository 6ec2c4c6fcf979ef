import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { spawnAs } from "../../../src/db/embedded/cluster.ts";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { ORDINARY } from "../../../test/support/ordinary-user.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { createPool, Pool, type PoolOptions } from "./index.ts";

/** A pooler between the pool and PostgreSQL: what works with pg-pool works, nothing is sent that it refuses. */
const db = await testPools();
const { host, port, user, password } = db.admin;
const stops: (() => unknown)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
});

const MAKES: Readonly<Record<string, (options: PoolOptions) => Pick<Pool, "query" | "end">>> = {
  "pg-pool": (options) => new pg.Pool(options as pg.PoolConfig) as unknown as Pool,
  "the drop-in": (options) => new Pool(options),
  createPool: (options) => createPool({ waitMs: 10_000, ...options }),
};

/** What PgBouncer takes in a startup packet. */
const TAKEN = new Set([
  "user",
  "database",
  "client_encoding",
  "application_name",
  "datestyle",
  "timezone",
  "replication",
]);
const refusal = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head[0] = 0x45;
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

async function refusing(refuses: (packet: ReadonlyMap<string, string>) => Buffer | undefined): Promise<number> {
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    open.add(near.on("error", () => {}));
    near.once("data", (bytes: Buffer) => {
      const words = bytes.subarray(8).toString().split("\0");
      const packet = new Map<string, string>();
      for (let i = 0; i + 1 < words.length && words[i] !== ""; i += 2) packet.set(words[i] ?? "", words[i + 1] ?? "");
      const no = refuses(packet);
      if (no !== undefined) return void near.end(no);
      const far = net.connect(port ?? 5432, "127.0.0.1").on("error", () => near.destroy());
      open.add(far);
      far.write(bytes);
      near.pipe(far);
      far.pipe(near);
      near.on("close", () => far.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe.each([
  [
    "one that takes few words in the startup packet",
    (packet: ReadonlyMap<string, string>) => {
      const strange = [...packet.keys()].find((name) => !TAKEN.has(name.toLowerCase()));
      return strange === undefined ? undefined : refusal("08P01", `unsupported startup parameter: ${strange}`);
    },
  ],
  [
    "one that takes no options",
    (packet: ReadonlyMap<string, string>) =>
      packet.has("options") ? refusal("0A000", "command-line options are not supported") : undefined,
  ],
] as const)("%s", (_name, refuses) => {
  test.each(Object.entries(MAKES))("%s is served", async (_maker, make) => {
    const pool = make({ host: "127.0.0.1", port: await refusing(refuses), user, password, database: db.name, max: 3 });
    const all = Array.from({ length: 9 }, () => pool.query("SELECT pg_sleep(0.02), 1 AS n"));
    for (const { rows } of await Promise.all(all)) expect(rows[0]?.n).toBe(1);
    await pool.end();
  });
});

const PGBOUNCER = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find((file) => existsSync(file));
if (PGBOUNCER === undefined)
  process.stderr.write("PgBouncer is not installed: the tests with it are left out (apt-get install pgbouncer)\n");

async function bouncer(mode: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "openfees-bouncer-"));
  const free = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => free.once("listening", resolve));
  const at = (free.address() as AddressInfo).port;
  await new Promise((resolve) => free.close(resolve));
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]\n${db.name} = host=${host} port=${port} user=${user} password=${password}\n[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port=${at}\nunix_socket_dir=\nauth_type=any\npool_mode=${mode}\ndefault_pool_size=4\nserver_reset_query=DISCARD ALL\n`,
  );
  const runAs = process.getuid?.() === 0 ? ORDINARY : undefined;
  if (runAs) for (const path of [folder, file]) chownSync(path, runAs.uid, runAs.gid);
  const child = spawn(PGBOUNCER ?? "", [file], { ...spawnAs(runAs), stdio: "ignore" });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  stops.push(async () => {
    child.kill("SIGKILL");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  const up = () =>
    new Promise<true | undefined>((resolve) => {
      const socket = net.connect(at, "127.0.0.1", () => resolve(true));
      socket.on("error", () => resolve(undefined)).on("connect", () => socket.destroy());
    });
  expect(await pollUntil(up, 10_000)).toBe(true);
  return at;
}

describe.runIf(PGBOUNCER !== undefined).each(["session", "transaction"])("PgBouncer in %s mode", (mode) => {
  test("serves the drop-in and createPool as it serves pg-pool, says so once, and gets no guard rails", async () => {
    const at = await bouncer(mode);
    for (const [name, make] of Object.entries(MAKES)) {
      const lines: string[] = [];
      const pool = make({
        host: "127.0.0.1",
        port: at,
        user,
        password,
        database: db.name,
        max: 3,
        report: (line) => lines.push(line),
      });
      const all = Array.from({ length: 9 }, (_, i) => pool.query("SELECT pg_sleep(0.02), $1::int AS n", [i]));
      for (const [i, { rows }] of (await Promise.all(all)).entries()) expect(rows[0]?.n).toBe(i);
      const { rows } = await pool.query(
        "SELECT count(*)::int AS n FROM pg_settings WHERE source = 'session' AND name LIKE '%timeout'",
      );
      expect([name, rows[0]?.n]).toEqual([name, 0]);
      if (name !== "pg-pool") {
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^pool: a pooler stands between/);
      }
      await pool.end();
    }
  });

  test("a transaction is one, and a leak behind it is taken back", async () => {
    const at = await bouncer(mode);
    const pool = createPool({
      host: "127.0.0.1",
      port: at,
      user,
      password,
      database: db.name,
      max: 2,
      waitMs: 10_000,
      report: () => {},
    });
    const leaks: unknown[] = [];
    pool.on("leak", (leak) => leaks.push(leak));
    for (let i = 0; i < 4; i++)
      await pool.scope("GET /leaks", async () => {
        const client = await pool.connect();
        await client.query("BEGIN");
        await client.query("SELECT 1");
      });
    expect(leaks).toHaveLength(4);
    expect(await pool.transaction(async (lease) => (await lease.query("SELECT 5 AS n")).rows)).toEqual([{ n: 5 }]);
    await pool.end();
  });
});
