/** `serve` from its start to its end: the snapshot, the database behind it, the web server in front. */
import "./tsx-loader.ts";
import type { AddressInfo } from "node:net";
import { fastifyScopes } from "openfees-pool";
import { POOL_SIZE } from "../db/connect.ts";
import { followPublished, type HeldSnapshot } from "../db/snapshot/follow-published.ts";
import { factsOf, type Snapshot, shippedSnapshot, snapshotSource } from "../db/snapshot/snapshot.ts";
import type { SnapshotFolder } from "../db/snapshot/snapshot-folder.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { WebDeps } from "../http/web-deps.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { civilDayIn } from "../platform/clock.ts";
import { descriptorLimit, socketsWithin } from "../platform/descriptor-limit.ts";
import { diskRoom } from "../platform/disk-room.ts";
import { ENDED_BY_SIGNAL } from "../platform/kept-process.ts";
import { createLog } from "../platform/log.ts";
import { readSettings, type Settings } from "../platform/settings.ts";
import { onStopSignal, Shutdown } from "../platform/shutdown.ts";
import { sealer } from "../server/seal.ts";
import { browserBuild } from "./browser-build.ts";
import { dataDir } from "./data-dir.ts";
import { DatabaseLink } from "./database-link.ts";
import { dayBudgets } from "./day-budgets.ts";
import { foreignPool } from "./foreign-pool.ts";
import { instanceName, type Joining } from "./join-fleet.ts";
import { snapshotFolder } from "./open-snapshots.ts";
import { type Operations, operations } from "./operations.ts";
import type { ParentLink } from "./parent-link.ts";
import { reportBook } from "./report-book.ts";
import { sealSecrets } from "./seal-secrets.ts";
import { builtSnapshot, shippedJurisdictions, shippedLetter, shippedPack, shippedTimeZone } from "./shipped-pack.ts";
import { VERSION } from "./version.ts";

type Log = ReturnType<typeof createLog>;
type Clock = () => Date;

/**
 * Serves everything on one machine until it is told to stop: PostgreSQL, migrations, the shipped packs, the web server.
 * Prints its address as a URL when it is ready. Answers the exit status. Throws `CannotStart` when it cannot begin;
 * nothing is left running then. `now` is the clock by which the day is told. With `handover` it takes the place of a live one.
 * With a `parent` it is the web process of one: that keeps PostgreSQL and hears the address.
 */
