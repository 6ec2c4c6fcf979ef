import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect as connect2, constants, createServer as createServer2 } from "node:http2";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { testServers } from "../../../test/support/listening.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { currentScope, scopedHandler } from "./index.ts";

/** Signals that fire before, between and after; streams and sessions of http2 that are reset. */
const db = await testPools();
const { listening, closing } = testServers();

test("a signal that has fired already gives its own reason, and takes no connection", async () => {
  const { pool, cuts } = db.pool({ max: 1 });
  const stop = new AbortController();
  stop.abort(new Error("mine"));
  await expect(pool.lease({ signal: stop.signal })).rejects.toThrow("mine");
  await expect(pool.transaction(async () => 1, { signal: stop.signal })).rejects.toThrow("mine");
  await expect(pool.read(async () => 1, { signal: stop.signal })).rejects.toThrow("mine");
  expect(pool.snapshot().leased).toBe(0);
  expect(cuts).toEqual([]);
});

test("a signal that fires while somebody waits, or is just being served, is an error and no loss", async () => {
  const { pool, leaks, cuts, quiet } = db.pool({ max: 1, mode: "enforce" });
  await pool.query("SELECT 1");
  const hold = await pool.lease();
  await expect(pool.lease({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ name: "TimeoutError" });
  const stop = new AbortController();
  const waits = pool.lease({ signal: stop.signal });
  stop.abort("no error at all");
  await expect(waits).rejects.toMatchObject({ name: "AbortError" });
  hold.release();
  const said = new Set<string>();
  for (const soon of [process.nextTick, queueMicrotask, setImmediate] as ((run: () => void) => void)[])
    for (let i = 0; i < 20; i++) {
      const own = new AbortController();
      const taken = pool.lease({ signal: own.signal });
      soon(() => own.abort());
      const name = await taken.then(
        (lease) => {
          lease.release();
          return "served";
        },
        (cause: Error) => cause.name,
      );
      said.add(name);
    }
  expect([...said].filter((name) => name !== "served" && name !== "AbortError")).toEqual([]);
  await quiet();
  expect([leaks, cuts]).toEqual([[], []]);
});

test("a signal that fires during COMMIT does not stop it", async () => {
  const { pool, quiet } = db.pool({ max: 1, mode: "enforce" });
  await pool.query(`CREATE TABLE called (n int);
    CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON called DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()`);
  const stop = new AbortController();
  await pool.transaction(
    async (lease) => {
      await lease.query("INSERT INTO called VALUES (1)");
      setTimeout(() => stop.abort(), 100);
    },
    { signal: stop.signal },
  );
  expect(stop.signal.aborted).toBe(true);
  await quiet();
  expect((await pool.query("SELECT n FROM called")).rows).toEqual([{ n: 1 }]);
});

test.each(["the stream is reset", "the session is destroyed"])(
  "http2: %s while an order is paid, and it is stored",
  async (what) => {
    const { pool, leaks, cuts, quiet } = db.pool({ max: 2, mode: "enforce" });
    await pool.query("CREATE TABLE IF NOT EXISTS paid (n int); TRUNCATE paid");
    let [began, stored, goOn] = [false, false, () => {}];
    const charged = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const server = createServer2();
    server.on("sessionError", () => {});
    const handle = scopedHandler(pool, async (_request: IncomingMessage, response: ServerResponse) => {
      await pool.query("SELECT 1");
      began = true;
      await charged;
      await pool.query("INSERT INTO paid VALUES (1)");
      stored = true;
      response.end("ok");
    });
    server.on("request", (q, s) => handle(q as unknown as IncomingMessage, s as unknown as ServerResponse));
    const session = connect2(`http://127.0.0.1:${await listening(server)}`);
    session.on("error", () => {});
    closing(() => session.destroy());
    const stream = session.request({ ":method": "POST", ":path": "/pay" });
    stream.on("error", () => {});
    stream.end("x");
    await pollUntil(() => (began ? true : undefined), 5_000);
    if (what === "the stream is reset") stream.close(constants.NGHTTP2_CANCEL);
    else session.destroy();
    await sleep(50);
    goOn();
    await pollUntil(() => (stored ? true : undefined), 5_000);
    expect((await pool.query("SELECT n FROM paid")).rows).toEqual([{ n: 1 }]);
    await quiet();
    expect([leaks, cuts]).toEqual([[], []]);
  },
);

test("requests that come down one socket without waiting are each their own", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const port = await listening(
    createServer(
      scopedHandler(pool, async (_request, response) => {
        const client = await pool.connect();
        await client.query("SELECT 1");
        response.end(`<${currentScope()?.route}>`);
      }),
    ),
  );
  const socket = connect(port, "127.0.0.1");
  closing(() => socket.destroy());
  let said = "";
  socket.on("data", (piece) => {
    said += String(piece);
  });
  const paths = ["a", "b", "c", "d", "e", "f"];
  socket.write(paths.map((path) => `GET /${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(""));
  await pollUntil(() => (said.match(/<GET/g)?.length === paths.length ? true : undefined), 10_000);
  expect(said.match(/<GET \/.>/g)).toEqual(paths.map((path) => `<GET /${path}>`));
  await quiet();
  expect(leaks.map(({ scope }) => scope?.name).toSorted()).toEqual(paths.map((path) => `GET /${path}`));
});
