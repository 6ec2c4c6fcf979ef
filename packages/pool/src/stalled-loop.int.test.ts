import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { testServers } from "../../../test/support/listening.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { createPool, currentScope, scopedHandler } from "./index.ts";

/** A program that does one thing for seconds hears nothing meanwhile: what it did not hear in that time is nobody's fault. */
const db = await testPools();
const { listening } = testServers();
const { host, port, user, password } = db.admin;
const way = { host, port, user, password, database: db.name, report: () => {} };
const stand = (ms: number) => {
  const began = performance.now();
  while (performance.now() - began < ms);
};

describe("while the event loop stands still", () => {
  test("those in line are not refused for it, at the bounds of createPool", async () => {
    const pool = createPool({ ...way, max: 2 });
    await pool.query("SELECT 1");
    const all = Array.from({ length: 20 }, () => pool.query("SELECT pg_sleep(0.005)"));
    await sleep(5);
    stand(1_500);
    const answers = await Promise.allSettled(all);
    expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
    await pool.end();
  });

  test("a connect that was answered meanwhile is no failed connect", async () => {
    const pool = createPool({ ...way, max: 2, connectMs: 600, waitMs: 600 });
    const all = [pool.query("SELECT 1"), pool.query("SELECT 1")];
    await sleep(1);
    stand(1_500);
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    await pool.end();
  });

  test("a request whose deadline passed hears its answers first; a second standstill does not help it", async () => {
    const { pool, cuts, quiet } = db.pool({ max: 2, mode: "enforce" });
    await pool.query("SELECT 1");
    let [asked, stalls] = [false, 1];
    const web = await listening(
      createServer(
        scopedHandler(
          pool,
          async (request, response) => {
            const client = await pool.connect();
            asked = true;
            try {
              await client.query("SELECT pg_sleep(0.05)");
              if (request.url === "/again") await sleep(3_000);
              await client.query("SELECT 1");
              response.end("ok");
            } catch (cause) {
              response.end((cause as Error).name);
            } finally {
              client.release();
            }
          },
          { deadlineMs: 600 },
        ),
      ),
    );
    for (const [path, said] of [
      ["/once", "ok"],
      ["/again", "LeaseLost"],
    ] as const) {
      asked = false;
      const answer = fetch(`http://127.0.0.1:${web}${path}`).then((one) => one.text());
      while (!asked) await sleep(1);
      for (let i = 0; i < stalls; i++) {
        stand(700);
        await sleep(30);
      }
      stalls = 3;
      expect(await answer).toBe(said);
    }
    expect(cuts).toHaveLength(1);
    await quiet();
  });

  test("whoever works on after the answer keeps what it has", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
    const log: string[] = [];
    const web = await listening(
      createServer(
        scopedHandler(pool, (_request, response) => {
          void (async () => {
            const client = await pool.connect();
            response.end("ok");
            await client.query("SELECT 1");
            await sleep(20);
            await client.query("SELECT 2").then(
              () => log.push("ok"),
              (cause: Error) => log.push(cause.name),
            );
            client.release();
          })();
        }),
      ),
    );
    await (await fetch(`http://127.0.0.1:${web}/`)).text();
    await sleep(5);
    stand(600);
    for (let i = 0; i < 100 && log.length === 0; i++) await sleep(20);
    expect(log).toEqual(["ok"]);
    expect(leaks).toEqual([]);
    await quiet();
  });

  test("and the scope's signal comes after the answers too", async () => {
    const { pool } = db.pool({ max: 1, mode: "enforce" });
    const seen: string[] = [];
    await pool.scope(
      "job",
      async () => {
        currentScope()?.signal.addEventListener("abort", () => seen.push("aborted"));
        const asked = pool.query("SELECT 1").then(() => seen.push("answered"));
        await sleep(1);
        stand(700);
        await asked;
      },
      { deadlineMs: 400 },
    );
    expect(seen[0]).toBe("answered");
  });
});
