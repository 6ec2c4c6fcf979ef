import type pg from "pg";
import { type Address, redirected } from "./address.ts";
import type { Works } from "./works.ts";

/**
 * What a client is made with: what the caller gave, and nothing for the startup packet that he did not ask for. `writable`
 * is the server that takes writes, where there are several.
 */
export function clientConfig({ options, settled }: Works, writable: Address | undefined): pg.ClientConfig {
  const own = options as pg.ClientConfig;
  let config: pg.ClientConfig = { ...own };
  if (settled.rails !== "none") config.keepAlive = own.keepAlive ?? true;
  // Not enumerable in the options, so that it is not printed.
  if ("password" in options) config.password = own.password;
  if (writable !== undefined) config = redirected(config, writable);
  const { instance } = options;
  if (instance !== undefined) config.application_name = instance.applicationName;
  // Whoever named none to the driver is cut by the pool itself, which knows when the program stood still.
  if (own.connectionTimeoutMillis !== undefined) config.connectionTimeoutMillis = settled.connectMs;
  return config;
}
