import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { testServers } from "../../test/support/listening.ts";
import { startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";

const { listening } = testServers();

test("a running server whose disk has too little room tells the webhook, and stops in order", {
  timeout: 120_000,
}, async () => {
  const server = createServer();
  const told = once(server, "request");
  const url = `http://127.0.0.1:${await listening(server)}/a-secret-path`;
  const dataDir = openHome();
  const environment = {
    OPENFEES_DATA_DIR: dataDir,
    OPENFEES_ALERT_WEBHOOK: url,
    OPENFEES_DISK_ROOM_BYTES: "1000000000000",
  };
  const serve = startServe({ environment });
  onTestFinished(async () => {
    serve.child.kill("SIGKILL");
    await rm(dataDir, { recursive: true, force: true });
  });
  await serve.address;
  const [request] = await told;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
    version: "4",
    status: "firing",
    alerts: [{ labels: { alertname: "DiskFull", severity: "page" } }],
  });
  // it is never answered: the server stops all the same
  expect(await stopServe(serve), serve.err()).toBe(0);
  expect(serve.err()).not.toContain("a-secret-path");
});
