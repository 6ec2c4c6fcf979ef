import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import Cursor from "pg-cursor";
import QueryStream from "pg-query-stream";
import { describe, expect, test } from "vitest";
import { lineBelow, sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { currentScope, LeaseLost, scopedHandler } from "./index.ts";

/** Results that come in pieces keep their connection while they come, and lose it with their owner. */
const db = await testPools();
const FILE = "packages/pool/src/streaming.int.test.ts";
const MANY = "SELECT n FROM generate_series(1, 100000) AS n";

describe("a cursor (pg-cursor)", () => {
  test("is read to its end in the hands of its owner, and no leak", async () => {
    const { pool, leaks } = db.pool({ max: 1 });
    await pool.scope("GET /cursor", async () => {
      const client = await pool.connect();
      const cursor = client.query(new Cursor<{ n: number }>("SELECT n FROM generate_series(1, 5) AS n"));
      expect(await cursor.read(3)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
      expect(await cursor.read(3)).toEqual([{ n: 4 }, { n: 5 }]);
      await cursor.close();
      client.release();
    });
    expect(leaks).toEqual([]);
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  test("left open is taken back with its line, its reader is told, the next caller is served", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1, waitMs: 5_000 });
    let line = "";
    let cursor: Cursor<{ n: number }> | undefined;
    await pool.scope("GET /cursor", async () => {
      line = lineBelow();
      const client = await pool.connect();
      cursor = client.query(new Cursor<{ n: number }>(MANY));
      await cursor.read(10);
    });
    expect(leaks).toMatchObject([
      { what: "reclaimed", place: `${FILE}${line}`, statement: expect.stringMatching(/^SELECT n/) },
    ]);
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await quiet();
  });

  test("of a second request on the same connection calls back in the second's scope", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1, waitMs: 5_000 });
    const seen: (string | undefined)[] = [];
    const one = (name: string) =>
      pool.scope(name, async () => {
        const client = await pool.connect();
        const cursor = client.query(new Cursor<{ n: number }>(MANY));
        await new Promise<void>((resolve) =>
          cursor.read(5, () => {
            seen.push(name, currentScope()?.name);
            resolve();
          }),
        );
        if (name === "GET /b") return;
        await cursor.close();
        client.release();
      });
    await Promise.all([one("GET /a"), one("GET /b"), one("GET /a")]);
    expect(seen).toEqual(["GET /a", "GET /a", "GET /b", "GET /b", "GET /a", "GET /a"]);
    expect(leaks.map(({ scope }) => scope?.name)).toEqual(["GET /b"]);
    await quiet();
  });
});

describe("a query stream (pg-query-stream)", () => {
  test("may run longer than its handler: the response is part of the scope", async () => {
    const { pool, leaks } = db.pool({ max: 1 });
    const server = createServer(
      scopedHandler(pool, async (_request, response) => {
        const client = await pool.connect();
        const stream = client.query(new QueryStream("SELECT repeat('x', 1000) AS x FROM generate_series(1, 3000)"));
        void pipeline(
          stream,
          async function* (rows) {
            for await (const { x } of rows) yield `${x}\n`;
          },
          response,
        ).finally(() => client.release());
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await (await fetch(`http://127.0.0.1:${port}/rows`)).text();
    expect(answer.split("\n")).toHaveLength(3001);
    await sleep(50);
    server.close();
    expect(leaks).toEqual([]);
    expect(pool.idleCount).toBe(1);
  });

  test("of a client that hangs up is stopped, its connection not reused, its line named", async () => {
    const { pool, cuts, quiet } = db.pool({ max: 1, waitMs: 5_000 });
    let line = "";
    let failed: unknown;
    const server = createServer(
      scopedHandler(
        pool,
        async (_request, response) => {
          line = lineBelow();
          const client = await pool.connect();
          const stream = client.query(new QueryStream(`SELECT repeat('x', 1000) AS x, n FROM (${MANY}) AS many`));
          await pipeline(
            stream,
            async function* (rows) {
              for await (const { x } of rows) yield `${x}\n`;
            },
            response,
          ).catch((cause: unknown) => {
            failed = cause;
          });
          await new Promise(() => {});
        },
        { onHangup: "abort" },
      ),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const request = get({ host: "127.0.0.1", port, path: "/rows" });
    const [response] = await once(request, "response");
    await once(response, "data");
    request.destroy();
    response.destroy();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    expect(failed).toBeInstanceOf(Error);
    expect(cuts).toMatchObject([{ how: "aborted", place: `${FILE}${line}`, scope: { name: "GET /rows" } }]);
    await quiet();
    await new Promise((resolve) => server.close(resolve));
  });

  test("that nobody listens to for errors ends no process when it is taken back", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    const uncaught: unknown[] = [];
    const hear = (cause: unknown) => uncaught.push(cause);
    process.on("uncaughtException", hear);
    await pool.scope("GET /half", async () => {
      const client = await pool.connect();
      const rows = client.query(new QueryStream(MANY, [], { batchSize: 10 }));
      await once(rows, "data");
      rows.pause();
    });
    await quiet();
    await sleep(50);
    process.off("uncaughtException", hear);
    expect(uncaught).toEqual([]);
    expect(leaks).toHaveLength(1);
  });

  test("that nobody reads to the end is told LeaseLost when its scope ends", async () => {
    const { pool, quiet } = db.pool({ max: 1 });
    const stream = await pool.scope("GET /half", async () => {
      const client = await pool.connect();
      const rows = client.query(new QueryStream(MANY, [], { batchSize: 10 }));
      const [first] = await once(rows, "data");
      expect(first).toEqual({ n: 1 });
      rows.pause();
      return { rows };
    });
    const failed = once(stream.rows, "error");
    stream.rows.resume();
    expect((await failed)[0]).toBeInstanceOf(LeaseLost);
    await quiet();
  });
});
