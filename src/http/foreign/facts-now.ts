import type { Site } from "../../web/ui/document.tsx";
import type { WebDeps } from "../web-deps.ts";
import type { ForeignFacts } from "./foreign-question.ts";

/** What children are given of the facts in service: one object for as long as these are the same. */
export function foreignFacts(
  deps: Pick<WebDeps, "ctx" | "facts" | "letter">,
  site: Site,
  css: string,
): () => Promise<ForeignFacts> {
  let facts: ForeignFacts | undefined;
  return async () => {
    const pack = await deps.ctx.packs.current("ng");
    const factsOf = deps.facts().day;
    if (facts?.pack !== pack || facts.site.factsOf !== factsOf)
      facts = { pack, template: deps.letter, site: { ...site, factsOf }, css };
    return facts;
  };
}
