import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { testServers } from "../../test/support/listening.ts";
import { mailServer } from "../../test/support/mail-server.ts";
import { startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { pollUntil } from "../platform/deadline.ts";

const { listening } = testServers();
const PASSWORD = "a password, with a comma & a % sign";

test("a running server whose disk has too little room tells the webhook and people by mail, and stops in order", {
  timeout: 120_000,
}, async () => {
  const server = createServer();
  const told = once(server, "request");
  const url = `http://127.0.0.1:${await listening(server)}/a-secret-path`;
  // the first login is refused with words that a server should not say; the second is let in
  const mail = await mailServer({
    login: (user, password, n) => (n === 0 ? `535 no, ${user} ${password}` : undefined),
  });
  const dataDir = openHome();
  const environment = {
    OPENFEES_DATA_DIR: dataDir,
    OPENFEES_ALERT_WEBHOOK: url,
    OPENFEES_ALERT_MAIL_SERVER: `smtp://127.0.0.1:${mail.port}`,
    OPENFEES_ALERT_MAIL_USER: "fees",
    OPENFEES_ALERT_MAIL_PASSWORD: PASSWORD,
    OPENFEES_ALERT_MAIL_FROM: "openfees@fees.example",
    OPENFEES_ALERT_MAIL_TO: "on-call@fees.example, second@fees.example",
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
  const letter = await pollUntil(() => mail.letters[0], 20_000);
  expect(letter?.to).toEqual(["on-call@fees.example", "second@fees.example"]);
  expect(letter?.text).toMatch(/^Subject: \[openfees \w+\] page: DiskFull$/m);
  expect(mail.logins).toEqual([`fees ${PASSWORD}`, `fees ${PASSWORD}`]);
  // the webhook is never answered: the server stops all the same
  expect(await stopServe(serve), serve.err()).toBe(0);
  expect(serve.err()).toContain("EAUTH 535");
  for (const secret of ["a-secret-path", PASSWORD, "on-call@"]) expect(serve.err()).not.toContain(secret);
});
