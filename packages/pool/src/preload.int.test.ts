import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";

/** Programs of others, each a process of its own: what is printed and how it ends is what counts. */
const db = await testPools();
const { host, port, user, password } = db.admin;
const folder = mkdtempSync(join(tmpdir(), "openfees-preload-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = (file: string) => new URL(file, import.meta.url).href;

function run(program: string, args: readonly string[] = []): Promise<{ code: number | null; out: string }> {
  const file = join(folder, `program-${Math.random()}.mjs`);
  writeFileSync(
    file,
    program
      .replace('"openfees-pool"', JSON.stringify(here("./index.ts")))
      .replace(
        /from "(express|pg|koa|fastify|hono|@hono\/node-server)"/g,
        (_, name) => `from ${JSON.stringify(import.meta.resolve(name))}`,
      ),
  );
  const env = {
    ...process.env,
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: String(password),
    PGDATABASE: db.name,
  };
  const child = spawn(process.execPath, ["--no-warnings", ...args, file], {
    env,
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (out += bytes.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out })));
}

const LEAKS = `
  const pool = new Pool({ max: 2 });
  const leak = async (request, response) => {
    for await (const _ of request);
    const client = await pool.connect();
    await client.query("SELECT 1");
    response.end("ok");
  };
  const ask = async (server, path = "/a/17") => {
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const codes = [];
    for (let i = 0; i < 6; i++)
      codes.push(await fetch("http://127.0.0.1:" + server.address().port + path, { method: "POST", body: "x", signal: AbortSignal.timeout(3000) }).then((r) => r.status, () => "hangs"));
    console.log(pool.mode, codes.join(" "));
    process.exit();
  };`;

describe("a program that opens no scope, with the preload, loses nothing", () => {
  test.each([
    ["node:http", 'import { createServer } from "node:http";', "createServer(leak)"],
    ["node:http, by on", 'import { createServer } from "node:http";', 'createServer().on("request", leak)'],
    ["node:http, callbacks", 'import { createServer } from "node:http";', "createServer((q, s) => void leak(q, s))"],
    [
      "Express",
      'import express from "express"; import { createServer } from "node:http";',
      "createServer(express().post('/a/:id', leak))",
    ],
    ["a class of the program's own", 'import { Server } from "node:http";', "new (class extends Server {})(leak)"],
    [
      "Koa",
      'import Koa from "koa"; import { createServer } from "node:http";',
      "createServer(new Koa().use((ctx) => { ctx.respond = false; ctx.res.statusCode = 200; return leak(ctx.req, ctx.res); }).callback())",
    ],
    [
      "Hono on Node",
      'import { createAdaptorServer } from "@hono/node-server"; import { Hono } from "hono";',
      "createAdaptorServer({ fetch: new Hono().post('/a/:id', async (c) => { await c.req.text(); const client = await pool.connect(); await client.query('SELECT 1'); return c.text('ok'); }).fetch })",
    ],
    [
      "Fastify",
      'import Fastify from "fastify"; const app = Fastify(); app.addContentTypeParser("*", (q, body, done) => done(null)); app.post("/a/:id", (q, reply) => { reply.hijack(); return leak(q.raw, reply.raw); });',
      "(await app.ready(), app.server)",
    ],
  ])("%s", async (_name, imports, server) => {
    const program = `${imports} import { Pool } from "openfees-pool"; ${LEAKS} await ask(${server});`;
    expect((await run(program, ["--import", here("./preload.ts")])).out).toContain("enforce 200 200 200 200 200 200");
  });

  test.each([
    ["its requests", "createServer((q, s) => leak(q, s))"],
    [
      "its streams",
      'createServer().on("stream", (stream) => { stream.respond({ ":status": 200 }); return leak(stream, stream); })',
    ],
  ])("node:http2, by %s", async (_name, server) => {
    const program = `import { connect, createServer } from "node:http2"; import { Pool } from "openfees-pool"; ${LEAKS}
      const server = ${server};
      await new Promise((done) => server.listen(0, "127.0.0.1", done));
      const session = connect("http://127.0.0.1:" + server.address().port);
      const codes = [];
      for (let i = 0; i < 6; i++)
        codes.push(await new Promise((done) => {
          const stream = session.request({ ":method": "POST", ":path": "/a/17" });
          stream.on("response", (headers) => stream.resume().on("end", () => done(headers[":status"])));
          setTimeout(done, 3000, "hangs");
          stream.end("x");
        }));
      console.log(pool.mode, codes.join(" "));
      process.exit();`;
    expect((await run(program, ["--import", here("./preload.ts")])).out).toContain("enforce 200 200 200 200 200 200");
  });

  test("and without it the leaks are only named", async () => {
    const program = `import { createServer } from "node:http"; import { Pool } from "openfees-pool"; ${LEAKS} await ask(createServer(leak));`;
    expect((await run(program)).out).toContain("observe 200 200 hangs");
  });
});

describe("a process never ends in silence while somebody waits", () => {
  test.each([
    ["idle connections do not hold it", "new Pool({ max: 1, allowExitOnIdle: true })", "SELECT 1"],
    ["the server is full", 'createPool({ max: 1, waitMs: 300, user: "full", password: "x" })', "SELECT 1"],
    ["nobody listens there", "createPool({ port: 1, waitMs: 300 })", "SELECT 1"],
  ])("%s", async (_name, make, text) => {
    const { pool } = db.pool();
    await pool.query("CREATE ROLE \"full\" LOGIN PASSWORD 'x' CONNECTION LIMIT 0").catch(() => {});
    const program = `import { Pool, createPool } from "openfees-pool";
      const pool = ${make};
      for (let i = 0; i < 2; i++)
        console.log(await pool.query(${JSON.stringify(text)}).then(() => "answered", (cause) => "refused " + cause.name));
      console.log("the end");`;
    const { code, out } = await run(program);
    expect(out.match(/answered|refused/g)).toHaveLength(2);
    expect(out).toContain("the end");
    expect(code).toBe(0);
  });

  test("who waits behind a lease that nobody gives back waits on, and is refused", async () => {
    const program = `import { createPool } from "openfees-pool";
      const pool = createPool({ max: 1, waitMs: 200, allowExitOnIdle: true });
      const client = await pool.connect();
      client.unref();
      console.log(await pool.query("SELECT 1").then(() => "answered", (cause) => cause.name));
      process.exit();`;
    expect((await run(program)).out).toContain("PoolSaturated");
  });
});
