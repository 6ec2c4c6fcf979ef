import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { remoteParent, traceRequests } from "./trace-requests.ts";

const PARENT = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

async function spansOf(trusted: boolean, answer: () => unknown = () => "x") {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const app = Fastify({ genReqId: () => "the-id" });
  traceRequests(app, provider.getTracer("test"), () => trusted);
  app.post("/people/:name", answer);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = app.listeningOrigin;
  await fetch(`${url}/people/ngozi?q=secret`, { method: "POST", headers: { traceparent: PARENT } }).catch(() => {});
  await app.close();
  await provider.forceFlush();
  return exporter.getFinishedSpans();
}

test("a trace is continued for a proxy that is trusted, and begun anew for a stranger", async () => {
  const [own] = await spansOf(true);
  expect(own?.spanContext().traceId).toBe("0123456789abcdef0123456789abcdef");
  const [strange] = await spansOf(false);
  expect(strange?.spanContext().traceId).not.toBe("0123456789abcdef0123456789abcdef");
  expect([strange?.name, strange?.attributes]).toEqual([
    "POST /people/:name",
    {
      "http.request.method": "POST",
      "http.route": "/people/:name",
      "http.response.status_code": 200,
      "url.scheme": "http",
      "openfees.request_id": "the-id",
    },
  ]);
});

test("an error is its status, without the words of it", async () => {
  const [span] = await spansOf(false, () => {
    throw new Error("ngozi has 5,000.00");
  });
  expect([span?.status, span?.attributes["error.type"]]).toEqual([{ code: 2 }, "500"]);
  expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain("ngozi");
});

test("what is no parent is none", () => {
  for (const header of [undefined, "", "x", PARENT.toUpperCase(), PARENT.replace("00-", "01-"), `${PARENT}-x`, ["a"]])
    expect(remoteParent(header), String(header)).toBeUndefined();
  expect(remoteParent(`00-${"0".repeat(32)}-0123456789abcdef-01`)).toBeUndefined();
  expect(trace.getSpanContext(remoteParent(PARENT) ?? ROOT_CONTEXT)).toMatchObject({ traceFlags: 1, isRemote: true });
});
