import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../src/db/embedded/free-port.ts";
import { pollUntil } from "../src/platform/deadline.ts";
import { type ServeProcess, startServe, stopServe } from "./support/serve-process.ts";
import { smallProxy } from "./support/small-proxy.ts";
import { openHome, STAND_INS } from "./support/stand-in-server.ts";

const SLOW = 180_000;
const ENOUGH = 500;
const PATHS = ["/fees", "/fees/alert.sms", "/banks/ng.access.json", "/api/v1/rules?limit=5", "/?q=NIP+CHG"];
const REPORT = JSON.stringify({ bank: "ng.gtbank", service: "alert.sms", amount: "6.50", on: "2026-11-20" });

/** Asks at a fixed pace until it is stopped; answers what was not answered as it should be. */
function load(address: string, everyMs: number) {
  const failed: string[] = [];
  const open = new Set<Promise<void>>();
  let [asked, n] = [0, 0];
  const one = async (): Promise<void> => {
    const number = n++;
    const write = number % 10 === 0;
    const path = write ? "/api/v1/reports" : (PATHS[number % PATHS.length] as string);
    const key = `a-key-for-number-${number}`;
    try {
      const answer = await fetch(
        `${address}${path}`,
        write
          ? { method: "POST", body: REPORT, headers: { "content-type": "application/json", "idempotency-key": key } }
          : {},
      );
      await answer.arrayBuffer();
      if (![200, 201].includes(answer.status)) failed.push(`${path} ${answer.status}`);
    } catch (cause) {
      failed.push(`${path} ${(cause as Error).message} ${String((cause as Error).cause)}`);
    }
    asked++;
  };
  const timer = setInterval(() => {
    const work = one().finally(() => open.delete(work));
    open.add(work);
  }, everyMs);
  return {
    asked: () => asked,
    stop: async (): Promise<string[]> => {
      clearInterval(timer);
      await Promise.all(open);
      return failed;
    },
  };
}

test("two instances behind a proxy are restarted one after the other under load: no request fails", {
  timeout: SLOW,
}, async () => {
  const [, start] = STAND_INS[0] ?? [];
  const postgres = await start?.();
  if (!postgres) throw new Error("there is no PostgreSQL to stand in");
  onTestFinished(() => postgres.stop());
  await postgres.admin("CREATE DATABASE fees");
  const url = postgres.url(postgres.superuser.user, postgres.superuser.password, "fees");
  const home = openHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const ports = [await freePort(), await freePort()];
  const run = async (i: number): Promise<ServeProcess> => {
    const environment = {
      DATABASE_URL: url,
      OPENFEES_DATA_DIR: join(home, `data-${i}`),
      OPENFEES_PORT: String(ports[i]),
    };
    const serve = startServe({ environment });
    onTestFinished(() => {
      serve.child.kill("SIGKILL");
    });
    await serve.address;
    return serve;
  };
  const instances = [await run(0), await run(1)];
  const proxy = await smallProxy(() => ports);
  onTestFinished(() => proxy.stop());
  const asking = load(proxy.address, 12);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  for (const i of [0, 1]) {
    expect(await stopServe(instances[i] as ServeProcess)).toBe(0);
    instances[i] = await run(i);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  // a fast machine restarts both before many were asked
  expect(await pollUntil(() => (asking.asked() > ENOUGH ? true : undefined), SLOW)).toBe(true);
  expect(await asking.stop()).toEqual([]);
  for (const serve of instances) expect(await stopServe(serve)).toBe(0);
});
