/**
 * What ties a charge to a payment beyond nearness: a reference, session or account number that both print, or the names that
 * the charge repeats. Looked up, not walked for: a long statement takes as long a line as a short one.
 */
import { madeOnce } from "../made-once.ts";
import type { Book, Entry } from "../open/book.ts";
import { countUpTo } from "../open/book-index.ts";
import { likeness } from "../open/narration.ts";

/** Charges that name their payment are posted within so many days. */
const NAMED_DAYS = 7;
/** The part of a charge's telling words that a payment must hold to be the one that is named. */
const LIKE = 0.6;
/** Payments looked at for one charge. */
const MOST_LOOKED_AT = 60;
/** Numbers shorter than these are dates, counts and parts of codes. */
const NUMBER = /\d{10,}/g;

export type Ties = {
  /** The payments that a charge names, the nearest first; null when it names none; empty when it names one that is not seen. */
  readonly boundTo: (charge: Entry) => readonly Entry[] | null;
};

/** Shorter references, and those with letters in them: they tie only to the one payment that prints them too. */
const SHORT = /[A-Z\d]{6,40}/g;
const FEWEST_DIGITS = 5;
const NONE: readonly never[] = [];
const shortOf = ({ narration }: Entry): readonly string[] =>
  // few narrations hold any: the digits are counted first
  digitsIn(narration) < FEWEST_DIGITS
    ? NONE
    : (narration.match(SHORT) ?? NONE).filter(
        (one) => (/[A-Z]/.test(one) || one.length < 10) && digitsIn(one) >= FEWEST_DIGITS,
      );

const numbersOf = ({ narration, line }: Entry): readonly string[] => {
  const found = narration.match(NUMBER);
  if (!line.reference) return found ?? NONE;
  return found ? [line.reference, ...found] : [line.reference];
};

function digitsIn(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    if (letter >= 48 && letter <= 57) digits++;
  }
  return digits;
}

/** Indexes payments by the numbers and words that they print. `charges` are those that will be asked for. */
export function tiesOf(book: Book, charges: readonly Entry[], bearers: readonly Entry[]): Ties {
  const asked = new Set<string>();
  const askedShort = new Set<string>();
  const words = new Set<string>();
  const named = namesOf(charges);
  for (const charge of charges) {
    for (const number of numbersOf(charge)) asked.add(number);
    for (const one of shortOf(charge)) askedShort.add(one);
    for (const word of named(charge)) words.add(word);
  }
  const byNumber = new Map<string, Entry[]>();
  const byShort = new Map<string, Entry[]>();
  const byWord = new Map<string, Entry[]>();
  const put = (map: Map<string, Entry[]>, key: string, entry: Entry) => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };
  for (const bearer of bearers) {
    if (asked.size > 0)
      for (const number of once(numbersOf(bearer))) if (asked.has(number)) put(byNumber, number, bearer);
    if (askedShort.size > 0)
      for (const one of once(shortOf(bearer))) if (askedShort.has(one)) put(byShort, one, bearer);
    for (const word of bearer.words) if (words.has(word)) put(byWord, word, bearer);
  }
  const strict = printsNumbers(charges, byNumber);
  const known = new Map<Entry, readonly Entry[] | null>();
  const findFor = (charge: Entry): readonly Entry[] | null => {
    for (const number of numbersOf(charge)) {
      const same = near(charge, byNumber.get(number) ?? []);
      if (same.length > 0) return same;
    }
    for (const one of shortOf(charge)) {
      const list = byShort.get(one) ?? [];
      if (list.length !== 1) continue;
      const same = near(charge, list);
      if (same.length > 0) return same;
    }
    const names = named(charge);
    if (names.length > 0) {
      const found = nameable(charge, names, byWord);
      if (found.length > 0) return found;
      if (!mayBeAPlace(charge) && !isBank(book, names)) return found;
    }
    return strict && numbersOf(charge).length > 0 ? [] : null;
  };
  return { boundTo: (charge) => madeOnce(known, charge, () => findFor(charge)) };
}

