// The lines that open scopes.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import {
  emitIn,
  type Http2Like,
  LONGEST_ALONE_MS,
  RequestScope,
  type RequestScopes,
  WEB_DEADLINE_MS,
} from "./request-scope.ts";
import { pathOf } from "./route-name.ts";
import { Scope } from "./scope.ts";

// The lines that open scopes. Each request is cut at its deadline, 5 seconds unless `deadlineMs` says otherwise for all or
// by route; a hang-up lets it finish unless `onHangup` says `abort`.

export type Scoped = { usesScopes(): void };

/** `http.createServer(scopedHandler(pool, handler))`; `handler` may be an Express application. */
export function scopedHandler<Q extends IncomingMessage, S extends ServerResponse>(
  pool: Scoped,
  handler: (request: Q, response: S) => unknown,
  options: RequestScopes = {},
): (request: Q, response: S) => void {
  pool.usesScopes();
  return (request, response) => {
    const found = RequestScope.of(request, response, options);
    found.awaits(found.scope.run(() => handler(request, response)));
  };
}

/** `server.on("upgrade", scopedUpgrade(pool, handler))`: the scope lives as long as the socket, and has no deadline. */
export function scopedUpgrade<Q extends IncomingMessage, S extends Duplex>(
  pool: Scoped,
  handler: (request: Q, socket: S, head: Buffer) => unknown,
  options: Pick<RequestScopes, "route" | "requestId"> = {},
): (request: Q, socket: S, head: Buffer) => unknown {
  pool.usesScopes();
  return (request, socket, head) => socketScope(request, socket, options).run(() => handler(request, socket, head));
}

/** The scope of an upgraded connection: what its socket emits runs in it, and it ends with the socket. */
export function socketScope(request: IncomingMessage, socket: Duplex, options: RequestScopes): Scope {
  const name = options.route?.(request) ?? `UPGRADE ${pathOf(request.url)}`;
  const scope = new Scope(name, { requestId: options.requestId?.(request), detached: true });
  socket.once("close", () => setImmediate(() => scope.end()));
  emitIn(socket, () => scope);
  return scope;
}

/** `server.on("stream", scopedStream(pool, handler))` of node:http2, where its requests are not asked for. */
export function scopedStream<S extends Http2Like, H extends Readonly<Record<string, unknown>>, R extends unknown[]>(
  pool: Scoped,
  handler: (stream: S, headers: H, ...rest: R) => unknown,
  options: RequestScopes = {},
): (stream: S, headers: H, ...rest: R) => void {
  pool.usesScopes();
  return (stream, headers, ...rest) => {
    const found = RequestScope.ofStream(stream, headers, options);
    found.awaits(found.scope.run(() => handler(stream, headers, ...rest)));
  };
}

/** `app.use(expressScopes(pool))`, before everything that asks the database. */
export function expressScopes(
  pool: Scoped,
  options: RequestScopes = {},
): (request: IncomingMessage, response: ServerResponse, next: (cause?: unknown) => void) => void {
  pool.usesScopes();
  return (request, response, next) => {
    RequestScope.of(request, response, options).scope.run(() => next());
  };
}

type KoaLike = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  /** What Koa's router writes down once it has chosen. */
  readonly _matchedRoute?: unknown;
};

/** `app.use(koaScopes(pool))`, first. */
export function koaScopes(
  pool: Scoped,
  options: RequestScopes = {},
): <C extends KoaLike>(context: C, next: () => Promise<unknown>) => Promise<unknown> {
  pool.usesScopes();
  return (context, next) => {
    const found = RequestScope.of(context.req, context.res, options);
    if (options.route === undefined)
      found.claim(undefined, () =>
        context._matchedRoute === undefined ? undefined : `${context.method} ${String(context._matchedRoute)}`,
      );
    // The response is written after this promise has settled, in the same turn.
    return found.run(next);
  };
}

type FetchOptions = {
  readonly deadlineMs?: number | ((route: string) => number) | undefined;
  readonly onHangup?: "finish" | "abort" | undefined;
  readonly route?: ((request: Request) => string) | undefined;
};

/** For handlers of the shape `(request) => Response` (Hono, Next): the scope stays open until the body has been sent. */
export function scopedFetch<R extends Request, A extends unknown[]>(
  pool: Scoped,
  handler: (request: R, ...rest: A) => Response | Promise<Response>,
  options: FetchOptions = {},
): (request: R, ...rest: A) => Promise<Response> {
  pool.usesScopes();
  return async (request, ...rest) => {
    const { deadlineMs } = options;
    const name = options.route?.(request) ?? `${request.method} ${pathOf(new URL(request.url).pathname)}`;
    /** Somebody reads the body, and may take as long as it needs. */
    let read = false;
    const scope = new Scope(name, {
      deadlineMs: (typeof deadlineMs === "function" ? deadlineMs(name) : deadlineMs) ?? WEB_DEADLINE_MS,
      streams: () => read,
      done: () => answered,
    });
    const longest = Math.min(scope.deadlineAt - scope.openedAt, LONGEST_ALONE_MS);
    const ends = () => {
      scope.settled = true;
      scope.after = () =>
        new Scope(scope.name, {
          detached: true,
          afterwards: true,
          deadlineMs: Math.max(0, longest - scope.endedFor),
          route: () => scope.route,
        });
      scope.end();
    };
    if (options.onHangup === "abort")
      request.signal?.addEventListener("abort", () => scope.end("aborted"), { once: true });
    let answered = false;
    let response: Response;
    try {
      response = await scope.run(() => handler(request, ...rest));
    } catch (cause) {
      ends();
      throw cause;
    }
    answered = true;
    // The body of an answer to HEAD is never read.
    if (response.body === null || request.method === "HEAD") {
      ends();
      return response;
    }
    const reader = response.body.getReader();
    const pulled: UnderlyingDefaultSource = {
      pull: (to) =>
        scope.run(async () => {
          read = true;
          const { done, value } = await reader.read().catch((cause: unknown) => {
            ends();
            throw cause;
          });
          if (!done) to.enqueue(value);
          else {
            to.close();
            ends();
          }
        }),
      cancel: (reason) => scope.run(() => reader.cancel(reason)).finally(ends),
    };
    // Nothing is pulled before somebody reads.
    const body = new ReadableStream(pulled, { highWaterMark: 0 });
    const { status, statusText, headers } = response;
    return new Response(body, { status, statusText, headers });
  };
}

/** A task of a worker, such as graphile-worker's `(payload, help) => ...`, that owns what it takes. */
export function scopedTask<A extends unknown[], T>(
  pool: Scoped,
  name: string,
  task: (...args: A) => Promise<T> | T,
  options: { readonly deadlineMs?: number | undefined } = {},
): (...args: A) => Promise<T> {
  pool.usesScopes();
  return async (...args) => {
    const scope = new Scope(name, options);
    try {
      return await scope.run(() => task(...args));
    } finally {
      scope.end();
    }
  };
}
