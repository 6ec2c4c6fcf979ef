import { VERDICTS } from "./errors.ts";
import type { Keeper } from "./keeper.ts";
import type { Settled } from "./options.ts";

/** How many places get a series of their own; the others are left out, so that the number of series stays small. */
const TOP = 20;
const VERDICT_PLACES = 3;
const quoted = (text: string): string => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, " ")}"`;

type Labels = Readonly<Record<string, string>>;
/** `suffix`: of the parts of a histogram. */
type Sample = { readonly labels: Labels; readonly value: number; readonly suffix?: string };
/** One metric under one name, as a scrape finds it. */
export type Family = {
  readonly name: string;
  readonly type: "gauge" | "counter" | "histogram";
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** The pool's metrics, named as OpenTelemetry names those of connections. `pool` is a label, where there are several pools. */
export function familiesOf(keeper: Keeper, settled: Settled, pool: string): readonly Family[] {
  const own = { db_client_connection_pool_name: pool };
  const one = (value: number, more: Labels = {}): Sample => ({ labels: { ...own, ...more }, value });
  const now = keeper.now();
  const { traffic, book } = keeper;
  const judged = keeper.troubled ? keeper.judged(now) : undefined;
  const leaked = new Map<string, number>();
  for (const { place, reported } of keeper.leases) if (reported) leaked.set(place, (leaked.get(place) ?? 0) + 1);
  const places = [...book.places].sort((a, b) => b[1].lastAt - a[1].lastAt).slice(0, TOP);
  const bucket = (le: string, value: number): Sample => ({ ...one(value, { le }), suffix: "_bucket" });
  return [
    {
      name: "db_client_connection_count",
      type: "gauge",
      help: "Connections by state.",
      samples: [
        one(keeper.idle.length, { state: "idle" }),
        one(keeper.live.size - keeper.idle.length, { state: "used" }),
        one(keeper.dying.size, { state: "closing" }),
      ],
    },
    {
      name: "db_client_connection_max",
      type: "gauge",
      help: "Most connections allowed.",
      samples: [one(settled.max)],
    },
    {
      name: "db_client_connection_pending_requests",
      type: "gauge",
      help: "Callers that wait, those at a door of the program included.",
      samples: [one(keeper.crowd)],
    },
    {
      name: "db_client_connection_timeouts_total",
      type: "counter",
      help: "Callers that were refused.",
      samples: [one(keeper.refusals)],
    },
    {
      name: "db_client_connection_wait_time_seconds",
      type: "histogram",
      help: "Time until a connection was had.",
      samples: [
        ...traffic.waits.map(({ le, n }) => bucket(String(le / 1_000), n)),
        bucket("+Inf", traffic.checkouts),
        { ...one(traffic.waitedMs / 1_000), suffix: "_sum" },
        { ...one(traffic.checkouts), suffix: "_count" },
      ],
    },
    {
      name: "pool_leaks_total",
      type: "counter",
      help: "Connections that were not given back, by the line that took them.",
      samples: places.filter(([, { leaks }]) => leaks > 0).map(([place, { leaks }]) => one(leaks, { place })),
    },
    {
      name: "pool_cuts_total",
      type: "counter",
      help: "Connections that were taken from an owner that was alive, at its deadline or on its signal.",
      samples: places.filter(([, { cuts }]) => cuts > 0).map(([place, { cuts }]) => one(cuts, { place })),
    },
    {
      name: "pool_leak_last_seen_seconds",
      type: "gauge",
      help: "When that line last leaked, since 1970.",
      samples: places
        .filter(([, { lastAt }]) => lastAt > 0)
        .map(([place, { lastAt }]) => one(lastAt / 1_000, { place })),
    },
    {
      name: "pool_leaked_connections",
      type: "gauge",
      help: "Connections that are out, unused and reported as leaked, by the line that took them; not those taken back.",
      samples: [...leaked].slice(0, TOP).map(([place, n]) => one(n, { place })),
    },
    {
      name: "pool_quarantined_route",
      type: "gauge",
      help: "1 for each route in quarantine.",
      samples: keeper.quarantine.list(now).map((route) => one(1, { route })),
    },
    {
      name: "pool_quarantined_routes",
      type: "gauge",
      help: "Routes in quarantine.",
      samples: [one(keeper.quarantine.list(now).length)],
    },
    {
      name: "pool_verdict",
      type: "gauge",
      help: "1 for why there is no connection, while callers wait or the server cannot be reached.",
      samples: VERDICTS.map((verdict) => one(verdict === judged?.verdict ? 1 : 0, { verdict })),
    },
    {
      name: "pool_verdict_place",
      type: "gauge",
      help: "1 for the lines of code that have most to do with the verdict.",
      samples: (judged?.places ?? []).slice(0, VERDICT_PLACES).map((place) => one(1, { place })),
    },
    ...hostFamilies(keeper, one),
  ];
}

/** Which server takes writes, and how often that has changed; without samples where there is one only. */
function hostFamilies({ hosts }: Keeper, one: (value: number, more?: Labels) => Sample): readonly Family[] {
  return [
    {
      name: "pool_host_role",
      type: "gauge",
      help: "1 for what each server last said of itself.",
      samples: (hosts?.view ?? []).map(({ host, role }) => one(1, { host, role })),
    },
    {
      name: "pool_host_moves_total",
      type: "counter",
      help: "How often another server took over the writes.",
      samples: hosts === undefined ? [] : [one(hosts.moves)],
    },
    {
      name: "pool_host_failed_probes",
      type: "gauge",
      help: "Probes in a row that found no server which takes writes.",
      samples: hosts === undefined ? [] : [one(hosts.failedProbes)],
    },
  ];
}

/** Families in Prometheus' text format; one without samples is left out. */
export const metricsText = (families: readonly Family[]): string =>
  families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(({ labels, value, suffix = "" }) => {
        const inside = Object.entries(labels).map(([key, text]) => `${key}=${quoted(text)}`);
        return `${name}${suffix}{${inside.join(",")}} ${value}\n`;
      });
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
    })
    .join("");
