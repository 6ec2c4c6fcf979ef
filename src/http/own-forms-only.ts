/** A form that another site sends in a person's name is refused at every door that answers with a page. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import { doorWords } from "../words/door-words.ts";

/** The API holds no state of a person and answers with data: programs of other sites may use it from a browser. */
const FOR_PROGRAMS = /^\/api\/v1\//;

/** Refuses every POST of another site, by what the browser says of where it comes from. A program that is no browser says nothing. */
export function ownFormsOnly(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.method !== "POST" || FOR_PROGRAMS.test(request.url) || isOwn(request)) return done();
    done(new Refused("bad_field", null, doorWords("problem.foreign_form")));
  });
}

/**
 * `Sec-Fetch-Site` decides where it is sent: a page cannot change it. It is not sent over plain HTTP and by older browsers:
 * then the host of `Origin` must be the one that was asked for. `null` is the origin of no page of ours.
 */
function isOwn(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
