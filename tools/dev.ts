/**
 * `npm run dev`: serves as `npm start` does, and starts the web process again whenever a file of the code or of the facts
 * is saved. PostgreSQL and the address stay, and pages say what the data files say, with or without a new version. What does not start is tried again, and at once when a file is saved.
 */
import { watch } from "node:fs";
import { enableCompileCache } from "node:module";
import { runSafely } from "../src/platform/run-safely.ts";
import { keepServing, type RenewOn } from "../src/serving/keep-serving.ts";

const WATCHED = ["src", "packages", "data"];
/** An editor writes a file in several steps. */
const SETTLE_MS = 50;
const IS_TEST = /\.(?:test|e2e)\.tsx?$/;

// each web process takes what was not changed as it was compiled before
enableCompileCache();

const renewOn: RenewOn = (renew) => {
  let soon: NodeJS.Timeout | undefined;
  const watchers = WATCHED.map((folder) =>
    watch(new URL(`../${folder}`, import.meta.url), { recursive: true }, (_event, file) => {
      if (file === null || IS_TEST.test(file)) return;
      clearTimeout(soon);
      soon = setTimeout(() => {
        console.log(`${folder}/${file} was saved`);
        renew();
      }, SETTLE_MS);
    }),
  );
  return () => {
    clearTimeout(soon);
    for (const watcher of watchers) watcher.close();
  };
};

const webProcess = new URL("../src/main/web-process.ts", import.meta.url);
process.exitCode = await runSafely(() =>
  keepServing({ environment: process.env, print: console.log, webProcess, renewOn }),
);
