/** What stands where a number or an address of a person stood. */
export const TAKEN_OUT = "[taken out]";

/** Fewer digits identify no person: an account of a Nigerian bank has 10, a phone or a BVN 11, a card 16 or more. */
const LEAST_DIGITS = 10;
const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu;
/** Days stay what they are, also between two numbers. */
const DAY = /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))\b/g;
/** Digits in a row, or in groups as people write phones, cards and accounts; a sum with commas or a point is none. */
const NUMBER = /(?<![\d.,])\+?\d(?:[ \-()]{0,2}\d){0,60}(?![\d.,]{0,3}\d)/g;

const digitsIn = (text: string): number => text.replace(/\D/g, "").length;

/**
 * Takes out what looks like a number or an address of a person: accounts, phones, cards, BVN, e-mail. Answers the words
 * without them and how many there were. Names cannot be told from other words and stay.
 */
export function stripPersonal(words: string): { readonly words: string; readonly taken: number } {
  let taken = 0;
  const out = () => {
    taken++;
    return TAKEN_OUT;
  };
  const numbers = (text: string) => text.replace(NUMBER, (found) => (digitsIn(found) < LEAST_DIGITS ? found : out()));
  const bare = words.replace(EMAIL, out);
  let [clean, from] = ["", 0];
  for (const day of bare.matchAll(DAY)) {
    clean += numbers(bare.slice(from, day.index)) + day[0];
    from = day.index + day[0].length;
  }
  return { words: clean + numbers(bare.slice(from)), taken };
}
