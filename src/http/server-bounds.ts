/**
 * What a connection may take of the machine. Headers, the time for them and for the whole request, the number of
 * connections, and how long and how much an answer may wait for a reader that is slow. Each has an end that needs no
 * judgement of who is good.
 */
import type { Server, Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { doorWords } from "../words/door-words.ts";
import type { Log } from "./web-deps.ts";

export type Bounds = {
  /** Addresses and networks of proxies whose forwarded client address is trusted; none by default. */
  readonly trustedProxies: readonly string[];
  readonly connections: number;
  readonly headerBytes: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** How long an answer may stay unread in part. */
  readonly unreadMs: number;
  /** How much of all answers together may be unread. */
  readonly unreadBytes: number;
  /** Costly requests a minute from one address: a robot's pace. */
  readonly costlyPerMinute: number;
  /** The same of one key, and how many of these at once after a rest. */
  readonly keyPerMinute: number;
  readonly keyBurst: number;
  readonly databasePlaces: number;
  readonly databaseWaiting: number;
  readonly databaseWaitMs: number;
  /** Statements that are on their way in at a time, and what of them may be here already. */
  readonly uploadsReceived: number;
  readonly uploadBytesReceived: number;
  /** Bytes a second below which one is cut off, and when that is first looked at. */
  readonly uploadLeastPace: number;
  readonly uploadGraceMs: number;
  /** Pages made anew at one turn of the event loop, how many wait for theirs, and how long at most. */
  readonly pagesATurn: number;
  readonly pagesWaiting: number;
  readonly pagesWaitMs: number;
};

export const BOUNDS: Bounds = {
  trustedProxies: [],
  connections: 5_000,
  headerBytes: 8 * 1024,
  headersMs: 10_000,
  requestMs: 120_000,
  // longer than proxies keep theirs, so that they are the ones to close
  keepAliveMs: 72_000,
  unreadMs: 60_000,
  unreadBytes: 64_000_000,
  costlyPerMinute: 6_000,
  keyPerMinute: 6_000,
  keyBurst: 6_000,
  databasePlaces: 10,
  databaseWaiting: 40,
  databaseWaitMs: 1_000,
  uploadsReceived: 256,
  uploadBytesReceived: 48_000_000,
  // the slowest phone network still brings ten times as much
  uploadLeastPace: 500,
  uploadGraceMs: 8_000,
  // one is made while another is compressed in a thread
  pagesATurn: 2,
  // about half a second of work
  pagesWaiting: 200,
  // a slow machine takes longer for as many
  pagesWaitMs: 3_000,
};

/** Options of Fastify that hold them. */
export const serverOptions = (bounds: Bounds) => ({
  http: {
    maxHeaderSize: bounds.headerBytes,
    headersTimeout: bounds.headersMs,
    requestTimeout: bounds.requestMs,
    connectionsCheckingInterval: Math.min(2_000, Math.ceil(bounds.headersMs / 4)),
  },
  requestTimeout: bounds.requestMs,
  keepAliveTimeout: bounds.keepAliveMs,
  bodyLimit: 64 * 1024,
  // while it closes, what still comes over an open connection is answered
  return503OnClosing: false,
  ...(bounds.trustedProxies.length > 0 ? { trustProxy: [...bounds.trustedProxies] } : {}),
});

/** Share of the connections from which on idle ones are closed to make room. */
const CROWDED = 0.8;

/** So often at most it is said that connections were refused. */
const SAID_MS = 60_000;

/** Says that connections were refused, once a minute while it lasts, with how many there were since the last time. */
function sayDropped(server: Server, connections: number, log: Pick<Log, "error">): void {
  let [refused, saidAt] = [0, Number.NEGATIVE_INFINITY];
  server.on("drop", () => {
    refused++;
    if (performance.now() - saidAt < SAID_MS) return;
    log.error({ connections, refused }, "every connection is taken: new ones are refused");
    [refused, saidAt] = [0, performance.now()];
  });
}

export function boundConnections(app: FastifyInstance, bounds: Bounds, log: Pick<Log, "error">): void {
  const { server } = app;
  server.maxConnections = bounds.connections;
  sayDropped(server, bounds.connections, log);
  server.maxHeadersCount = 100;
  const open = new Map<Socket, { unreadSince: number }>();
  let timer: NodeJS.Timeout | undefined;
  // before Node counts the new one among the idle, or it would be closed with them
  server.prependListener("connection", (socket) => {
    open.set(socket, { unreadSince: performance.now() });
    if (open.size > bounds.connections * CROWDED) server.closeIdleConnections();
    timer ??= setInterval(() => cutUnread(open, bounds), Math.max(50, Math.min(1_000, bounds.unreadMs / 4))).unref();
    socket.once("close", () => {
      open.delete(socket);
      if (open.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    });
  });
}

/** Answers that are not read to their end are cut off: after a time, and the longest waiting first when they are too much. */
function cutUnread(open: ReadonlyMap<Socket, { unreadSince: number }>, { unreadMs, unreadBytes }: Bounds): void {
  const now = performance.now();
  let unread = 0;
  for (const [socket, one] of open) {
    if (socket.writableLength === 0) one.unreadSince = now;
    else if (now - one.unreadSince > unreadMs) socket.destroy();
    else unread += socket.writableLength;
  }
  if (unread <= unreadBytes) return;
  for (const [socket] of [...open].sort(([, x], [, y]) => x.unreadSince - y.unreadSince)) {
    if (unread <= unreadBytes) return;
    unread -= socket.writableLength;
    socket.destroy();
  }
}

/** Refuses compressed bodies with a 415: no client needs them, and a kilobyte could expand to a gigabyte. */
export function refuseCompressed(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    const encoding = request.headers["content-encoding"];
    if (encoding === undefined || encoding === "identity") return done();
    const problem = { title: doorWords("title.compressed"), status: 415, code: "unsupported_media_type", param: null };
    const detail = doorWords("problem.compressed");
    reply
      .code(415)
      .header("connection", "close")
      .type("application/problem+json; charset=utf-8")
      .send(
        JSON.stringify({ type: `urn:openfees:problem:${problem.code}`, ...problem, detail, requestId: request.id }),
      );
  });
}
