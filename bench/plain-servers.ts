/** The other two of the web bench, each in a process of its own: the same bytes from a bare Fastify route, or from node:http. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Fastify from "fastify";

const { kind, body, headers } = JSON.parse(process.argv[2] ?? "{}") as {
  kind: "fastify" | "node";
  body: string;
  headers: Record<string, string>;
};
const bytes = Buffer.from(body, "base64");

async function listen(): Promise<number> {
  if (kind === "fastify") {
    const app = Fastify({ logger: false });
    app.get("/fees/:id", (_request, reply) => reply.headers(headers).send(bytes));
    await app.listen({ host: "127.0.0.1", port: 0 });
    return (app.server.address() as AddressInfo).port;
  }
  const server = createServer((_request, response) => {
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

process.on("message", (what: "cpu" | "stop") => {
  const { user, system } = process.cpuUsage();
  if (what === "cpu") process.send?.(user + system);
  else process.exit(0);
});
process.send?.(await listen());
