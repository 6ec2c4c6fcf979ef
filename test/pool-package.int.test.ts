/** What a stranger gets from the pool's own tarball: the guide's server, with its bug in it, under load. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pollUntil } from "../src/platform/deadline.ts";
import { testDatabase } from "./support/test-database.ts";
import { ROOT, textOf } from "./support/tracked-files.ts";

const run = promisify(execFile);
const MINUTES = 60_000;
const db = await testDatabase();
/** This Node, and each of POOL_NODES: paths of the `node` of other versions (tools/pool-on-nodes.ts fetches them). */
const nodes = [process.execPath, ...(process.env.POOL_NODES?.split(delimiter) ?? [])].map(
  (path) => [execFileSync(path, ["--version"], { encoding: "utf8" }).trim(), path] as const,
);
/** A terminal of somebody who has never heard of this folder. */
const theirs = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_OPTIONS|VITEST|NODE_ENV)/i.test(name)),
);
const { host, port, user, password } = db.admin;
const postgres = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password ?? "", PGDATABASE: db.name };
let folder = "";
let out = "";

/** The blocks of one language in the guide, in order. */
const blocks = (language: string): string[] =>
  [...textOf("packages/pool/README.md").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code = ""]) =>
    name === language ? [code] : [],
  );
const example = blocks("js")[0] ?? "";
const leakingLine = example.split("\n").findIndex((line) => line.includes("await pool.connect()")) + 1;

