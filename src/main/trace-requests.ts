/**
 * Spans of requests, and below each the job that a child process did, every wait for a connection and every statement, by
 * the semantic conventions of OpenTelemetry for HTTP servers and databases. Each has the id of its request, which pages and
 * log lines name. Rooms below know nothing of it: they publish on `node:diagnostics_channel`, and this listens.
 *
 * No span holds what a person sent: of the path only the route's pattern, no query, no address, no header, no value of a
 * statement, no message of an error.
 */
import { type Channel, tracingChannel } from "node:diagnostics_channel";
import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CHECKOUT_CHANNEL, STATEMENT_CHANNEL, type TracedCheckout, type TracedStatement } from "openfees-pool";
import { routeOf } from "../http/answer-problem.tsx";
import { CHILD_CHANNEL, type TracedChild } from "../http/foreign/traced-child.ts";
import { ChildDied } from "../server/walled-child.ts";

/** On every span, so that whoever has the number of a page or a log line finds the whole trace. */
const REQUEST_ID = "openfees.request_id";
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "QUERY"]);
const REQUEST_KEY = createContextKey("openfees request id");

/** `00-<trace>-<span>-<flags>` of W3C Trace Context; undefined when it is none. */
export function remoteParent(header: unknown): Context | undefined {
  const match = typeof header === "string" ? /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header) : null;
  if (!match) return undefined;
  const [, traceId = "", spanId = "", flags = "00"] = match;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return /^0+$/.test(traceId) || /^0+$/.test(spanId) ? undefined : trace.setSpanContext(ROOT_CONTEXT, parent);
}

/** The class and, where there is one, the code of an error: never its words. */
function kindOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "Error";
}

function failed(span: Span, error: unknown): void {
  span.setAttribute("error.type", error instanceof ChildDied ? error.death : kindOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** `trusts` says whether a request comes from a proxy whose word is taken: only then it may continue a trace of somebody else. */
export function traceRequests(
  app: FastifyInstance,
  tracer: Tracer,
  trusts: (request: FastifyRequest) => boolean,
): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  app.addHook("onRequest", (request, reply, done) => {
    const parent = (trusts(request) ? remoteParent(request.headers.traceparent) : undefined) ?? ROOT_CONTEXT;
    const method = METHODS.has(request.method) ? request.method : "_OTHER";
    const route = routeOf(request);
    const span = tracer.startSpan(
      `${method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          "http.request.method": method,
          "http.route": route,
          "url.scheme": "http",
          [REQUEST_ID]: request.id,
        },
      },
      parent,
    );
    reply.raw.once("close", () => {
      const status = reply.raw.statusCode;
      span.setAttribute("http.response.status_code", status);
      if (!reply.raw.writableFinished) span.setAttribute("openfees.hung_up", true);
      if (status >= 500) {
        span.setAttribute("error.type", String(status));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    });
    const own = trace.setSpan(ROOT_CONTEXT, span).setValue(REQUEST_KEY, request.id);
    contexts.set(request, own);
    context.with(own, done);
  });
  // a body's parser may call back from anywhere
  app.addHook("preValidation", (request, _reply, done) => {
    const own = contexts.get(request);
    if (own) context.with(own, done);
    else done();
  });
}

type Listened<M extends object> = {
  readonly name: string;
  begin(message: M): Span | undefined;
  end(span: Span, message: M): void;
};

/** One span for each message of a channel, from its start to its end; answers how to stop. */
function listen<M extends object & { error?: unknown }>({ name, begin, end }: Listened<M>): () => void {
  const spans = new WeakMap<object, Span>();
  const { start, asyncEnd } = tracingChannel(name) as unknown as {
    readonly start: Channel;
    readonly asyncEnd: Channel;
  };
  const begins = (message: unknown) => {
    const span = begin(message as M);
    if (span) spans.set(message as object, span);
  };
  const ends = (message: unknown) => {
    const span = spans.get(message as object);
    if (span === undefined) return;
    end(span, message as M);
    const { error } = message as M;
    if (error !== undefined) failed(span, error);
    span.end();
  };
  start.subscribe(begins);
  asyncEnd.subscribe(ends);
  return () => {
    start.unsubscribe(begins);
    asyncEnd.unsubscribe(ends);
  };
}

const ownId = (of: Context): Attributes => {
  const id = of.getValue(REQUEST_KEY);
  return typeof id === "string" ? { [REQUEST_ID]: id } : {};
};

/** `SELECT`, `INSERT`: the first word of a statement. */
const operationOf = (statement: string): string => /^[A-Za-z]{1,20}/.exec(statement)?.[0].toUpperCase() ?? "";

/**
 * Spans below requests. What belongs to none (the poll of the published version, the beat) makes no trace. Answers how to
 * stop.
 */
export function traceBelow(tracer: Tracer): () => void {
  const within = (name: string, kind: SpanKind, attributes: Attributes, parent = context.active()): Span | undefined =>
    trace.getSpan(parent) === undefined
      ? undefined
      : tracer.startSpan(name, { kind, attributes: { ...attributes, ...ownId(parent) } }, parent);
  const askers = new WeakMap<object, Context>();
  const owners = new WeakMap<object, Context>();
  const stops = [
    listen<TracedChild>({
      name: CHILD_CHANNEL,
      begin: ({ asked }) => within(`child ${asked}`, SpanKind.INTERNAL, {}),
      end: (span, { use }) => {
        if (use)
          span.setAttributes({
            "openfees.child.seconds": use.seconds,
            "openfees.child.processor_seconds": use.processorSeconds,
            "openfees.child.resident_bytes": use.residentBytes,
          });
      },
    }),
    listen<TracedCheckout>({
      name: CHECKOUT_CHANNEL,
      begin: (message) => {
        askers.set(message, context.active());
        return within("pool checkout", SpanKind.INTERNAL, { "db.client.connection.pool.name": "pool" });
      },
      end: (span, message) => {
        const asker = askers.get(message);
        if (message.lease && asker) owners.set(message.lease, asker);
        if (message.lease) span.setAttribute("openfees.place", message.lease.place);
      },
    }),
    listen<TracedStatement>({
      name: STATEMENT_CHANNEL,
      // a callback of the driver may ask in any context: whoever took the connection is whose statement it is
      begin: ({ lease, statement }) => {
        const operation = operationOf(statement);
        return within(
          operation || "statement",
          SpanKind.CLIENT,
          {
            "db.system.name": "postgresql",
            "db.query.text": statement,
            ...(operation === "" ? {} : { "db.operation.name": operation }),
          },
          owners.get(lease),
        );
      },
      end: (span, { error }) => {
        const code = (error as { readonly code?: unknown } | undefined)?.code;
        if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) span.setAttribute("db.response.status_code", code);
      },
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