const once = (list: readonly string[]): Iterable<string> => (list.length < 2 ? list : new Set(list));

/** Charges enough to see that a word is on all of them. */
const ENOUGH = 4;

/** The telling words of a charge: one that stands on every charge, as the name of a channel does, tells none from another. */
function namesOf(charges: readonly Entry[]): (charge: Entry) => readonly string[] {
  let onAll = charges.length < ENOUGH ? [] : (charges[0] as Entry).words;
  for (const { words } of charges) onAll = onAll.filter((word) => words.includes(word));
  return ({ words }) => (onAll.length === 0 ? words : words.filter((word) => !onAll.includes(word)));
}

/** A charge for cash may print where the machine stands, in other words than the withdrawal. */
const mayBeAPlace = (charge: Entry): boolean => charge.service?.startsWith("atm.") === true;

/** All its words are of a bank's name. */
const isBank = (book: Book, words: readonly string[]): boolean =>
  words.every((word) =>
    book.pack.banks.some(({ name, aliases }) => [name, ...aliases].join(" ").toUpperCase().includes(word)),
  );

/**
 * True when this statement prints one number, a reference or a session in the words, on a payment and its charge: then
 * another number is another payment.
 */
function printsNumbers(charges: readonly Entry[], byNumber: ReadonlyMap<string, readonly Entry[]>): boolean {
  let shared = 0;
  let alone = 0;
  for (const charge of charges) {
    const numbers = numbersOf(charge);
    if (numbers.length > 0) numbers.some((one) => byNumber.has(one)) ? shared++ : alone++;
  }
  return shared > alone;
}

/** A charge follows its payment of the same day, the nearest first; then come those of its day behind it; then those of days before. */
const distance = (charge: Entry, bearer: Entry): number =>
  (bearer.day === charge.day ? 0 : 1e9) +
  (bearer.at <= charge.at ? charge.at - bearer.at : 1e8 + bearer.at - charge.at);

/** Of payments in time order those of the charge's day and of up to a week before, the nearest first. */
function near(charge: Entry, list: readonly Entry[], isNamed?: (bearer: Entry) => boolean): readonly Entry[] {
  if (list.length === 0) return NONE;
  const low = countUpTo(list, charge.at);
  const found: Entry[] = [];
  let at = low - 1;
  let looked = 0;
  const back = (day: number): void => {
    for (; at >= 0 && looked < MOST_LOOKED_AT; at--) {
      const bearer = list[at] as Entry;
      if (bearer.day < day) return;
      if (bearer === charge || bearer.day > charge.day) continue;
      looked++;
      if (!isNamed || isNamed(bearer)) found.push(bearer);
    }
  };
  back(charge.day);
  const last = Math.min(list.length, low + MOST_LOOKED_AT);
  const behind: Entry[] = [];
  for (let next = low; next < last; next++) {
    const bearer = list[next] as Entry;
    if (bearer.day !== charge.day) break;
    if (!isNamed || isNamed(bearer)) behind.push(bearer);
  }
  const ofDay = found.length;
  back(charge.day - NAMED_DAYS);
  if (behind.length > 0) found.splice(ofDay, 0, ...behind);
  return found;
}

function nameable(
  charge: Entry,
  names: readonly string[],
  byWord: ReadonlyMap<string, readonly Entry[]>,
): readonly Entry[] {
  const lists = names.map((word) => byWord.get(word) ?? []);
  const few = lists.filter((list) => list.length > 0).sort((a, b) => a.length - b.length);
  const isNamed = ({ amount, words }: Entry): boolean => amount !== 0n && (likeness(names, words) ?? 0) >= LIKE;
  const [first, ...more] = few.slice(0, Math.max(1, Math.ceil(names.length / 2)));
  if (!first) return [];
  if (more.length === 0) return near(charge, first, isNamed);
  const found = new Set([first, ...more].flatMap((list) => near(charge, list, isNamed)));
  return [...found].sort((a, b) => distance(charge, a) - distance(charge, b));
}
