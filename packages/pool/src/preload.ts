import http, { type IncomingMessage, type ServerResponse } from "node:http";
import http2 from "node:http2";
import https from "node:https";
import type { Duplex } from "node:stream";
import { everywhere } from "./pool.ts";
import { type Http2Like, RequestScope } from "./request-scope.ts";
import { socketScope } from "./scope-doors.ts";

/**
 * `node --import openfees-pool/preload server.js`: a scope for every request and upgrade of every server of node:http,
 * node:https and node:http2, and every pool enforces. For programs whose server is made where no line can be added.
 */
type Listener = (this: unknown, ...args: unknown[]) => unknown;
type Emitter = {
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: Listener): unknown;
  listenerCount(event: string): number;
};
type Headers = Readonly<Record<string, unknown>>;

const REQUESTS = new Set(["request", "checkContinue", "checkExpectation"]);
const UPGRADES = new Set(["upgrade", "connect"]);
/** A stream of HTTP/2 that no listener of `request` will answer: those have scopes of their own. */
const isStream = (server: Emitter, event: string, args: readonly unknown[]): args is [Http2Like, Headers] =>
  event === "stream" && server.listenerCount("request") === 0 && args.length >= 2;
const isRequest = (args: readonly unknown[]): args is [IncomingMessage, ServerResponse] =>
  typeof (args[0] as IncomingMessage | undefined)?.method === "string" && args.length >= 2;

function openScopes(server: Emitter): void {
  const { emit, on } = server;
  server.emit = function scoped(this: Emitter, event, ...args) {
    const pass = () => emit.call(this, event, ...args);
    if (REQUESTS.has(event) && isRequest(args)) return RequestScope.of(args[0], args[1], {}).scope.run(pass);
    if (isStream(this, event, args)) return RequestScope.ofStream(args[0], args[1], {}).scope.run(pass);
    if (UPGRADES.has(event) && isRequest(args)) return socketScope(args[0], args[1] as unknown as Duplex, {}).run(pass);
    return pass();
  };
  const adds = function adds(this: Emitter, event: string, listener: Listener) {
    if ((!REQUESTS.has(event) && event !== "stream") || typeof listener !== "function")
      return on.call(this, event, listener);
    // What a handler promises says when it has settled.
    const watched: Listener & { listener?: Listener } = function watched(this: unknown, ...args) {
      const answer = listener.apply(this, args);
      if (event !== "stream" && isRequest(args)) RequestScope.of(args[0], args[1], {}).awaits(answer);
      else if (isStream(this as Emitter, event, args)) RequestScope.ofStream(args[0], args[1], {}).awaits(answer);
      return answer;
    };
    watched.listener = listener;
    return on.call(this, event, watched);
  };
  Object.assign(server, { on: adds, addListener: adds });
}

everywhere.scoped = true;
for (const server of [
  http.Server.prototype,
  https.Server.prototype,
  Object.getPrototypeOf(http2.createServer()),
  Object.getPrototypeOf(http2.createSecureServer()),
])
  openScopes(server as Emitter);
