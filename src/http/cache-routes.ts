/**
 * Which answers may be given again, and to whom. A route says with `config: { cached: [...] }` which fields of
 * its query it looks at; nothing else of the address makes another page. The key names the snapshot and today's civil day
 * where the jurisdiction lives, so that a new fact and midnight both make new pages by themselves. A day in the query
 * counts only as the last change before it, and is put into the page on its way out: nobody can fill the cache with days.
 * Questions about a state of knowledge, and searches, are answered anew each time.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { type Encoding, encodingOf, packQuickly, variesByEncoding, WORTH_BYTES } from "../server/encoding.ts";
import { etagOf, isHeld } from "../server/etag.ts";
import type { Page, PageCache } from "../server/page-cache.ts";
import { ANY_DAY, dayOf, lastChange, withDay } from "./site/fold-days.ts";
import { keyOfTongue, tongueOf } from "./tongue.ts";
import type { WebDeps } from "./web-deps.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Names of the query fields, beside `on`, that this route looks at; absent: its answers are not kept. */
    cached?: readonly string[];
  }
  interface FastifyRequest {
    plan: Plan | null;
    /** A page that was found, to get the day that was asked about when its turn comes. */
    keptDays: KeptDays | null;
  }
}

type Plan = {
  readonly key: string;
  readonly stamp: string;
  /** Set when the page is one for many days: the day to put into it. */
  readonly day: CivilDate | undefined;
  settle: (page: Page | undefined) => void;
};

type KeptDays = { readonly page: Page; readonly day: CivilDate };

const ANEW = ["known", "q"];
/** Made for one answer only. */
const OF_ONE_ANSWER = ["x-request-id", "content-length", "etag", "content-encoding"];

type Query = Readonly<Record<string, string | string[] | undefined>>;
const lastOf = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value.at(-1) ?? "") : (value ?? "")).trim();

/** What the key of every page begins with: the facts and the day of which it speaks. */
export const stampOf = ({ facts, ctx }: Pick<WebDeps, "facts" | "ctx">): string => `${facts().name}|${ctx.today()}|`;

type Route = { readonly url: string; readonly cached?: readonly string[]; readonly spoken?: boolean };

/** A view with the day that many days share, where this answer will be kept for all of them. */
export const shown = <T extends { readonly on: CivilDate }>(request: FastifyRequest, view: T): T =>
  request.plan?.day === undefined ? view : { ...view, on: ANY_DAY };

/** The same for a day that stands alone. */
export const shownDay = (request: FastifyRequest, on: CivilDate | undefined): CivilDate | undefined =>
  on === undefined || request.plan?.day === undefined ? on : ANY_DAY;

