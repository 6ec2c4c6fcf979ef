import net from "node:net";
import type pg from "pg";
import { insides } from "./pg-insides.ts";
import { outside } from "./scope.ts";

/** What the pool needs of the machine. A test that must decide every interleaving brings its own. */
export type Machine = {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Calls again and again, never keeps the process alive; answers how to stop. */
  every(ms: number, call: () => void): () => void;
  /** Calls once; keeps the process alive when told to. */
  after(ms: number, keepAlive: boolean, call: () => void): () => void;
  soon(call: () => void): void;
  /** Asks the server to stop what this connection is doing. Never rejects. */
  cancel(client: pg.Client, timeoutMs: number): Promise<void>;
};

const CANCEL_CODE = 80_877_102;

/** Straight to the host that the connection goes to, without encryption: PostgreSQL takes it before it looks who asks. */
function cancelOverSocket(client: pg.Client, timeoutMs: number): Promise<void> {
  const { processID, secretKey, connection } = insides(client);
  if (connection === undefined || typeof processID !== "number" || typeof secretKey !== "number")
    return Promise.resolve();
  const stream = connection.stream as net.Socket;
  const unix = client.host.startsWith("/");
  return new Promise((resolve) => {
    const socket = unix
      ? net.connect({ path: `${client.host}/.s.PGSQL.${client.port}` })
      : net.connect({ host: stream.remoteAddress ?? client.host, port: stream.remotePort ?? client.port });
    const packet = Buffer.alloc(16);
    packet.writeInt32BE(16, 0);
    packet.writeInt32BE(CANCEL_CODE, 4);
    packet.writeInt32BE(processID, 8);
    packet.writeInt32BE(secretKey, 12);
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.on("connect", () => socket.end(packet));
    socket.resume();
  });
}

export const realMachine: Machine = {
  now: () => performance.now(),
  every: (ms, call) =>
    outside(() => {
      const timer = setInterval(call, ms).unref();
      return () => clearInterval(timer);
    }),
  after: (ms, keepAlive, call) =>
    outside(() => {
      const timer = setTimeout(call, ms);
      if (!keepAlive) timer.unref();
      return () => clearTimeout(timer);
    }),
  soon: (call) => process.nextTick(call),
  cancel: (client, timeoutMs) => outside(() => cancelOverSocket(client, timeoutMs)),
};
