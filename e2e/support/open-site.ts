import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { chromiumPath, openBrowser } from "./browser.ts";
import { testServer } from "./test-server.ts";

export type OpenSite = { readonly chromium: string | undefined; readonly address: string; readonly browser: Browser };

/**
 * The site on a free port and a browser beside it, from before the first test of a file to after its last. Where there is
 * no Chromium neither is started, and `what` is printed as skipped: `describe.skipIf(!site.chromium)` skips the tests.
 */
export function openSite(what: string): OpenSite {
  const chromium = chromiumPath();
  const site = { chromium, address: "", browser: undefined as unknown as Browser };
  let app: FastifyInstance | undefined;
  beforeAll(async () => {
    if (!chromium) return;
    app = await testServer();
    site.address = await app.listen({ host: "127.0.0.1", port: 0 });
    site.browser = await openBrowser(chromium);
  });
  afterAll(async () => {
    await site.browser?.close();
    await app?.close();
  });
  if (!chromium) test.skip(`${what}: skipped, no Chromium on this machine`, () => {});
  return site;
}
