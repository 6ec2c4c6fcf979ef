/** Plays each scene in front of Prometheus and Alertmanager, and judges whom they called, with which line, and how soon. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "../src/build/tsx-loader.ts";
import { createPool } from "openfees-pool";
import { diskRoom } from "../src/platform/disk-room.ts";
import { Called, type Heard, prometheusIsThere } from "./alerts/called.ts";
import { isNamed, SCENES, type Scene, type Stage } from "./alerts/scenes.ts";
import type { Drill, DrillResult } from "./drill.ts";
import { withServer } from "./postgres.ts";

const TOKEN = "a-token-made-for-the-drill";
/** From the room there is to the line below which no report is stored. */
const MARGIN = 400_000_000;
const RESOLVES_MS = 60_000;
/** Panels of parts that this drill does not have: one server only, and no statements. */
const NOT_HERE = /openfees_children|openfees_host_up|openfees_replica_lag|pool_quarantined_route\b/;

type Panel = { readonly title: string; readonly targets?: readonly { readonly expr: string }[] };

/** Titles of panels of the shipped dashboard that show nothing while there is something to show. */
async function emptyPanels(called: Called): Promise<string[]> {
  const text = readFileSync(new URL("../deploy/grafana/openfees.json", import.meta.url), "utf8");
  const { panels } = JSON.parse(text) as { panels: readonly Panel[] };
  const empty: string[] = [];
  for (const { title, targets = [] } of panels)
    for (const { expr } of targets)
      if (!NOT_HERE.test(expr) && (await called.series(expr.replaceAll("$instance", ".*"))) === 0) empty.push(title);
  return empty;
}

function judge(scene: Scene, heard: Heard | undefined, seconds: number): string[] {
  if (heard === undefined) return [`${scene.name}: no ${scene.alert} within ${scene.withinS} s`];
  const failures: string[] = [];
  if (heard.to !== scene.to) failures.push(`${scene.name}: ${scene.alert} went to ${heard.to}`);
  if (seconds > scene.withinS) failures.push(`${scene.name}: ${seconds.toFixed(1)} s until the message`);
  if (scene.named && !isNamed(`${heard.place} ${heard.summary}`))
    failures.push(`${scene.name}: no line of the scene in "${heard.summary}"`);
  if (scene.says && !heard.summary.includes(scene.says))
    failures.push(`${scene.name}: not ${scene.says} but "${heard.summary}"`);
  return failures;
}

async function play(
  scenes: readonly Scene[],
  called: Called,
  stage: Stage,
  say: (line: string) => void,
): Promise<DrillResult> {
  const table: string[][] = [["scene", "alert", "seconds", "to", "line", "over after"]];
  const failures: string[] = [];
  for (const scene of scenes) {
    say(scene.name);
    const from = performance.now();
    const end = await scene.happen(stage);
    const began = scene.slowly ? performance.now() : from;
    const heard = await called.wait(scene.alert, from, scene.withinS * 1_000 + 5_000);
    const seconds = heard ? (heard.at - began) / 1_000 : Number.NaN;
    failures.push(...judge(scene, heard, seconds));
    if (scene === scenes[0]) {
      const pages = called.heard.filter(({ to }) => to === "/page");
      if (pages.length > 0) failures.push(`a reclaimed leak was a page: ${pages.map(({ name }) => name).join(", ")}`);
      // a rate needs two looks
      await new Promise((resolve) => setTimeout(resolve, 6_000));
    }
    if (scene.alert === "LeakNotReclaimed") {
      const empty = await emptyPanels(called);
      if (empty.length > 0) failures.push(`panels of the dashboard that show nothing: ${empty.join(", ")}`);
    }
    const endedAt = performance.now();
    await end();
    // a ticket for a leak goes on for five minutes, and a dead database stays dead
    const resolves = scene.to === "/page" && scene.alert !== "DatabaseDown";
    const over = resolves ? await called.wait(scene.alert, endedAt, RESOLVES_MS, "resolved") : undefined;
    if (resolves && over === undefined) failures.push(`${scene.name}: ${scene.alert} was never resolved`);
    const line = heard && isNamed(`${heard.place} ${heard.summary}`) ? "named" : "";
    table.push([
      scene.name,
      scene.alert,
      seconds.toFixed(1),
      heard?.to ?? "",
      line,
      over ? ((over.at - endedAt) / 1_000).toFixed(1) : "",
    ]);
  }
  if (!called.heard.some(({ to }) => to === "/watchdog")) failures.push("the watchdog was not heard");
  return { table, failures, voids: [] };
}

