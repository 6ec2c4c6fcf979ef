import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../docs/runbooks/", import.meta.url);
const ENDING = ".md";

/** Names of the run-books that came with this release, in order; each is the name of its alert. */
export function runBooks(): readonly string[] {
  try {
    return readdirSync(FOLDER)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length))
      .sort();
  } catch {
    // whoever took the docs away can still read the rest
    return [];
  }
}

/** The text of one run-book; undefined when there is none of that name. */
export const runBook = (name: string): string | undefined =>
  runBooks().includes(name) ? readFileSync(new URL(`${name}${ENDING}`, FOLDER), "utf8") : undefined;
