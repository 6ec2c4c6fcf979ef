import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { ServerConfig } from "../../src/db/database-url.ts";
import { EmbeddedServer } from "../../src/db/embedded/embedded-server.ts";
import { prepareEmbedded } from "../../src/db/embedded/prepare-embedded.ts";
import { migrate } from "../../src/db/migrate.ts";

export const TEMPLATE = "openfees_template";

/** How a test file reaches the server of the run: the superuser makes databases, the roles use them. */
export type RealServer = Readonly<
  Record<"postgres" | "openfees_owner" | "openfees_app" | "openfees_read", ServerConfig>
>;

declare module "vitest" {
  export interface ProvidedContext {
    realServer: RealServer;
  }
}

/** A directory in memory where there is one, open to the user that PostgreSQL runs as. */
export function temporaryHome(): string {
  const memory = statSync("/dev/shm", { throwIfNoEntry: false })?.isDirectory() ? "/dev/shm" : tmpdir();
  return mkdtempSync(join(memory, "openfees-test-"));
}

/** One server for the whole run, with a migrated database that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = temporaryHome();
  if (process.getuid?.() === 0) (await import("node:fs")).chmodSync(dataDir, 0o711);
  const server = await EmbeddedServer.start({ dataDir, fast: true });
  await prepareEmbedded(server, TEMPLATE);
  await migrate(server.config("openfees_owner", TEMPLATE));
  project.provide("realServer", {
    postgres: server.config("postgres", "postgres"),
    openfees_owner: server.config("openfees_owner", TEMPLATE),
    openfees_app: server.config("openfees_app", TEMPLATE),
    openfees_read: server.config("openfees_read", TEMPLATE),
  });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
