import type { IncomingMessage, ServerResponse } from "node:http";
import { RequestScope, type RequestScopes } from "./request-scope.ts";
import type { Scoped } from "./scope-doors.ts";

type Hook = (request: unknown, reply: unknown, done: () => void) => void;
type RouteOptions = {
  handler: (this: unknown, request: unknown, reply: unknown) => unknown;
  onResponse?: Hook | readonly Hook[] | undefined;
};
/** As much of Fastify as is needed, so that the pool does not depend on it; `never` takes whatever its own types ask for. */
export type FastifyLike = { addHook(name: never, hook: never): unknown };
type Hooks = {
  addHook(name: "onRequest" | "preValidation" | "onResponse", hook: Hook): unknown;
  addHook(name: "onRoute", hook: (route: RouteOptions) => void): unknown;
};
type FastifyRequestLike = {
  readonly raw: IncomingMessage;
  readonly id?: string | undefined;
  readonly routeOptions?: { readonly url?: string | undefined };
};

/**
 * A scope for each request of Fastify, named by its route: `fastifyScopes(pool)(app)`, before the routes; or
 * `app.register(fastifyScopes(pool))`. A request is cut at its deadline, 5 seconds unless `deadlineMs` says otherwise.
 */
export function fastifyScopes(
  pool: Scoped,
  options: RequestScopes = {},
): (app: FastifyLike, ...rest: unknown[]) => Promise<void> {
  pool.usesScopes();
  const scopes = new WeakMap<object, RequestScope>();
  const plugin = async (like: FastifyLike): Promise<void> => {
    const app = like as Hooks;
    // The hooks of a route come after those of the program: this one is the last.
    const lastHook: Hook = (request, _reply, done) => {
      scopes.get(request as object)?.endHooks();
      done();
    };
    app.addHook("onRoute", (route) => {
      const { handler, onResponse = [] } = route;
      route.onResponse = [onResponse, lastHook].flat() as readonly Hook[];
      route.handler = function scoped(request, reply) {
        const found = scopes.get(request as object);
        return found === undefined
          ? handler.call(this, request, reply)
          : found.run(() => handler.call(this, request, reply));
      };
    });
    app.addHook("onRequest", (request, reply, done) => {
      const { raw, routeOptions, id } = request as FastifyRequestLike;
      const route = `${raw.method ?? "GET"} ${routeOptions?.url ?? "(none)"}`;
      const own = { route: () => route, ...options };
      const found = RequestScope.of(raw, (reply as { raw: ServerResponse }).raw, own, id);
      scopes.set(request as object, found);
      found.scope.run(done);
    });
    app.addHook("onResponse", (request, _reply, done) => {
      const found = scopes.get(request as object);
      if (found === undefined) done();
      else found.runHooks(done);
    });
    // A parser of the program's own may call back from anywhere: come back into the scope before the handler.
    app.addHook("preValidation", (request, _reply, done) => {
      const found = scopes.get(request as object);
      if (found === undefined) done();
      else found.scope.run(done);
    });
  };
  // Fastify's sign for a plugin that is not shut into a room of its own.
  return Object.assign(plugin, { [Symbol.for("skip-override")]: true });
}
