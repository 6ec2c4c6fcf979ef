import type { FastifyReply, FastifyRequest } from "fastify";

/** A refusal that costs next to nothing: no page is made for it. */
export type EarlyRefusal = {
  readonly status: 401 | 429 | 503;
  readonly code: "unknown_key" | "too_many_requests" | "busy";
  readonly words: EarlyWords;
  /** Seconds after which to come again; absent where that would not help. */
  readonly after?: string;
  readonly headers?: readonly (readonly [string, string])[];
};

/** What a refusal says: `title` to a program, `tab` and `heading` on a page, `detail` to both. */
export type EarlyWords = {
  readonly title: string;
  readonly tab: string;
  readonly heading: string;
  readonly detail: string;
};

/** Seconds after which to come back; not the same for all, or they would all come back at once. */
export const soon = (): string => String(2 + Math.floor(Math.random() * 5));

/** Who is answered with data rather than with a page. */
export const wantsData = (request: FastifyRequest): boolean => /^\/api\/v1(\/|$)|\.(json|csv)(\?|$)/.test(request.url);

/** Written as it is, past everything that would be done for an answer. What is still being sent is not read. */
export function refuseEarly(request: FastifyRequest, reply: FastifyReply, it: EarlyRefusal): void {
  const { status, code, words, after, headers = [] } = it;
  const { title, tab, heading, detail } = words;
  const data = wantsData(request);
  const body = data
    ? JSON.stringify({
        type: `urn:openfees:problem:${code}`,
        title,
        status,
        detail,
        code,
        param: null,
        requestId: request.id,
      })
    : `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${tab}</title><h1>${heading}</h1><p>${detail}</p><p><a href="/">openfees</a></p></html>`;
  reply.hijack();
  reply.raw.writeHead(status, [
    ...["content-type", data ? "application/problem+json; charset=utf-8" : "text/html; charset=utf-8"],
    ...["content-length", String(Buffer.byteLength(body)), "cache-control", "no-store"],
    ...["x-request-id", request.id, "x-content-type-options", "nosniff"],
    ...["content-security-policy", "default-src 'none'"],
    ...(after === undefined ? [] : ["retry-after", after]),
    ...headers.flat(),
    // a program in a browser may read why
    ...(data ? ["access-control-allow-origin", "*"] : []),
    // the body will not be read, so the connection is closed
    ...(request.method === "POST" ? ["connection", "close"] : []),
  ]);
  reply.raw.end(request.method === "HEAD" ? undefined : body);
}
