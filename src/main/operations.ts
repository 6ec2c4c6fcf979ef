/**
 * What the one on call gets of a running server: the operations listener, and alerts of the process itself by webhook and
 * mail. Each is loaded only where a setting asks for it.
 */
import type { DatabaseLink } from "../db/link/database-link.ts";
import { instanceName } from "../db/link/join-fleet.ts";
import type { HeldSnapshot } from "../db/snapshot/follow-published.ts";
import type { ForeignPool } from "../http/foreign/foreign-pool.ts";
import { openPosts } from "../http/ops/alerts/open-posts.ts";
import { listenOps } from "../http/ops/listen-ops.ts";
import type { Answered } from "../http/ops/ops-metrics.ts";
import type { OpsWatch } from "../http/ops/screen/ops-watch.ts";
import type { DiskRoom } from "../platform/disk-room.ts";
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
  const metrics = await listenOps({ settings, shutdown, ...sourcesOf(of), disk: of.disk, log: of.log, watch });
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
  const { settings, disk, log, shutdown } = of;
  const [{ OpsWatch }, posts] = await Promise.all([
    import("../http/ops/screen/ops-watch.ts"),
    openPosts({ settings, instance, log, shutdown }),
  ]);
  const room = { folder: disk.folder, free: () => disk.free(), size: () => disk.size(), least: settings.diskRoomBytes };
  return new OpsWatch({ instance, version: VERSION, disk: room, ...sourcesOf(of) }, posts);
}

/** What is looked at anew each time: the pool and the servers behind it, and the facts in service. */
const sourcesOf = ({ link, held }: OperationsOf) => ({
  pool: () => link.database?.pool,
  hosts: () => link.hosts,
  facts: () => ({ published: held.snapshot.published, madeAt: held.snapshot.madeAt }),
});
