/**
 * Loaded before a server of `tools/riddle.ts`: puts one mistake into a line of the application as it is loaded, as a bad
 * release would have it. Lines keep their numbers. RIDDLE names the mistake.
 */
import { registerHooks } from "node:module";

const POOL = "(globalThis as unknown as { riddlePool: import('openfees-pool').Pool }).riddlePool";
const AFTER_MS = 25_000;
const MISTAKES: Readonly<Record<string, string>> = {
  leak: `{ const client = await ${POOL}.connect(); await client.query("SELECT 1"); }`,
  held: `{ const client = await ${POOL}.connect(); await client.query("SELECT 1"); await new Promise((resolve) => setTimeout(resolve, 2_500)); client.release(); }`,
  slow: `if (performance.now() > ${AFTER_MS}) await ${POOL}.query("SELECT count(*) FROM generate_series(1, 9000000) AS archived (n) WHERE n % 7 = 3");`,
};
const own = MISTAKES[process.env.RIDDLE ?? ""];

const PLACES: Readonly<Record<string, readonly [string, string]>> = {
  "/src/db/connect.ts": [
    'pool.on("error", onLost);',
    'pool.on("error", onLost); (globalThis as unknown as { riddlePool: Pool }).riddlePool = pool;',
  ],
  "/src/db/report-store.ts": [
    "receipt: string): Promise<StoredReport | undefined> {",
    `receipt: string): Promise<StoredReport | undefined> { ${own ?? ""}`,
  ],
};

if (own !== undefined)
  registerHooks({
    load(url, context, nextLoad) {
      const place = Object.entries(PLACES).find(([path]) => url.endsWith(path))?.[1];
      const loaded = nextLoad(url, context);
      if (place === undefined) return loaded;
      const [before, after] = place;
      const text = String(loaded.source);
      if (!text.includes(before)) throw new Error(`there is no place for the mistake in ${url}`);
      return { ...loaded, source: text.replace(before, after) };
    },
  });
