import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import type pg from "pg";

/** The private parts of pg's client that the pool reads or sets. They are named here and nowhere else; a test holds them there. */
export type Insides = {
  readyForQuery?: boolean;
  _activeQuery?: unknown;
  readonly _queryQueue?: unknown[];
  readonly _sentQueryQueue?: readonly unknown[];
  _queryable?: boolean;
  _ending?: boolean;
  _ended?: boolean;
  readonly _Promise?: PromiseConstructor;
  _poolUseCount?: number;
  readonly processID?: number | null;
  readonly secretKey?: number | null;
  /** Not there in pg-native's client. */
  connection?: Connection | undefined;
};

export type Connection = EventEmitter & {
  readonly stream: Duplex;
  connect: () => void;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
};

export const insides = (client: pg.Client): Insides => client as unknown as Insides;

/** A statement, a COPY or an unread result is on its way, or waits its turn on this connection. */
export function isBusy(client: pg.Client): boolean {
  const inner = insides(client);
  return (
    inner.readyForQuery === false ||
    Boolean(inner._activeQuery) ||
    (inner._queryQueue?.length ?? 0) > 0 ||
    (inner._sentQueryQueue?.length ?? 0) > 0
  );
}

/** Nothing more can be asked of this connection. */
export function isBroken(client: pg.Client): boolean {
  const inner = insides(client);
  return inner._queryable === false || inner._ending === true || inner._ended === true;
}

/** After DEALLOCATE ALL the driver must forget which named statements it has sent. */
export function forgetStatements(client: pg.Client): void {
  const { connection } = insides(client);
  if (connection === undefined) return;
  connection.parsedStatements = {};
  connection.submittedNamedStatements = {};
}

/** A native client that is connected, and only has not said so yet. */
export const isIn = (client: pg.Client): boolean =>
  insides(client).connection === undefined && (client as { isConnected?: () => boolean }).isConnected?.() === true;
