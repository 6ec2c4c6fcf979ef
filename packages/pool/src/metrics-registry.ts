import type { Family } from "./metrics.ts";

/** A registry of metrics as prom-client has it. */
export type MetricsRegistry = { registerMetric(metric: never): void };
/** What one pool says when it is asked. */
type Source = () => readonly Family[];

/** The pools of each registry: a name may be registered once, and then stands for all of them. */
const known = new WeakMap<MetricsRegistry, Set<Source>>();

/** What prom-client asks of a metric that somebody else made. */
class PoolMetric {
  /** A registry of OpenMetrics takes `_total` off it, and puts it on again where it prints. */
  name: string;
  readonly help: string;
  readonly type: Family["type"];
  readonly #family: string;
  readonly #sources: ReadonlySet<Source>;

  constructor({ name, help, type }: Family, sources: ReadonlySet<Source>) {
    this.name = name;
    this.#family = name;
    this.help = help;
    this.type = type;
    this.#sources = sources;
  }

  async get() {
    const { name, help, type } = this;
    const of = (source: Source) => source().find((one) => one.name === this.#family)?.samples ?? [];
    const values = [...this.#sources].flatMap(of).map(({ labels, value, suffix }) => ({
      labels,
      value,
      ...(suffix === undefined ? {} : { metricName: `${name}${suffix}` }),
    }));
    return { name, help, type, values, aggregator: "sum" };
  }

  /** A pool counts from its own start. */
  reset(): void {}
}

/** Puts what a pool says into a registry that others made; answers how to take it out again. */
export function registerIn(registry: MetricsRegistry, source: Source): () => void {
  let sources = known.get(registry);
  if (sources === undefined) {
    sources = new Set();
    for (const family of source()) registry.registerMetric(new PoolMetric(family, sources) as never);
    known.set(registry, sources);
  }
  sources.add(source);
  const all = sources;
  return () => all.delete(source);
}
