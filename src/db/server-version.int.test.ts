import { createServer, type Server } from "node:net";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { checkServerVersion } from "./server-version.ts";

const database = await testDatabase();
const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

const message = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int = (bytes: 2 | 4, value: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
};
const READY = message("Z", Buffer.from("I"));

/** Speaks as much of PostgreSQL's protocol as it takes to say how old it is. No server that old can be installed here. */
async function oldServer(version: string): Promise<number> {
  const column = Buffer.concat([
    Buffer.from("v\0"),
    int(4, 0),
    int(2, 0),
    int(4, 25),
    int(2, -1),
    int(4, -1),
    int(2, 0),
  ]);
  const answer = Buffer.concat([
    message("T", int(2, 1), column),
    message("D", int(2, 1), int(4, version.length), Buffer.from(version)),
    message("C", Buffer.from("SELECT 1\0")),
    READY,
  ]);
  const server = createServer((socket) => {
    let greeted = false;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      if (!greeted) socket.write(Buffer.concat([message("R", int(4, 0)), READY]));
      else if (chunk.toString("latin1", 0, 1) === "Q") socket.write(answer);
      else socket.end();
      greeted = true;
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}

test("a server that is too old is refused in one line", async () => {
  const at = { host: "127.0.0.1", user: "me", database: "fees" };
  await expect(checkServerVersion({ ...at, port: await oldServer("140012") })).rejects.toMatchObject({
    code: "server_too_old",
    message: expect.stringMatching(/^PostgreSQL 14 is too old: openfees needs 15 or later\./),
  });
  expect(await checkServerVersion({ ...at, port: await oldServer("150000") })).toBe(15);
});

test("the server that openfees brings along is new enough", async () => {
  expect(await checkServerVersion(database.app)).toBe(18);
});
