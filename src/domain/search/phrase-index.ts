/**
 * Finds what a question means among things that have names. A word counts the more, the fewer things use it; one that is
 * spelled wrongly counts as the nearest that is used, a little less. A thing is as likely as the best of its phrases: how
 * much of the question the phrase has, and how much of the phrase the question has.
 */
import { madeOnce } from "../audit/made-once.ts";
import { SLIP, Speller } from "./speller.ts";
import { type Weighed, WordOdds } from "./word-odds.ts";
import { WordWeights } from "./word-weights.ts";

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
  /** Its share of what the words of the question say, of all things together: 0 to 1. */
  readonly share: number;
  /** How many words of the question that name something it has not: 0 where it explains them all. */
  readonly unexplained: number;
};

export type Words = {
  /** Each list is words for one thing, the first of them standing for all. */
  readonly same: readonly (readonly string[])[];
  /** Words that name nothing by themselves. */
  readonly weak: readonly string[];
  /** Words that say little beside others: of what kind an account is, whose it is. */
  readonly slight?: readonly string[];
  /** What people also ask, and nothing here answers: the likelier it is, the less anything else is. */
  readonly elsewhere?: readonly string[];
};

type Phrase = {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  weight: number;
};
type Thing = {
  readonly id: string;
  readonly phrases: readonly Phrase[];
  /** Its phrases by their words. */
  readonly having: ReadonlyMap<string, readonly Phrase[]>;
  readonly about: ReadonlySet<string>;
  /** How many of its phrases have a word, the most of them as 1. */
  readonly often: ReadonlyMap<string, number>;
};

/** What a question scores that is a phrase, above all that is only like one. */
const WORD_FOR_WORD = 1.1;
/** A word typed wrongly, one that it begins, or one that only stands in the text about a thing. */
const NEARLY = 0.85;
const BEGINS = 0.8;
/** A short word that is another by more than a slip of the finger. */
const HARDLY = 0.5;
/** From this length on one letter more or less leaves a word the same. */
const LONG_ENOUGH = 6;
const ABOUT = 0.5;
/** Part of the words that a question of weak words and a phrase must share. */
const LEAST_WEAK = 0.6;
/** Part of the score that is how many of a thing's phrases have the words. */
const OFTEN = 0.3;
/** Part of the score that a phrase gets whose words are not all in the question. */
const WHOLE_PHRASE = 0.4;

/** What a weak word, a slight one and two neighbours together count in a thing's odds, beside a word that names something. */
const WEAK = 0.9;
const SLIGHT = 0.5;
/** Part of the things: a weak word in fewer of them says something of what is meant. */
const FEW = 0.2;
const PAIR = 0.3;
/** How much likelier than others those are to be meant that most questions are about. */
const COMMON = 2.5;
/** How much of a thing's score are its odds; the rest is how like one of its phrases is. */
const ODDS = 0.7;

type Asked = { readonly as: string; readonly weight: number; readonly quality: number };

export class PhraseIndex {
  readonly #things: readonly Thing[];
  readonly #idf = new Map<string, number>();
  readonly #most: number;
  readonly #same = new Map<string, string>();
  readonly #weak: ReadonlySet<string>;
  readonly #slight: ReadonlySet<string>;
  /** The words of our own phrases, each as what stands for it. */
  readonly #canonical = new Map<string, readonly Token[]>();
  readonly #isMade: boolean;
  readonly #speller: Speller;
  /** How many things have a weak word, once for each form in which it is typed. */
  readonly #weakUse = new Map<string, number>();
  readonly #odds: WordOdds;
  /** Absent where what is asked for are names, of which counting tells enough. */
  readonly #weights: WordWeights | undefined;
  /** The words of each question that nothing here answers. */
  readonly #elsewhere: readonly ReadonlySet<string>[];
  /** Words of such questions: each is spelled as it is meant, `rice` and not `rise`. */
  readonly #strange: ReadonlySet<string>;
  /** Words by their first four letters, for those that are typed only in part. */
  readonly #begun = new Map<string, string[]>();
  /** Questions that are a phrase, word for word. */
  readonly #whole = new Map<string, { readonly id: string; readonly phrase: string }>();

