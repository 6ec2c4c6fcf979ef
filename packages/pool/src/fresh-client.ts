import type pg from "pg";
import type { ClientClass } from "./options.ts";
import { type Connection, insides } from "./pg-insides.ts";

// A client that leaked loses its socket. Whoever kept that object holds nothing any more, not even through
// `client.connection`; a fresh client gets the socket and cannot tell it from one that it has just opened.

const NO_CONNECT = () => {};

/**
 * Makes a client on the socket of `old`, which must be idle. Undefined when this kind of client cannot be given a socket
 * (a native one): then nothing has changed. `old` is ended for ever, and says so with its `end` event.
 */
export function freshClient(old: pg.Client, Client: ClientClass, config: pg.ClientConfig): pg.Client | undefined {
  const last = insides(old);
  const { connection, processID, secretKey } = last;
  if (typeof connection?.eventNames !== "function") return undefined;
  const fresh = new Client({ ...config, connection } as pg.ClientConfig);
  if (insides(fresh).connection !== connection) return undefined;
  const status = old.getTransactionStatus?.() ?? "I";
  // `newListener` is the connection's own.
  for (const name of connection.eventNames()) if (name !== "newListener") connection.removeAllListeners(name);
  last.connection = closedOne(connection);
  last._ending = true;
  last._ended = true;
  last._queryable = false;
  // The socket is open: nothing is dialled, and what a server says last when it lets somebody in is said once more.
  connection.connect = NO_CONNECT;
  fresh.connect(() => {});
  Reflect.deleteProperty(connection, "connect");
  connection.emit("backendKeyData", { processID, secretKey });
  connection.emit("readyForQuery", { status });
  return fresh;
}

/** A connection of the same kind that leads nowhere. */
function closedOne(connection: Connection): Connection {
  const closed = new (connection.constructor as new (config: object) => Connection)({});
  closed.stream.destroy();
  return closed;
}
