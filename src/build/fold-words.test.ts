// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources of template strings
import { describe, expect, test } from "vitest";
import { foldWords, syntax } from "./fold-words.ts";

const WORDS = {
  "x.plain": 'Every "row"',
  "x.read": "We read {read} of {all}.",
  "x.one": "One `file`",
  "x.some": "{count} files",
  "x.bold": "This is <strong>made up</strong>: {name}, <line/>",
  "x.seen.whole": "whole",
  "x.seen.part": "part",
};
const read = await syntax();
const folded = (source: string, words: Readonly<Record<string, string>> = WORDS): string =>
  foldWords(read, "x.tsx", source, words).replace(/\s+/g, " ").trim();

describe("a sentence is put where it is said", () => {
  test("as a text, or with its facts in their places", () => {
    expect(folded('f(say("x.plain"), say.text("x.read", { read: a + 1, all }));')).toBe(
      'f("Every \\"row\\"", `We read ${a + 1} of ${all}.`);',
    );
  });

  test("with facts under a name, and behind a choice", () => {
    expect(folded('f(say("x.read", { ...sums, all: say.text("x.one") }));')).toBe(
      'f(`We read ${sums.read} of ${"One `file`"}.`);',
    );
    expect(folded('f(text(n === 1 ? "x.one" : "x.some", counts));')).toBe(
      'f((n === 1 ? "One `file`" : `${counts.count} files`));',
    );
  });

  test("with the tags that a page dresses", () => {
    expect(folded('f(say.dressed("x.bold", { strong: (w) => <b>{w}</b>, ...told }, { name }));')).toBe(
      'f(["This is ", ((w) => <b>{w}</b>)("made up"), `: ${name}, `, (told.line)("")]);',
    );
  });

  test("as a table of words, where the end of the key is worked out", () => {
    expect(folded("f(say(`x.seen.${of}`));")).toBe('f(({"whole":"whole","part":"part"})[of]);');
  });

  test("in another language as soon as its words are handed over", () => {
    expect(folded('f(say("x.read", { read, all }));', { "x.read": "{all}: we don read {read}." })).toBe(
      "f(`${all}: we don read ${read}.`);",
    );
  });
});

test("a speaker that nobody asks any more goes, with its table; one that is asked otherwise stays whole", () => {
  const head = 'import { X } from "../words/en/x.ts"; const xSays = sayOf(X);';
  expect(
    folded(`${head} function f(to) { const say = xSays(to); const { text } = xSays(to); return text("x.plain"); }`),
  ).toBe('function f(to) { return "Every \\"row\\""; }');
  const kept = `${head} function f(to) { const say = xSays(to); return g(say); }`;
  expect(folded(kept)).toBe(kept);
});

test("what is said in a way that cannot be told stays as it is", () => {
  for (const source of [
    "f(say(key));",
    'f(say("x.read", given()));',
    'f(say("y.other"));',
    'f(say.dressed("x.bold", dress()));',
  ])
    expect(folded(source)).toBe(source);
});

test("a name of a closed list is looked up in the list itself", () => {
  expect(folded('const xSays = sayOf(X, { KINDS, MISSING: LACKS }); f(xSays(to).called("MISSING", one.id));')).toBe(
    "f((LACKS[one.id] ?? one.id));",
  );
});
