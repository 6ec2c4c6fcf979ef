import { expect, onTestFinished, test } from "vitest";
import { startServe, stopServe } from "../../test/support/serve-process.ts";
import { standbyPair } from "../../test/support/standby-pair.ts";
import { pollUntil } from "../platform/deadline.ts";

const REPORT = { bank: "ng.gtbank", service: "alert.sms", amount: "6.50", on: "2026-11-20", words: "each month" };

test("with two servers in DATABASE_URL reports go on at the standby that was promoted, and pages never stop", {
  timeout: 180_000,
}, async () => {
  const pair = await standbyPair({ synchronous: true });
  onTestFinished(() => pair.stop());
  const { user, password, database } = pair.primary.config;
  const places = [pair.standby, pair.primary].map(({ address }) => `${address.host}:${address.port}`).join(",");
  const token = "0123456789abcdef0123";
  const serve = startServe({
    environment: {
      DATABASE_URL: `postgresql://${user}:${password}@${places}/${database}`,
      OPENFEES_OPS_PORT: "0",
      OPENFEES_OPS_TOKEN: token,
    },
  });
  onTestFinished(() => void serve.child.kill("SIGKILL"));
  const address = await serve.address;
  const report = () =>
    fetch(new URL("/api/v1/reports", address), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(REPORT),
    }).then(async (answer) => ({ status: answer.status, body: (await answer.json()) as { receipt?: string } }));
  const first = await report();
  expect(first.status).toBe(201);

  await pair.primary.kill();
  expect((await report()).status).toBe(503);
  expect((await fetch(new URL("/fees", address))).status).toBe(200);
  await pair.standby.promote();
  const again = await pollUntil(async () => {
    const answer = await report();
    return answer.status === 201 ? answer : undefined;
  }, 10_000);
  expect(again?.status, serve.err()).toBe(201);
  const kept = await pair.standby.sql<{ n: number }>("SELECT count(*)::int AS n FROM openfees.report");
  expect(kept[0]?.n).toBeGreaterThanOrEqual(2);
  expect(serve.err()).toContain("another server takes the writes now");
  expect(await stopServe(serve)).toBe(0);
});
