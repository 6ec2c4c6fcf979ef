import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { PoolNow } from "../../server/child-pool.ts";

/** What one answered request was: the route's pattern, never the address that was asked for. */
export type Answered = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** What is known of the child processes, as the pool says it. */
export type ChildrenNow = Pick<PoolNow, "alive" | "waiting" | "deaths" | "jobs" | "processorSeconds" | "residentBytes">;

export type HostNow = { readonly host: string; readonly up: boolean; readonly lagSeconds: number | undefined };

/** The process and its answers, in a registry of its own; names of OpenTelemetry's conventions. */
export class OpsMetrics {
  readonly registry = new Registry();
  readonly #seconds: Histogram<"http_request_method" | "http_route" | "http_response_status_code">;
  readonly #refused: Counter<"http_route">;

  constructor(factsMadeAt: () => number) {
    collectDefaultMetrics({ register: this.registry });
    this.#seconds = new Histogram({
      name: "http_server_request_duration_seconds",
      help: "Time from the request to the end of its answer.",
      labelNames: ["http_request_method", "http_route", "http_response_status_code"],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
    this.#refused = new Counter({
      name: "http_server_refused_total",
      help: "Answers 429 and 503: what was turned away.",
      labelNames: ["http_route"],
      registers: [this.registry],
    });
    new Gauge({
      name: "openfees_facts_age_seconds",
      help: "How long ago the snapshot that is served was made.",
      registers: [this.registry],
      collect() {
        this.set(Math.max(0, (Date.now() - factsMadeAt()) / 1_000));
      },
    });
  }

  /** The servers behind the pool, where there are several. */
  hosts(now: () => readonly HostNow[]): void {
    const registers = [this.registry];
    const gauge = (name: string, help: string, value: (host: HostNow) => number | undefined) =>
      new Gauge({
        name,
        help,
        labelNames: ["host"],
        registers,
        collect() {
          this.reset();
          for (const one of now()) {
            const number = value(one);
            if (number !== undefined) this.set({ host: one.host }, number);
          }
        },
      });
    gauge("openfees_host_up", "1 for a server that answered when it was last asked.", ({ up }) => Number(up));
    gauge("openfees_replica_lag_seconds", "How far a standby is behind the primary.", (one) => one.lagSeconds);
  }
  /** The disk of the data directory, and how much of it must stay free before reports are refused. */
  disk(room: { free(): number | undefined; size(): number | undefined }, leastBytes: number): void {
    const registers = [this.registry];
    const gauge = (name: string, help: string, value: () => number | undefined) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value() ?? Number.NaN);
        },
      });
    gauge("openfees_disk_free_bytes", "Room on the disk of the data directory.", () => room.free());
    gauge("openfees_disk_size_bytes", "Size of the disk of the data directory.", () => room.size());
    gauge("openfees_disk_least_bytes", "With less room than this no report is stored.", () => leastBytes);
  }
  /** The child processes that judge what strangers send; `now` is undefined before the first one is started. */
  children(now: () => Promise<ChildrenNow | undefined>): void {
    const registers = [this.registry];
    let last: ChildrenNow | undefined;
    const gauge = <L extends string>(
      name: string,
      help: string,
      label: L[],
      set: (it: Gauge<L>, at: ChildrenNow) => void,
    ) =>
      new Gauge({
        name,
        help,
        labelNames: label,
        registers,
        async collect() {
          last = (await now()) ?? last;
          if (last) set(this, last);
        },
      });
    gauge("openfees_children", "Child processes that are alive.", ["state"], (it, { alive }) => {
      for (const [state, count] of Object.entries(alive)) it.set({ state }, count);
    });
    gauge("openfees_children_waiting", "Jobs that wait for a child process.", [], (it, at) => it.set(at.waiting));
    gauge("openfees_children_resident_bytes", "Resident memory of all child processes.", [], (it, at) =>
      it.set(at.residentBytes),
    );
    const total = <L extends string>(
      name: string,
      help: string,
      label: L[],
      of: (at: ChildrenNow) => [object, number][],
    ) =>
      new Counter({
        name,
        help,
        labelNames: label,
        registers,
        async collect() {
          last = (await now()) ?? last;
          this.reset();
          for (const [labels, count] of last ? of(last) : []) this.inc(labels as never, count);
        },
      });
    total(
      "openfees_children_deaths_total",
      "Child processes that died of their job, by reason.",
      ["reason"],
      ({ deaths }) => Object.entries(deaths).map(([reason, count]) => [{ reason }, count]),
    );
    total("openfees_children_jobs_total", "Jobs that were given to child processes.", [], (at) => [[{}, at.jobs]]);
    total("openfees_children_processor_seconds_total", "Seconds of processor that jobs took.", [], (at) => [
      [{}, at.processorSeconds],
    ]);
  }

  answered({ method, route, status, seconds }: Answered): void {
    this.#seconds.observe(
      { http_request_method: method, http_route: route, http_response_status_code: String(status) },
      seconds,
    );
    if (status === 429 || status === 503) this.#refused.inc({ http_route: route });
  }
}
