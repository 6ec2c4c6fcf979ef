import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pollUntil } from "../../src/platform/deadline.ts";

/** The process id of the web process of the `serve` on a data directory, once there is one that is none of `not`. */
export async function webOf(dataDir: string, not: readonly number[] = []): Promise<number> {
  const found = await pollUntil(() => {
    const note = readdirSync(dataDir).find((name) => /^web\.\d+$/.test(name));
    const web = note === undefined ? Number.NaN : Number(readFileSync(join(dataDir, note), "utf8").split(" ")[2]);
    return web > 0 && !not.includes(web) ? web : undefined;
  }, 60_000);
  if (found === undefined) throw new Error(`no web process is noted in ${dataDir}`);
  return found;
}
