/** The text of a cell, of its tokens line by line: a word that was broken because it is wider than its column is made whole. */
import type { Role } from "../table/column-labels.ts";
import { CURRENCY_CODES } from "../text/currencies.ts";
import { inReading, type Token } from "./marks.ts";
import { dayText, eightDigits } from "./token-kind.ts";

/** `width`: what the widest line of the column covers. */
export function cellText(tokens: readonly Token[], role: Role | null, width: number): string {
  const lines: Token[][] = [];
  for (const token of tokens) {
    const line = lines.at(-1);
    if (line && Math.abs((line[0] as Token).y - token.y) < token.size * 0.3) line.push(token);
    else lines.push([token]);
  }
  return lines.reduce((all, line, i) => {
    const text = inReading(line).reduce(
      (sum, token, k) => (k === 0 ? token.text : `${sum}${token.tight ? "" : " "}${token.text}`),
      "",
    );
    if (i === 0) return text;
    return `${all}${isBroken(lines[i - 1] as Token[], line, role, width) ? "" : " "}${text}`;
  }, "");
}

/** A word wider than its column stands alone on its line, fills it, and goes on below. */
function isBroken(above: readonly Token[], below: readonly Token[], role: Role | null, width: number): boolean {
  const [word] = above;
  if (!word) return false;
  if (role === "reference") return true;
  const letter = (word.x1 - word.x0) / Math.max(1, word.text.length);
  if (above.length > 1 || width - (word.x1 - word.x0) > letter * 1.3) return false;
  const next = below[0] as Token;
  return (
    word.x1 - word.x0 + next.x1 - next.x0 > width &&
    /[\p{L}\p{N}]$/u.test(word.text) &&
    /^[\p{L}\p{N}]/u.test(next.text) &&
    /\d/.test(word.text + next.text)
  );
}

const CURRENCY = new RegExp(
  `(?<![A-Za-z])(?:KSh|Ksh|Rs\\.?|N|R|${CURRENCY_CODES}|[A-Z]{1,2}(?=\\p{Sc}))(?![A-Za-z])|[\\p{Sc}\\ufffd#]`,
  "gu",
);

/** A printed sum as the table reader knows it: without its currency, with `S` and `H` for debit and credit. */
export const sumText = (text: string): string =>
  text
    .replace(/(\d)\s?S$/, "$1 DR")
    .replace(/(\d)\s?H$/, "$1 CR")
    .replace(/\((CR|DR)\)$/i, "$1")
    .replace(CURRENCY, "")
    .replace(/^([-+(])\s+/, "$1")
    .trim();

export const dayOf = (text: string): string => eightDigits(text) ?? dayText(text);
