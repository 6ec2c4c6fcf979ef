// The scope of one request.

import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { pathOf } from "./route-name.ts";
import { Scope } from "./scope.ts";

/**
 * The scope of one request. Everything that request and response emit runs in it, so it does not matter how a body is
 * read. It ends when its handler has settled and its response has closed, whichever is later, or at its deadline. A client
 * that hangs up ends nothing by default: the handler goes on, as it would without this pool.
 *
 * Where a handler returns no promise (Express, callbacks) it cannot be known when it has settled. Then the end is the close of
 * the response: what has a statement on its way goes on in a scope of its own, what lies unused is taken back.
 */
export type RequestScopes = {
  /**
   * Milliseconds until a handler that still runs loses what it holds; 5000 unless said, `Infinity` for none. A function may
   * decide by route. It counts anew with each piece of the body that arrives, and not while a response is being streamed.
   */
  readonly deadlineMs?: number | ((route: string) => number) | undefined;
  /** When the client hangs up: `finish` lets the handler go on to its deadline, `abort` takes back what it holds. */
  readonly onHangup?: "finish" | "abort" | ((route: string) => "finish" | "abort") | undefined;
  /** What the logs call a request; Fastify's own id unless said, none with `http.createServer`. */
  readonly requestId?: ((request: IncomingMessage) => string | undefined) | undefined;
  /** The name of a request's scope: its method and route, never with an id in it. */
  readonly route?: ((request: IncomingMessage) => string) | undefined;
};

export const WEB_DEADLINE_MS = 5_000;
/** A handler without a deadline whose client is gone does not run for ever. */
export const LONGEST_ALONE_MS = 30_000;

/** As much of a stream of HTTP/2 as is needed. */
export type Http2Like = Emits &
  Pick<Duplex, "once" | "readableEnded" | "writableEnded"> & { readonly headersSent: boolean };

type Emits = Pick<EventEmitter, "emit">;

/** Lets everything that it emits run in a scope; `look` sees each event before. */
export function emitIn(
  emitter: Emits,
  scope: (event: string | symbol) => Scope,
  look?: (event: string | symbol) => void,
): void {
  const { emit } = emitter;
  emitter.emit = function inScope(this: Emits, event: string | symbol, ...args: unknown[]) {
    look?.(event);
    return scope(event).run(() => emit.call(this, event, ...args));
  } as EventEmitter["emit"];
}

/** Express writes the route that it has chosen onto the request. */
type RoutedRequest = IncomingMessage & { readonly baseUrl?: string; readonly route?: { readonly path?: unknown } };
/** On the way out of a router Express takes its part of the address away again: the first name of a route stays. */
function frameworkRoute(request: IncomingMessage): () => string | undefined {
  let named: { readonly route: object; readonly name: string } | undefined;
  return () => {
    const { baseUrl = "", route } = request as RoutedRequest;
    if (route?.path === undefined) return undefined;
    if (named?.route !== route) named = { route, name: `${request.method} ${baseUrl}${String(route.path)}` };
    return named.name;
  };
}

const scopes = new WeakMap<object, RequestScope>();

