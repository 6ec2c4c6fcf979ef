import { createSocket } from "node:dgram";
import { createServer } from "node:net";

export type Ears = {
  readonly url: string;
  /** The port at which datagrams are heard. */
  readonly datagrams: number;
  /** The first line of whatever arrived, in order, and a word for each datagram. */
  readonly arrived: string[];
  close(): void;
};

/** Another server, which only counts who comes. A connection without a word on it is no arrival: browsers open one ahead. */
export async function openEars(answer: string): Promise<Ears> {
  const arrived: string[] = [];
  const server = createServer((socket) => {
    socket
      .on("error", () => {})
      .on("data", (bytes) => {
        arrived.push(bytes.toString("latin1").split("\r\n")[0] ?? "");
        socket.end(answer);
      });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const stun = createSocket("udp4", () => arrived.push("a datagram"));
  await new Promise<void>((ready) => stun.bind(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    datagrams: stun.address().port,
    arrived,
    close: () => {
      stun.close();
      server.close();
    },
  };
}
