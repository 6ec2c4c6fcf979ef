/** The word of ours that somebody meant to type, where what they typed is none. */
import { editDistance } from "./edit-distance.ts";

export type Spelled = {
  /** The word itself, as our phrases have it. */
  readonly text: string;
  /** The word that stands for what was meant. */
  readonly as: string;
  /** How far the typed word is from it: a slip of the finger counts less than any other letter. */
  readonly apart: number;
};

/** A key's neighbours on the keyboard of a phone, in both alphabets' usual order. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/** How far a row is set in from the one above it, in keys. */
const INDENT = [0, 0.5, 1.5];
const PLACES = new Map(
  ROWS.flatMap((row, y) => [...row].map((key, x) => [key, { x: x + (INDENT[y] ?? 0), y }] as const)),
);

/** True where a finger that means one key hits the other easily. */
function areNeighbours(a: string, b: string): boolean {
  const [one, two] = [PLACES.get(a), PLACES.get(b)];
  return one !== undefined && two !== undefined && Math.abs(one.y - two.y) <= 1 && Math.abs(one.x - two.x) <= 1;
}

/** Shorter words are spelled right or are another word. */
const LEAST = 3;
/** From this length on two letters may be wrong. */
const LONG = 8;
/** The finger hit the next key or the same one twice, two letters changed places, or one vowel stands for another. */
export const SLIP = 0.5;
/** The penalty of a first letter that differs. */
const OTHER_START = 0.4;

export class Speller {
  readonly #words: readonly {
    readonly text: string;
    readonly as: string;
    readonly mask: number;
    readonly use: number;
  }[];

  /** `use`: how common a word is; of two that are as near, the commoner one is meant. */
  constructor(words: Iterable<readonly [text: string, as: string, use: number]>) {
    this.#words = [...words]
      .filter(([text]) => text.length >= LEAST && !/\d/.test(text))
      .map(([text, as, use]) => ({ text, as, mask: lettersOf(text), use }));
  }

  nearest(word: string): Spelled | undefined {
    if (word.length < LEAST || /\d/.test(word)) return undefined;
    const most = word.length >= LONG ? 2 : 1;
    const mask = lettersOf(word);
    // of two as near: one of the same length, for a finger hits a wrong key more often than none; then the commoner
    let best: (Spelled & { readonly rank: readonly number[] }) | undefined;
    for (const { text, as, mask: other, use } of this.#words) {
      // a changed letter changes at most two of the letters that are there at all
      if (Math.abs(text.length - word.length) > most || countOf(mask ^ other) > 2 * most) continue;
      const letters = editDistance(word, text, most);
      if (letters > most) continue;
      const apart = letters === 1 ? slipOf(word, text) : letters;
      // a word of three letters is another only by a slip
      if (word.length === LEAST && (apart > SLIP || text.length !== LEAST)) continue;
      const whole = apart + (word[0] === text[0] || apart <= SLIP ? 0 : OTHER_START);
      const rank = [-whole, Number(text.length === word.length), use];
      if (!best || isAbove(rank, best.rank)) best = { text, as, apart: whole, rank };
    }
    return best;
  }
}

function isAbove(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((one, at) => one !== b[at]);
  return i >= 0 && (a[i] as number) > (b[i] as number);
}

const VOWELS = "aeiou";

/** How far apart two words are that differ by one letter, or by two neighbours that changed places. */
export function slipOf(typed: string, meant: string): number {
  let i = 0;
  while (i < typed.length && typed[i] === meant[i]) i++;
  const [a = "", b = ""] = [typed[i], meant[i]];
  if (typed.length !== meant.length) {
    // a letter doubled, or one of two lost
    const extra = typed.length > meant.length ? a : b;
    const before = typed[i - 1];
    return extra === before ? SLIP : 0.75;
  }
  const isSwap = typed[i + 1] === b && meant[i + 1] === a;
  const isVowel = VOWELS.includes(a) && VOWELS.includes(b);
  return isSwap || isVowel || areNeighbours(a, b) ? SLIP : 1;
}

/** Which letters a word has, as bits. */
function lettersOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) - 97);
  return mask;
}

function countOf(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
