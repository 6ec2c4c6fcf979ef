/**
 * Lines of tables that list no payments: a summary with its own labels (`Opening balance`, `Dr count`, `Closing balance`) above,
 * between or below the payments, and whatever table stands below the last of them.
 */
import type { TextLine, Token } from "./marks.ts";

const FACT =
  /\b(?:(?:opening|closing|beginning|ending|starting|start|end|previous|new) bal(?:ance)?|bal(?:ance)? (?:brought|carried)|total|(?:dr|cr|debit|credit)s? count|no\.? of|number of|debits?|credits?|money (?:in|out)|paid (?:in|out)|deposits?|withdrawals?)\b/i;
const STANDS = /\bbal(?:ance)?\b|\bcount\b|\btotal\b/i;
const LEAST_LABELS = 3;
const MOST_LINES = 12;
/** In sizes of the letters: further from the line above than lines of one cell are. */
const APART = 1.8;

export function otherTables(lines: readonly TextLine[], isHeader: (line: number) => boolean): ReadonlySet<TextLine> {
  const other = new Set<TextLine>();
  lines.forEach((line, i) => {
    if (isHeader(i) || !isSummaryHead(line)) return;
    other.add(line);
    for (let k = i + 1; k < Math.min(lines.length, i + 1 + MOST_LINES); k++) {
      const below = lines[k] as TextLine;
      if (below.page !== line.page || isHeader(k) || below.tokens.some(isFreeDay)) break;
      other.add(below);
    }
  });
  lines.forEach((line, i) => {
    if (!isOfBalances(lines, i) && (isHeader(i) || !isOfPairs(line))) return;
    for (let k = i; k < lines.length && !(k > i && isHeader(k)); k++) other.add(lines[k] as TextLine);
  });
  const last = lines.findLastIndex(
    (line) => !other.has(line) && line.tokens.some(isFreeDay) && line.tokens.some(isSum),
  );
  const lastHeader = lines.findLastIndex((_line, i) => isHeader(i));
  const from = lines.findIndex(
    (line, i) => i > Math.max(last, lastHeader) && !other.has(line) && isHeadBelow(lines, i),
  );
  if (last >= 0 && from > 0) for (const line of lines.slice(from)) other.add(line);
  return other;
}

const isFreeDay = (token: Token): boolean => token.freeLeft && (token.kind === "day" || token.kind === "bareDay");
const isSum = (token: Token): boolean => token.kind === "sum";

/** What stands in each cell of a line: words that the blanks of a sentence join. */
function piecesOf({ tokens }: TextLine): string[] {
  const pieces = new Map<number, string>();
  for (const { chunk, text } of tokens) pieces.set(chunk, `${pieces.get(chunk) ?? ""} ${text}`.trim());
  return [...pieces.values()];
}

/** `DATE  AMOUNT  DATE  AMOUNT`: days and balances side by side, as below the payments of a month. */
export function isOfPairs(line: TextLine): boolean {
  const pieces = piecesOf(line).map((piece) => piece.toLowerCase());
  return (
    pieces.length >= 4 &&
    pieces.every((piece) => /\p{L}{3}/u.test(piece) && pieces.filter((one) => one === piece).length > 1) &&
    pieces.some((piece) => /\bdate\b/.test(piece))
  );
}

/** `Date  Balance` above days that each have one sum and no words: the balance at the end of each day. */
function isOfBalances(lines: readonly TextLine[], at: number): boolean {
  const [line, ...below] = lines.slice(at, at + 1 + LEAST_BALANCES) as [TextLine, ...TextLine[]];
  return (
    /^date (?:(?:closing|ending|daily|ledger|end of day) )?balance$/i.test(piecesOf(line).join(" ")) &&
    below.length === LEAST_BALANCES &&
    below.every(({ tokens }) => tokens.filter(isSum).length === 1 && tokens.some(isFreeDay) && !tokens.some(isText))
  );
}
const LEAST_BALANCES = 2;
const isText = (token: Token): boolean => token.kind === "text";

function isSummaryHead(line: TextLine): boolean {
  if (line.tokens.some((token) => isSum(token) || isFreeDay(token))) return false;
  const pieces = piecesOf(line);
  const facts = pieces.filter((piece) => FACT.test(piece));
  return (
    pieces.length >= LEAST_LABELS &&
    facts.length * 2 >= pieces.length &&
    facts.filter((one) => STANDS.test(one)).length >= 2
  );
}

/** Labels of another table below the last payment: words in several cells, apart from what stands above, sums below. */
function isHeadBelow(lines: readonly TextLine[], at: number): boolean {
  const [before, line, below] = [lines[at - 1], lines[at] as TextLine, lines[at + 1]];
  if (!before || !below || below.page !== line.page) return false;
  if (before.page === line.page && line.y - before.y < line.size * APART) return false;
  return (
    piecesOf(line).length >= LEAST_LABELS &&
    !line.tokens.some(({ text }) => /\d/.test(text)) &&
    below.tokens.some(({ text }) => /\d/.test(text)) &&
    piecesOf(below).length >= 2
  );
}
