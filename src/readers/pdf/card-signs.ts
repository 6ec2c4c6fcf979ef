/**
 * On a card's statement spending is money out and payments are money in, whatever is printed: most cards print what was spent
 * as a plain number and mark what came in with a minus, brackets or `CR`.
 */
import { readPrinted } from "../text/exact-number.ts";

const CARD =
  /\b(?:credit card|card ?(?:holder|member|ending|account|number|no)\b|charge card|minimum (?:payment|amount) due|credit limit|available credit)/i;
const PAID_IN = /\b(?:payments?|refund|reversal|credit(?:ed)?|cashback|thank you|received)\b/i;

export const isCard = (texts: readonly string[]): boolean => texts.some((text) => CARD.test(text));

/** The sums of a card's one column of sums, turned; null where marks do not say that what is plain was spent. */
export function cardSums(sums: readonly string[], narrations: readonly string[]): string[] | null {
  const printed = sums.map(readPrinted);
  const marked = printed.map((number) => (number ? number.negative || number.mark === "credit" : false));
  const plain = printed.filter((number, i) => number && !marked[i]).length;
  if (printed.some((number) => number?.mark === "debit")) return null;
  // where a marked sum is called a payment, or none that is plain is, plain sums are spending
  const [agree, against] = [
    marked.filter((one, i) => one === PAID_IN.test(narrations[i] ?? "")).length,
    marked.filter((one, i) => one !== PAID_IN.test(narrations[i] ?? "")).length,
  ];
  if (plain === 0 || agree < against) return null;
  return sums.map((text, i) => {
    const number = printed[i];
    if (!number) return text;
    return marked[i] ? number.digits : `-${number.digits}`;
  });
}
