import { randomBytes } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { withClient } from "../src/db/connect.ts";
import type { ServerConfig } from "../src/db/database-url.ts";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { temporaryHome } from "../test/support/real-database.ts";

/** A PostgreSQL of the drill's own, for as long as `work` runs. */
export type DrillServer = {
  readonly config: ServerConfig;
  readonly url: string;
  /** Of the postmaster. */
  readonly pid: number;
  /** As the superuser, on a connection of its own. */
  sql<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  stop(): Promise<void>;
  /** A user of its own with a limit of connections; answers how it logs in. */
  user(name: string, limit: number): Promise<string>;
};

export async function withServer<T>(
  work: (server: DrillServer) => Promise<T>,
  options: { readonly maxConnections?: number } = {},
): Promise<T> {
  const dataDir = temporaryHome();
  // PostgreSQL runs as another user when we are root, and has to come through.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true, ...options });
  const config = server.config("postgres", "postgres");
  const { host, port, user, password = "", database } = config;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  const sql = <R extends object>(text: string, values: readonly unknown[] = []) =>
    withClient(config, undefined, async (client) => (await client.query<R>(text, [...values])).rows);
  const urlOf = (name: string, secret: string) => `postgresql://${name}:${secret}@${host}:${port}/${database}`;
  try {
    return await work({
      config,
      url: urlOf(user, password),
      pid: server.pid ?? 0,
      stop,
      sql,
      user: async (name, limit) => {
        const secret = randomBytes(12).toString("hex");
        await sql(`CREATE ROLE ${name} LOGIN CONNECTION LIMIT ${limit} PASSWORD '${secret}'`);
        return urlOf(name, secret);
      },
    });
  } finally {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
