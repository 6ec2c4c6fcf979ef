/**
 * The work of `openfees status`: it shares nothing with the site but its address. It has no database, no pool and no part
 * of the pages; what it knows lies in one folder, which it writes and the commands for incidents write too.
 */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { statusWords as say } from "../words/status-words.ts";
import { atomFeed, jsonFeed, statusJson } from "./feeds.ts";
import { historyShape, NO_HISTORY, withLook } from "./history.ts";
import { type Change, changed, type Incident, incidentsShape, newestFirst } from "./incidents.ts";
import { readKept, writeWhole } from "./kept.ts";
import { probe } from "./probe.ts";
import { publish } from "./publish.ts";
import { STATUS_CSS, statusPage } from "./status-page.tsx";
import { dayOf } from "./times.ts";

export type WatchOptions = {
  readonly site: string;
  readonly folder: string;
  readonly everySeconds: number;
  readonly publish: string | undefined;
  /** One look, then the end. */
  readonly once: boolean;
  readonly tell: (line: string) => void;
  readonly stop: AbortSignal;
};

const files = (folder: string) => ({
  history: join(folder, "history.json"),
  incidents: join(folder, "incidents.json"),
  site: join(folder, "site"),
});

export const listIncidents = (folder: string): Incident[] =>
  newestFirst(readKept(files(folder).incidents, incidentsShape, []));

/** Changes an incident; undefined when there is none of that number, or it is closed. The next look publishes it. */
export function changeIncident(folder: string, change: Change): Incident | undefined {
  const path = files(folder).incidents;
  const done = changed(readKept(path, incidentsShape, []), change, Date.now());
  if (done !== undefined) writeWhole(path, `${JSON.stringify(done.incidents, undefined, 1)}\n`);
  return done?.one;
}

/** Looks, writes and publishes once. */
async function round({ site, folder, everySeconds, publish: where, tell }: WatchOptions): Promise<void> {
  const paths = files(folder);
  const found = await probe(site);
  const at = Date.now();
  const history = withLook(readKept(paths.history, historyShape, NO_HISTORY), found, at, dayOf(at));
  writeWhole(paths.history, `${JSON.stringify(history)}\n`);
  const incidents = readKept(paths.incidents, incidentsShape, []);
  // two rounds, so that one slow look takes nothing back, and a whole minute at least, since clocks show no seconds
  const view = { site, history, incidents, dueAt: at + Math.max(2 * everySeconds, 60) * 1_000 };
  const made = {
    "status.css": STATUS_CSS,
    "status.json": statusJson(view),
    "incidents.atom": atomFeed(view),
    "incidents.feed.json": jsonFeed(view),
    "index.html": statusPage(view),
  };
  for (const [name, text] of Object.entries(made)) writeWhole(join(paths.site, name), text);
  const broken = found.filter(({ works }) => !works).map(({ id }) => id);
  tell(broken.length === 0 ? say("tell.works") : say("tell.broken", { components: broken.join(", ") }));
  if (where === undefined) return;
  const why = await publish(paths.site, Object.keys(made), where);
  if (why !== undefined) tell(say("tell.not_published", { why }));
}

/** Probes until it is stopped. A round that fails is reported, and the next one runs all the same. */
export async function watch(options: WatchOptions): Promise<void> {
  while (!options.stop.aborted) {
    const began = performance.now();
    await round(options).catch((cause: Error) => options.tell(say("tell.not_kept", { why: cause.message })));
    if (options.once) return;
    const left = Math.max(0, options.everySeconds * 1_000 - (performance.now() - began));
    await setTimeout(left, undefined, { signal: options.stop }).catch(() => {});
  }
}
