/**
 * What the one on call gets of a running server: the operations listener, and alerts of the process itself by webhook and
 * mail. Each is loaded only where a setting asks for it.
 */
import type { AddressInfo } from "node:net";
import type { DatabaseLink } from "../db/link/database-link.ts";
import { instanceName } from "../db/link/join-fleet.ts";
import type { HeldSnapshot } from "../db/snapshot/follow-published.ts";
import type { ForeignPool } from "../http/foreign/foreign-pool.ts";
import type { Answered, OpsMetrics } from "../http/ops/ops-metrics.ts";
import type { OpsWatch } from "../http/ops/screen/ops-watch.ts";
import type { DiskRoom } from "../platform/disk-room.ts";
import { listenError } from "../platform/listen-error.ts";
import type { createLog } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import type { Shutdown } from "../platform/shutdown.ts";
import { VERSION } from "../platform/version.ts";

type Log = ReturnType<typeof createLog>;

export type Operations = {
  /** Called with every answer; undefined where no setting asks for it. */
  readonly answered: ((answer: Answered) => void) | undefined;
  /** The child processes, as soon as there is a pool for them. */
  children(pool: ForeignPool): void;
  /** Begins to look and to call; before it, only the listener answers. */
  start(): void;
};

export type OperationsOf = {
  readonly settings: Settings;
  readonly held: HeldSnapshot;
  readonly link: DatabaseLink;
  readonly disk: DiskRoom;
  readonly log: Log;
  readonly shutdown: Shutdown;
};

const NOBODY: Operations = { answered: undefined, children: () => {}, start: () => {} };

/** The listener is up when this resolves, before the database is asked for, so that a start that hangs can be looked into. */
export async function operations(of: OperationsOf): Promise<Operations> {
  const { settings, shutdown } = of;
  const { opsPort, alertWebhook, alertMailServer } = settings;
  if (opsPort === null && alertWebhook === null && alertMailServer === null) return NOBODY;
  // asked once: without a port of its own it is another name each time
  const instance = instanceName(settings);
  const watch = await openWatch(of, instance);
  const metrics = await listenOps(of, watch);
  return {
    answered: (answer) => {
      watch.answered(answer);
      metrics?.answered(answer);
    },
    children: (pool) => {
      const measure = async () => pool.now()?.measure();
      watch.children({ now: () => pool.now()?.now(), measure });
      metrics?.children(async () => {
        await measure();
        return pool.now()?.now();
      });
    },
    start: () => {
      watch.start();
      shutdown.add("watch over this process", 1_000, async () => watch.stop());
    },
  };
}

async function openWatch(of: OperationsOf, instance: string): Promise<OpsWatch> {
  const { settings, held, link, disk } = of;
  const [{ OpsWatch }, posts] = await Promise.all([import("../http/ops/screen/ops-watch.ts"), openPosts(of, instance)]);
  return new OpsWatch(
    {
      instance,
      version: VERSION,
      pool: () => link.database?.pool,
      hosts: () => link.hosts,
      disk: { folder: disk.folder, free: () => disk.free(), size: () => disk.size(), least: settings.diskRoomBytes },
      facts: () => factsOf(held),
    },
    posts,
  );
}

/** Where alerts are sent: a webhook, people by mail, both or neither. */
async function openPosts({ settings, log, shutdown }: OperationsOf, instance: string) {
  const { alertWebhook, alertMailServer, alertMailFrom, alertMailTo, alertMailUser, alertMailPassword } = settings;
  const couriers = [];
  if (alertWebhook !== null) {
    const { webhookCourier } = await import("../http/ops/alerts/webhook-courier.ts");
    couriers.push(webhookCourier({ url: alertWebhook, instance }));
  }
  if (alertMailServer !== null && alertMailFrom !== null && alertMailTo !== undefined) {
    const { mailCourier } = await import("../http/ops/alerts/mail-courier.ts");
    const login =
      alertMailUser === null || alertMailPassword === null
        ? null
        : { user: alertMailUser, password: alertMailPassword };
    couriers.push(mailCourier({ server: alertMailServer, login, from: alertMailFrom, to: alertMailTo, instance, log }));
  }
  if (couriers.length === 0) return [];
  const { AlertPost } = await import("../http/ops/alerts/alert-post.ts");
  const posts = couriers.map((courier) => new AlertPost(courier, { log }));
  shutdown.add("alerts", 1_000, async () => {
    for (const post of posts) post.stop();
  });
  return posts;
}

const factsOf = ({ snapshot }: HeldSnapshot) => ({ published: snapshot.published, madeAt: snapshot.madeAt });

async function listenOps(of: OperationsOf, watch: OpsWatch): Promise<OpsMetrics | undefined> {
  const { settings, held, link, disk, log, shutdown } = of;
  const { opsPort, opsToken: token, diskRoomBytes } = settings;
  if (opsPort === null || token === null) return undefined;
  const [{ createOpsServer }, { OpsMetrics }] = await Promise.all([
    import("../http/ops/ops-server.ts"),
    import("../http/ops/ops-metrics.ts"),
  ]);
  const metrics = new OpsMetrics(() => Date.parse(held.snapshot.madeAt));
  metrics.disk(disk, diskRoomBytes);
  metrics.hosts(() => link.hosts);
  const app = createOpsServer({
    token,
    watch,
    pool: () => link.database?.pool,
    facts: () => factsOf(held),
    metrics,
    log,
  });
  shutdown.add("operations listener", 2_000, () => app.close());
  try {
    await app.listen({ port: opsPort, host: "127.0.0.1" });
  } catch (cause) {
    throw listenError(cause, { host: "127.0.0.1", port: opsPort, settings: { port: "OPENFEES_OPS_PORT" } });
  }
  const { port } = app.server.address() as AddressInfo;
  log.info({ port }, "the operations listener is up on 127.0.0.1");
  return metrics;
}
