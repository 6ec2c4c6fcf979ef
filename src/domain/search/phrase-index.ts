/**
 * Finds what a question means among things that have names. A word counts the more, the fewer things use it; one that is
 * spelled wrongly counts as the nearest that is used, a little less. A thing is as likely as the best of its phrases: how
 * much of the question the phrase has, and how much of the phrase the question has.
 */
import { madeOnce } from "../audit/made-once.ts";
import { editDistance } from "./edit-distance.ts";

export type Named = {
  readonly id: string;
  readonly phrases: readonly string[];
  /** Longer words about it: they count where no phrase has them, and less. */
  readonly about?: string;
};

export type Found = {
  readonly id: string;
  /** 0 to 1; more only where the question is one of its phrases, word for word. */
  readonly score: number;
  readonly phrase: string;
};

export type Words = {
  /** Each list is words for one thing, the first of them standing for all. */
  readonly same: readonly (readonly string[])[];
  /** Words that name nothing by themselves. */
  readonly weak: readonly string[];
};

type Phrase = {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  weight: number;
};
type Thing = {
  readonly id: string;
  readonly phrases: Phrase[];
  readonly about: ReadonlySet<string>;
  /** How many of its phrases have a word, the most of them as 1. */
  readonly often: ReadonlyMap<string, number>;
};

/** What a question scores that is a phrase, above all that is only like one. */
const WORD_FOR_WORD = 1.1;
/** A word typed wrongly, one that it begins, or one that only stands in the text about a thing. */
const NEARLY = 0.85;
const BEGINS = 0.8;
const ABOUT = 0.5;
/** Part of the words that a question of weak words and a phrase must share. */
const LEAST_WEAK = 0.6;
/** Part of the score that is how many of a thing's phrases have the words. */
const OFTEN = 0.3;
/** Part of the score that a phrase gets whose words are not all in the question. */
const WHOLE_PHRASE = 0.4;

export class PhraseIndex {
  readonly #things: readonly Thing[];
  readonly #idf = new Map<string, number>();
  readonly #most: number;
  readonly #same = new Map<string, string>();
  readonly #weak: ReadonlySet<string>;
  /** Every word that a question may have been meant to have, with the one that stands for it. */
  readonly #spelled = new Map<string, string>();
  /** Questions that are a phrase, word for word. */
  readonly #whole = new Map<string, { readonly id: string; readonly phrase: string }>();

