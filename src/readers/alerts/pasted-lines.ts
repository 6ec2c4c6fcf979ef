/**
 * Pasted text to the lines that its sender wrote. A phone wraps lines, a screenshot prints a label above its value, and an
 * app sets pictures before its labels. What was parted is joined here, before anything is read out of it: half of a sum
 * would read as a whole one.
 */

import { readPrintedDate } from "../text/printed-date.ts";
import { evenLine, isKeyAlone, MONEY } from "./alert-keys.ts";

/** A line with the number of the line of the text on which it begins, counted from 1. */
export type PastedLine = { readonly text: string; readonly row: number };

/** Pictures and bullets before a label. A hyphen may be the sign of a sum and stays. */
const ORNAMENT =
  /^(?:[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\ufe0f\u20e3•▪►●◦‣·✓✔→➤»|]\s{0,3}){1,6}(?=[\p{L}*_~₦$£€+-])/u;

/** The end of a line behind which its sum or its day goes on, and the next line that can go on with it. */
const WRAPS: readonly (readonly [end: RegExp, next: RegExp, joint: string])[] = [
  // NGN45, | 000.00 and NGN45,0 | 00.00 and NGN45,000. | 00
  [/(?:^|[^\d.,])\d{1,3}(?:,\d{3})*,\d{0,2}$/, /^\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?(?!\d)/, ""],
  [/\d,\d{3}\.$|(?:NGN|₦|N)\s?\d{1,3}\.$/, /^\d{2}(?!\d)/, ""],
  // NGN45 | ,000.00
  [/(?:NGN|₦|N)\s?\d{1,3}(?:,\d{3})*$/, /^,\d{3}(?!\d)/, ""],
  // NGN | 45,000.00
  [/(?:^|[\s:])(?:NGN|₦|GHS|KES|USD)$/, /^[-+]?\d[\d,]*(?:\.\d{1,2})?\b/, " "],
  // ... NGN5,000 | .00
  [/(?:NGN|₦|N)\s?[\d,]{1,20}$/, /^\.\d{2}(?!\d)/, ""],
  // debited with | NGN5,000.00 and on | 13-Feb-2026
  [/\b(?:with|of|for|by)$/, /^(?:NGN|₦|GHS|KES|Ksh|USD)\s?\d/, " "],
  [/\b(?:on|dated)$/, /^\d{1,4}[-/ .](?:\d{1,2}|[A-Za-z]{3,9})[-/ .,]/, " "],
  [/\b(?:has been|have been|was|were)$/, /^(?:debited|credited|deducted)\b/i, " "],
  [/\b(?:has|have)$/, /^been (?:debited|credited|deducted)\b/i, " "],
  // ... Bal: | NGN45,000.00
  [/.\bbal(?:ance)?(?: is)?:?$/i, /^(?:NGN|₦|N|GHS|KES|Ksh)\s?[-+]?\d/, " "],
  // Acc:0071234 | **89
  [/^a\/?c[^:]{0,12}:\s?[\dXx*]{2,14}$/i, /^(?=\d{0,6}[*xX])[\dXx*]{2,12}$/, ""],
  // Date: 13- | Feb-2026
  [/:\s?\d{1,4}[-/]$/, /^(?:\d{1,2}|[A-Za-z]{3,9})[-/]\d/, ""],
  // 13-Feb- | 2026
  [/\b\d{1,4}[-/](?:\d{1,2}|[A-Za-z]{3,9})[-/]$/, /^\d{1,4}(?!\d)/, ""],
];
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?\b/i;
const DAY_AT_END = /(\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]{1,2}\d{2,4})$/;

/** How a line goes on in the next one: what stands between them; null where each is a line of its own. */
function jointOf(line: string, next: string): string | null {
  for (const [end, goesOn, joint] of WRAPS) if (end.test(line) && goesOn.test(next)) return joint;
  const day = CLOCK.test(next) ? DAY_AT_END.exec(line)?.[1] : undefined;
  return day !== undefined && readPrintedDate(day) !== undefined ? " " : null;
}

const WHOLE_MONEY = new RegExp(`^[-+]?\\s?${MONEY.source}(?:\\s?(?:DR|CR))?$`, "i");

/** Whether a value can stand below a label that is alone on its line. */
function isValueOf(role: string, value: string): boolean {
  if (value === "" || isKeyAlone(value) || /^[^:]{1,30}:/.test(value)) return false;
  if (/amount|balance/i.test(role))
    return WHOLE_MONEY.test(value) || /^[-+]?\d[\d,]*\.\d{2}(?:\s?(?:DR|CR))?$/i.test(value);
  if (/date/i.test(role)) return readPrintedDate(value) !== undefined;
  return value.length < 160;
}

/** Where the next sentence of a payment begins in the same line. */
const NEXT_SENTENCE =
  /(?<=[\d.!])\s(?=your (?:acct?|account|a\/c)\b[^.:]{0,40}\b(?:has been|was|is) (?:debited|credited)\b)/i;

/** A label and its value in two cells, as an e-mail's table is copied: the label gets its colon. */
function beside(line: string): string {
  const [key = "", value = "", ...more] = line.trim().split("\t");
  return value === "" || more.length > 0 || isKeyAlone(key.trim()) === null
    ? line
    : `${key.replace(/:$/, "")}: ${value}`;
}

/** The lines of a text as they were before they were wrapped, pictures and decoration taken off. */
export function pastedLines(text: string): PastedLine[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const clean = lines.map((line) =>
    beside(line)
      .replace(/[\u00a0\t]+/g, " ")
      .trim()
      .replace(ORNAMENT, ""),
  );
  const whole: PastedLine[] = [];
  for (let i = 0; i < clean.length; i++) {
    const row = i + 1;
    let line = clean[i] as string;
    for (let joint = jointOf(line, clean[i + 1] ?? ""); joint !== null; joint = jointOf(line, clean[i + 1] ?? "")) {
      line = `${line}${joint}${clean[++i]}`;
      if (line.length > 2_000) break;
    }
    const key = isKeyAlone(line);
    if (key !== null && isValueOf(key, clean[i + 1] ?? "")) line = `${line.replace(/:$/, "").trimEnd()}: ${clean[++i]}`;
    // the value may be wrapped as well
    for (let joint = jointOf(line, clean[i + 1] ?? ""); joint !== null && line.length < 2_000; ) {
      line = `${line}${joint}${clean[++i]}`;
      joint = jointOf(line, clean[i + 1] ?? "");
    }
    for (const text of line.split(NEXT_SENTENCE)) whole.push({ text: evenLine(text), row });
  }
  return whole;
}
