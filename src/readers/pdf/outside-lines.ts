/**
 * Lines that belong to no row: heads and feet of pages, names and numbers of accounts, notes. A line with a sum or a day in its
 * column is never one.
 */
import type { PdfColumn } from "./cluster-columns.ts";
import { median, middle, type TextLine, type Token } from "./marks.ts";
import type { PlacedLine } from "./place-tokens.ts";

const NAMES_ACCOUNT =
  /^\W*(?:(?:account|acct|a\/c)\.? ?(?:name|number|no|num|type|currency|holder|title|balance|class|summary|id)\b|(?:statement|transaction) (?:of|period|date|from|for|summary|history)\b|(?:opening|closing|available|current|cleared|uncleared|book|ledger) balance\b|total (?:debits?|credits?|money|paid|withdrawals?|deposits?)\b|customer (?:name|no|number|id|address)\b|branch (?:name|code|address)\b|sort code|iban\b|(?:currency|address|period|period covered|wallet|card number|card ending|account|branch|product|date printed|printed on|generated on)\s*:)/iu;
const PAGE_TEXT =
  /\bpage\W{0,3}\d+(?:\s*(?:of|\/)\s*\d+)?\b|end of (?:statement|report|page)|computer[ -]generated|^\W*(?:this (?:is|statement)|please|disclaimer|note\s*:|thank you|for (?:enquiries|complaints))|\u00a9|copyright/i;
const MONTHS = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|ene|abr|ago|dic)\p{L}*[.,]?$/iu;
const LARGER = 1.2;

export function outsideLines(
  lines: readonly PlacedLine[],
  columns: readonly PdfColumn[],
  headers: readonly { readonly page: number; readonly y: number }[],
): ReadonlySet<PlacedLine> {
  const outside = new Set<PlacedLine>();
  const usual =
    median(
      lines.filter((line) => isTyped(line, columns)).flatMap((line) => line.line.tokens.map((token) => token.size)),
    ) ?? 8;
  let since = false;
  let zone: PlacedLine[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const barred =
      before &&
      headers.some(
        (one) =>
          one.page === before.line.page && one.y > before.line.y && (line.line.page > one.page || line.line.y > one.y),
      );
    // lines between such a line and the next header belong to no row
    if (barred && since) for (const one of zone) outside.add(one);
    if (barred || isTyped(line, columns)) [since, zone] = [false, []];
    if (isTyped(line, columns)) return;
    if (isOutside(line, columns, usual)) {
      outside.add(line);
      since = true;
    } else if (since) zone.push(line);
  });
  return outside;
}

/** `Statement Period: 1 May 2026 to 3 May 2026`, `Opening Balance: 5,000.00`: a label of the account with its value, not a row. */
export function namesFact({ tokens }: TextLine): boolean {
  const colons = tokens.filter((token) => token.text.endsWith(":")).length;
  const values = tokens.filter((token) => token.kind === "sum").length;
  const days = tokens.filter((token) => token.kind === "day").length;
  if (colons === 0 || values > colons || (days > 0 && values > 0)) return false;
  return tokens[0]?.kind === "text" && NAMES_ACCOUNT.test(tokens.map((token) => token.text).join(" "));
}

const isTyped = ({ placed }: PlacedLine, columns: readonly PdfColumn[]): boolean =>
  placed.some(
    ({ token, column }) => columns[column]?.kind !== "text" && token.kind !== "text" && token.kind !== "time",
  );

function isOutside({ line, placed, stray }: PlacedLine, columns: readonly PdfColumn[], usual: number): boolean {
  if (placed.length === 0 && stray.length > 0) return true;
  const text = line.tokens.map((token) => token.text).join(" ");
  if (NAMES_ACCOUNT.test(text) || PAGE_TEXT.test(text)) return true;
  if (line.size > usual * LARGER) return true;
  // words that start in a column of days or sums are not a cell of it
  return line.tokens.some(
    (token) =>
      isWord(token) &&
      columns.some(
        (column) =>
          column.kind !== "text" &&
          column.count > 0 &&
          middle(token) > column.x0 &&
          middle(token) < column.x1 &&
          // unless a column of text begins where the days do
          !columns.some(({ kind, lean }) => kind === "text" && lean.side === "left" && lean.at === column.x0),
      ),
  );
}

const isWord = (token: Token): boolean =>
  token.kind === "text" && /\p{L}{4}/u.test(token.text) && !MONTHS.test(token.text) && token.freeLeft;
