/** Whether a text is pasted alerts, and no table whose cells quote some. */

import { isTableHead } from "../table/looks-like-table.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { evenLine, MONEY, type Pair, pairsOf } from "./alert-keys.ts";
import { tellOf } from "./alert-sentence.ts";

const HEAD = 20_000;
const AMOUNT_LINE =
  /^\W{0,40}(?:(?:trans(?:action)? |txn |dr\.? ?|cr\.? ?|debit |credit )?(?:amt|amount)(?: in| out)?|money (?:in|out)|(?:in|out)flow|debit|credit|dr|cr)\s{0,9}:\s{0,9}[+-]?(?:NGN|N|[₦$€£]|[A-Z]{3})?\s{0,9}[+-]?[\d,]+(?:\.\d+)?/i;
/** An amount with its currency, or with decimals, at the head of a value. */
const SUM = new RegExp(
  `^(?:${MONEY.source}|(?:[\\dX*]{8,}\\s)?[+-]?[\\d,]+\\.\\d{2}(?!\\d)|\\d{8,}\\s+${MONEY.source})`,
);

const SIGNED_ALONE = /^\s{0,9}[-+\u2212\u2013]\s?[^\s\d]{0,3}\s?\d[\d,]{0,20}\.\d{2}\s{0,9}$/;

/** Whether a text is pasted alerts and no table. */
export function looksLikeAlerts(text: string): boolean {
  const lines = text.slice(0, HEAD).split(/\r\n|\n|\r/);
  const even = (line = ""): string => evenLine(line.trim());
  // sums alone on their lines, each with its sign, are the list of an app
  const signed = lines.filter((line) => SIGNED_ALONE.test(line)).length;
  return (
    signed < 2 && !lines.some(isTableHead) && lines.some((line, i) => tellsPayment(even(line), even(lines[i + 1])))
  );
}

function tellsPayment(line: string, next: string): boolean {
  if (AMOUNT_LINE.test(line)) return true;
  const { pairs, prose } = pairsOf(line);
  if (isTableRow(line, pairs)) return false;
  const sum = pairs.some(({ role, value }) => role === "amount" && SUM.test(value));
  if (sum && pairs.length > 1) return true;
  const told = tellOf(prose);
  return told?.side !== undefined && told.side !== null && (told.amount !== null || sum || SUM.test(next));
}

/** A row of cells that begins with a day or a number, or has more cells than a sentence has commas. */
function isTableRow(line: string, pairs: readonly Pair[]): boolean {
  const text = line.slice(0, pairs.find(({ role }) => role === "narration")?.at);
  const cells = text.split(/\t|[;|](?!\s*[a-z][a-z ./]{0,20}:)|,(?!\s|\d{3}(?!\d))/i);
  const first = (cells[0] as string).replace(/["' ]/g, "");
  return cells.length > 3 || (cells.length > 1 && (/^[\d.,-]*$/.test(first) || readPrintedDate(first) !== undefined));
}

/** Whether a text that is no statement mentions a payment: then the refusal says what an alert must hold. */
export function speaksOfPayment(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (
    !(MONEY.test(head) || /\d\s?(?:NGN|GHS|KES)\b/.test(head)) ||
    !/\b(?:debit|credit|transfer|received|spent|refund|revers|paid|sent|dr\b|cr\b|payment)/i.test(head)
  )
    return false;
  // of a table that we do not know its columns are the matter
  return head.split(/\r\n|\n|\r/).filter((line) => line !== "" && isTableRow(line, [])).length < 2;
}
