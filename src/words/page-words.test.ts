import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { saidIn } from "../domain/pack-check/check-said.ts";
import * as EN from "./en/names.ts";
import { LANGUAGES } from "./languages.ts";
import { filled, piecesOf } from "./message.ts";
import { nameWords, type PageKey, pageWords, parityOf, reasonWords, strayKeys, writtenIn } from "./page-words.ts";

const others = LANGUAGES.filter((language) => language !== "en");

/** Places and tags of a message. */
const placesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}|<\w+/g)].map(([place]) => place).toSorted();

test("English says everything, and every other language says nothing that English does not", () => {
  const { done, all, missing } = parityOf("en");
  expect([done, missing]).toEqual([all, []]);
  for (const language of LANGUAGES) expect([language, strayKeys(language)]).toEqual([language, []]);
});

test("what a language has not is counted, and said in English", () => {
  for (const language of others) {
    const { done, all, missing } = parityOf(language);
    process.stdout.write(`${language}: ${done} of ${all} words and sentences\n`);
    expect(done + missing.length).toBe(all);
    expect(done).toBeGreaterThan(500);
    for (const key of missing.filter((one) => one in pageKeys()))
      expect(pageWords(language, key as PageKey).language).toBe("en");
  }
  expect(nameWords("pcm", "PERIODS", "hourly")).toEqual({ text: "hourly", language: "en" });
  expect(nameWords("pcm", "PERIODS", "constructor")).toEqual({ text: "constructor", language: "en" });
});

/** Every key of a message, from what the languages miss and have. */
function pageKeys(): Record<string, true> {
  const keys = parityOf("en").all;
  expect(keys).toBeGreaterThan(100);
  return Object.fromEntries(
    parityOf("pcm")
      .missing.filter((key) => /^[a-z]/.test(key))
      .map((key) => [key, true]),
  );
}

test("a message of another language has the places and the tags of the English one", async () => {
  for (const file of [
    "asks",
    "audit-command",
    "check",
    "command",
    "complain",
    "found",
    "frame",
    "lists",
    "pages",
    "refusals",
    "rules",
  ]) {
    const [english] = Object.values((await import(`./en/${file}.ts`)) as object).slice(-1) as Record<string, string>[];
    const [own] = Object.values((await import(`./pcm/${file}.ts`)) as object) as Record<string, string>[];
    for (const [key, text] of Object.entries(own ?? {}))
      expect([key, placesOf(text)]).toEqual([key, placesOf(english?.[key] ?? "")]);
  }
});

test("a page is written in a language as soon as that says the most of it, and in English until then", () => {
  expect(writtenIn("complain", "pcm")).toBe("pcm");
  expect(writtenIn("data", "pcm")).toBe("en");
  expect(writtenIn("nothing", "pcm")).toBe("en");
  for (const area of ["complain", "data", "nothing"]) expect(writtenIn(area, "en")).toBe("en");
});

test("a name of a place that is not given stays, and what is given is not filled in again", () => {
  expect(filled("{a} and {b}", { a: "{b}" })).toBe("{b} and {b}");
  expect(filled("{toString}", {})).toBe("{toString}");
});

test("a message is cut where its tags stand, and put together again it is whole", () => {
  expect(piecesOf("A fee? <link>Report it</link>. <day/>")).toEqual([
    "A fee? ",
    { tag: "link", words: "Report it" },
    ". ",
    { tag: "day", words: "" },
  ]);
  expect(piecesOf("1 < 2 and 3 > 2")).toEqual(["1 < 2 and 3 > 2"]);
});

test("a reason within a reason is said in its language, and English as soon as a part is", () => {
  const what = { code: "figure.with_vat", facts: { percent: "7.5 %" } } as const;
  expect(reasonWords("en", { code: "found.is", facts: { sum: "₦53.75", what } })).toEqual({
    text: "₦53.75 is its figure with 7.5 % VAT.",
    language: "en",
  });
  expect(reasonWords("pcm", { code: "found.is", facts: { sum: "₦53.75", what } }).language).toBe("pcm");
});

test("every licence, payee, grade and service of the pack has a name in English; the services' other names are counted", () => {
  const pack = shippedPack();
  for (const { licence } of pack.banks) expect(EN.LICENCES[licence]).toBeTruthy();
  for (const { payee, grade, standing } of pack.rules)
    expect([EN.PAYEES[payee], EN.KEEPS[payee], EN.GRADES[grade], EN.STANDINGS[standing]].every(Boolean)).toBe(true);
  const named = saidIn(pack);
  for (const language of others) {
    process.stdout.write(`${language}: names of ${named[language]} of ${pack.services.length} services\n`);
    for (const id of pack.search?.common ?? [])
      expect(pack.services.find((one) => one.id === id)?.said?.[language], id).toBeTruthy();
  }
});

test("who keeps a sum is one phrase for each payee in each language: a name alone where others make a sentence of it", () => {
  for (const language of LANGUAGES)
    for (const payee of Object.keys(EN.PAYEES)) {
      const [name, keeps] = [nameWords(language, "PAYEES", payee), nameWords(language, "KEEPS", payee)];
      expect([name.language, keeps.language]).toEqual([language, language]);
      expect(name.text).not.toMatch(/[,;()]/);
      expect(keeps.text).toContain(name.text);
      expect(keeps.text).not.toBe(name.text);
    }
});

test("a page that is begun in a language has all of its words there, but for the title under which it is cited", () => {
  for (const language of others) {
    const { missing } = parityOf(language);
    const begun = missing.filter(
      (key) => /^[a-z]/.test(key) && writtenIn(key.split(".")[0] ?? "", language) === language,
    );
    expect([language, begun]).toEqual([language, ["fees.cite", "banks.cite"]]);
    // and so have the closed lists, of which each page says some
    expect(
      missing.filter((key) => /^(MISSING|SETTLES|KINDS|SHARES|VERDICTS|GRADES|PAYEES|STATES)\./.test(key)),
    ).toEqual([]);
  }
});
