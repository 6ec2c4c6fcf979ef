/**
 * Which answers may be given again, and to whom. A route says with `config: { cached: [...] }` which fields of its query it
 * looks at beside the day; nothing else of the address makes another page. The key names the snapshot and today's civil day
 * where the jurisdiction lives, so that a new fact and midnight both make new pages by themselves, and the language where
 * the route serves several. Questions about a state of knowledge, and searches, are answered anew each time.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { encodingOf, variesByEncoding } from "../server/encoding.ts";
import { isHeld } from "../server/etag.ts";
import { type Page, type PageCache, wholePage } from "../server/page-cache.ts";
import { keyOfTongue, tongueOf } from "./tongue.ts";
import type { WebDeps } from "./web-deps.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Names of the query fields, beside `on`, that this route looks at; absent: its answers are not kept. */
    cached?: readonly string[];
  }
  interface FastifyRequest {
    /** Set while this request makes an answer that will be kept. */
    plan: { readonly stamp: string; readonly settle: (page: Page | undefined) => void } | null;
  }
}

const ANEW = ["known", "q"];
/** Made for one answer only. */
const OF_ONE_ANSWER = ["x-request-id", "content-length", "etag", "content-encoding"];

type Query = Readonly<Record<string, string | string[] | undefined>>;
const lastOf = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value.at(-1) ?? "") : (value ?? "")).trim();

/** What the key of every page begins with: the facts and the day that it is for. */
export const stampOf = ({ facts, ctx }: Pick<WebDeps, "facts" | "ctx">): string => `${facts().name}|${ctx.today()}|`;

/** To be called before any other hook: an answer that is there is given before anything else is begun. */
export function cacheRoutes(app: FastifyInstance, deps: Pick<WebDeps, "facts" | "ctx">, cache: PageCache): void {
  app.decorateRequest("plan", null);

  app.addHook("onRequest", (request, reply, done) => {
    const { cached } = request.routeOptions.config;
    const query = (request.query ?? {}) as Query;
    if (!cached || request.method !== "GET" || ANEW.some((name) => lastOf(query[name]) !== "")) return done();
    const on = lastOf(query.on);
    const shelf = on === "" ? cache.today : cache.days;
    const stamp = stampOf(deps);
    const key = `${stamp}${formOf(request, cached, query)}${encodeURIComponent(on)}`;
    const page = shelf.get(key);
    if (page) return give(page, request, reply);
    const making = shelf.making(key);
    if (making) {
      making.then((made) => (made ? give(made, request, reply) : done()));
      return;
    }
    const settle = shelf.make(key);
    request.plan = { stamp, settle };
    // if no answer comes of it, the requests that wait for this page are released
    reply.raw.once("close", () => settle(undefined));
    done();
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { plan } = request;
    if (!plan) return payload;
    const good = reply.statusCode === 200 && typeof payload === "string";
    // facts or day may have changed while it was made: then it is sent, but not cached
    if (!good || stampOf(deps) !== plan.stamp) {
      plan.settle(undefined);
      return payload;
    }
    variesByEncoding(reply);
    const headers = Object.entries(reply.getHeaders())
      .filter(([name]) => !OF_ONE_ANSWER.includes(name))
      .flatMap(([name, value]) => [name, String(value)]);
    const page = await wholePage(request.raw.url ?? "/", headers, Buffer.from(payload, "utf8"));
    plan.settle(page);
    const { status, own, body } = partFor(page, request);
    reply.code(status);
    for (const [name, value] of own) reply.header(name, value);
    return body ?? "";
  });
}

function formOf(request: FastifyRequest, cached: readonly string[], query: Query): string {
  const { id = "" } = (request.params ?? {}) as { id?: string };
  const { url, config } = request.routeOptions;
  const tongue = config.spoken ? keyOfTongue(tongueOf(request)) : "";
  let form = `${url} ${encodeURIComponent(id)} ${tongue} `;
  for (const name of cached) form += `${name}=${encodeURIComponent(lastOf(query[name]))}&`;
  return form;
}

/** What this asker gets of a page: nothing where they hold it already, else the shortest form that they read. */
function partFor(page: Page, { headers }: FastifyRequest) {
  const own: [name: string, value: string][] = [["etag", page.etag]];
  if (isHeld(page.etag, headers["if-none-match"])) return { status: 304, own, body: undefined };
  const encoding = encodingOf(headers["accept-encoding"]);
  const packed = encoding && page.packed[encoding];
  if (packed) own.push(["content-encoding", encoding]);
  return { status: 200, own, body: packed ?? page.body };
}

/** Writes a page as it lies there, past everything that would be done for an answer made anew. */
function give(page: Page, request: FastifyRequest, reply: FastifyReply): void {
  const { status, own, body } = partFor(page, request);
  const headers = page.headers.concat("x-request-id", request.id, ...own.flat());
  if (body) headers.push("content-length", String(body.length));
  reply.hijack();
  reply.raw.writeHead(status, headers).end(body);
}
