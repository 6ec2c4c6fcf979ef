/** `serve` from its start to its end: the snapshot, the database behind it, the web server in front. */
import "../build/tsx-loader.ts";
import { fastifyScopes } from "openfees-pool";
import { browserBuild } from "../build/browser-build.ts";
import { foreignBuild } from "../build/foreign-build.ts";
import { POOL_SIZE } from "../db/connect.ts";
import { dataDir } from "../db/embedded/data-dir.ts";
import { DatabaseLink } from "../db/link/database-link.ts";
import { firstSnapshot, snapshotOfFiles } from "../db/link/first-snapshot.ts";
import { instanceName, type Joining } from "../db/link/join-fleet.ts";
import { snapshotFolder } from "../db/link/open-snapshots.ts";
import { reportBook } from "../db/link/report-book.ts";
import { shippedLetter, shippedTimeZone } from "../db/link/shipped-pack.ts";
import { followPublished, type HeldSnapshot } from "../db/snapshot/follow-published.ts";
import { factsOf, type Snapshot, snapshotSource } from "../db/snapshot/snapshot.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { foreignPool } from "../http/foreign/foreign-pool.ts";
import { listenAt, urlOf } from "../http/listen-at.ts";
import { requestDeadline } from "../http/request-deadline.ts";
import type { WebDeps } from "../http/web-deps.ts";
import { civilDayIn } from "../platform/clock.ts";
import { socketsHere } from "../platform/descriptor-limit.ts";
import { diskRoom } from "../platform/disk-room.ts";
import { createLog } from "../platform/log.ts";
import { readSettings, type Settings } from "../platform/settings.ts";
import { Shutdown } from "../platform/shutdown.ts";
import { VERSION } from "../platform/version.ts";
import { sealer } from "../server/seal.ts";
import { sealSecrets } from "../server/seal-secrets.ts";
import type { ParentLink } from "../serving/parent-link.ts";
import { stopRequests } from "../serving/stop-requests.ts";
import { dayBudgets } from "./day-budgets.ts";
import { type Operations, operations } from "./operations.ts";

type Log = ReturnType<typeof createLog>;
type Clock = () => Date;

/**
 * Serves everything on one machine until it is stopped: PostgreSQL, migrations, the shipped packs, the web server.
 * Prints its address as a URL when it is ready. Answers the exit status. Throws `CannotStart` when it cannot begin;
 * nothing is left running then. `now` is the clock that gives the civil day. With `handover` it takes the place of a live one.
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
  const stop = stopRequests(log, shutdown, parent);
  const joining = { handover, onSuperseded: stop.superseded };
  const begun = begin({ settings, log, shutdown, now, joining, parent });
  try {
    const address = await Promise.race([begun, stop.asked]);
    if (address !== undefined) print(address);
    await stop.asked;
    await begun.catch(() => {});
    return stop.status();
  } finally {
    await shutdown.stop();
  }
}

type Start = {
  readonly settings: Settings;
  readonly log: Log;
  readonly shutdown: Shutdown;
  readonly now: Clock;
};

async function begin({
  joining,
  parent,
  ...start
}: Start & { readonly joining: Joining; readonly parent: ParentLink | undefined }): Promise<string> {
  const { settings, log, shutdown } = start;
  const folder = snapshotFolder(settings);
  const ofFiles = parent?.factsOfFiles === true;
  const { held, wasThere } = ofFiles ? snapshotOfFiles() : await firstSnapshot(folder, log);
  const doors = { beforeSwap: async (_next: Snapshot): Promise<void> => {} };
  const beforeSwap = (next: Snapshot) => doors.beforeSwap(next);
  const link = new DatabaseLink({ settings, folder, held, log, beforeSwap, joining, startOwn: parent?.startOwn });
  shutdown.add("database", 25_000, () => link.stop());
  const disk = diskRoom(dataDir(settings.dataDir), settings.diskRoomBytes, () => {});
  const onCall = await operations({ settings, held, link, disk, log, shutdown });
  await link.begin({ again: parent?.again === true, factsKept: wasThere, ofFiles });
  if (!ofFiles) {
    const following = followPublished(() => link.database?.kysely, folder, held, log, beforeSwap);
    shutdown.add("snapshots", 5_000, () => following.stop());
  }
  onCall.start();
  return listen({ ...start, held, link, doors, onCall, ahead: !ofFiles });
}

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

type Behind = {
  readonly held: HeldSnapshot;
  readonly link: DatabaseLink;
  /** Its `beforeSwap` is put in when there is a server that makes pages. */
  readonly doors: { beforeSwap(next: Snapshot): Promise<void> };
  readonly onCall: Operations;
  /** What most people will ask for is made before they do. Not where the next save of a file comes first. */
  readonly ahead: boolean;
};

