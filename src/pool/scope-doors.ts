import type { IncomingMessage, ServerResponse } from "node:http";
import { Scope } from "./scope.ts";

// The lines that open scopes: one for `http.createServer`, one for Fastify, one for jobs. One idea: a request's scope ends
// when its handler has settled and its response is finished or closed, whichever comes later, or at its deadline.

type Scoped = { usesScopes(): void };

export type RequestScopes = {
  /** Milliseconds; 5000 unless said, `Infinity` for none. A function may decide by route. */
  readonly deadlineMs?: number | ((route: string) => number) | undefined;
  /** What the logs call a request; Fastify's own id unless said, none with `http.createServer`. */
  readonly requestId?: ((request: IncomingMessage) => string | undefined) | undefined;
  /** The name of a request's scope: its method and route, never with an id in it. */
  readonly route?: ((request: IncomingMessage) => string) | undefined;
};

const WEB_DEADLINE_MS = 5_000;

/** `/banks/17/fees?x=1` is the route `/banks/:n/fees`. */
const routeOf = (request: IncomingMessage): string => {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  return `${request.method ?? "GET"} ${path.replace(/\/(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=\/|$)/gi, "/:n")}`;
};

/** Ends the scope once both have been told; a response that closes unfinished is a client that hung up. */
function endWith(scope: Scope, response: ServerResponse): () => void {
  let settled = false;
  let closed = false;
  response.once("close", () => {
    closed = true;
    if (!response.writableFinished) scope.end("aborted");
    // What a handler hung on the end of its response, such as giving a connection back after a stream, runs before.
    else if (settled) setImmediate(() => scope.end());
  });
  return () => {
    settled = true;
    if (closed) scope.end();
  };
}

const deadlineOf = ({ deadlineMs }: RequestScopes, route: string): number =>
  (typeof deadlineMs === "function" ? deadlineMs(route) : deadlineMs) ?? WEB_DEADLINE_MS;

/** `http.createServer(scopedHandler(pool, handler))`. */
export function scopedHandler<Q extends IncomingMessage, S extends ServerResponse>(
  pool: Scoped,
  handler: (request: Q, response: S) => unknown,
  options: RequestScopes = {},
): (request: Q, response: S) => void {
  pool.usesScopes();
  return (request, response) => {
    const name = (options.route ?? routeOf)(request);
    const requestId = options.requestId?.(request);
    const scope = new Scope(name, { deadlineMs: deadlineOf(options, name), requestId });
    const settled = endWith(scope, response);
    let answer: unknown;
    try {
      answer = scope.run(() => handler(request, response));
    } catch (cause) {
      settled();
      throw cause;
    }
    if (!(answer instanceof Promise)) return settled();
    // A rejection stays as unhandled as it was without us.
    void answer.then(settled, (cause) => {
      settled();
      throw cause;
    });
  };
}

type Hook = (request: unknown, reply: unknown, done: () => void) => void;
type RouteOptions = { handler: (this: unknown, request: unknown, reply: unknown) => unknown };
/** As much of Fastify as is needed, so that the pool does not depend on it; `never` takes whatever its own types ask for. */
export type FastifyLike = { addHook(name: never, hook: never): unknown };
type Hooks = {
  addHook(name: "onRequest" | "preValidation", hook: Hook): unknown;
  addHook(name: "onRoute", hook: (route: RouteOptions) => void): unknown;
};
type FastifyRequestLike = {
  readonly raw: IncomingMessage;
  readonly id?: string | undefined;
  readonly routeOptions?: { readonly url?: string | undefined };
};

/** `fastifyScopes(pool)(app)`, before the routes; or `app.register(fastifyScopes(pool))`. */
export function fastifyScopes(
  pool: Scoped,
  options: RequestScopes = {},
): (app: FastifyLike, ...rest: unknown[]) => Promise<void> {
  pool.usesScopes();
  const scopes = new WeakMap<object, { scope: Scope; settled: () => void }>();
  const plugin = async (like: FastifyLike): Promise<void> => {
    const app = like as Hooks;
    app.addHook("onRoute", (route) => {
      const { handler } = route;
      route.handler = function scoped(request, reply) {
        const settled = () => scopes.get(request as object)?.settled();
        let answer: unknown;
        try {
          answer = handler.call(this, request, reply);
        } catch (cause) {
          settled();
          throw cause;
        }
        if (answer instanceof Promise) void answer.then(settled, settled);
        else settled();
        return answer;
      };
    });
    app.addHook("onRequest", (request, reply, done) => {
      const { raw, routeOptions, id } = request as FastifyRequestLike;
      const name = options.route?.(raw) ?? `${raw.method ?? "GET"} ${routeOptions?.url ?? "(none)"}`;
      const requestId = options.requestId === undefined ? id : options.requestId(raw);
      const scope = new Scope(name, { deadlineMs: deadlineOf(options, name), requestId });
      const response = (reply as { raw: ServerResponse }).raw;
      const settled = endWith(scope, response);
      scopes.set(request as object, { scope, settled });
      // A hook that answers by itself never comes to the handler.
      response.once("finish", () => setImmediate(() => scopes.get(request as object)?.settled()));
      scope.run(done);
    });
    // The body arrives on the socket's own events: come back into the scope before the handler.
    app.addHook("preValidation", (request, _reply, done) => {
      const found = scopes.get(request as object);
      if (found === undefined) done();
      else found.scope.run(done);
    });
  };
  // Fastify's sign for a plugin that is not shut into a room of its own.
  return Object.assign(plugin, { [Symbol.for("skip-override")]: true });
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
