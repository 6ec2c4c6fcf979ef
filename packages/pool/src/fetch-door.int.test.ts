import type { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { testServers } from "../../../test/support/listening.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { type Pool, scopedFetch } from "./index.ts";

/** Handlers of the shape `(request) => Response`: what they forget is taken back whatever becomes of the body. */
const db = await testPools();
const { listening } = testServers();
const forget = async (pool: Pool) => {
  const client = await pool.connect();
  await client.query("SELECT 1");
};
const bytes = (text: string) => new TextEncoder().encode(text);

const BODIES: Readonly<Record<string, { body: () => BodyInit | null; use: (answer: Response) => Promise<unknown> }>> = {
  "is read to its end": { body: () => "hello", use: (answer) => answer.text() },
  "is empty": { body: () => null, use: async () => {} },
  "is cancelled half-way": {
    body: () => new ReadableStream({ pull: (to) => to.enqueue(bytes("x".repeat(1_000))) }),
    use: async (answer) => {
      const reader = answer.body!.getReader();
      await reader.read();
      await reader.cancel();
    },
  },
  fails: {
    body: () =>
      new ReadableStream({
        pull() {
          throw new Error("mine");
        },
      }),
    use: (answer) => expect(answer.text()).rejects.toThrow("mine"),
  },
  "is never read": { body: () => "hello", use: async () => {} },
};

describe("a leak is taken back when the body", () => {
  test.each(Object.entries(BODIES))("%s", async (name, { body, use }) => {
    // what nobody reads is held until its deadline, which is nearly that of whoever would wait for it
    const max = name === "is never read" ? 4 : 2;
    const { pool, leaks, quiet } = db.pool({ max, mode: "enforce" });
    const handle = scopedFetch(
      pool,
      async () => {
        await forget(pool);
        return new Response(body());
      },
      { deadlineMs: 1_000 },
    );
    for (let i = 0; i < 4; i++) await use(await handle(new Request(`http://x/a/${i}`)));
    await pollUntil(() => (leaks.length === 4 ? true : undefined), 5_000);
    expect(leaks.map(({ how, scope }) => [how, scope?.name])).toEqual(Array(4).fill(["settled", "GET /a/:n"]));
    await quiet();
  });
});

test("HEAD through Hono on Node: nobody reads the body, and the scope ends at once", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const hono = new Hono();
  hono.get("/a", async (c) => {
    await forget(pool);
    return c.text("hello");
  });
  const port = await listening(
    createAdaptorServer({ fetch: scopedFetch(pool, (q: Request) => hono.fetch(q)) }) as Server,
  );
  for (let i = 0; i < 5; i++) expect((await fetch(`http://127.0.0.1:${port}/a`, { method: "HEAD" })).status).toBe(200);
  await quiet();
  expect(leaks).toHaveLength(5);
  expect(Math.max(...leaks.map(({ heldMs }) => heldMs))).toBeLessThan(1_500);
});

test("a body that takes longer than the deadline is left as long as somebody reads it", async () => {
  const { pool, leaks, cuts, quiet } = db.pool({ max: 1, mode: "enforce" });
  const handle = scopedFetch(
    pool,
    async () => {
      let n = 0;
      return new Response(
        new ReadableStream({
          async pull(to) {
            await sleep(150);
            const { rows } = await pool.query("SELECT $1::int AS n", [n++]);
            if (n > 5) to.close();
            else to.enqueue(bytes(`${rows[0]?.n};`));
          },
        }),
      );
    },
    { deadlineMs: 200 },
  );
  expect(await (await handle(new Request("http://x/live"))).text()).toBe("0;1;2;3;4;");
  expect([leaks, cuts]).toEqual([[], []]);
  await quiet();
});
