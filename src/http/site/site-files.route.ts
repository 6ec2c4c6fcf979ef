import type { FastifyInstance, FastifyRequest } from "fastify";
import { originOf } from "../origin-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { siteMap } from "./sitemap.ts";
import type { SiteStyle } from "./style-sheet.ts";

/** The mark: a ledger's double line under an open ring. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#0b5a41"/><path d="M21 8.5A7.5 7.5 0 1 0 21 16" fill="none" stroke="#fff" stroke-width="3"/><path d="M6 24h20M6 27.5h20" stroke="#fff" stroke-width="1.6"/></svg>';

const FOREVER = "public, max-age=31536000, immutable";

/** The style sheet, the typeface, the icon, robots.txt, the site map and the health check. */
export function siteFileRoutes(app: FastifyInstance, deps: Pick<WebDeps, "ctx" | "address">, style: SiteStyle): void {
  const origin = (request: FastifyRequest): string => deps.address ?? originOf(request);
  const config = { apart: true };
  for (const [href, css] of [
    [style.href, style.css],
    [style.aloneHref, style.alone],
  ] as const)
    app.get(href, { config }, (_request, reply) =>
      reply.header("cache-control", FOREVER).type("text/css; charset=utf-8").send(css),
    );
  for (const { href, bytes } of style.fonts)
    app.get(href, { config }, (_request, reply) =>
      reply.header("cache-control", FOREVER).type("font/woff2").send(bytes),
    );
  app.get("/icon.svg", { config }, (_request, reply) =>
    reply.header("cache-control", "public, max-age=86400").type("image/svg+xml").send(ICON),
  );
  app.get("/favicon.ico", { config }, (_request, reply) => reply.code(302).header("location", "/icon.svg").send(""));
  app.get("/robots.txt", { config }, (request, reply) =>
    reply
      .type("text/plain; charset=utf-8")
      .send(
        `User-agent: *\nDisallow: /audit/\nDisallow: /charge?\nDisallow: /report/\nSitemap: ${origin(request)}/sitemap.xml\n`,
      ),
  );
  app.get("/sitemap.xml", { config }, async (request, reply) =>
    reply
      .header("cache-control", "no-cache")
      .type("application/xml; charset=utf-8")
      .send(siteMap(await deps.ctx.packs.current("ng"), origin(request))),
  );
  // constant on purpose: it asks neither database nor cache, so it says only that this process answers
  app.get("/healthz", { config }, (_request, reply) =>
    reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send("ok\n"),
  );
}
