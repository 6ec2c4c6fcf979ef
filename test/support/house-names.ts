// The names a file may have, and when its length asks for a word of explanation (ARCHITECTURE.md).

const REFUSED_WORDS = new Set(["util", "utils", "helper", "helpers", "common", "manager", "misc"]);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Longer files open with a comment that says what all of their lines do. */
const LINES_WITHOUT_A_WORD = 150;
const WORDS_OF_AN_OPENING = 6;

export const isTest = (path: string): boolean => /\.(test|e2e)\.tsx?$/.test(path);

/** What is wrong with the names of a path, folder by folder; empty when nothing is. */
export function breachesOfName(path: string): string[] {
  const found: string[] = [];
  for (const part of path.split("/")) {
    // `x.int.test.ts` and `compare.route.tsx`: every piece between the dots is a name of its own.
    for (const piece of part.split(".")) {
      if (piece === "") continue;
      if (!KEBAB.test(piece)) found.push(`${path}: "${piece}" is not kebab-case`);
      const word = piece.split("-").find((one) => REFUSED_WORDS.has(one));
      if (word) found.push(`${path}: "${word}" says nothing; name it after what it does`);
    }
  }
  return found;
}

/** A file of more than 150 lines that does not open with a comment of a few words. */
export function breachesOfLength(path: string, source: string): string[] {
  const lines = source.trimEnd().split("\n").length;
  if (lines <= LINES_WITHOUT_A_WORD || isTest(path)) return [];
  const words = openingComments(source).match(/\p{L}[\p{L}\p{N}'’-]*/gu) ?? [];
  return words.length >= WORDS_OF_AN_OPENING
    ? []
    : [`${path}: ${lines} lines, and no opening comment says in a sentence what all of them do`];
}

/** The comments before the first statement, imports not counted: a comment under the imports still opens the file. */
function openingComments(source: string): string {
  const words: string[] = [];
  let rest = source.replace(/^#!.*\n/, "");
  for (;;) {
    const comment = /^\s*(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest);
    const imported = /^\s*import\b[^;]*;/.exec(rest);
    const next = comment ?? imported;
    if (!next) return words.join(" ").replace(/\s*\n\s*(\/\/|\*)\s*/g, " ");
    if (comment) words.push(comment[0].trim().replace(/^\/\/\s*/, ""));
    rest = rest.slice(next[0].length);
  }
}
