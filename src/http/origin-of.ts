import type { FastifyRequest } from "fastify";

const NAME = /^(?:[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * `https://host:port` of a request, as its Host says. What is no plain name or address of a host is not repeated: then it is
 * the address that the request came in by. https only where a trusted proxy says so.
 */
export function originOf({ host, protocol, socket }: FastifyRequest): string {
  const scheme = protocol === "https" ? "https" : "http";
  return NAME.test(host) ? `${scheme}://${host.toLowerCase()}` : `http://127.0.0.1:${socket.localPort ?? 8080}`;
}
