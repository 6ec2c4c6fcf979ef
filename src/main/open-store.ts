import { join } from "node:path";
import type { Instance } from "openfees-pool";
import { type Database, openDatabase, withoutRole } from "../db/connect.ts";
import { isLostConnection } from "../db/connect-error.ts";
import { readDatabaseUrl, type ServerConfig } from "../db/database-url.ts";
import { EmbeddedServer } from "../db/embedded/embedded-server.ts";
import { prepareEmbedded } from "../db/embedded/prepare-embedded.ts";
import { migrate } from "../db/migrate.ts";
import { prepareDatabase } from "../db/prepare-database.ts";
import { checkServerVersion } from "../db/server-version.ts";
import { backoffMs } from "../platform/backoff.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import type { Settings } from "../platform/settings.ts";
import { dataDir } from "./data-dir.ts";

type Say = (fields: object, message: string) => void;
type Log = { readonly info: Say; readonly warn: Say; readonly error: Say };

/** The PostgreSQL that openfees brings along, once it is up. */
export type OwnPostgres = Pick<EmbeddedServer, "config" | "passwords" | "why" | "stop">;
/** Brings it up: in this process, or by asking the parent that keeps it. */
export type StartOwn = (options: {
  readonly dataDir: string;
  readonly onDeath: (attempt: number) => void;
  readonly onBack: (downMs: number) => void;
  readonly onGivenUp: (cause: unknown) => void;
}) => Promise<OwnPostgres>;

/** A PostgreSQL that is there: ours until `stop`, or the one of DATABASE_URL. */
export type Reached = {
  readonly owner: ServerConfig;
  readonly app: ServerConfig;
  /** Over which the server is asked who blocks whom, while callers wait. */
  readonly operators: ServerConfig;
  /** Says more of what went wrong, where more is known. */
  why(cause: unknown): unknown;
  stop(): Promise<void>;
};

const ATTEMPTS = 10;

/** Does a step of the start again when PostgreSQL died under it. Every step is safe to do twice. */
export async function throughDeaths<T>(server: Pick<Reached, "why">, step: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await step();
    } catch (thrown) {
      const cause = server.why(thrown);
      if (attempt >= ATTEMPTS || !isLostConnection(cause)) throw cause;
      await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, { firstMs: 50, largestMs: 2_000 })));
    }
  }
}

/** Starts the embedded PostgreSQL, or goes to the one of DATABASE_URL; roles and extension are there afterwards. */
export async function reachPostgres(
  settings: Pick<Settings, "databaseUrl" | "dataDir">,
  log: Log,
  onGivenUp: (cause: unknown) => void,
  startOwn: StartOwn = (options) => EmbeddedServer.start(options),
): Promise<Reached> {
  if (settings.databaseUrl !== undefined) {
    const server = readDatabaseUrl(settings.databaseUrl);
    try {
      await checkServerVersion(server);
      await prepareDatabase(server);
    } catch (cause) {
      server.hosts?.stop();
      throw cause;
    }
    return {
      owner: server,
      app: server,
      operators: server,
      why: (cause) => cause,
      stop: async () => server.hosts?.stop(),
    };
  }
  const server = await startOwn({
    dataDir: dataDir(settings.dataDir),
    ...toldTo(log),
    onGivenUp,
  });
  try {
    await throughDeaths(server, () => prepareEmbedded(server));
  } catch (cause) {
    await server.stop();
    throw cause instanceof CannotStart && cause.code === "password_refused" ? strange(settings) : cause;
  }
  return {
    owner: server.config("openfees_owner", "openfees"),
    app: server.config("openfees_app", "openfees"),
    operators: server.config("postgres", "openfees"),
    why: (cause) => server.why(cause),
    stop: () => server.stop(),
  };
}

/** What the log says of a PostgreSQL of our own. */
export const toldTo = (log: Log): Pick<Parameters<StartOwn>[0], "onDeath" | "onBack"> => ({
  onDeath: (attempt) => log.error({ attempt }, "PostgreSQL died and is started again"),
  onBack: (downMs) => log.info({ downMs }, "PostgreSQL is back"),
});

/** Our own PostgreSQL does not take our own passwords: the file is of another directory, or was changed. */
const strange = ({ dataDir: setting }: Pick<Settings, "dataDir">): CannotStart =>
  new CannotStart(
    "passwords_damaged",
    `The passwords in ${join(dataDir(setting), "passwords.json")} are not those of the PostgreSQL beside it. Put back the file that belongs there, or set OPENFEES_DATA_DIR to another directory.`,
  );

/** Migrates and opens the connections of the app. */
export async function openMigrated(reached: Reached, log: Log, instance: Instance): Promise<Database> {
  const ran = await throughDeaths(reached, () => migrate(reached.owner));
  if (ran.length > 0) log.info({ migrations: ran }, "migrated");
  const onLost = () => log.error({}, "a connection to PostgreSQL was lost");
  return openDatabase(reached.app, "openfees_app", onLost, {
    instance,
    operators: withoutRole(reached.operators),
    report: (line) => log.warn({}, line),
  });
}
