import type { FastifyReply } from "fastify";
import { render } from "preact-render-to-string";
import { Document, type PageView, type Site } from "../../web/ui/document.tsx";

export type RenderPage = (reply: FastifyReply, page: PageView) => FastifyReply;

/** Pages of facts may be kept for a minute; pages about one person never. */
export const FACTS = "public, max-age=60";

/** A whole page as text. */
export const htmlOf = (site: Site, page: PageView): string =>
  `<!doctype html>${render(<Document site={site} page={page} />)}`;

/** Every page shows the day of the facts that are in service when it is rendered. */
export function pageRenderer(site: Site, facts: () => { readonly day: string }): RenderPage {
  return (reply, page) => {
    if (!reply.getHeader("cache-control")) reply.header("cache-control", FACTS);
    return reply.type("text/html; charset=utf-8").send(htmlOf({ ...site, factsOf: facts().day }, page));
  };
}
