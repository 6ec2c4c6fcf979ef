/**
 * The currency of a PDF statement that no label of its head names by itself: behind an account's number, in the labels of the
 * columns or beside each sum. It counts where it is the only one that is named. A dollar's sign is that of many currencies.
 */
import { CURRENCY_CODES } from "../text/currencies.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import { lineText, type Section } from "./cut-sections.ts";

const MARKS: Readonly<Record<string, string>> = { "₦": "NGN", "₵": "GHS", "€": "EUR", "£": "GBP" };
const MARK = /[₦₵€£]/gu;
const CODE = `(${CURRENCY_CODES})(?![A-Za-z])`;
/** In a line around the table a code alone may be a word: it counts behind a number, before a sum, in brackets or behind its label. */
const IN_LINE = new RegExp(
  `[\\dX*]{4}\\W{1,3}${CODE}|(?<![A-Za-z])${CODE}\\W{0,2}\\d|\\(${CODE}\\)|(?:[Cc]urrency|CURRENCY|[Cc]cy|[Ww]ährung|[Dd]evise|[Mm]oneda|[Mm]oeda|[Vv]aluta)\\W{0,4}${CODE}`,
  "gu",
);
const IN_LABEL = new RegExp(`(?<![A-Za-z])${CODE}`, "gu");

export function printedCurrency({ rows, around }: Section, columns: readonly PdfColumn[]): string | null {
  const found = new Set<string>();
  const marksIn = (text: string): void => {
    for (const [mark] of text.matchAll(MARK)) found.add(MARKS[mark] as string);
  };
  const codesIn = (text: string, pattern: RegExp): void => {
    for (const match of text.matchAll(pattern)) found.add(match.slice(1).find(Boolean) as string);
  };
  for (const line of around) {
    marksIn(lineText(line));
    codesIn(lineText(line), IN_LINE);
  }
  columns.forEach(({ kind, label }, i) => {
    marksIn(label);
    codesIn(label, IN_LABEL);
    if (kind !== "sum") return;
    for (const { cells } of rows)
      for (const { text } of cells[i] ?? []) {
        marksIn(text);
        codesIn(text, IN_LABEL);
      }
  });
  return found.size === 1 ? ([...found][0] as string) : null;
}
