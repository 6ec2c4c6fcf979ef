import type { FastifyInstance } from "fastify";

/** How long clients that hold a connection get to use it once more and be told that it is the last time. */
const LINGER_MS = 1_000;

/**
 * Stops so that no request is lost. At first everything is answered as before, and each answer says that its connection
 * ends with it; a proxy then turns to another machine. Then no new connection is accepted, what was begun is finished, and what
 * has not finished after `finishMs` is cut off.
 */
export function drainer(app: FastifyInstance): (finishMs: number) => Promise<void> {
  const { server } = app;
  let draining = false;
  server.prependListener("request", (_request, response) => {
    if (draining) response.shouldKeepAlive = false;
  });
  const connections = () =>
    new Promise<number>((resolve) => {
      server.getConnections((_cause, count) => resolve(count ?? 0));
    });
  return async (finishMs) => {
    draining = true;
    const end = performance.now() + LINGER_MS;
    while (performance.now() < end && (await connections()) > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const timer = setTimeout(() => server.closeAllConnections(), finishMs);
    await app.close();
    clearTimeout(timer);
  };
}
