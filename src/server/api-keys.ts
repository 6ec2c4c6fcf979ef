/**
 * A program may say who it is. Its key comes as `Authorization: Bearer` to the API; then what it asks is counted
 * for the key and not for the address that it shares with others. Only hashes are stored, so no key can be read here.
 * Keys are optional.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientOf } from "./client-address.ts";
import type { EarlyRefusal } from "./refuse-early.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Name of the key that came with it; null: none came. */
    apiKey: string | null;
  }
}

/** The hash is of the key's text, in hexadecimal letters. */
export type ApiKey = { readonly name: string; readonly sha256: string };

const BEARER = /^bearer +(\S+) *$/i;

/** Answers who came with an unknown key, under these headers. */
type RefuseKey = (request: FastifyRequest, reply: FastifyReply, headers: NonNullable<EarlyRefusal["headers"]>) => void;

/** To be called before the page cache, which does not look at keys: a wrong key is refused on every address of the API. */
export function knowKeys(app: FastifyInstance, keys: readonly ApiKey[], refuse: RefuseKey): void {
  app.decorateRequest("apiKey", null);
  // without keys the header is ignored: it may be meant for a proxy on the way
  if (keys.length === 0) return;
  const known = keys.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, "hex") }));
  app.addHook("onRequest", (request, reply, done) => {
    const given = BEARER.exec(request.headers.authorization ?? "")?.[1];
    if (given === undefined || !request.url.startsWith("/api/v1/")) return done();
    request.apiKey = nameOf(known, given);
    if (request.apiKey !== null) return done();
    refuse(request, reply, [["www-authenticate", 'Bearer realm="openfees", error="invalid_token"']]);
  });
}

/** Looks at every key, so that the time tells neither whether one is near nor where in the list it stands. */
function nameOf(known: readonly { readonly name: string; readonly hash: Buffer }[], given: string): string | null {
  const hash = createHash("sha256").update(given).digest();
  let found: string | null = null;
  for (const one of known) if (timingSafeEqual(one.hash, hash)) found = one.name;
  return found;
}

/** Who stands in a line: the key where one came, else the address. */
export const callerOf = (request: FastifyRequest): string =>
  request.apiKey === null ? clientOf(request.ip) : `key ${request.apiKey}`;