/** CommonJS, without a door: the preload opens scopes. Each request leaks; the pool has two connections. */
const OLD_PROGRAM = `const { Pool } = require("openfees-pool");
const { tracingChannel } = require("node:diagnostics_channel");
const http = require("node:http");
const pool = new Pool({ max: 2, connectionTimeoutMillis: 5000, report: () => {} });
let traced = false;
tracingChannel("openfees.pool.statement").subscribe({ start: () => (traced = true), end() {}, asyncStart() {}, asyncEnd() {}, error() {} });
const server = http.createServer(async (request, response) => {
  const client = await pool.connect();
  response.end(String((await client.query("SELECT 1 AS n")).rows[0].n));
});
server.listen(0, "127.0.0.1", async () => {
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await (await fetch("http://127.0.0.1:" + server.address().port)).text());
  const savepoint = await pool.transaction(async (lease) => {
    await lease.query("CREATE TEMP TABLE t (n int)");
    await lease.query("INSERT INTO t VALUES (1)");
    await lease.savepoint(() => lease.query("INSERT INTO t VALUES (1 / 0)")).catch(() => {});
    return (await lease.query("SELECT n FROM t")).rows;
  });
  let kept;
  await pool.scope("done", async () => { kept = await pool.connect(); });
  const refused = await kept.query("SELECT 1").catch((cause) => cause.constructor.name);
  console.log(JSON.stringify({ mode: pool.mode, answers, savepoint, refused, traced }));
  server.close();
  server.closeAllConnections();
  await pool.end();
});
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openfees-pool-"));
  out = await mkdtemp(join(tmpdir(), "openfees-built-"));
  await run(process.execPath, ["build.ts", "--pool", "--out", out], { cwd: ROOT });
  const tarball = (await readdir(out)).find((name) => /^openfees-pool-.*\.tgz$/.test(name)) ?? "(no tarball)";
  const pg = (JSON.parse(textOf("package.json")) as { dependencies: { pg: string } }).dependencies.pg;
  await writeFile(join(folder, "package.json"), '{ "name": "a-stranger", "private": true, "type": "module" }\n');
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run("npm", ["install", ...quiet, join(out, tarball), `pg@${pg}`], { cwd: folder, env: theirs });
}, 5 * MINUTES);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(out, { recursive: true, force: true });
});

const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    })
      .once("error", reject)
      .once("timeout", () => reject(new Error(`${path} did not answer`)));
  });

describe("the guide's example server, from the packed tarball", () => {
  test("is at most 30 lines and has the bug: a way out of the function that gives nothing back", () => {
    expect(example.trim().split("\n").length).toBeLessThanOrEqual(30);
    expect(leakingLine).toBeGreaterThan(0);
    expect(example).toMatch(/return undefined;.*\n\s*client\.release\(\);/);
  });

  test.each(nodes)(
    "answers every request though every second one leaks, names its own line, and ends when told: Node %s",
    async (_version, node) => {
      await writeFile(join(folder, "server.js"), example);
      let said = "";
      let child: ChildProcess | undefined;
      try {
        child = spawn(node, ["server.js"], { cwd: folder, env: { ...theirs, ...postgres, PORT: "0" } });
        child.stdout?.on("data", (text) => {
          said += text;
        });
        child.stderr?.on("data", (text) => {
          said += text;
        });
        const ended = new Promise<number | null>((resolve) => child?.once("exit", (code) => resolve(code)));
        const port = await pollUntil(() => Number(/port (\d+)/.exec(said)?.[1]) || undefined, 20_000);
        if (port === undefined) throw new Error(`the example did not start: ${said}`);
        const statuses = new Map<number, number>();
        let next = 0;
        const caller = async () => {
          while (next < 400) {
            const status = await statusOf(port, `/${next++}`);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
          }
        };
        await Promise.all(Array.from({ length: 8 }, caller));
        expect(Object.fromEntries(statuses), said).toEqual({ 200: 200, 404: 200 });
        expect(said).toContain(`server.js:${leakingLine} in "GET /:n" was not given back and was taken back`);
        expect(child.exitCode).toBeNull();
        child.kill("SIGTERM");
        expect(await ended).toBe(0);
      } finally {
        child?.kill("SIGKILL");
      }
    },
    MINUTES,
  );

  test.each(nodes)(
    "is loaded by require, opens scopes by --import, ends its transactions and is traced: Node %s",
    async (_version, node) => {
      await writeFile(join(folder, "old.cjs"), OLD_PROGRAM);
      const { stdout } = await run(node, ["--import", "openfees-pool/preload", "old.cjs"], {
        cwd: folder,
        env: { ...theirs, ...postgres },
      });
      expect(JSON.parse(stdout)).toEqual({
        mode: "enforce",
        answers: ["1", "1", "1", "1"],
        savepoint: [{ n: 1 }],
        refused: "LeaseLost",
        traced: true,
      });
    },
    MINUTES,
  );

  test("knows pg and nothing of banks: no other package is imported, none comes along", async () => {
    const root = join(folder, "node_modules/openfees-pool");
    const own = JSON.parse(textOf("packages/pool/package.json")) as { version: string };
    const files = await readdir(root);
    expect(files).toContain("index.d.ts");
    const imported = new Set<string>();
    for (const file of files.filter((name) => name.endsWith(".js")))
      for (const [, from = ""] of (await readFile(join(root, file), "utf8")).matchAll(/from "([^"]+)"/g))
        imported.add(from.replace(/^\.\/.*/, "./"));
    expect([...imported].filter((from) => from !== "./" && !from.startsWith("node:"))).toEqual(["pg"]);
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: "openfees-pool", engines: { node: ">=20.19" }, version: own.version });
    expect(Object.keys(manifest.peerDependencies as object)).toContain("pg");
    expect(manifest.dependencies).toBeUndefined();
  });

  test("has types that a strict program compiles against", async () => {
    const program = `import Pool, { createPool, type LeakEvent, PoolSaturated } from "openfees-pool";
const pool = createPool({ max: 2, rails: "web" });
pool.on("leak", (leak: LeakEvent) => console.log(leak.place));
const rows: { n: number }[] = await pool.read(async (lease) => (await lease.query<{ n: number }>("SELECT 1 AS n")).rows);
const drop: Pool = new Pool({ connectionString: "postgres://localhost/x" });
// @ts-expect-error a number is no mode
new Pool({ mode: 1 });
console.log(rows, drop instanceof Pool, PoolSaturated.name);
`;
    await writeFile(join(folder, "strict.mts"), program);
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const types = join(ROOT, "node_modules/@types");
    const config = {
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: "nodenext",
        target: "esnext",
        typeRoots: [types],
        types: ["node"],
        paths: { pg: [join(types, "pg/index.d.ts")] },
      },
      files: ["strict.mts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { stdout } = await run(process.execPath, [tsc, "-p", folder], { cwd: folder }).catch(
      (cause: { stdout: string }) => cause,
    );
    expect(stdout).toBe("");
  });
});
