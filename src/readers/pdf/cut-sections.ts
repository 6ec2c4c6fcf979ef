/**
 * Stage 5b, one file of several accounts: where lines between rows name another account number, wallet or currency than those
 * before, a statement of its own begins.
 */
import { CURRENCY_CODES } from "../text/currencies.ts";
import type { PdfRow } from "./gather-rows.ts";
import type { AroundLine } from "./preamble-rows.ts";

export type Section = { readonly rows: readonly PdfRow[]; readonly around: readonly AroundLine[] };

type Key = { readonly number: string | null; readonly currency: string | null; readonly wallet: string | null };

const NUMBER =
  /\b(?:account|acct|a\/c|iban|wallet|kontonummer|konto)\b(?:\s{0,4}(?:number|num|nbr|no|id|#))?\s{0,4}[.:#-]?\s{0,4}((?:[A-Z]{2}\d{2}[A-Z\d ]{8,30})|[\dX*][\dX* -]{4,24}[\dX*])/i;
const CURRENCY = /\b(?:account )?(?:currency|ccy)\s{0,4}:?\s{0,4}([A-Z]{3})\b/i;
/** `EUR Statement`: a heading that begins with the currency. */
const CURRENCY_HEADING = new RegExp(
  `^\\W*(${CURRENCY_CODES}) (?:[Ss]tatement|[Aa]ccount|[Ww]allet|[Pp]ocket|[Bb]alance)\\b`,
);
const WALLET =
  /\b(?:wallet|pocket|sub[- ]?account|account type|product)\s{0,4}(?:name)?\s{0,4}:?\s{0,4}(\p{L}[\p{L} ]{2,24})$/iu;

/** A balance at the start that is not the one at the end of the row before: another account's. */
const OPENS = /\b(?:opening|beginning|starting) balance\b/i;
const figures = (text: string): string => text.replace(/[^\d.,]/g, "");

function openingIn(zone: readonly AroundLine[]): string | null {
  const line = zone.find((one) => OPENS.test(lineText(one)));
  const at = line ? line.tokens.findIndex(({ text }) => /^balance\W?$/i.test(text)) : -1;
  const sum = line?.tokens.slice(at + 1).find(({ kind }) => kind === "sum");
  return at >= 0 && sum ? figures(sum.text) : null;
}

export const lineText = (line: AroundLine): string => line.tokens.map((token) => token.text).join(" ");

function keyOf(text: string): Key {
  return {
    number: NUMBER.exec(text)?.[1]?.replace(/[\s-]/g, "").toUpperCase() ?? null,
    currency: (CURRENCY.exec(text) ?? CURRENCY_HEADING.exec(text))?.[1]?.toUpperCase() ?? null,
    wallet: WALLET.exec(text)?.[1]?.trim().toUpperCase() ?? null,
  };
}

const before = (
  a: { readonly page: number; readonly y: number },
  b: { readonly page: number; readonly y: number },
): boolean => a.page < b.page || (a.page === b.page && a.y < b.y);

/** Sections in their order; one where nothing tells several apart. Rows and lines come sorted by page and height. */
export function cutSections(rows: readonly PdfRow[], around: readonly AroundLine[]): Section[] {
  const cuts = cutsOf(rows, around);
  if (cuts.length === 0) return [{ rows, around }];
  const within = (at: { readonly page: number; readonly y: number }, k: number): boolean => {
    const [from, to] = [cuts[k - 1], cuts[k]];
    return (!from || !before(at, from)) && (!to || before(at, to));
  };
  return Array.from({ length: cuts.length + 1 }, (_, k) => ({
    rows: rows.filter((row) => within(row, k)),
    around: around.filter((line) => within(line, k)),
  }));
}

/** Lines with which another account begins. */
function cutsOf(rows: readonly PdfRow[], around: readonly AroundLine[]): AroundLine[] {
  const cuts: AroundLine[] = [];
  let current: Key = { number: null, currency: null, wallet: null };
  const opened = new Set<string>();
  for (let i = 0; i < around.length; ) {
    // a zone: lines with no row between them
    const first = around[i] as AroundLine;
    const nextRow = rows.find((row) => before(first, row));
    let end = i;
    while (end < around.length && (!nextRow || before(around[end] as AroundLine, nextRow))) end++;
    const zone = around.slice(i, Math.max(end, i + 1));
    i = Math.max(end, i + 1);
    let at = -1;
    let named: Key = { number: null, currency: null, wallet: null };
    zone.forEach((line, k) => {
      const key = keyOf(lineText(line));
      if (at < 0 && differs(current, key)) at = k;
      named = {
        number: named.number ?? key.number,
        currency: named.currency ?? key.currency,
        wallet: named.wallet ?? key.wallet,
      };
    });
    const rowBefore = rows.findLast((row) => before(row, first));
    const opening = openingIn(zone);
    const anew =
      opening !== null &&
      opened.size > 0 &&
      !opened.has(opening) &&
      !rowBefore?.cells.some((cell) => cell.some(({ text }) => figures(text) === opening));
    if (opening !== null) opened.add(opening);
    if (rowBefore && nextRow && at >= 0 && differs(current, named)) cuts.push(blockStart(zone, at));
    else if (rowBefore && nextRow && anew)
      cuts.push(
        blockStart(
          zone,
          zone.findIndex((line) => OPENS.test(lineText(line))),
        ),
      );
    if (nextRow)
      current = {
        number: named.number ?? current.number,
        currency: named.currency ?? current.currency,
        wallet: named.wallet ?? current.wallet,
      };
  }
  return cuts;
}

function differs(current: Key, key: Key): boolean {
  const other = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
  // the same account number makes one account, whatever else is said
  if (current.number !== null && current.number === key.number) return false;
  return (
    other(current.number, key.number) || other(current.currency, key.currency) || other(current.wallet, key.wallet)
  );
}

/** The first line of those that stand close together around a line. */
function blockStart(zone: readonly AroundLine[], at: number): AroundLine {
  let start = at;
  while (start > 0) {
    const [a, b] = [zone[start - 1] as AroundLine, zone[start] as AroundLine];
    const size = b.tokens[0]?.size ?? 8;
    if (a.page !== b.page || b.y - a.y > size * 2.4) break;
    start--;
  }
  return zone[start] as AroundLine;
}
