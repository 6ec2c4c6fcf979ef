import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { ROOT } from "../../test/support/tracked-files.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { readSettings } from "../platform/settings.ts";

const TOKEN = "a-token-made-for-tests";
const run = promisify(execFile);

test("openfees ops sees and steers a running server, and the metrics count what it answered", {
  timeout: 120_000,
}, async () => {
  const dataDir = openHome();
  const port = String(await freePort());
  const environment = { OPENFEES_OPS_PORT: port, OPENFEES_OPS_TOKEN: TOKEN };
  const serve = startServe({ environment: { ...environment, OPENFEES_DATA_DIR: dataDir } });
  onTestFinished(async () => {
    serve.child.kill("SIGKILL");
    await rm(dataDir, { recursive: true, force: true });
  });
  const address = await serve.address;
  const ops = (args: string[], env: Record<string, string> = environment) =>
    run(process.execPath, [`${ROOT}/src/main/cli.js`, "ops", ...args], { env: { PATH: process.env.PATH, ...env } });
  expect((await ops(["top"])).stdout).toMatch(/^mode enforce; \d+ open: 0 leased/);
  expect((await ops(["leaks"])).stdout).toBe("No leak since the start.\n");
  expect(JSON.parse((await ops(["top", "--json"])).stdout)).toMatchObject({ mode: "enforce", leased: 0 });
  expect((await ops(["mode", "observe"])).stdout).toBe("The pool's mode is observe.\n");
  expect((await ops(["top"])).stdout).toMatch(/^mode observe/);
  await expect(ops(["release", "99999"])).rejects.toMatchObject({ code: 1 });
  await expect(ops(["dance"])).rejects.toMatchObject({ code: 2 });
  await expect(ops(["top"], { ...environment, OPENFEES_OPS_TOKEN: `${TOKEN}-not` })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("another OPENFEES_OPS_TOKEN"),
  });
  await expect(ops(["top"], {})).rejects.toMatchObject({ code: 2 });

  expect((await fetch(`${address}fees/alert.sms`)).status).toBe(200);
  const headers = { authorization: `Bearer ${TOKEN}` };
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text();
  expect(metrics).toMatch(/http_server_request_duration_seconds_count\{[^}]*http_route="\/fees\/:id"[^}]*\} 1/);
  expect(metrics).not.toContain("alert.sms");
  expect(await stopServe(serve), serve.err()).toBe(0);
});

test("a port for operations without a token stops the start", () => {
  expect(() => readSettings({ OPENFEES_OPS_PORT: "9100" })).toThrow("needs OPENFEES_OPS_TOKEN");
  expect(() => readSettings({ OPENFEES_OPS_PORT: "9100", OPENFEES_OPS_TOKEN: "short" })).toThrow("16 to 200");
});
