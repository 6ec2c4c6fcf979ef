import { setImmediate } from "node:timers/promises";
import { datedPack } from "../../app/dated-pack.ts";
import { readSomeWords } from "../../app/search-clues.ts";
import { type PageCache, smallestPage } from "../../server/page-cache.ts";
import { ENGLISH, LANGUAGES } from "../../words/languages.ts";
import { stampOf } from "../cache-routes.ts";
import { type Log, NO_LOG, type WebDeps } from "../web-deps.ts";
import { createWebServer } from "../web-server.ts";

const FIRST = ["/", "/fees", "/banks"];
/** As the address says it; English pages are made as the addresses without a language give them. */
const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== ENGLISH).map((language) => `?lang=${language}`);
const MOST = 24;
const A_SEARCH = "/?q=sms";
/** How long a swap waits for pages made beforehand. */
const MOST_MS = 10_000;

/**
 * Makes the pages that people ask for most, in their smallest form, of facts that are not in service yet: `next` is the
 * server as it will be. They lie in the cache under the name of those facts, so that the swap finds them there. Returns
 * how many; once `signal` is aborted it makes no more.
 */
export async function prerender(
  cache: PageCache,
  now: Pick<WebDeps, "facts" | "ctx">,
  next: WebDeps,
  signal?: AbortSignal,
): Promise<number> {
  const asked = cache.today.most(stampOf(now)).map(([, page]) => page.address);
  const paths = [...new Set([...asked.filter((address) => !address.includes("?")), ...FIRST])].slice(0, MOST);
  const addresses = new Set(["", ...OTHER_LANGUAGES].flatMap((language) => paths.map((path) => path + language)));
  const app = await createWebServer({ ...next, pages: cache });
  let made = 0;
  try {
    for (const url of addresses) if (!signal?.aborted) await app.inject({ url });
    // one at a time: others need the threads that compress
    for (const [key, page] of cache.today.most(stampOf(next)))
      if (!signal?.aborted && addresses.has(page.address)) {
        cache.today.put(key, await smallestPage(page));
        made++;
      }
    // what a search looks in takes longer to make than all searches of a minute: a part at a time, since requests and the
    // process's sign of life wait behind each
    const { pack } = await datedPack(next.ctx, {});
    while (!signal?.aborted && readSomeWords(pack)) await setImmediate();
    if (!signal?.aborted) await app.inject({ url: A_SEARCH });
  } finally {
    await app.close();
  }
  return made;
}

type Prerenderer = {
  readonly cache: PageCache;
  /** The server as it is. */
  readonly now: Pick<WebDeps, "facts" | "ctx">;
  readonly log: Log;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
};

/** Makes pages beforehand for each `next` that it is called with, for ten seconds at most. Their answers are not logged. */
export const prerenderer =
  ({ cache, now, log, stopping }: Prerenderer): ((next: WebDeps) => Promise<void>) =>
  async (next) => {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(MOST_MS)]);
    const made = await prerender(cache, now, { ...next, log: NO_LOG }, signal);
    log.info({ made }, "pages of the next snapshot were made beforehand");
  };
