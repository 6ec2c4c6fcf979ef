import type { FastifyReply } from "fastify";
import { render } from "preact-render-to-string";
import { Document, type PageView, type Site } from "../web/ui/document.tsx";

export type RenderPage = (reply: FastifyReply, page: PageView) => FastifyReply;

/** Pages of facts may be kept for a minute; pages about one person never. */
const FACTS = "public, max-age=60";

const htmlOf = (site: Site, page: PageView): string => `<!doctype html>${render(<Document site={site} page={page} />)}`;

export function pageRenderer(site: Site): RenderPage {
  return (reply, page) => {
    if (!reply.getHeader("cache-control")) reply.header("cache-control", FACTS);
    return reply.type("text/html; charset=utf-8").send(htmlOf(site, page));
  };
}
