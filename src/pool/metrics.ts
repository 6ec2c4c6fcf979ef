import { VERDICTS } from "./errors.ts";
import type { Keeper } from "./keeper.ts";
import type { Settled } from "./options.ts";

/** Places that are told apart; the others are left out, so that the number of series stays small. */
const TOP = 20;
const quoted = (text: string): string => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, " ")}"`;

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

function family(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const inside = Object.entries(labels).map(([key, text]) => `${key}=${quoted(text)}`);
    return `${name}${type === "histogram" && "le" in labels ? "_bucket" : ""}{${inside.join(",")}} ${value}`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("\n")}${lines.length > 0 ? "\n" : ""}`;
}

/** The pool in Prometheus' text format, under the names that OpenTelemetry gives to database connections. */
export function metricsText(keeper: Keeper, settled: Settled, pool: string): string {
  const own = { db_client_connection_pool_name: pool };
  const now = keeper.now();
  const { traffic, book } = keeper;
  const judged = keeper.troubled ? keeper.judged(now).verdict : undefined;
  const places = [...book.places].sort((a, b) => b[1].lastAt - a[1].lastAt).slice(0, TOP);
  const wait = "db_client_connection_wait_time_seconds";
  const waits: Sample[] = [
    ...traffic.waits.map(({ le, n }): Sample => [{ ...own, le: String(le / 1_000) }, n]),
    [{ ...own, le: "+Inf" }, traffic.checkouts],
  ];
  const label = `{db_client_connection_pool_name=${quoted(pool)}}`;
  return [
    family("db_client_connection_count", "gauge", "Connections by state.", [
      [{ ...own, state: "idle" }, keeper.idle.length],
      [{ ...own, state: "used" }, keeper.live.size - keeper.idle.length],
      [{ ...own, state: "closing" }, keeper.dying.size],
    ]),
    family("db_client_connection_max", "gauge", "Most connections allowed.", [[own, settled.max]]),
    family("db_client_connection_pending_requests", "gauge", "Callers that wait.", [[own, keeper.queue.size]]),
    family("db_client_connection_timeouts_total", "counter", "Callers that were refused.", [[own, keeper.refusals]]),
    `${family(wait, "histogram", "Time until a connection was had.", waits)}${wait}_sum${label} ${traffic.waitedMs / 1_000}\n${wait}_count${label} ${traffic.checkouts}\n`,
    family(
      "pool_leaks_total",
      "counter",
      "Connections that were not given back, by the line that took them.",
      places.map(([place, { leaks }]): Sample => [{ ...own, place }, leaks]),
    ),
    family(
      "pool_leak_last_seen_seconds",
      "gauge",
      "When that line last leaked, since 1970.",
      places
        .filter(([, { lastAt }]) => lastAt > 0)
        .map(([place, { lastAt }]): Sample => [{ ...own, place }, lastAt / 1_000]),
    ),
    family("pool_quarantined_routes", "gauge", "Routes in quarantine.", [[own, keeper.quarantine.list(now).length]]),
    family(
      "pool_verdict",
      "gauge",
      "1 for why there is no connection, while callers wait or the server cannot be reached.",
      VERDICTS.map((verdict): Sample => [{ ...own, verdict }, verdict === judged ? 1 : 0]),
    ),
    ...hostFamilies(keeper, own),
  ].join("");
}

/** Which server takes writes, and how often that has changed; nothing where there is one only. */
function hostFamilies({ hosts }: Keeper, own: Readonly<Record<string, string>>): string[] {
  if (hosts === undefined) return [];
  return [
    family(
      "pool_host_role",
      "gauge",
      "1 for what each server last said of itself.",
      hosts.view.map(({ host, role }): Sample => [{ ...own, host, role }, 1]),
    ),
    family("pool_host_moves_total", "counter", "How often another server took over the writes.", [[own, hosts.moves]]),
    family("pool_host_failed_probes", "gauge", "Probes in a row that found no server which takes writes.", [
      [own, hosts.failedProbes],
    ]),
  ];
}