  /** `common`: ids that most questions are about, most common first. `learns`: which words settle a question is learned too. */
  constructor(
    things: readonly Named[],
    words: Words,
    { common = [], learns = true }: { readonly common?: readonly string[]; readonly learns?: boolean } = {},
  ) {
    for (const [first = "", ...others] of words.same) for (const other of others) this.#same.set(other, first);
    this.#weak = new Set(words.weak);
    this.#slight = new Set(words.slight);
    const used = new Map<string, number>();
    const read = (text: string) => {
      const plain = plainWords(text);
      return { text, plain, tokens: plain.flatMap((word) => this.#tokensOf(word)) };
    };
    const texts = things.map(({ phrases, about }) => ({
      phrases: phrases.map(read),
      about: about ? read(about) : undefined,
    }));
    this.#things = things.map(({ id }, i) => {
      const { phrases, about } = texts[i] as (typeof texts)[number];
      const split = phrases.map(({ text, plain, tokens }) => ({
        text,
        words: new Set(namingIn(tokens)),
        plain: new Set(plain),
      }));
      const own = new Set([...split.flatMap(({ words: all }) => [...all]), ...namingIn(about?.tokens ?? [])]);
      for (const { word } of new Set(phrases.flatMap(({ tokens }) => tokens.filter(({ weak }) => weak))))
        this.#weakUse.set(word, (this.#weakUse.get(word) ?? 0) + 1);
      for (const word of own) used.set(word, (used.get(word) ?? 0) + 1);
      const made = split.map((one): Phrase => ({ ...one, weight: 0 }));
      for (const { text, plain } of phrases) madeOnce(this.#whole, plain.join(" "), () => ({ id, phrase: text }));
      return { id, phrases: made, having: byWord(made), about: own, often: oftenIn(split) };
    });
    this.#most = Math.log(1 + things.length);
    for (const [word, count] of used) this.#idf.set(word, Math.log(1 + things.length / count));
    // words as they are typed: a stem, such as `refus`, is none
    const spelled = new Map<string, string>();
    const all = texts.map(({ phrases, about }) => (about ? [...phrases, about] : phrases));
    for (const word of all.flat().flatMap(({ plain }) => plain)) if (used.has(word)) spelled.set(word, word);
    for (const [other, first] of this.#same) if (this.#idf.has(first)) spelled.set(other, first);
    for (const { phrases } of texts)
      for (const word of phrases.flatMap(({ plain }) => plain)) {
        const [token] = this.#tokensOf(word);
        if (token && !token.weak && this.#idf.has(token.word)) spelled.set(word, token.word);
      }
    // of two words as near that is meant which more phrases have
    const phrasesWith = new Map<string, number>();
    for (const { words: all } of this.#things.flatMap((thing) => thing.phrases))
      for (const word of all) phrasesWith.set(word, (phrasesWith.get(word) ?? 0) + 1);
    this.#speller = new Speller(
      [...spelled]
        .map(([text, as]) => [text, as, phrasesWith.get(as) ?? 0] as const)
        .concat([...this.#weak].map((word) => [word, word, 0] as const)),
    );
    for (const [word, as] of spelled)
      if (word.length > 4) madeOnce(this.#begun, word.slice(0, 4), () => []).push(word, as);
    for (const { phrases } of this.#things) for (const phrase of phrases) phrase.weight = this.#weigh(phrase.words);
    const { elsewhere = [] } = words;
    this.#elsewhere = elsewhere.map((text) => new Set(this.wordsOf(text))).filter(({ size }) => size > 0);
    this.#strange = new Set(this.#elsewhere.flatMap((one) => [...one]));
    const weighed = [...all, elsewhere.map(read)].map((one) => one.map(({ tokens }) => this.#weighed(tokens)));
    this.#weights = learns ? new WordWeights(weighed) : undefined;
    this.#odds = new WordOdds(weighed, [...things.map(({ id }) => (common.includes(id) ? COMMON : 1)), 1]);
    this.#isMade = true;
  }

  /** Learns some of its phrases; false once all are learned. A question learns what is left, which takes as long as a thousand questions. */
  learnMore(): boolean {
    return this.#weights?.learnMore() ?? false;
  }

  #tokensOf(word: string): readonly Token[] {
    const known = this.#canonical.get(word);
    if (known) return known;
    const tokens = this.#read(word);
    // what strangers type is not kept: it would grow without end
    if (!this.#isMade) this.#canonical.set(word, tokens);
    return tokens;
  }

  #read(word: string): readonly Token[] {
    if (this.#weak.has(word)) return [{ word, weak: true, typed: word }];
    const one = this.#same.get(word) ?? word;
    const stem = this.#same.get(stemOf(one)) ?? stemOf(one);
    return this.#weak.has(stem)
      ? [{ word: stem, weak: true, typed: word }]
      : stem.split(" ").map((part) => ({ word: part, weak: false, typed: word }));
  }

  #tokens = (text: string): Token[] => plainWords(text).flatMap((word) => this.#tokensOf(word));

  /** The words of a text that may name something, each in the one form that stands for it. */
  wordsOf(text: string): string[] {
    return namingIn(this.#tokens(text));
  }

  /** True where a word is one of ours as it is spelled. */
  knows(word: string): boolean {
    return this.#tokensOf(word).every(({ word: one, weak }) => weak || this.#idf.has(one));
  }

  /** True where no word of a text names anything by itself. */
  isNameless(text: string): boolean {
    return this.#tokens(text).every(({ word, weak }) => weak || this.#slight.has(word));
  }

  /** True where a text has a word that names something, or a weak one of few things: `quarterly`, and not `charge`. */
  isTelling(text: string): boolean {
    return this.#tokens(text).some(
      ({ word, weak }) => !weak || (this.#weakUse.get(word) ?? 0) < this.#things.length * FEW,
    );
  }

  /**
   * Of each thing the longest of its phrases whose words are all in the question, as a number of words: what a question
   * says in so many words, whatever else it says.
   */
  said(question: string): ReadonlyMap<string, number> {
    const asked = new Set(this.wordsOf(question));
    const found = new Map<string, number>();
    for (const { id, having } of this.#things)
      for (const { words } of new Set([...asked].flatMap((word) => having.get(word) ?? []))) {
        if (words.size > asked.size || words.size <= (found.get(id) ?? 0)) continue;
        const telling = [...words].filter((one) => !this.#slight.has(one)).length;
        if (telling > (found.get(id) ?? 0) && [...words].every((one) => asked.has(one))) found.set(id, telling);
      }
    return found;
  }

  /** How many words of a question that name something a thing has not, in its phrases or in the text about it. */
  unexplainedBy(id: string, question: string): number {
    const thing = this.#things.find((one) => one.id === id);
    const words = new Set(this.wordsOf(question).filter((word) => this.#idf.has(word) || !/^\d+$/.test(word)));
    return [...words].filter((word) => !thing?.about.has(word) && !this.#slight.has(word)).length;
  }

  /** Best first. Linear in the length of the question. */
  find(question: string): Found[] {
    const read = this.#tokens(question)
      .slice(0, MOST_WORDS)
      .map((token) => this.#meant(token));
    const tokens = read
      // a number that is no word of ours is a day, an account or a person's
      .filter(({ word, quality }) => quality > 0 || !/^\d+$/.test(word));
    const respelled = new Map(read.flatMap(({ typed, meantAs }) => (meantAs ? [[typed, meantAs] as const] : [])));
    if (tokens.length === 0) return [];
    const shares = this.#sharesOf(this.#weighed(tokens));
    const asked = [
      ...new Map(tokens.flatMap((token) => (token.weak ? [] : [[token.word, token] as const]))).values(),
    ].map(
      ({ word, quality }): Asked => ({
        as: word,
        weight: this.#idf.get(word) ?? this.#most * UNKNOWN,
        quality: this.#idf.has(word) ? quality : 0,
      }),
    );
    const words = new Set(asked.map(({ as }) => as));
    const isElsewhere =
      words.size > 0 &&
      this.#elsewhere.some((one) => one.size === words.size && [...words].every((word) => one.has(word)));
    const typed = plainWords(question);
    const exact = this.#whole.get(typed.join(" "));
    const whole =
      exact ??
      (respelled.size > 0 ? this.#whole.get(typed.map((word) => respelled.get(word) ?? word).join(" ")) : undefined);
    const plain = new Set(tokens.map(({ word }) => word));
    const found: Found[] = [];
    for (const [i, thing] of this.#things.entries()) {
      const like = asked.length > 0 ? likeness(thing, asked) : likenessOfWeak(thing, plain);
      const share = shares[i] as number;
      // of weak words alone the odds are all that tells
      const score = asked.length > 0 ? (1 - ODDS) * like.score + ODDS * share : Math.max(like.score, share);
      if (whole?.id === thing.id)
        found.push({
          id: thing.id,
          score: exact ? WORD_FOR_WORD : NEARLY,
          phrase: whole.phrase,
          share: 1,
          unexplained: 0,
        });
      else if (like.score > 0 || share >= LEAST_SHARE)
        found.push({
          id: thing.id,
          score: Math.min(1, score),
          phrase: like.phrase,
          share,
          unexplained: asked.reduce(
            (count, { as, quality }) =>
              count + ((quality > HARDLY && thing.about.has(as)) || this.#slight.has(as) ? 0 : 1),
            isElsewhere ? 1 : 0,
          ),
        });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  /** What counting says and what learning says, each for as much: where they differ, nothing has a large share. */
  #sharesOf(words: readonly Weighed[]): Float64Array {
    const [counted, learned] = [this.#odds.sharesOf(words), this.#weights?.sharesOf(words)];
    if (learned === undefined) return counted;
    const both = counted.map((share, i) => Math.sqrt(share * (learned[i] as number)));
    const all = both.reduce((sum, share) => sum + share, 0);
    return both.map((share) => share / all);
  }

  /** Words, and pairs of neighbours, for what each says. */
  #weighed(tokens: readonly Token[]): Weighed[] {
    const found: Weighed[] = [];
    for (const [i, { word, weak }] of tokens.entries()) {
      found.push({ word, weight: weak ? this.#weightOfWeak(word) : this.#slight.has(word) ? SLIGHT : 1 });
      const next = tokens[i + 1];
      if (next && !(weak && next.weak)) found.push({ word: `${word} ${next.word}`, weight: PAIR });
    }
    return found;
  }

  /** `charge` is in the phrases of nearly all things and says nothing; `quarterly` of few, and says something. */
  #weightOfWeak = (word: string): number =>
    (WEAK * Math.log(1 + this.#things.length / (this.#weakUse.get(word) ?? 1))) / this.#most;

  #weigh(words: Iterable<string>): number {
    let sum = 0;
    for (const word of words) sum += this.#idf.get(word) ?? this.#most;
    return sum;
  }

  /** The word of ours that a word of a question means, and how much like it it is; one that we do not know stays itself. */
  #meant(token: Token): Meant {
    const { word, typed } = token;
    if (token.weak || this.#idf.has(word)) return { ...token, quality: 1 };
    if (this.#strange.has(word)) return { ...token, quality: 0 };
    const begun = word.length >= 4 ? this.#begun.get(word.slice(0, 4)) : undefined;
    const near = this.#speller.nearest(token.typed);
    const isTrusted = near && (near.apart <= SLIP || (word.length >= LONG_ENOUGH && near.apart <= 1));
    if (near && isTrusted) return { ...this.#spelledAs(near.as, NEARLY), typed, meantAs: near.text };
    for (let i = 0; begun && i < begun.length; i += 2)
      if (begun[i]?.startsWith(word)) return this.#spelledAs(begun[i + 1] as string, BEGINS);
    // `nova` is no `Nov`: a word that is hardly one of ours says nothing less than a strange one
    return near && !this.#weak.has(near.as) ? this.#spelledAs(near.as, HARDLY) : { ...token, quality: 0 };
  }

  #spelledAs = (as: string, quality: number) => ({ word: as, weak: this.#weak.has(as), typed: as, quality });
}

type Meant = Token & {
  readonly quality: number;
  /** The word as our phrases have it, where it was typed another way. */
  readonly meantAs?: string;
};
type Token = {
  readonly word: string;
  readonly weak: boolean;
  /** The whole word, before its ending was taken off. */
  readonly typed: string;
};
type Likeness = { readonly score: number; readonly phrase: string };

/** What has none of the words alike is still offered where its probability is at least this. */
const LEAST_SHARE = 0.15;
/** Longer questions are cut. */
const MOST_WORDS = 32;
/** What a word counts that nothing of ours has, against all, as a part of the rarest that something has. */
const UNKNOWN = 0.6;

const NOTHING: Likeness = { score: 0, phrase: "" };

function likeness({ having, about, often }: Thing, asked: readonly Asked[]): Likeness {
  if (!asked.some(({ as }) => about.has(as))) return NOTHING;
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  let best = NOTHING;
  const shares = new Map<Phrase, number>();
  for (const { as, weight, quality } of asked)
    for (const phrase of having.get(as) ?? []) shares.set(phrase, (shares.get(phrase) ?? 0) + weight * quality);
  for (const [phrase, shared] of shares) {
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
  return { score: Math.max(likely, best.score > 0 ? best.score * ABOUT + loose : loose), phrase: best.phrase };
}

/** A question of nothing but weak words, such as `all bank charges`: as far as a phrase is made of the same. */
function likenessOfWeak({ phrases }: Thing, asked: ReadonlySet<string>): Likeness {
  let best = { score: 0, phrase: "" };
  for (const { text, plain } of phrases) {
    // `charge` alone is in every question
    if (plain.size < 2) continue;
    let shared = 0;
    for (const word of asked) if (plain.has(word)) shared++;
    const score = shared / (asked.size + plain.size - shared);
    if (score > best.score) best = { score, phrase: text };
  }
  return best.score >= LEAST_WEAK ? best : NOTHING;
}

function byWord(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> {
  const found = new Map<string, Phrase[]>();
  for (const phrase of phrases)
    for (const word of phrase.words) madeOnce(found, word, () => [] as Phrase[]).push(phrase);
  return found;
}

function oftenIn(phrases: readonly { readonly words: ReadonlySet<string> }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of phrases) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  return new Map([...counts].map(([word, count]) => [word, count / most]));
}

const namingIn = (tokens: readonly Token[]): string[] => tokens.flatMap(({ word, weak }) => (weak ? [] : [word]));

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
