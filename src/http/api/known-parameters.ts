/** Refuses what an address of the API does not take, before anything is answered: a filter by a wrong name would filter nothing. */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { Refused } from "../../app/refused.ts";
import { nearestOf } from "../../domain/search/nearest-names.ts";
import { didYouMean } from "../../words/did-you-mean.ts";
import { doorWords } from "../../words/door-words.ts";
import { ADDRESSES } from "./addresses.ts";

const ROOT = "/api/v1";
/** The language may be asked for at every address of the site: a link that carries it is right also where no words stand. */
const ANYWHERE = "lang";
type Shape = Readonly<Record<string, z.ZodType>>;

/** What each address takes in its query, by method and route. */
const TAKEN: ReadonlyMap<string, Shape> = new Map(
  ADDRESSES.map(({ method, path, query }) => [
    `${method.toUpperCase()} ${ROOT}${path.replace(/\{(\w+)\}/g, ":$1")}`,
    (query?.shape ?? {}) as Shape,
  ]),
);

/**
 * Begins before the cache: it keeps an answer by the parameters that its route knows. The first parameter that the address does
 * not have is refused with the nearest that it has; in the question of `/charge` such a one is a fact by an unknown name.
 */
export function knowParameters(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const { url = "" } = request.routeOptions;
    if (!url.startsWith(ROOT)) return done();
    const taken = TAKEN.get(`${request.method === "HEAD" ? "GET" : request.method} ${url}`);
    if (!taken) return done();
    const given = (request.query ?? {}) as Readonly<Record<string, unknown>>;
    const strange = Object.keys(given).find((name) => name !== ANYWHERE && !Object.hasOwn(taken, name));
    const isCharge = url === `${ROOT}/charge`;
    if (strange !== undefined)
      return done(new Refused(isCharge ? "bad_fact" : "bad_field", strange, noParameter(strange, taken)));
    const { jurisdiction } = given;
    if (isCharge || !jurisdiction || taken.jurisdiction?.safeParse([jurisdiction].flat().at(-1)).success) return done();
    done(
      new Refused(
        "unknown_jurisdiction",
        "jurisdiction",
        doorWords("problem.jurisdiction", { asked: String(jurisdiction) }),
      ),
    );
  });
}

function noParameter(asked: string, taken: Shape): string {
  const names = Object.keys(taken);
  const nearest = didYouMean(nearestOf(names, asked));
  return names.length === 0
    ? doorWords("problem.no_parameters", { asked })
    : doorWords("problem.parameter", {
        asked,
        meant: nearest || doorWords("problem.parameters", { names: names.join(", ") }),
      });
}
