import net, { type AddressInfo, type Socket } from "node:net";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { pollUntil } from "../platform/deadline.ts";
import { BOUNDS, boundConnections } from "./server-bounds.ts";

test("when every socket is taken the next ones are refused, and the log says so once with their number", async () => {
  const said: object[] = [];
  const app = Fastify();
  app.get("/", async () => "here");
  boundConnections(app, { ...BOUNDS, connections: 3 }, { error: (fields) => void said.push(fields) });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const open: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await app.close();
  });
  const connect = async (): Promise<"held" | "refused"> => {
    const socket = net.connect(port, "127.0.0.1");
    open.push(socket);
    // a request that is not finished: an idle connection may be closed to make room
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n");
    let closed = false;
    socket.on("error", () => {});
    socket.once("close", () => {
      closed = true;
    });
    const connections = () => new Promise<number>((resolve) => app.server.getConnections((_, n) => resolve(n)));
    const before = open.filter((one) => !one.destroyed).length;
    return (await pollUntil(async () => {
      if (closed) return "refused" as const;
      return (await connections()) >= Math.min(before, 3) && before <= 3 ? ("held" as const) : undefined;
    }, 30_000)) as "held" | "refused";
  };
  for (let i = 0; i < 3; i++) expect(await connect()).toBe("held");
  for (let i = 0; i < 4; i++) expect(await connect()).toBe("refused");
  expect(said).toEqual([{ connections: 3, refused: 1 }]);
});
