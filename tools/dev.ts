/**
 * `npm run dev`: serves as `npm start` does, and starts the web process again whenever a file of the code or of the facts
 * is saved. PostgreSQL and the address stay. What does not start is tried again, and at once when a file is saved.
 */
import { watch } from "node:fs";
import { keepServing } from "../src/main/keep-serving.ts";

const WATCHED = ["src", "packages", "data"];
/** An editor writes a file in several steps. */
const SETTLE_MS = 50;
const IS_TEST = /\.(?:test|e2e)\.tsx?$/;

process.exitCode = await keepServing(process.env, console.log, false, (renew) => {
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
});
