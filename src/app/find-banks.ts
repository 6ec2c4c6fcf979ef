import type { Bank, Pack } from "../domain/fees/pack.ts";
import { editDistance } from "../domain/search/edit-distance.ts";

export type BankHit = {
  readonly bank: string;
  readonly name: string;
  readonly because: string;
  /** The words of the question that name it, in lower case. */
  readonly as: string;
};

const MOST_HITS = 4;

/** Shorter stems are numbers and initials. */
const LEAST_STEM = 3;

/** Shorter names are spelled right or mean something else. */
const LEAST_MISSPELT = 5;

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

const spaced = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `.replace(/ {2,}/g, " ");
const namesOf = (bank: Bank): readonly string[] => [bank.name, ...bank.aliases, ...(bank.alsoKnown ?? [])];

function why(bank: Bank, asked: string, codes: ReadonlySet<string>): Pick<BankHit, "because" | "as"> | null {
  if (bank.ussd && codes.has(bank.ussd.code))
    return { because: `${bank.ussd.code} is its short code.`, as: bank.ussd.code };
  const [longest] = namesOf(bank)
    .filter((name) => {
      const words = spaced(name);
      return words.length > 4 && asked.includes(words);
    })
    .sort((a, b) => b.length - a.length);
  const short = shortNameIn(bank, asked);
  if (longest !== undefined && spaced(longest).trim().length >= (short?.length ?? 0))
    return {
      because: longest === bank.name ? "You named it." : `Also written “${longest}”.`,
      as: spaced(longest).trim(),
    };
  return short === null ? null : { because: `Short for “${bank.name}”.`, as: short };
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
function shortNameIn({ name }: Bank, asked: string): string | null {
  const stem = stemOf(name);
  if (stem.length < LEAST_STEM || stem === spaced(name).trim()) return null;
  if (asked.includes(` ${stem} bank `)) return `${stem} bank`;
  return (stem.includes(" ") ? asked.includes(` ${stem} `) : asked === ` ${stem} `) ? stem : null;
}

/** `kudda`, `ecobnak`, `o pay`: one word of the question, or two written apart, is nearly a name of one word. */
function misspelt(pack: Pack, asked: string, isKnown: (word: string) => boolean): readonly BankHit[] {
  const words = asked.trim().split(" ");
  const strange = words.filter((word) => !isKnown(word));
  const tried = [
    ...strange.map((word) => [word, word] as const),
    ...words.slice(1).map((word, i) => [`${words[i]}${word}`, `${words[i]} ${word}`] as const),
  ];
  for (const bank of pack.banks)
    for (const name of namesOf(bank)) {
      const one = spaced(name)
        .trim()
        .replace(/ (?:bank|plc|mfb|limited|ltd)$/, "");
      if (one.includes(" ") || one.length < 4) continue;
      for (const [word, as] of tried) {
        const most = as.includes(" ") || word.length < LEAST_MISSPELT ? 0 : word.length >= 8 ? 2 : 1;
        if (word[0] === one[0] && editDistance(word, one, most) <= most)
          return [{ bank: bank.id, name: bank.name, because: `We took “${as}” for it.`, as }];
      }
    }
  return [];
}
