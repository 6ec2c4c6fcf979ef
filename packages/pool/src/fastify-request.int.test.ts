import Fastify from "fastify";
import { expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { currentScope, fastifyScopes } from "./index.ts";

const db = await testPools();

test("each request of Fastify owns what it takes, with its route as the name, also after a body was read", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2 });
  const app = Fastify();
  await app.register(fastifyScopes(pool));
  app.post("/banks/:id", async () => {
    const client = await pool.connect();
    await client.query("SELECT 1");
    return { scope: currentScope()?.name };
  });
  app.get("/fine", async () => (await pool.query("SELECT 1 AS n")).rows);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  for (let i = 0; i < 6; i++) {
    const answer = await fetch(`${address}/banks/${i}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(await answer.json()).toEqual({ scope: "POST /banks/:id" });
    expect(await (await fetch(`${address}/fine`)).json()).toEqual([{ n: 1 }]);
  }
  await quiet();
  expect(new Set(leaks.map((leak) => leak.scope?.name))).toEqual(new Set(["POST /banks/:id"]));
  expect(leaks).toHaveLength(6);
  await app.close();
});