async function listen({
  settings,
  log,
  shutdown,
  now,
  held,
  link,
  doors,
  onCall,
  ahead,
}: Start & Behind): Promise<string> {
  const [{ createWebServer }, { readExamples }, { PageCache }, { prerenderer }, { drainer }, { askChildren }] =
    await loadServed();
  const timeZone = shippedTimeZone("ng");
  const today = civilDayIn(timeZone, now) as () => CivilDate;
  const pages = new PageCache(settings.pageCacheBytes);
  const children = foreignPool({
    atOnce: settings.uploadsAtOnce,
    build: foreignBuild,
    log,
  });
  onCall.children(children);
  const budgets = dayBudgets(settings, today, link);
  const foreign = askChildren({ pool: children.pool, engineVersion: VERSION, log, budget: budgets.statements });
  const reports = reportBook(settings, link, log);
  const seals = sealer(
    "saved result",
    sealSecrets({ given: settings.sealSecrets, folder: dataDir(settings.dataDir), log }),
  );
  const connections = socketsHere(settings.maxConnections, log);
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
  const making = prerenderer({ cache: pages, now: deps, log, stopping: stopping.signal });
  doors.beforeSwap = (next) => making(depsOf(() => next));
  const drain = drainer(app);
  // longer than the longest audit
  const finishMs = settings.uploadTimeMs + 10_000;
  shutdown.add("web server", finishMs + 5_000, () => drain(finishMs));
  shutdown.add("child processes", 1_000, () => children.close());
  shutdown.add("budgets of the day", 2_000, () => budgets.stop());
  shutdown.add("pages made beforehand", 1_000, () => stopping.abort());
  const { host } = settings;
  const names = { port: "OPENFEES_PORT", host: "OPENFEES_HOST" };
  const port = await listenAt(app, { host, port: settings.port, settings: names });
  link.serving().catch((cause: unknown) => log.error({ err: cause }, "the earlier openfees could not be told to stop"));
  // not awaited: the server answers without them
  if (ahead) {
    doors.beforeSwap(held.snapshot).catch((cause: unknown) => log.error({ err: cause }, "pages could not be made"));
    children.warm().catch((cause: unknown) => log.error({ err: cause }, "the child processes could not be started"));
    // made ahead of the first request; otherwise the page that needs them makes them
    browserBuild().catch((cause: unknown) => log.error({ err: cause }, "the scripts of /audit could not be built"));
  }
  return urlOf(host, port);
}

/** Nothing of it is loaded unless somebody collects traces. */
async function tracingOf(settings: Settings, log: Log, shutdown: Shutdown) {
  const { tracesUrl, tracesShare } = settings;
  if (tracesUrl === null) return undefined;
  const { startTracing } = await import("../tracing/tracing.ts");
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

/** The pool behind them always enforces scopes, so it need not be notified. */
const scopesOf = (settings: Settings) =>
  fastifyScopes({ usesScopes: () => {} }, { deadlineMs: requestDeadline(settings.uploadTimeMs) });
