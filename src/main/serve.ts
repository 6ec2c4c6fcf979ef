/** One idea: `serve` from its start to its end: the snapshot, the database behind it, the web server in front. */
import "./tsx-loader.ts";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { PackSource } from "../app/context.ts";
import type { PackStore } from "../db/pack-store.ts";
import { createPackStore } from "../db/pack-store.ts";
import { publishedNow } from "../db/snapshot/build-snapshot.ts";
import { followPublished, type HeldSnapshot, takePublished } from "../db/snapshot/follow-published.ts";
import { shippedSnapshot, snapshotSource } from "../db/snapshot/snapshot.ts";
import type { SnapshotFolder } from "../db/snapshot/snapshot-folder.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { backoffMs } from "../platform/backoff.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { civilDayIn } from "../platform/clock.ts";
import { createLog } from "../platform/log.ts";
import { readSettings, type Settings } from "../platform/settings.ts";
import { Shutdown } from "../platform/shutdown.ts";
import { fastifyScopes, type Pool } from "../pool/index.ts";
import { browserBuild } from "./browser-build.ts";
import { snapshotFolder } from "./open-snapshots.ts";
import { openMigrated, reachPostgres, throughDeaths } from "./open-store.ts";
import { shippedJurisdictions, shippedLetter, shippedPack } from "./shipped-pack.ts";

type Log = ReturnType<typeof createLog>;
const NEEDS_NODE = 26;
/** The last one is a terminal that was closed. */
const STOPS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/**
 * Serves everything on one machine until it is told to stop: PostgreSQL, migrations, the shipped packs, the web server.
 * Prints its address as a URL when it is ready. Answers the exit status: 0 stopped as asked, 1 PostgreSQL was lost.
 * Throws `CannotStart` when it cannot begin; nothing is left running then.
 */
export async function serve(environment: NodeJS.ProcessEnv, print: (line: string) => void): Promise<number> {
  if (Number(process.versions.node.split(".")[0]) < NEEDS_NODE)
    throw new CannotStart(
      "node_too_old",
      `serve needs Node ${NEEDS_NODE} or later; this is Node ${process.versions.node}. The other commands run here.`,
    );
  const settings = readSettings(environment);
  const log = createLog(settings.logLevel);
  const shutdown = new Shutdown((step, cause) => log.error({ step, err: cause }, "did not stop in order"));
  let status = 0;
  let begun: Promise<string> | undefined;
  const asked = new Promise<undefined>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      log.info({ signal }, "stopping");
      resolve(undefined);
    };
    for (const signal of STOPS) process.on(signal, stop);
    shutdown.add("signals", 100, () => {
      for (const signal of STOPS) process.off(signal, stop);
    });
    const lost = (cause: unknown) => {
      log.fatal({ err: cause }, "PostgreSQL could not be brought back");
      status = 1;
      resolve(undefined);
    };
    begun = begin(settings, log, shutdown, lost);
  });
  try {
    const address = await Promise.race([begun, asked]);
    if (address !== undefined) print(address);
    await asked;
    await begun?.catch(() => {});
    return status;
  } finally {
    await shutdown.stop();
  }
}

async function begin(
  settings: Settings,
  log: Log,
  shutdown: Shutdown,
  lost: (cause: unknown) => void,
): Promise<string> {
  const folder = snapshotFolder(settings);
  const held = await firstSnapshot(folder, log);
  const withDatabase = () => attachDatabase(settings, folder, held, log, shutdown, lost);
  let pool: Pool | undefined;
  try {
    pool = await withDatabase();
  } catch (cause) {
    // an address that never answered here is wrong; one that did is away, and its facts are kept here
    if (!(cause instanceof CannotStart) || !AWAY.includes(cause.code) || held.name === null) throw cause;
    log.error({ code: cause.code, facts: held.snapshot.madeAt }, `${cause.message} Serving the facts kept here.`);
    tryAgain(withDatabase, log, shutdown);
  }
  return listen(
    settings,
    snapshotSource(() => held.snapshot),
    pool,
    log,
    shutdown,
  );
}

/** A database that is away, not one that is wrongly named: pages are served without it, and it is tried again. */
const AWAY: readonly string[] = ["connection_refused", "server_not_ready", "server_full"];

/** The newest whole snapshot kept here, else what ships with this release. */
async function firstSnapshot(folder: SnapshotFolder, log: Log): Promise<HeldSnapshot> {
  const kept = await folder.best().catch((cause: unknown) => {
    log.error({ err: cause }, "the kept snapshots cannot be read");
    return undefined;
  });
  if (kept) return kept;
  const packs = shippedJurisdictions().map(shippedPack);
  return { name: null, snapshot: shippedSnapshot(packs, new Date().toISOString()) };
}

