/**
 * In which language a page answers. A route says with `config: { spoken: true }` that its pages exist in several; then the kept
 * page's key has the language in it, and the answer says that it varies by `Accept-Language`. So the language can be asked for
 * only there: a route that has not said so throws, instead of having its page kept for readers of another language.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import { PLAIN, type Tongue } from "../web/ui/link.tsx";
import { ENGLISH, languageAccepted, languageNamed } from "../words/languages.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The pages of this route are made in every language that has words. */
    spoken?: boolean;
  }
}

type Query = Readonly<Record<string, string | string[] | undefined>>;
const lastOf = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value.at(-1) ?? "") : (value ?? "")).trim();

/** `?lang=` as a link of ours gives it, English for one that we have no words of; without it what the browser asks for. */
export function tongueOf(request: FastifyRequest): Tongue {
  if (request.routeOptions.config?.spoken !== true)
    throw new Error(`${request.routeOptions.url} speaks one language: its pages are kept without one`);
  const asked = lastOf(((request.query ?? {}) as Query).lang);
  if (asked !== "") return { language: languageNamed(asked) ?? ENGLISH, named: true };
  const language = languageAccepted(request.headers["accept-language"]);
  return { language, named: language !== ENGLISH };
}

/** The same for any page: one whose route has one language is English, and so are its links. */
export const tongueFor = (request: FastifyRequest): Tongue =>
  request.routeOptions.config?.spoken === true ? tongueOf(request) : PLAIN;

/** What the key of a kept page has of the language. */
export const keyOfTongue = ({ language, named }: Tongue): string => `${language}${named ? "!" : ""}`;

/** Says that another reader of this address may get other words. To be called before the answer is kept or compressed. */
export const variesByLanguage = (reply: FastifyReply): FastifyReply => reply.header("vary", "accept-language");

/**
 * The address of this page without a language. Of one that is kept it has those fields only that its key has, since it is
 * given to everybody with the same key.
 */
export function hereOf(request: FastifyRequest): string | null {
  const { url, config } = request.routeOptions;
  if (request.method !== "GET" || url === undefined || config?.spoken !== true) return null;
  const query = (request.query ?? {}) as Query;
  const ofKey = request.plan ? [...(config.cached ?? []), "on"] : null;
  const fields = new URLSearchParams();
  for (const name of Object.keys(query)) {
    const value = lastOf(query[name]);
    if (name !== "lang" && value !== "" && (ofKey?.includes(name) ?? true)) fields.set(name, value);
  }
  const params = (request.params ?? {}) as Readonly<Record<string, string>>;
  const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  return fields.size > 0 ? `${path}?${fields}` : path;
}
