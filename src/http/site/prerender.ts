import { packBest } from "../../server/pack-best.ts";
import type { PageCache } from "../../server/page-cache.ts";
import { ENGLISH, LANGUAGES } from "../../words/languages.ts";
import { stampOf } from "../cache-routes.ts";
import type { WebDeps } from "../web-deps.ts";
import { createWebServer } from "../web-server.ts";

const FIRST = ["/", "/fees", "/banks"];
/** As the address says it; English pages are made as the addresses without a language give them. */
const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== ENGLISH).map((language) => `?lang=${language}`);
const MOST = 24;

/**
 * Makes the pages that people ask for most, in their smallest form, of facts that are not in service yet: `next` is the
 * server as it will be. They lie in the cache under the name of those facts, so that the swap finds them there. Answers
 * how many.
 */
export async function prerender(
  cache: PageCache,
  now: Pick<WebDeps, "facts" | "ctx">,
  next: WebDeps,
  signal?: AbortSignal,
): Promise<number> {
  const asked = cache
    .most(stampOf(now))
    .map(([, page]) => page.address)
    .filter((address) => !address.includes("?"));
  const paths = [...new Set([...asked, ...FIRST])].slice(0, MOST);
  const addresses = ["", ...OTHER_LANGUAGES].flatMap((language) => paths.map((path) => path + language));
  const app = await createWebServer({ ...next, pages: cache });
  try {
    for (const url of addresses) {
      if (signal?.aborted) return 0;
      await app.inject({ url });
    }
  } finally {
    await app.close();
  }
  const made = cache.most(stampOf(next)).filter(([, page]) => addresses.includes(page.address));
  const best = await packBest(
    made.map(([, page]) => page.body),
    signal,
  );
  made.forEach(([key, page], i) => {
    cache.keepPacked(key, page, "br", best[i] as Buffer);
  });
  return made.length;
}
