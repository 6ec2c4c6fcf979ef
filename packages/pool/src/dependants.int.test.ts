import { EventEmitter, once } from "node:events";
import fastifyPostgres from "@fastify/postgres";
import { context, trace } from "@opentelemetry/api";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { PrismaPg } from "@prisma/adapter-pg";
import connectPgSimple from "connect-pg-simple";
import { drizzle } from "drizzle-orm/node-postgres";
import { integer, pgTable } from "drizzle-orm/pg-core";
import session from "express-session";
import Fastify from "fastify";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import PgBoss from "pg-boss";
import pgPromise from "pg-promise";
import { DataSource, EntitySchema } from "typeorm";
import { describe, expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { Pool } from "./index.ts";

/** What others have built on pg-pool, with our pool in its place: it compiles, it runs, it leaks nothing. */
const db = await testPools();
const { host, port, user, password } = db.admin;
const way = { host, port, user, password: password as string, database: db.name };

describe.each(["observe", "enforce"] as const)("in %s", (mode) => {
  const pools = () => db.pool({ mode, max: 4 });

  test("kysely", async () => {
    const { pool, quiet, leaks } = pools();
    const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
    const rows = await kysely.transaction().execute((tx) => sql<{ n: number }>`SELECT ${7}::int AS n`.execute(tx));
    expect(rows.rows).toEqual([{ n: 7 }]);
    await quiet();
    expect(leaks).toEqual([]);
    await kysely.destroy();
  });

  test("drizzle", async () => {
    const { pool, quiet, leaks } = pools();
    await pool.query("CREATE TABLE IF NOT EXISTS drizzled (n int)");
    const table = pgTable("drizzled", { n: integer("n") });
    const drizzled = drizzle(pool);
    await drizzled.delete(table);
    await drizzled.transaction(async (tx) => void (await tx.insert(table).values([{ n: 1 }, { n: 2 }])));
    await expect(
      drizzled.transaction(async (tx) => {
        await tx.insert(table).values({ n: 3 });
        tx.rollback();
      }),
    ).rejects.toThrow();
    expect(await drizzled.select().from(table)).toEqual([{ n: 1 }, { n: 2 }]);
    await quiet();
    expect(leaks).toEqual([]);
  });

  test("Prisma's adapter", async () => {
    const { pool, quiet, leaks } = pools();
    const adapter = await new PrismaPg(pool).connect();
    const query = { sql: "SELECT $1::int AS a", args: [5], argTypes: [] } as never;
    expect((await adapter.queryRaw(query)).rows).toEqual([["5"]].map(([n]) => [Number(n)]));
    const tx = await adapter.startTransaction();
    expect((await tx.queryRaw(query)).rows).toHaveLength(1);
    await tx.commit();
    await quiet();
    expect(leaks).toEqual([]);
  });

  test("typeorm, with our Pool as its driver", async () => {
    const Row = new EntitySchema<{ id: number; n: number }>({
      name: "typed",
      columns: { id: { type: "int", primary: true, generated: true }, n: { type: "int" } },
    });
    const driver = { ...pg, Pool };
    const { password: secret, user: username, ...at } = way;
    const source = new DataSource({
      ...at,
      type: "postgres",
      username,
      password: secret,
      driver,
      entities: [Row],
      synchronize: true,
      extra: { mode },
    });
    await source.initialize();
    await source.transaction((manager) => manager.getRepository(Row).save({ n: 4 }));
    expect(await source.getRepository(Row).findOneBy({ n: 4 })).toMatchObject({ n: 4 });
    await source.destroy();
  });

  test("connect-pg-simple under express-session", async () => {
    const { pool, quiet, leaks } = pools();
    const Store = connectPgSimple(session);
    const store = new Store({ pool, createTableIfMissing: true, pruneSessionInterval: false });
    const kept = { cookie: { originalMaxAge: 1_000 }, n: 3 } as never;
    await new Promise<void>((resolve, reject) =>
      store.set("one", kept, (cause?: unknown) => (cause ? reject(cause) : resolve())),
    );
    const found = await new Promise((resolve, reject) =>
      store.get("one", (cause, one) => (cause ? reject(cause) : resolve(one))),
    );
    expect(found).toMatchObject({ n: 3 });
    store.close();
    await quiet();
    expect(leaks).toEqual([]);
  });

  test("pg-boss", async () => {
    const { pool, quiet, leaks } = pools();
    const executeSql = async (text: string, values: unknown[]) => pool.query(text, values);
    const boss = new PgBoss({ db: { executeSql }, schema: `boss_${mode}`, supervise: false, schedule: false } as never);
    await boss.start();
    await boss.createQueue("mail");
    await boss.send("mail", { to: "you" });
    const [job] = await boss.fetch("mail");
    expect(job?.data).toEqual({ to: "you" });
    await boss.complete("mail", job!.id);
    await boss.stop({ graceful: false, wait: true });
    await quiet();
    expect(leaks).toEqual([]);
  });

  test("@fastify/postgres", async () => {
    const app = Fastify();
    await app.register(fastifyPostgres, { ...way, mode, pg: { ...pg, Pool } } as never);
    app.get("/", async () => (await app.pg.query("SELECT 9 AS n")).rows);
    app.get("/transact", () => app.pg.transact(async (client) => (await client.query("SELECT 8 AS n")).rows));
    expect((await app.inject("/")).json()).toEqual([{ n: 9 }]);
    expect((await app.inject("/transact")).json()).toEqual([{ n: 8 }]);
    await app.close();
  });

  test("pg-promise", async () => {
    const promised = pgPromise({ noWarnings: true });
    // It makes its pool from the class that pg gives it.
    const driver = promised.pg as unknown as { Pool: unknown };
    const original = driver.Pool;
    driver.Pool = Pool;
    const some = promised({ ...way, mode } as never);
    expect(some.$pool).toBeInstanceOf(Pool);
    expect(await some.one("SELECT $1::int AS n", [6])).toEqual({ n: 6 });
    expect(await some.tx((tx) => tx.one("SELECT 1 AS n"))).toEqual({ n: 1 });
    await some.$pool.end();
    driver.Pool = original;
  });

  test("OpenTelemetry with comments in the statements", async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    provider.register();
    const instrumentation = new PgInstrumentation({ addSqlCommenterCommentToQueries: true });
    instrumentation.setTracerProvider(provider);
    const patch = instrumentation as unknown as {
      init(): { patch(module: unknown): unknown; unpatch(module: unknown): unknown }[];
    };
    const modules = patch.init();
    modules[0]?.patch(pg);
    const { pool, quiet, leaks } = pools();
    const span = trace.getTracer("test").startSpan("GET /x");
    const seen = await context.with(trace.setSpan(context.active(), span), async () => {
      const config = {
        text: "SELECT query, $1::int AS n FROM pg_stat_activity WHERE pid = pg_backend_pid()",
        values: [7],
      };
      return (await pool.query(config)).rows[0];
    });
    span.end();
    expect(seen?.n).toBe(7);
    expect(seen?.query).toMatch(/\/\*traceparent=/);
    expect(exporter.getFinishedSpans().some(({ name }) => name.startsWith("pg.query:SELECT"))).toBe(true);
    await quiet();
    expect(leaks).toEqual([]);
    modules[0]?.unpatch(pg);
    await provider.shutdown();
    trace.disable();
    context.disable();
  });
});

test("an emitter's own ways work on the pool: once, off, prependListener", async () => {
  const { pool } = db.pool();
  expect(pool).toBeInstanceOf(EventEmitter);
  const connected = once(pool, "connect");
  await pool.query("SELECT 1");
  expect(await connected).toHaveLength(1);
});
