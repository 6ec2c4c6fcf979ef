import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type SmallProxy = { readonly address: string; readonly retried: () => number; stop(): Promise<void> };

/**
 * A reverse proxy as small as it can be, over connections that it keeps. It turns to the next machine when one cannot be
 * reached or ends a connection before a byte of its answer came, and only for what may be sent twice: a GET, or a request
 * with a key. That is what nginx and HAProxy do when they are told so.
 */
export async function smallProxy(ports: () => readonly number[]): Promise<SmallProxy> {
  const agent = new Agent({ keepAlive: true });
  let [turn, retried] = [0, 0];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const all = ports();
      const first = turn++;
      send(
        incoming,
        Buffer.concat(chunks),
        outgoing,
        all.map((_, i) => all[(first + i) % all.length] as number),
      );
    });
  });
  function send(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    ports: number[],
    fresh = false,
  ): void {
    const [port, ...others] = ports;
    const headers = { ...incoming.headers, connection: fresh ? "close" : "keep-alive" };
    const { method, url: path } = incoming;
    const out = request({ host: "127.0.0.1", port, agent: fresh ? false : agent, method, path, headers });
    let answered = false;
    out.on("response", (answer) => {
      answered = true;
      const { connection: _, "keep-alive": __, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
    });
    out.on("error", () => {
      if (answered) return;
      const twice = method === "GET" || incoming.headers["idempotency-key"] !== undefined;
      // a kept connection may have been closed just as it was used: that says nothing of the machine behind it
      const again = out.reusedSocket ? ports : others;
      if (again.length > 0 && twice) {
        retried++;
        send(incoming, body, outgoing, again, out.reusedSocket);
      } else outgoing.writeHead(502).end();
    });
    out.end(body);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    retried: () => retried,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
