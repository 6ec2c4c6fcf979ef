import { readFileSync } from "node:fs";

/**
 * The version of this release, which package.json alone holds. Bundles that run without Node have it put in when they are
 * built (`build.ts`).
 */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }
).version;