export class RequestScope {
  readonly scope: Scope;
  #after: Scope | undefined;
  #hooks: Scope | undefined;
  readonly #options: RequestScopes;
  readonly #request: IncomingMessage;
  #deadlineMs: number;
  /** How many handlers that give a promise still run; undefined as long as it is not known of any. */
  #running: number | undefined;
  #closed = false;
  #finished = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    options: RequestScopes,
    requestId?: string | undefined,
  ) {
    this.#options = options;
    this.#request = request;
    const name = options.route?.(request) ?? `${request.method ?? "GET"} ${pathOf(request.url)}`;
    this.#deadlineMs = deadlineOf(options, name);
    this.scope = new Scope(name, {
      deadlineMs: this.#deadlineMs,
      requestId: options.requestId?.(request) ?? requestId,
      route: options.route === undefined ? frameworkRoute(request) : () => name,
      // Its handler has settled and has never answered.
      done: () => this.#running === 0,
      streams: () => response.headersSent && !response.writableEnded,
    });
    const { scope } = this;
    const renews = (event: string | symbol) => {
      if (event === "data" || event === "readable" || event === "end") scope.open && scope.renew();
    };
    emitIn(request, () => scope, renews);
    response.once("finish", () => {
      this.#finished = true;
    });
    response.once("close", () => this.#close());
    emitIn(response, (event) => (event === "finish" || event === "close" ? this.#afterwards : scope), renews);
    scopes.set(request, this);
  }

  /** The scope of a stream of HTTP/2, which is request and response in one. */
  static ofStream(stream: Http2Like, headers: Readonly<Record<string, unknown>>, options: RequestScopes): RequestScope {
    const found = scopes.get(stream);
    if (found !== undefined) return found;
    const request = {
      method: String(headers[":method"] ?? "GET"),
      url: String(headers[":path"] ?? "/"),
      headers,
      // What it emits is the stream's, which the response of below lets run in the scope.
      emit: () => false,
      get complete() {
        return stream.readableEnded;
      },
    };
    const made = new RequestScope(request as never, stream as never, options);
    scopes.set(stream, made);
    return made;
  }

  /** The scope that a request has already, under other options if some are given; a new one if it has none. */
  static of(
    request: IncomingMessage,
    response: ServerResponse,
    options: RequestScopes,
    requestId?: string | undefined,
  ): RequestScope {
    const found = scopes.get(request);
    if (found === undefined || !found.scope.open) return new RequestScope(request, response, options, requestId);
    const name = options.route?.(request);
    if (name !== undefined || options.deadlineMs !== undefined)
      found.claim(deadlineOf(options, name ?? found.scope.route), name === undefined ? undefined : () => name);
    return found;
  }

  claim(deadlineMs: number | undefined, route: (() => string | undefined) | undefined): void {
    this.#deadlineMs = deadlineMs ?? this.#deadlineMs;
    this.scope.renew(this.#deadlineMs, route);
  }

  /** What is hung on the end of a response runs after it, in a scope of its own. */
  get #afterwards(): Scope {
    this.#after ??= this.#following();
    return this.#after;
  }

  #following(): Scope {
    const { scope } = this;
    return new Scope(scope.name, {
      detached: true,
      afterwards: true,
      // Counted from the end, however late it is asked for.
      deadlineMs: Math.max(0, Math.min(this.#deadlineMs, LONGEST_ALONE_MS) - scope.endedFor),
      requestId: scope.requestId,
      route: () => scope.route,
    });
  }

  /** Runs the hooks that a framework calls after the response, and says when the last of them is done. */
  runHooks<T>(hooks: () => T): T {
    this.#hooks ??= this.#following();
    return this.#hooks.run(hooks);
  }

  /** What a hook forgot is taken back; what it left running goes on, as after a handler that gives no promise. */
  endHooks(): void {
    if (this.#hooks === undefined) return;
    this.#hooks.after = this.#afterwards;
    this.#hooks.end();
  }

  /** Runs a handler; its promise says when it has settled, and goes to the caller as it is. */
  run<T>(handler: () => T): T {
    const answer = this.scope.run(handler);
    this.#follow(answer);
    return answer;
  }

  /** The same for a return value that the framework ignores: its rejection stays unhandled, as it would be without the pool. */
  awaits(answer: unknown): void {
    this.#follow(answer);
    if (answer instanceof Promise) void answer.then();
  }

  #follow(answer: unknown): void {
    if (!(answer instanceof Promise)) return;
    this.#begins();
    const settles = () => this.#settles();
    void answer.then(settles, settles);
  }

  #begins(): void {
    this.#running = (this.#running ?? 0) + 1;
  }

  #settles(): void {
    this.#running = (this.#running ?? 1) - 1;
    if (this.#closed && this.#running === 0) this.#end();
  }

  /** What is at work goes on in the scope that follows. */
  #end(): void {
    const { scope } = this;
    scope.settled = this.#running === 0;
    scope.after = () => this.#afterwards;
    scope.end();
  }

  #close(): void {
    const { scope } = this;
    this.#closed = true;
    const running = this.#running ?? 0;
    if (!this.#finished && (running > 0 || this.#running === undefined)) {
      const { onHangup = "finish" } = this.#options;
      const what = typeof onHangup === "function" ? onHangup(scope.route) : onHangup;
      if (what === "abort") scope.end("aborted");
      else scope.hangUp(LONGEST_ALONE_MS);
      // The body broke off and no handler is known to run: most likely none ever will.
      if (this.#running === undefined && !this.#request.complete) scope.afterwards = true;
      return;
    }
    if (running > 0) return;
    // What a handler hung on the end of its response, such as giving a connection back after a stream, runs before.
    setImmediate(() => this.#end());
  }
}

const deadlineOf = ({ deadlineMs }: RequestScopes, route: string): number =>
  (typeof deadlineMs === "function" ? deadlineMs(route) : deadlineMs) ?? WEB_DEADLINE_MS;
