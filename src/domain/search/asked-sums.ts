import { type Minor, parseMinor } from "../money/money.ts";

export type AskedSum = {
  readonly minor: Minor;
  /** As it was typed, number words as digits. */
  readonly text: string;
  /** The currency that it names; null: none. */
  readonly currency: "NGN" | "USD" | null;
  /** Where a band begins or ends, and no sum that was paid: `10,000 or more`, `above 50k`. */
  readonly isBound: boolean;
};

const TIMES: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  thousand: 1_000n,
  thousands: 1_000n,
  hundred: 100n,
  m: 1_000_000n,
  million: 1_000_000n,
};

/** A sum of money, with the mark of the currency before or after it, and a word or letter for thousands. */
const SUM =
  /(?<![a-z\d.,*#/-])(?<!per )(ngn|n|₦|#|\$|usd)? ?(\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(\.\d{1,2})?(?: ?(k|m|thousands?|million|hundred))?(?: ?(naira|ngn|bucks|dollars?|usd))?(?![a-z\d*#/%]|[.,-]\d| ?(?:percent|days?|weeks?|months?|years?|digits?|hours?|staff|people|leaves|leaf|pages?|times|alerts?|texts?|messages?|sms|(?:naira )?per (?:thousand|mille|1,?000))\b)/gi;

/** `26 naira 88 kobo`, `75 kobo`. */
const KOBO = /(?<![\d.,])(?:(\d{1,3}(?:,\d{3}){1,3}|\d{1,9}) ?naira ?)?(\d{1,2}) ?kobo\b/gi;

const BEFORE_BOUND = /\b(?:above|below|over|under|than|exceeding|reaches)\s*$/i;
const AFTER_BOUND = /^\s*(?:\+|(?:or|and)\s+(?:more|above|over|less|below|higher)\b)/i;

const isDollars = (mark = "", after = ""): boolean => /^(?:\$|usd|dollars?)$/i.test(mark || after);

/**
 * The sums that a question names: `60k`, `N50`, `20 thousand`, `two hundred thousand`, `₦1,000.50`. A bare number that may be a
 * year is none, and neither is a part of a day, of a code such as *737# or of an account's number.
 */
export function askedSums(question: string): AskedSum[] {
  const text = withDigits(question);
  const kobo = [...text.matchAll(KOBO)].flatMap(([whole, naira, part = ""]) => {
    const value = parseMinor(`${naira?.replaceAll(",", "") ?? "0"}.${part.padStart(2, "0")}`);
    return value !== undefined && value > 0n
      ? [{ minor: value, text: whole.trim(), currency: "NGN" as const, isBound: false }]
      : [];
  });
  if (kobo.length > 0) return kobo;
  return [...text.matchAll(SUM)].flatMap((found): AskedSum[] => {
    const [whole, mark, digits = "", decimals = "", times, after] = found;
    const { index } = found;
    const bare = !mark && !times && !after && decimals === "" && !digits.includes(",");
    if (bare && /^(?:19[5-9]\d|20[0-4]\d)$/.test(digits)) return [];
    // `terminal 2076`, `180 days`: a longer number that nothing marks as money is one only where it is round
    if (bare && digits.length > 3 && !/[05]$/.test(digits)) return [];
    const value = parseMinor(`${digits.replaceAll(",", "")}${decimals}`);
    if (value === undefined || value <= 0n) return [];
    const currency = isDollars(mark, after) ? "USD" : mark || after ? "NGN" : null;
    const minor = value * (TIMES[(times ?? "").toLowerCase()] ?? 1n);
    const isBound = BEFORE_BOUND.test(text.slice(0, index)) || AFTER_BOUND.test(text.slice(index + whole.length));
    return [{ minor, text: whole.trim(), currency, isBound }];
  });
}

/** The question without its sums; that one was of dollars stays. */
export const withoutSums = (text: string): string =>
  withDigits(text)
    .replace(KOBO, " ")
    .replace(SUM, (...[, mark, , , , after]: string[]) => (isDollars(mark, after) ? " dollar " : " "));

const UNITS = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
] as const;
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"] as const;
const NUMBERS = new Map<string, number>([
  ...UNITS.map((word, i) => [word, i + 1] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
]);
const LARGE: Readonly<Record<string, number>> = { hundred: 100, thousand: 1_000, million: 1_000_000 };

/** `half a million`, `two and a half million`, `quarter of a million`, `a hundred thousand`. */
const PART_OF_LARGE =
  /\b(?:(\w+) and (?:a )?)?(half|quarter)(?: of)?(?: an?)? (million|thousand|hundred)\b|\ban? (?=(?:hundred|thousand|million)\b)/gi;
const PARTS: Readonly<Record<string, number>> = { half: 2, quarter: 4 };

function asDigits(_: string, whole?: string, part?: string, large?: string): string {
  if (!part || !large) return "one ";
  const one = LARGE[large.toLowerCase()] as number;
  const before = whole ? (NUMBERS.get(whole.toLowerCase()) ?? Number(whole)) : 0;
  const sum = one / (PARTS[part.toLowerCase()] as number);
  return Number.isInteger(before) ? String(before * one + sum) : `${whole} ${sum}`;
}

/** `two hundred and fifty thousand` as `250000`. One of the first nine words alone is no sum: `one month`. */
function withDigits(text: string): string {
  const parts = text.replace(PART_OF_LARGE, asDigits).split(/([\s,;:?!-]+)/);
  const isNumber = (i: number) => isNumberWord(parts[i] ?? "");
  let made = "";
  for (let i = 0; i < parts.length; i++) {
    if (!NUMBERS.has((parts[i] as string).toLowerCase())) {
      made += parts[i];
      continue;
    }
    let end = i;
    // words stand at even places, what divides them at odd ones
    while (isNumber(end + 2) || (/^and$/i.test(parts[end + 2] ?? "") && isNumber(end + 4)))
      end += isNumber(end + 2) ? 2 : 4;
    const value = numberOf(parts.slice(i, end + 1));
    made += value < 10 ? parts.slice(i, end + 1).join("") : String(value);
    i = end;
  }
  return made;
}

const isNumberWord = (word: string): boolean =>
  NUMBERS.has(word.toLowerCase()) || LARGE[word.toLowerCase()] !== undefined;

function numberOf(parts: readonly string[]): number {
  let [whole, part] = [0, 0];
  for (const word of parts.map((one) => one.toLowerCase()).filter(isNumberWord)) {
    const times = LARGE[word];
    if (times === undefined) part += NUMBERS.get(word) as number;
    else if (times === 100) part *= times;
    else {
      whole += part * times;
      part = 0;
    }
  }
  return whole + part;
}
