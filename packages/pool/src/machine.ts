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
  /** Something that keeps the process alive while it is on. */
  hold(): Hold;
  /** Asks the server to stop what this connection is doing. Never rejects. */
  cancel(client: pg.Client, timeoutMs: number): Promise<void>;
};

export type Hold = { on(): void; off(): void; end(): void };

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
  // After the program was busy for seconds, timers fire before the answers that wait in the sockets are read. The check runs
  // after those reads, so that no caller is refused and no lease cut although its answer has arrived.
  every: (ms, call) =>
    outside(() => {
      let stopped = false;
      const look = () => {
        if (!stopped) call();
      };
      const timer = setInterval(() => setImmediate(look), ms).unref();
      return () => {
        stopped = true;
        clearInterval(timer);
      };
    }),
  after: (ms, keepAlive, call) =>
    outside(() => {
      const timer = setTimeout(call, ms);
      if (!keepAlive) timer.unref();
      return () => clearTimeout(timer);
    }),
  soon: (call) => process.nextTick(call),
  hold: () => {
    let [timer, held]: [NodeJS.Timeout | undefined, boolean] = [undefined, false];
    return {
      on: () => {
        if (held) return;
        held = true;
        if (timer === undefined) timer = outside(() => setInterval(() => {}, 2 ** 30));
        else timer.ref();
      },
      off: () => {
        if (!held) return;
        held = false;
        timer?.unref();
      },
      end: () => clearInterval(timer),
    };
  },
  cancel: (client, timeoutMs) => outside(() => cancelOverSocket(client, timeoutMs)),
};
