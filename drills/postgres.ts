import { chmodSync, rmSync } from "node:fs";
import { type ServerConfig, withClient } from "../src/db/connect.ts";
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
};

export async function withServer<T>(work: (server: DrillServer) => Promise<T>): Promise<T> {
  const dataDir = temporaryHome();
  // PostgreSQL runs as another user when we are root, and has to come through.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true });
  const config = server.config("postgres", "postgres");
  const { host, port, user, password = "", database } = config;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  try {
    return await work({
      config,
      url: `postgresql://${user}:${password}@${host}:${port}/${database}`,
      pid: server.pid ?? 0,
      stop,
      sql: <R extends object>(text: string, values: readonly unknown[] = []) =>
        withClient(config, undefined, async (client) => (await client.query<R>(text, [...values])).rows),
    });
  } finally {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