  constructor(things: readonly Named[], words: Words) {
    for (const [first = "", ...others] of words.same) for (const other of others) this.#same.set(other, first);
    this.#weak = new Set(words.weak);
    const used = new Map<string, number>();
    this.#things = things.map(({ id, phrases, about = "" }) => {
      const split = phrases.map((text) => ({
        text,
        words: new Set(this.wordsOf(text)),
        plain: new Set(plainWords(text)),
      }));
      const own = new Set([...split.flatMap(({ words: all }) => [...all]), ...this.wordsOf(about)]);
      for (const word of own) used.set(word, (used.get(word) ?? 0) + 1);
      return { id, phrases: split.map((one) => ({ ...one, weight: 0 })), about: own, often: oftenIn(split) };
    });
    for (const { id, phrases } of this.#things)
      for (const { text } of phrases) madeOnce(this.#whole, plainWords(text).join(" "), () => ({ id, phrase: text }));
    this.#most = Math.log(1 + things.length);
    for (const [word, count] of used) {
      this.#idf.set(word, Math.log(1 + things.length / count));
      if (!/\d/.test(word)) this.#spelled.set(word, word);
    }
    for (const [other, first] of this.#same) if (this.#idf.has(first)) this.#spelled.set(other, first);
    for (const { phrases } of this.#things) for (const phrase of phrases) phrase.weight = this.#weigh(phrase.words);
  }

  /** The words of a text that may name something, each in the one form that stands for it. */
  wordsOf(text: string): string[] {
    return plainWords(text).flatMap((word) => {
      if (this.#weak.has(word)) return [];
      const one = this.#same.get(word) ?? word;
      const stem = this.#same.get(stemOf(one)) ?? stemOf(one);
      return this.#weak.has(stem) ? [] : stem.split(" ");
    });
  }

  /** True where a word is one of ours as it is spelled. */
  knows(word: string): boolean {
    return this.#weak.has(word) || this.#spelled.has(word) || this.wordsOf(word).every((one) => this.#idf.has(one));
  }

  /**
   * Of each thing the longest of its phrases whose words are all in the question, as a number of words: what a question
   * says in so many words, whatever else it says.
   */
  said(question: string): ReadonlyMap<string, number> {
    const asked = new Set(this.wordsOf(question));
    const found = new Map<string, number>();
    for (const { id, phrases } of this.#things)
      for (const { words } of phrases)
        if (words.size > (found.get(id) ?? 0) && words.size <= asked.size && [...words].every((one) => asked.has(one)))
          found.set(id, words.size);
    return found;
  }

  /** Best first. Linear in the length of the question. */
  find(question: string): Found[] {
    const strong = this.#findStrong(question);
    const found = strong.length > 0 ? strong : this.#findWeak(question);
    const whole = this.#whole.get(plainWords(question).join(" "));
    return whole ? [{ ...whole, score: WORD_FOR_WORD }, ...found.filter(({ id }) => id !== whole.id)] : found;
  }

  /** A question of nothing but weak words, such as `all bank charges`: as far as a phrase is made of the same. */
  #findWeak(question: string): Found[] {
    const asked = new Set(plainWords(question));
    if (asked.size === 0) return [];
    const found: Found[] = [];
    for (const { id, phrases } of this.#things) {
      let best = { score: 0, phrase: "" };
      for (const { text, plain } of phrases) {
        let shared = 0;
        for (const word of asked) if (plain.has(word)) shared++;
        const score = shared / (asked.size + plain.size - shared);
        if (score > best.score) best = { score, phrase: text };
      }
      if (best.score >= LEAST_WEAK) found.push({ id, ...best });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  #findStrong(question: string): Found[] {
    const asked = [...new Set(this.wordsOf(question))].slice(0, 24).map((word) => this.#known(word));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return [];
    const found: Found[] = [];
    for (const { id, phrases, about, often } of this.#things) {
      let best = { score: 0, phrase: "" };
      for (const phrase of phrases) {
        let shared = 0;
        for (const { as, weight, quality } of asked) if (phrase.words.has(as)) shared += weight * quality;
        if (shared === 0) continue;
        const score =
          (shared / total) * (1 - WHOLE_PHRASE + (WHOLE_PHRASE * Math.min(shared, phrase.weight)) / phrase.weight);
        if (score > best.score) best = { score, phrase: phrase.text };
      }
      let beside = 0;
      for (const { as, weight, quality } of asked) if (about.has(as)) beside += weight * quality;
      const loose = (ABOUT * beside) / total;
      // a word that many of its phrases have says more than one that a single phrase has
      let usual = 0;
      for (const { as, weight, quality } of asked) usual += weight * quality * Math.sqrt(often.get(as) ?? 0);
      const likely = best.score * (1 - OFTEN) + (OFTEN * usual) / total;
      const score = Math.max(likely, best.score > 0 ? best.score * ABOUT + loose : loose);
      if (score > 0) found.push({ id, score: Math.min(1, score), phrase: best.phrase });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  #weigh(words: Iterable<string>): number {
    let sum = 0;
    for (const word of words) sum += this.#idf.get(word) ?? this.#most;
    return sum;
  }

  /** The word of ours that a word means, and how much it counts: one that we do not know at all counts too, against all. */
  #known(word: string): { as: string; weight: number; quality: number } {
    const own = this.#idf.get(word);
    if (own !== undefined) return { as: word, weight: own, quality: 1 };
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    let near: { as: string; apart: number; weight: number } | undefined;
    for (const [spelled, known] of this.#spelled) {
      const weight = this.#idf.get(known) ?? this.#most;
      if (word.length >= 4 && spelled.startsWith(word)) return { as: known, weight, quality: BEGINS };
      const apart = most === 0 || spelled.length < 4 ? most + 1 : editDistance(word, spelled, most);
      // of two that are as near the one that begins alike
      const alike = spelled[0] === word[0] ? 0 : 0.5;
      if (apart <= most && (near === undefined || apart + alike < near.apart))
        near = { as: known, apart: apart + alike, weight };
    }
    return near
      ? { as: near.as, weight: near.weight, quality: NEARLY }
      : { as: word, weight: this.#most * 0.6, quality: 0 };
  }
}

function oftenIn(phrases: readonly { readonly words: ReadonlySet<string> }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of phrases) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  return new Map([...counts].map(([word, count]) => [word, count / most]));
}

/** Lower case, without accents and marks. */
export const plainWords = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^a-z\d]+/)
    .filter(Boolean);

/** `charges` and `charge` are one word, `maintaining` and `maintain` too. */
const stemOf = (word: string): string =>
  word.length > 4
    ? word
        .replace(/ies$/, "y")
        .replace(/(?<=[^s])s$/, "")
        .replace(/(?<=[a-z]{4})(?:ing|ed)$/, "")
    : word.replace(/(?<=[a-z]{3})s$/, "");