/** To be called before any other hook: an answer that is there is given before anything else is begun. */
export function cacheRoutes(app: FastifyInstance, deps: Pick<WebDeps, "facts" | "ctx">, cache: PageCache): void {
  app.decorateRequest("plan", null);
  app.decorateRequest("keptDays", null);

  /** undefined: to be answered anew. */
  async function planOf(request: FastifyRequest, route: Route): Promise<Omit<Plan, "settle"> | undefined> {
    const query = (request.query ?? {}) as Query;
    if (ANEW.some((name) => lastOf(query[name]) !== "")) return undefined;
    const stamp = stampOf(deps);
    const on = lastOf(query.on);
    let [when, day]: [string, CivilDate | undefined] = ["", undefined];
    if (on !== "") {
      day = dayOf(on);
      if (!day) return undefined;
      when = `since ${lastChange(await deps.ctx.packs.current("ng"), day)}`;
      if (day === deps.ctx.today()) [when, day] = ["today", undefined];
    }
    return { key: `${stamp}${formOf(request, route, query)} ${when}`, stamp, day };
  }

  app.addHook("onRequest", (request, reply, done) => {
    const route = request.routeOptions.config as unknown as Route | undefined;
    if (!route?.cached || request.method !== "GET") return done();
    // the common question, by far: no query at all
    if (!request.raw.url?.includes("?")) {
      const stamp = stampOf(deps);
      go({ key: `${stamp}${formOf(request, route, {})} `, stamp, day: undefined }, request, reply, done);
      return;
    }
    planOf(request, route).then(
      (plan) => (plan ? go(plan, request, reply, done) : done()),
      () => done(),
    );
  });

  function go(plan: Omit<Plan, "settle">, request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const { key, day } = plan;
    const found = (page: Page | undefined): void => {
      if (page && day === undefined) {
        give(cache, key, page, request, reply);
        return;
      }
      if (page && day !== undefined) request.keptDays = { page, day };
      done();
    };
    const page = cache.get(key);
    const making = page ? undefined : cache.making(key);
    if (page) found(page);
    else if (making) making.then(found);
    else {
      const settle = cache.make(key);
      request.plan = { ...plan, settle };
      // whatever becomes of this answer, nobody waits for it for ever
      reply.raw.once("close", () => settle(undefined));
      done();
    }
  }

  app.addHook("onSend", async (request, reply, payload) => {
    const { plan } = request;
    if (!plan) return payload;
    const good = reply.statusCode === 200 && typeof payload === "string";
    // facts or day may have changed while it was made: then it is nobody else's
    if (!good || stampOf(deps) !== plan.stamp) {
      plan.settle(undefined);
      return good && plan.day ? withDay(payload, plan.day) : payload;
    }
    variesByEncoding(reply);
    const headers = Object.entries(reply.getHeaders())
      .filter(([name]) => !OF_ONE_ANSWER.includes(name))
      .flatMap(([name, value]) => [name, String(value)]);
    const page = cache.put(plan.key, request.raw.url ?? "/", headers, Buffer.from(payload, "utf8"));
    plan.settle(page);
    const body = plan.day ? Buffer.from(withDay(payload, plan.day), "utf8") : page.body;
    const etag = plan.day ? etagOf(body) : page.etag;
    reply.header("etag", etag);
    if (isHeld(etag, request.headers["if-none-match"])) {
      reply.code(304);
      return "";
    }
    const encoding = encodingOf(request.headers["accept-encoding"]);
    const packed =
      encoding === undefined || body.length < WORTH_BYTES
        ? undefined
        : plan.day
          ? await packQuickly(body, encoding)
          : await cache.packed(plan.key, page, encoding);
    if (packed && encoding) reply.header("content-encoding", encoding);
    return packed ?? body;
  });
}

function formOf(request: FastifyRequest, { url, cached = [], spoken }: Route, query: Query): string {
  const { id = "" } = (request.params ?? {}) as { id?: string };
  let form = `${url} ${encodeURIComponent(id)} ${spoken ? keyOfTongue(tongueOf(request)) : ""} `;
  for (const name of cached) form += `${name}=${encodeURIComponent(lastOf(query[name]))}&`;
  return form;
}

/** Writes a page as it is, past everything that would be done for an answer made anew. */
function write(
  page: Page,
  etag: string,
  body: Buffer,
  encoding: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.hijack();
  const { raw } = reply;
  const held = isHeld(etag, request.headers["if-none-match"]);
  const headers = page.headers.concat("x-request-id", request.id, "etag", etag);
  if (!held && encoding !== undefined) headers.push("content-encoding", encoding);
  if (!held) headers.push("content-length", String(body.length));
  raw.writeHead(held ? 304 : 200, headers);
  raw.end(held ? undefined : body);
}

/** A page that is the same for everyone goes out as it lies there. */
function give(cache: PageCache, key: string, page: Page, request: FastifyRequest, reply: FastifyReply): void {
  const encoding = page.body.length < WORTH_BYTES ? undefined : encodingOf(request.headers["accept-encoding"]);
  const ready = encoding === undefined ? page.body : page.packed.get(encoding);
  if (ready) {
    write(page, page.etag, ready, encoding, request, reply);
    return;
  }
  cache.packed(key, page, encoding as Encoding).then(
    (bytes) => write(page, page.etag, bytes ?? page.body, bytes && encoding, request, reply),
    () => write(page, page.etag, page.body, undefined, request, reply),
  );
}

/**
 * A page for many days gets the day that was asked about, and a form that is made for this asker and not kept. That is
 * work, so it is done in its turn: to be called after `takeTurns`.
 */
export function giveKeptDays(app: FastifyInstance): void {
  app.addHook("preHandler", (request, reply, done) => {
    if (!request.keptDays) return done();
    const { page, day } = request.keptDays;
    const body = Buffer.from(withDay(page.body.toString("utf8"), day), "utf8");
    const etag = etagOf(body);
    const encoding = body.length < WORTH_BYTES ? undefined : encodingOf(request.headers["accept-encoding"]);
    const send = (bytes: Buffer, how: Encoding | undefined): void => {
      write(page, etag, bytes, how, request, reply);
      request.endTurn();
    };
    if (encoding === undefined) send(body, undefined);
    else
      packQuickly(body, encoding).then(
        (bytes) => send(bytes, encoding),
        () => send(body, undefined),
      );
  });
}