async function attachDatabase(
  settings: Settings,
  folder: SnapshotFolder,
  held: HeldSnapshot,
  log: Log,
  shutdown: Shutdown,
  lost: (cause: unknown) => void,
): Promise<Pool> {
  // What was opened is closed again when a later step fails: the next try starts from nothing.
  const own = new Shutdown((step, cause) => log.error({ step, err: cause }, "did not stop in order"));
  try {
    const reached = await reachPostgres(settings, log, lost);
    own.add("PostgreSQL", 15_000, () => reached.stop());
    const database = await openMigrated(reached, log);
    own.add("connections", 5_000, () => database.close());
    await database.pool.scope("publish shipped packs", () =>
      throughDeaths(reached, () => publishShipped(createPackStore(database.kysely), log)),
    );
    const kept = held.name !== null && held.snapshot.published === (await publishedNow(database.kysely));
    if (!kept && (await folder.pinned()) === undefined)
      await throughDeaths(reached, () => takePublished(database.kysely, folder, held, log));
    const following = followPublished(database.kysely, folder, held, log);
    own.add("snapshots", 5_000, () => following.stop());
    shutdown.add("database", 25_000, () => own.stop());
    return database.pool;
  } catch (cause) {
    await own.stop();
    throw cause;
  }
}

/** Tries until the database is there or the server stops. */
function tryAgain(attach: () => Promise<unknown>, log: Log, shutdown: Shutdown): void {
  let timer: NodeJS.Timeout;
  let trying: Promise<void> = Promise.resolve();
  const again = (attempt: number) => {
    if (shutdown.stopping) return;
    const ms = backoffMs(attempt, { firstMs: 1_000, largestMs: 15_000, jitter: 0.5 });
    timer = setTimeout(() => {
      trying = attach().then(
        () => log.info({}, "PostgreSQL is there now"),
        () => again(attempt + 1),
      );
    }, ms);
  };
  again(0);
  shutdown.add("search for PostgreSQL", 30_000, () => {
    clearTimeout(timer);
    return trying;
  });
}

/** A release older than the data goes on with the newer data; every other refusal stops the start. */
async function publishShipped(store: PackStore, log: Log): Promise<void> {
  for (const jurisdiction of shippedJurisdictions()) {
    try {
      const done = await store.loadPack(shippedPack(jurisdiction));
      log.info(
        { jurisdiction, ...done },
        done.published ? "published the shipped pack" : "the shipped pack is stored already",
      );
    } catch (cause) {
      if (!(cause instanceof CannotStart) || cause.code !== "pack_older") throw cause;
      log.warn({ jurisdiction }, cause.message);
    }
  }
}

async function listen(
  settings: Settings,
  store: PackSource,
  pool: Pool | undefined,
  log: Log,
  shutdown: Shutdown,
): Promise<string> {
  const [{ createWebServer }, { auditInThread }, { readExamples }] = await Promise.all([
    import("../http/web-server.ts"),
    import("../http/audit-in-thread.ts"),
    import("../http/example-statements.ts"),
  ]);
  const today = civilDayIn("Africa/Lagos");
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  const app = await createWebServer({
    ...(pool ? { scopes: scopesOf(pool, settings) } : {}),
    ctx: { packs: store, today: () => today() as CivilDate },
    operator: { operator: settings.operator, contact: settings.contact, funding: settings.funding },
    log,
    letter: shippedLetter("ng"),
    examples: readExamples(new URL("../../data/ng/examples/", import.meta.url)),
    limits: {
      bytes: settings.uploadBytes,
      rows: settings.uploadRows,
      timeMs: settings.uploadTimeMs,
      atOnce: settings.uploadsAtOnce,
    },
    engineVersion: version,
    browser: browserBuild,
    audit: auditInThread(version),
  });
  shutdown.add("web server", 10_000, () => app.close());
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (cause) {
    throw listenError(cause, settings);
  }
  // made while nobody waits; the page that needs them would make them otherwise
  browserBuild().catch((cause: unknown) => log.error({ err: cause }, "the scripts of /audit could not be built"));
  const { port } = app.server.address() as AddressInfo;
  const host = ["0.0.0.0", "::"].includes(settings.host) ? "localhost" : settings.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}/`;
}

/** A sent statement may take longer than a page; it holds no connection while it is read. */
const scopesOf = (pool: Pool, settings: Settings) =>
  fastifyScopes(pool, {
    deadlineMs: (route) => (route.includes("audit") ? settings.uploadTimeMs : 0) + 5_000,
  }) as unknown as (app: FastifyInstance) => Promise<void>;

function listenError(cause: unknown, { host, port }: Settings): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (code === "EADDRINUSE")
    return new CannotStart(
      "port_busy",
      `Port ${port} on ${host} is in use by another program. Stop it, or set OPENFEES_PORT to another port.`,
      { cause },
    );
  if (code === "EACCES")
    return new CannotStart("port_busy", `You may not listen on port ${port}. Set OPENFEES_PORT to a port above 1023.`, {
      cause,
    });
  if (["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(code))
    return new CannotStart(
      "setting_bad",
      `This machine has no address ${host}. Set OPENFEES_HOST to one that it has, such as 127.0.0.1.`,
      { cause },
    );
  return cause;
}
