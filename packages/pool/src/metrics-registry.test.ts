import { Gauge, Registry } from "prom-client";
import { expect, test } from "vitest";
import { Pool } from "./index.ts";

/** Lines with a value; without the help. */
const samplesIn = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .sort();

test("two pools stand in one registry of the program's own, beside its own metrics, and leave it when they end", async () => {
  const registry = new Registry();
  new Gauge({ name: "shop_orders", help: "Orders.", registers: [registry] }).set(3);
  const [first, second] = [new Pool({ max: 4 }), new Pool({ max: 7 })];
  first.registerMetrics(registry, "first");
  second.registerMetrics(registry, "second");
  const both = samplesIn(first.metrics("first") + second.metrics("second"));
  expect(samplesIn(await registry.metrics())).toEqual([...both, "shop_orders 3"].sort());
  await first.end();
  expect(samplesIn(await registry.metrics())).toEqual([...samplesIn(second.metrics("second")), "shop_orders 3"].sort());
  await second.end();
});

test("a registry of OpenMetrics prints each counter once, under its own name", async () => {
  const registry = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
  const pool = new Pool();
  pool.registerMetrics(registry);
  const text = await registry.metrics();
  expect(text).toContain('\ndb_client_connection_timeouts_total{db_client_connection_pool_name="pool"} 0\n');
  expect(await registry.metrics()).toBe(text);
  await pool.end();
});