export async function serve(
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
  now: Clock = () => new Date(),
  handover = false,
  parent?: ParentLink,
): Promise<number> {
  const settings = readSettings(environment);
  const log = createLog(settings.logLevel);
  const shutdown = new Shutdown((step, cause) => log.error({ step, err: cause }, "did not stop in order"));
  let status = 0;
  let begun: Promise<string> | undefined;
  const asked = new Promise<undefined>((resolve) => {
    const stop = (why: string) => {
      log.info({ why }, "stopping");
      resolve(undefined);
    };
    parent?.onStop((why) => {
      status = 0;
      stop(why);
    });
    const signalled = (signal: NodeJS.Signals) => {
      // one that is not from the parent: that starts another
      if (parent && !parent.stopping) status = ENDED_BY_SIGNAL;
      stop(signal);
    };
    shutdown.add("signals", 100, onStopSignal(signalled));
    const onSuperseded = (by: string) => {
      log.warn({ by }, "another openfees has this one's place: stopping");
      resolve(undefined);
    };
    begun = begin(settings, log, shutdown, now, { handover, onSuperseded }, parent);
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
  now: Clock,
  joining: Joining,
  parent?: ParentLink,
): Promise<string> {
  const folder = snapshotFolder(settings);
  const { held, wasThere } = await firstSnapshot(folder, log);
  const doors = { beforeSwap: async (_next: Snapshot): Promise<void> => {} };
  const beforeSwap = (next: Snapshot) => doors.beforeSwap(next);
  const link = new DatabaseLink(settings, folder, held, log, beforeSwap, joining, parent?.startOwn);
  shutdown.add("database", 25_000, () => link.stop());
  const disk = diskRoom(dataDir(settings.dataDir), settings.diskRoomBytes, () => {});
  const onCall = await operations({ settings, held, link, disk, log, shutdown });
  try {
    // one that died had passed every check of a start: its pages come back first, and then what they do not need
    if (parent?.again && wasThere) link.search();
    else await link.attach();
  } catch (cause) {
    // an address that never answered here is wrong; one that did is away, and its facts are kept here
    if (!(cause instanceof CannotStart) || !AWAY.includes(cause.code) || !wasThere) throw cause;
    log.error({ code: cause.code, facts: held.snapshot.madeAt }, `${cause.message} Serving the facts kept here.`);
    link.search();
  }
  const following = followPublished(() => link.database?.kysely, folder, held, log, beforeSwap);
  shutdown.add("snapshots", 5_000, () => following.stop());
  onCall.start();
  return listen(settings, held, link, doors, log, shutdown, now, onCall);
}

/** A database that is away or locked to us, not one that is wrongly named: pages are served without it, and it is tried again. */
const AWAY: readonly string[] = [
  "connection_refused",
  "server_not_ready",
  "server_full",
  "no_primary",
  "passwords_damaged",
];

/** The newest whole snapshot kept here, else the one that was built with this release, else its packs alone. */
async function firstSnapshot(
  folder: SnapshotFolder,
  log: Log,
): Promise<{ readonly held: HeldSnapshot; readonly wasThere: boolean }> {
  const kept = await folder.best().catch((cause: unknown) => {
    log.error({ err: cause }, "the kept snapshots cannot be read");
    return undefined;
  });
  if (kept) return { held: kept, wasThere: true };
  const built = builtSnapshot();
  if (built) return { held: { name: null, snapshot: built }, wasThere: true };
  const packs = shippedJurisdictions().map(shippedPack);
  return { held: { name: null, snapshot: shippedSnapshot(packs, new Date().toISOString()) }, wasThere: false };
}

/** How long a swap waits for pages made beforehand. */
const PRERENDER_MS = 10_000;

/** The code of the pages. It is loaded once, while the snapshot is read or, by a spare web process, ahead of its turn. */
export const loadServed = () =>
  Promise.all([
    import("../http/web-server.ts"),
    import("../http/example-statements.ts"),
    import("../server/page-cache.ts"),
    import("../http/site/prerender.ts"),
    import("../server/drain.ts"),
    import("../http/foreign/ask-children.ts"),
  ]);

async function listen(
  settings: Settings,
  held: HeldSnapshot,
  link: DatabaseLink,
  doors: { beforeSwap(next: Snapshot): Promise<void> },
  log: Log,
  shutdown: Shutdown,
  now: Clock,
  onCall: Operations,
): Promise<string> {
  const [{ createWebServer }, { readExamples }, { PageCache }, { prerender }, { drainer }, { askChildren }] =
    await loadServed();
  const timeZone = shippedTimeZone("ng");
  const today = civilDayIn(timeZone, now) as () => CivilDate;
  const pages = new PageCache(settings.pageCacheBytes);
  const children = foreignPool(settings.uploadsAtOnce, {
    // what a job did to its child is told where the job is known
    onDeath: (death, said) => death === "start" && log.error({ said }, "a child process could not be started"),
  });
  onCall.children(children);
  const budgets = dayBudgets(settings, today, link);
  const foreign = askChildren({ pool: children.pool, engineVersion: VERSION, log, budget: budgets.statements });
  const reports = reportBook(settings, link, log);
  const seals = sealer("saved result", sealSecrets(settings, log));
  const connections = socketsWithin(settings.maxConnections, descriptorLimit());
  if (connections < settings.maxConnections)
    log.warn({ connections }, "fewer sockets than OPENFEES_MAX_CONNECTIONS: the system allows no more open files");
  const depsOf = (snapshot: () => Snapshot): WebDeps => ({
    pages,
    ctx: { packs: snapshotSource(snapshot), today },
    facts: () => factsOf(snapshot(), "ng"),
    reports,
    reportsOfDay: budgets.reports,
    peers: () => link.peers,
    bounds: {
      trustedProxies: settings.trustedProxies ?? [],
      connections,
      costlyPerMinute: settings.costlyPerMinute,
      keyPerMinute: settings.keyPerMinute,
      keyBurst: settings.keyBurst,
      databasePlaces: POOL_SIZE,
    },
    apiKeys: settings.apiKeys ?? [],
    ...(settings.address === null ? {} : { address: settings.address }),
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
    engineVersion: VERSION,
    timeZone,
    browser: browserBuild,
    ...foreign,
    sealer: seals,
  });
  const tracing = await tracingOf(settings, log, shutdown);
  const deps = {
    ...depsOf(() => held.snapshot),
    traces: tracing?.requests,
    atDoor: (waiting: () => number) => {
      link.waitingOutside = waiting;
    },
    scopes: scopesOf(settings),
    ...(onCall.answered ? { answered: onCall.answered } : {}),
  };
  const app = await createWebServer(deps);
  const stopping = new AbortController();
  doors.beforeSwap = async (next) => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PRERENDER_MS)]);
    const made = await prerender(pages, deps, { ...depsOf(() => next), log: NO_LOG }, signal);
    log.info({ made }, "pages of the next snapshot were made beforehand");
  };
  const drain = drainer(app);
  // longer than the longest audit
  const finishMs = settings.uploadTimeMs + 10_000;
  shutdown.add("web server", finishMs + 5_000, () => drain(finishMs));
  shutdown.add("child processes", 1_000, () => children.close());
  shutdown.add("budgets of the day", 2_000, () => budgets.stop());
  shutdown.add("pages made beforehand", 1_000, () => stopping.abort());
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (cause) {
    throw listenError(cause, settings);
  }
  link.serving().catch((cause: unknown) => log.error({ err: cause }, "the earlier openfees could not be told to stop"));
  // nobody waits for these either
  doors.beforeSwap(held.snapshot).catch((cause: unknown) => log.error({ err: cause }, "pages could not be made"));
  children.pool().then(
    (pool) => pool.warm(),
    (cause: unknown) => log.error({ err: cause }, "the child processes could not be started"),
  );
  // made while nobody waits; the page that needs them would make them otherwise
  browserBuild().catch((cause: unknown) => log.error({ err: cause }, "the scripts of /audit could not be built"));
  const { port } = app.server.address() as AddressInfo;
  const host = ["0.0.0.0", "::"].includes(settings.host) ? "localhost" : settings.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}/`;
}

/** Nothing of it is loaded unless somebody collects traces. */
async function tracingOf(settings: Settings, log: Log, shutdown: Shutdown) {
  const { tracesUrl, tracesShare } = settings;
  if (tracesUrl === null) return undefined;
  const { startTracing } = await import("./tracing.ts");
  const proxies = settings.trustedProxies ?? [];
  const tracing = await startTracing({
    url: tracesUrl,
    share: tracesShare,
    instance: instanceName(settings),
    proxies,
    log,
  });
  shutdown.add("traces", 3_000, () => tracing.stop());
  return tracing;
}

const NO_LOG = { info: () => {}, error: () => {} };

/** A sent statement may take longer than a page; it holds no connection while it is read. */
const scopesOf = (settings: Settings) =>
  // the pool behind it always enforces scopes, so there is nobody to tell
  fastifyScopes(
    { usesScopes: () => {} },
    { deadlineMs: (route) => (route.includes("audit") ? settings.uploadTimeMs : 0) + 5_000 },
  );

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
