import type { FastifyReply, FastifyRequest } from "fastify";
import { render } from "preact-render-to-string";
import { Document, type PageView, type Site, type Spoken } from "../../web/ui/document.tsx";
import { type Say, sayIn } from "../../web/ui/say.tsx";
import { ENGLISH } from "../../words/languages.ts";
import { writtenIn } from "../../words/page-words.ts";
import { hereOf, tongueFor, tongueOf, variesByLanguage } from "../tongue.ts";

/** The words for a page whose own keys begin with `area`, in the language of the request. */
export const sayFor = (request: FastifyRequest, area: string): Say =>
  sayIn(writtenIn(area, tongueOf(request).language));

export type RenderPage = (reply: FastifyReply, page: PageView) => FastifyReply;

/** Pages of facts may be kept for a minute; pages about one person never. */
export const FACTS = "public, max-age=60";

/** A whole page as text; in English, with no other language beside it, where nothing is said. */
export const htmlOf = (site: Site, page: PageView, spoken?: Spoken): string =>
  `<!doctype html>${render(<Document site={site} page={page} {...(spoken ? { spoken } : {})} />)}`;

/** The language of the page, and English where parts of it still are. */
const languagesOf = ({ language = ENGLISH }: PageView, { tongue }: Spoken): string =>
  [...new Set([tongue.language, language])].join(", ");

/** Every page shows the day of the facts that are in service when it is rendered. */
export function pageRenderer(site: Site, facts: () => { readonly day: string }): RenderPage {
  return (reply, page) => {
    const { request } = reply;
    const spoken = { tongue: tongueFor(request), here: hereOf(request) };
    if (!reply.getHeader("cache-control")) reply.header("cache-control", FACTS);
    if (request.routeOptions.config?.spoken === true) variesByLanguage(reply);
    reply.header("content-language", languagesOf(page, spoken));
    return reply.type("text/html; charset=utf-8").send(htmlOf({ ...site, factsOf: facts().day }, page, spoken));
  };
}
