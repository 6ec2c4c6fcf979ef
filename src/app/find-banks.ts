import { madeOnce } from "../domain/audit/made-once.ts";
import type { Bank, Pack } from "../domain/fees/pack.ts";
import { editDistance } from "../domain/search/edit-distance.ts";
import { SLIP, slipOf } from "../domain/search/speller.ts";
import type { FoundKey, Sayable } from "../words/page-words.ts";

/** Why something was found, as code and facts; `words` says it. */
export type Because = Sayable<FoundKey>;

export type BankHit = {
  readonly bank: string;
  readonly name: string;
  readonly because: Because;
  /** The words of the question that name it, in lower case. */
  readonly as: string;
};

const MOST_HITS = 4;

/** Shorter stems are numbers and initials. */
const LEAST_STEM = 3;

/** Shorter names are spelled right or mean something else. */
const LEAST_MISSPELT = 5;
/** And shorter than this always. */
const LEAST_SLIPPED = 4;

/**
 * The banks that a question names: by name, by another spelling, a former name or a product, or by their short code; where it
 * names none, by a word that is nearly one of their names and, as `isKnown` says, no word of anything else.
 */
export function findBanks(pack: Pack, q: string, isKnown: (word: string) => boolean = () => false): readonly BankHit[] {
  const asked = spaced(q);
  const codes = new Set(q.match(/\*\d[\d*]{0,20}#/g) ?? []);
  const named = pack.banks
    .flatMap((bank) => {
      const because = why(bank, asked, codes);
      return because ? [{ bank: bank.id, name: bank.name, ...because }] : [];
    })
    .sort((a, b) => b.as.length - a.as.length)
    .slice(0, MOST_HITS);
  return named.length > 0 ? named : misspelt(pack, asked, isKnown);
}

/** How a bank may be named, made once: its names are many, and each question is held against all. */
type Names = {
  /** Each name as it is and as it is looked for, the longest first. */
  readonly whole: readonly { readonly name: string; readonly words: string }[];
  /** Names of one word, without `bank`: what a word of a question may nearly be. */
  readonly single: readonly string[];
  /** The full name without the words for what kind of institution it is: `titan trust`, `hope`; null: it has none. */
  readonly stem: string | null;
};
const namesKept = new WeakMap<Bank, Names>();
const namesOf = (bank: Bank): Names =>
  madeOnce(namesKept, bank, () => {
    const whole = [bank.name, ...bank.aliases, ...(bank.alsoKnown ?? [])]
      .map((name) => ({ name, words: spaced(name) }))
      .sort((a, b) => b.name.length - a.name.length);
    const bare = whole.map(({ words }) => words.trim().replace(/ (?:bank|plc|mfb|limited|ltd)$/, ""));
    const stem = stemOf(bank.name);
    return {
      whole,
      single: bare.filter((one) => !one.includes(" ") && one.length >= LEAST_SLIPPED),
      stem: stem.length < LEAST_STEM || stem === spaced(bank.name).trim() ? null : stem,
    };
  });

const spaced = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `.replace(/ {2,}/g, " ");

function why(bank: Bank, asked: string, codes: ReadonlySet<string>): Pick<BankHit, "because" | "as"> | null {
  if (bank.ussd && codes.has(bank.ussd.code))
    return { because: { code: "found.code", facts: { code: bank.ussd.code } }, as: bank.ussd.code };
  const longest = namesOf(bank).whole.find(({ words }) => words.length > 4 && asked.includes(words));
  const short = shortNameIn(bank, asked);
  if (longest !== undefined && longest.words.trim().length >= (short?.length ?? 0))
    return {
      because:
        longest.name === bank.name
          ? { code: "found.named", facts: {} }
          : { code: "found.written", facts: { name: longest.name } },
      as: longest.words.trim(),
    };
  return short === null ? null : { because: { code: "found.short_for", facts: { name: bank.name } }, as: short };
}

/** A full name without the words for what kind of institution it is: `titan trust`, `hope`. */
const stemOf = (name: string): string =>
  spaced(name)
    .trim()
    .replace(/ (?:plc|limited|ltd|mfb|psb)$/, "")
    .replace(/(?: (?:payment service|microfinance|mobile money|merchant))? bank$/, "");

/**
 * How people shorten a full name: without its last words, and with `bank` for all of them. One word alone may be any word (`I
 * hope`): it is a name only where it is the whole question.
 */
function shortNameIn(bank: Bank, asked: string): string | null {
  const { stem } = namesOf(bank);
  if (stem === null) return null;
  if (asked.includes(` ${stem} bank `)) return `${stem} bank`;
  return (stem.includes(" ") ? asked.includes(` ${stem} `) : asked === ` ${stem} `) ? stem : null;
}

/** One or two letters apart; of short names only a slip of the finger; of two words written apart none. */
function isNearly(word: string, name: string, isApart: boolean): boolean {
  if (word === name) return true;
  if (isApart || word.length < LEAST_SLIPPED) return false;
  if (word.length < LEAST_MISSPELT) return editDistance(word, name, 1) <= 1 && slipOf(word, name) <= SLIP;
  const most = word.length >= 8 ? 2 : 1;
  return editDistance(word, name, most) <= most;
}

/** `kudda`, `ecobnak`, `o pay`, `firs bank`: one word of the question, or two written apart, is nearly a name of one word. */
function misspelt(pack: Pack, asked: string, isKnown: (word: string) => boolean): readonly BankHit[] {
  const words = asked.trim().split(" ");
  const strange = words.filter((word) => !isKnown(word));
  const tried = [
    ...strange.map((word) => [word, word] as const),
    ...words.slice(1).map((word, i) => [`${words[i]}${word}`, `${words[i]} ${word}`] as const),
  ];
  const beforeBank = words.filter((word, i) => words[i + 1] === "bank" && word.length >= LEAST_SLIPPED);
  for (const word of beforeBank)
    for (const bank of pack.banks) {
      const isIts = (one: string) => one[0] === word[0] && editDistance(`${word}bank`, one, 1) <= 1;
      if (!namesOf(bank).single.some(isIts)) continue;
      const as = `${word} bank`;
      return [{ bank: bank.id, name: bank.name, because: { code: "found.taken_for", facts: { words: as } }, as }];
    }
  for (const bank of pack.banks)
    for (const one of namesOf(bank).single)
      for (const [word, as] of tried)
        if (word[0] === one[0] && isNearly(word, one, as.includes(" ")))
          return [{ bank: bank.id, name: bank.name, because: { code: "found.taken_for", facts: { words: as } }, as }];
  return [];
}
