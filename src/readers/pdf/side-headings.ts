/**
 * Stage 2d, sides as headings: `Deposits and other credits` above some payments, `Withdrawals` above others, and sums without
 * a sign. Each sum gets the mark of the side that its heading names. On a card the words mean something else.
 */
import { isCard } from "./card-signs.ts";
import type { HeaderPlace } from "./find-header.ts";
import type { TextLine, Token } from "./marks.ts";

const IN =
  /\b(?:deposits?|additions|credits?|money in|paid in|payments? (?:in|received)|received|receipts|lodge?ments?|income)\b/i;
const OUT =
  /\b(?:withdrawals?|subtractions|debits?|money out|paid out|payments?(?! (?:in|received))|spent|expenses?|checks?|cheques?|purchases?|fees?|charges?)\b/i;
const TOTAL = /^\W*(?:(?:sub|grand)[ -]?)?totals?\b/i;
const SIGNED = /[-+()]|\b(?:CR|DR)\b/i;
const WORDS_OF_A_HEADING = 8;
/** So many lines below a heading its first payment stands, or labels do. */
const NEAR = 3;

export function withSideHeadings(
  lines: readonly TextLine[],
  headers: readonly HeaderPlace[],
  others: ReadonlySet<TextLine> = new Set(),
): readonly TextLine[] {
  const roles = new Set(headers[0]?.labels.map(({ role }) => role));
  if (!roles.has("amount") || ["balance", "debit", "credit", "direction"].some((role) => roles.has(role as "debit")))
    return lines;
  if (isCard(lines.map(textOf))) return lines;
  const isHeader = (i: number): boolean => headers.some((one) => i >= one.from && i <= one.to);
  let side: "CR" | "DR" | null = null;
  const sides = new Set<string>();
  let open = false;
  const marked = lines.map((line, i) => {
    // days and balances of another table are no payments
    if (others.has(line)) return line;
    const named = isHeader(i) || isPayment(line) ? undefined : headingOf(lines, i, isHeader);
    if (named !== undefined) side = named;
    if (!isPayment(line) || TOTAL.test(textOf(line))) return line;
    if (side === null || line.tokens.some((token) => isFreeSum(token) && SIGNED.test(token.text))) open = true;
    else sides.add(side);
    return {
      ...line,
      tokens: line.tokens.map((one) => (isFreeSum(one) ? { ...one, text: `${one.text} ${side}` } : one)),
    };
  });
  return !open && sides.size === 2 ? marked : lines;
}

const textOf = ({ tokens }: TextLine): string => tokens.map((token) => token.text).join(" ");
const isFreeSum = (token: Token): boolean => token.kind === "sum" && token.freeRight;
const isPayment = ({ tokens }: TextLine): boolean =>
  tokens.some(isFreeSum) &&
  tokens.some((token) => token.freeLeft && (token.kind === "day" || token.kind === "bareDay"));

/** The side that a line above labels or payments names; null where it names both or neither, undefined where it is no heading. */
function headingOf(
  lines: readonly TextLine[],
  at: number,
  isHeader: (line: number) => boolean,
): "CR" | "DR" | null | undefined {
  const line = lines[at] as TextLine;
  const text = textOf(line);
  if (line.tokens.some((token) => token.kind !== "text") || line.tokens.length > WORDS_OF_A_HEADING) return undefined;
  const below = lines.slice(at + 1, at + 1 + NEAR);
  if (!below.some((one, i) => one.page === line.page && (isHeader(at + 1 + i) || isPayment(one)))) return undefined;
  // a wrapped line of a payment stands as near to it as its other lines do
  const before = lines[at - 1];
  if (before && before.page === line.page && line.y - before.y < line.size * 1.6 && !isHeader(at + 1)) return undefined;
  const [into, out] = [IN.test(text), OUT.test(text)];
  return into === out ? null : into ? "CR" : "DR";
}
