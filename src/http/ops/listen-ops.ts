import type { DiskRoom } from "../../platform/disk-room.ts";
import type { Settings } from "../../platform/settings.ts";
import type { Shutdown } from "../../platform/shutdown.ts";
import { listenAt } from "../listen-at.ts";
import type { OpsMetrics } from "./ops-metrics.ts";
import type { OpsDeps } from "./ops-server.ts";

export type ListenOps = Pick<OpsDeps, "watch" | "pool" | "facts" | "log"> & {
  readonly settings: Settings;
  readonly hosts: Parameters<OpsMetrics["hosts"]>[0];
  readonly disk: DiskRoom;
  readonly shutdown: Shutdown;
};

/** Starts the operations listener on 127.0.0.1 and returns its metrics; undefined, with nothing loaded, without its settings. */
export async function listenOps({
  settings,
  hosts,
  disk,
  shutdown,
  ...deps
}: ListenOps): Promise<OpsMetrics | undefined> {
  const { opsPort, opsToken: token, diskRoomBytes } = settings;
  if (opsPort === null || token === null) return undefined;
  const [{ createOpsServer }, { OpsMetrics }] = await Promise.all([
    import("./ops-server.ts"),
    import("./ops-metrics.ts"),
  ]);
  const metrics = new OpsMetrics(() => Date.parse(deps.facts().madeAt));
  metrics.disk(disk, diskRoomBytes);
  metrics.hosts(hosts);
  const app = createOpsServer({ token, metrics, ...deps });
  shutdown.add("operations listener", 2_000, () => app.close());
  const port = await listenAt(app, { host: "127.0.0.1", port: opsPort, settings: { port: "OPENFEES_OPS_PORT" } });
  deps.log.info({ port }, "the operations listener is up on 127.0.0.1");
  return metrics;
}
