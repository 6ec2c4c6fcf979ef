import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { type Door, listenError } from "../platform/listen-error.ts";

/**
 * Begins to listen and returns the port: the one asked for, or for 0 the one that the system chose. Throws `CannotStart`,
 * which names the setting to change, where the port or the address cannot be had.
 */
export async function listenAt(app: FastifyInstance, at: Door): Promise<number> {
  try {
    await app.listen({ port: at.port, host: at.host });
  } catch (cause) {
    throw listenError(cause, at);
  }
  return (app.server.address() as AddressInfo).port;
}

/** The URL that opens the site on this machine: `localhost` where the server listens on every address. */
export function urlOf(host: string, port: number): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
}
