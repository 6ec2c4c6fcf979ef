import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What one answered request was: the route's pattern, never the address that was asked for. */
export type Answered = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

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

  answered({ method, route, status, seconds }: Answered): void {
    this.#seconds.observe(
      { http_request_method: method, http_route: route, http_response_status_code: String(status) },
      seconds,
    );
    if (status === 429 || status === 503) this.#refused.inc({ http_route: route });
  }
}
