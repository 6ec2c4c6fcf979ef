import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freezeAll } from "../../drills/process-tree.ts";
import { type ServeProcess, startServe, stopServe } from "../../test/support/serve-process.ts";
import { STAND_INS, type StandInServer } from "../../test/support/stand-in-server.ts";

/** Four starts, one after the other. */
const SLOW = 300_000;
const [, startStandIn] = STAND_INS[0] as (typeof STAND_INS)[number];

describe("two openfees of one name on one database", () => {
  let server: StandInServer;
  const running: ServeProcess[] = [];
  let thaw = () => {};
  beforeAll(async () => {
    server = await startStandIn();
    await server.admin("CREATE DATABASE shared");
  });
  afterAll(async () => {
    thaw();
    await Promise.all(running.map((serve) => stopServe(serve)));
    await server?.stop();
  });
  const start = (...flags: string[]): ServeProcess => {
    const { user, password } = server.superuser;
    const environment = { DATABASE_URL: server.url(user, password, "shared"), OPENFEES_INSTANCE: "web-1" };
    const serve = startServe({ environment, flags });
    running.push(serve);
    return serve;
  };

  test("a second one is refused; told to, it takes over and the first stops in order; beside a frozen one it just starts", {
    timeout: SLOW,
  }, async () => {
    const first = start();
    await first.address;
    const second = start();
    // one that serves would never end
    const served = second.address.then((at) => `serves ${at}`);
    expect(await Promise.race([second.ended, served.catch(() => second.ended)]), first.err()).toBe(2);
    expect(second.err()).toContain('Another openfees is alive as "web-1"');
    const heir = start("--handover");
    const address = await heir.address;
    expect(await first.ended, first.err()).toBe(0);
    expect(first.err()).toContain("another openfees has this one's place");
    expect((await fetch(new URL("/banks.json", address))).status).toBe(200);

    // The heir freezes: whoever comes next needs no permission.
    thaw = freezeAll(heir.child.pid as number);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const next = start();
    await next.address;
    thaw();
    expect(await heir.ended, heir.err()).toBe(0);
    expect(heir.err()).toContain("another openfees has this one's place");
    expect(await stopServe(next)).toBe(0);
  });
});
