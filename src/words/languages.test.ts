import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES, languageAccepted, languageNamed } from "./languages.ts";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["*", "en"],
  ["de-DE, fr;q=0.8", "en"],
  ["pcm", "pcm"],
  ["PCM-NG", "pcm"],
  ["pcm;q=0.4, en-NG;q=0.4", "pcm"],
  ["en-NG, en;q=0.9, pcm;q=0.8", "en"],
  ["ha, pcm;q=0.9, en;q=0.8", "pcm"],
  ["fr, *;q=0.5, pcm;q=0.3", "en"],
  ["pcm;q=0, en", "en"],
  ["pcm;q=0", "en"],
  ["pcm;q=nonsense, en;q=0.1", "en"],
  ["pcmx, en", "en"],
  ["en;q=0.2,pcm ; q = 0.3", "pcm"],
] as const)("%j is read as %s", (header, language) => {
  expect(languageAccepted(header)).toBe(language);
});

test("whatever a header says, the answer is a language that we have", () => {
  const tag = fc.constantFrom("pcm", "en", "PCM-ng", "*", "fr", "", "pcm-", ";", "q=1", ",,");
  const weight = fc.constantFrom("", ";q=0", ";q=0.5", ";q=1.000", ";q=2", ";q=", "; q = .5", ";q=-1");
  const listed = fc.array(fc.tuple(tag, weight).map((parts) => parts.join(""))).map((all) => all.join(","));
  fc.assert(
    fc.property(fc.oneof(listed, fc.string()), (header) => {
      expect(LANGUAGES).toContain(languageAccepted(header));
    }),
  );
});

test("a language that nobody wrote words in is none of ours", () => {
  for (const tag of ["", "e", "english", "xx", "pcmng", "__proto__", "de"]) expect(languageNamed(tag)).toBeUndefined();
});
