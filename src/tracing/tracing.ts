/** Traces for whoever sets OPENFEES_TRACES_URL. OpenTelemetry's SDK is loaded here and nowhere else. */
import { BlockList, isIPv6 } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { VERSION } from "../platform/version.ts";

export type Tracing = {
  /** Adds its hooks; they must be the first. */
  requests(app: FastifyInstance): void;
  /** Sends what is left, for two seconds at most. */
  stop(): Promise<void>;
};

type Sent = { readonly code: number };
const STOP_MS = 2_000;
const SEND_MS = 5_000;
/** What waits to be sent; more is dropped, so that a collector that is away costs no memory. */
const MOST_WAITING = 2_048;

export type TracingOptions = {
  readonly url: string;
  /** Of all requests that begin a trace. */
  readonly share: number;
  readonly instance: string;
  /** Addresses and networks whose `traceparent` is taken: a stranger's is not. */
  readonly proxies: readonly string[];
  readonly log: { warn(fields: Record<string, unknown>, message: string): void };
};

/**
 * Starts to trace. Spans are sent in the background, at most 2048 wait, and a collector that is away or hangs is logged once
 * and harms nothing.
 */
export async function startTracing({ url, share, instance, proxies, log }: TracingOptions): Promise<Tracing> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { traceBelow, traceRequests }] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("./trace-requests.ts"),
  ]);
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: SEND_MS });
  let failing = false;
  const send = exporter.export.bind(exporter);
  exporter.export = (spans, done) =>
    send(spans, (result: Sent) => {
      // its words may hold the address
      if (result.code !== 0 && !failing)
        log.warn(
          { spans: spans.length },
          "traces could not be sent to OPENFEES_TRACES_URL; those of this time are lost",
        );
      failing = result.code !== 0;
      done(result);
    });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": "openfees",
      "service.version": VERSION,
      "service.instance.id": instance,
    }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor(exporter, {
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: 256,
        scheduledDelayMillis: 1_000,
        exportTimeoutMillis: SEND_MS,
      }),
    ],
  });
  provider.register({ propagator: null });
  const tracer = provider.getTracer("openfees", VERSION);
  const stopBelow = traceBelow(tracer);
  return {
    requests: (app) => traceRequests(app, tracer, peersOf(proxies)),
    stop: async () => {
      stopBelow();
      await Promise.race([
        provider.shutdown().catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, STOP_MS).unref()),
      ]);
    },
  };
}

/** Whether a request comes from one of these. */
function peersOf(networks: readonly string[]): (request: FastifyRequest) => boolean {
  const list = new BlockList();
  const family = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return ({ socket: { remoteAddress: peer } }) => peer !== undefined && list.check(peer, family(peer));
}
