import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, textOf, trackedFiles } from "./support/tracked-files.ts";

/** What of the commands in a text is not there: a drill without its file, a test file or folder that is gone. */
function missing(text: string): string[] {
  const drills = [...text.matchAll(/npm run drill -- ([a-z]+)/g)].map(([, name]) => `drills/${name}.drill.ts`);
  const tests = [...text.matchAll(/npx vitest run(?: --project \w+)? ([\w./-]+)/g)].map(([, path = ""]) => path);
  return [...drills, ...tests].filter((path) => !existsSync(join(ROOT, path)));
}

describe.each(trackedFiles("docs/postmortems"))("%s", (path) => {
  const text = textOf(path);
  const measures = text.split("\n").filter((line) => /^\| (?:✓|open) \|/.test(line));

  test("ticks a measure only with a command that shows it, and every command is there", () => {
    expect(measures.length).toBeGreaterThan(0);
    expect(measures.filter((line) => line.startsWith("| ✓ ") && !/`np[mx] [^`]+`/.test(line))).toEqual([]);
    expect(missing(text)).toEqual([]);
    // the check can fail
    expect(missing("`npm run drill -- nothing` `npx vitest run --project real src/nothing`")).toHaveLength(2);
  });

  test("says in its name and its title on which day it was", () => {
    const [, year, month, day] = /(\d{4})-(\d{2})-(\d{2})\.md$/.exec(path) ?? [];
    const name = new Date(`${year}-${month}-${day}T12:00:00Z`).toLocaleDateString("en-GB", {
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    expect(text.startsWith(`# ${name}: `)).toBe(true);
  });
});