export const drill: Drill = {
  does: "each fault is made to happen in front of Prometheus and Alertmanager with the shipped files, and whom they call is listened to",
  passLine:
    "the right alert goes to the right place: a leak with its file and line within 15 s, saturation with its verdict and line within 60 s, the rest within 20 s; a reclaimed leak is no page; the watchdog is heard; no panel of the dashboard is empty",
  run: async ({ short, say }) => {
    if (!prometheusIsThere())
      return { table: [["scene"]], failures: [], voids: ["prometheus and prometheus-alertmanager are not installed"] };
    const [{ createOpsServer }, { OpsMetrics }, { OpsWatch }] = await Promise.all([
      import("../src/http/ops/ops-server.ts"),
      import("../src/http/ops/ops-metrics.ts"),
      import("../src/http/ops/screen/ops-watch.ts"),
    ]);
    return withServer(async (server) => {
      await server.sql("CREATE TABLE drilled AS SELECT 1 AS n");
      const { host, port, user, password, database } = server.config;
      const to = { host, port, user, password, database };
      const pool = createPool({
        ...to,
        max: 10,
        mode: "enforce",
        waitMs: 2_000,
        maxWaiting: 1_000,
        leakWarnMs: 4_000,
        operators: to,
        report: () => {},
      });
      pool.on("error", () => {});
      const folder = mkdtempSync(join(tmpdir(), "openfees-disk-"));
      chmodSync(folder, 0o700);
      // a disk of its own where that is allowed, since others use and free the one of this machine
      const own = ["-t", "tmpfs", "-o", "size=1500m,mode=700", "tmpfs", folder];
      const mounted = spawnSync("mount", own).status === 0;
      const room = diskRoom(folder, 0, () => {});
      const metrics = new OpsMetrics(() => Date.now());
      const leastBytes = (room.free() ?? 0) - MARGIN;
      metrics.disk(room, leastBytes);
      const log = { info: () => {} };
      const facts = () => ({ published: "", madeAt: "" });
      const disk = { folder: room.folder, free: () => room.free(), size: () => room.size(), least: 0 };
      const watch = new OpsWatch({ instance: "drill", version: "", pool: () => pool, hosts: () => [], disk, facts });
      const app = createOpsServer({ token: TOKEN, watch, pool: () => pool, facts, metrics, log });
      const answers = setInterval(() => {
        metrics.answered({ method: "GET", route: "/fees", status: 200, seconds: 0.01 });
        metrics.answered({ method: "POST", route: "/report", status: 503, seconds: 0.01 });
      }, 2_000);
      const called = new Called();
      try {
        await app.listen({ port: 0, host: "127.0.0.1" });
        await called.start((app.server.address() as AddressInfo).port, TOKEN);
        const ready = await called.wait("Watchdog", 0, 60_000);
        if (ready === undefined)
          return { table: [["scene"]], failures: [], voids: ["Prometheus did not come up within a minute"] };
        const scenes = SCENES.filter(({ long }) => !short || !long);
        return await play(scenes, called, { pool, server, folder, leastBytes }, say);
      } finally {
        clearInterval(answers);
        await called.stop();
        await app.close();
        await Promise.race([pool.end(), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
        if (mounted) spawnSync("umount", [folder]);
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
};
