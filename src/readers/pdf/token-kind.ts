/** What a printed text is by itself: a sum, a day, a time, a stroke for an empty cell, or text. */
import { CURRENCY_CODES } from "../text/currencies.ts";
import { isNumber } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import type { Kind } from "./marks.ts";

export const CURRENCY = `(?:[\\p{Sc}\\ufffd#]|N|${CURRENCY_CODES}|[A-Z]{1,2}\\p{Sc}|R|Rs\\.?|KSh|Ksh|GH[₵¢])`;
/** Thousands, or as India writes lakhs; the last group has three digits: `14.02.20` is a day. */
const DIGITS = "(?:\\d{1,3}(?:[,.' ]\\d{2,3})*[,.' ]\\d{3}|\\d+)";
const MARK = "(?:CR|DR|C|D|S|H|Cr|Dr)";
export const SUM = new RegExp(
  `^[-+(]?\\s?${CURRENCY}?\\s?[-+(]?\\s?${DIGITS}[.,]\\d{2}\\s?-?\\)?\\s?${CURRENCY}?\\s?[-+]?\\s?(?:\\(?${MARK}\\)?\\.?)?$`,
  "u",
);
/** A number without hundredths: a sum where its column says so. */
const BARE_SUM = new RegExp(
  `^[-+(]?\\s?${CURRENCY}?\\s?[-+(]?(?:\\d{1,3}(?:[,.' ]\\d{3})+|\\d{1,9})(?:[.,]\\d{1,4})?\\)?[-+]?(?:\\s?${MARK})?$`,
  "u",
);
const BLANK = /^(?:-{1,3}|–|—|\.|nil)$/i;
export const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[AP]\.?M\.?)?$/i;
const BARE_DAY =
  /^(?:\d{1,2}[/.-]\d{1,2}[.]?|\d{1,2}(?:st|nd|rd|th)?[ /-]?\p{L}{3,10}\.?|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,?|\d{8})$/iu;
export const MONTH = /\p{L}{3,}/u;

export function kindOf(text: string): Kind {
  if (BLANK.test(text)) return "blank";
  if (/\d/.test(text)) {
    if (SUM.test(text)) return "sum";
    if (TIME.test(text)) return "time";
    if (isDay(text)) return "day";
    if (BARE_DAY.test(text) && isBareDay(text)) return "bareDay";
    if (BARE_SUM.test(text) && isNumber(text.replace(/\ufffd/g, ""))) return "bareSum";
  }
  return "text";
}

/** Names of week days, as they begin in the languages of the layouts. */
const WEEKDAY =
  /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|seg|ter|qua|qui|sex)[a-z]{0,7}$/i;

/** What may stand in capitals behind a time: a half of the day or a zone, no word of the next cell. */
const BEHIND_TIME = /^(?:AM|PM|GMT|UTC|WAT|CAT|EAT|SAST|CET|CEST|BST|IST|SGT|PKT|GST|[ECMP][SD]T|AE[SD]T)$/i;

/** `fees 10 Apr 2026` is a day behind the end of a text, `Fri 10 Apr 2026` is a day. */
const beginsAsDay = (text: string): boolean => {
  // `Jan-26 23`: a day without its year, and the number of the next cell
  if (/^\p{L}{3,9}[-/.]\d{1,2} \d{2,4}$/u.test(text)) return false;
  const last = /:\d{2}\s([A-Z]{2,5})$/.exec(text)?.[1];
  if (last !== undefined && !BEHIND_TIME.test(last)) return false;
  const word = /^(\p{L}{2,12})[., ]/u.exec(text)?.[1];
  return word === undefined || WEEKDAY.test(word) || readPrintedDate(`1 ${word} 2020`) !== undefined;
};

/** A day with its year; a glyph that names no character may be the hyphen that a font lacks. */
export const isDay = (text: string): boolean => {
  const plain = dayText(text);
  const read = plain.length >= 6 ? readPrintedDate(plain) : undefined;
  return read !== undefined && read.year >= 1970 && read.year < 2100 && !/^\d{8}$/.test(plain) && beginsAsDay(plain);
};

export const dayText = (text: string): string => text.replace(/\ufffd/g, "-");

function isBareDay(text: string): boolean {
  if (/^\d{8}$/.test(text)) return eightDigits(text) !== undefined || YEAR_FIRST.test(text);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(text);
  if (numbers) return inMonth(Number(numbers[1])) && inMonth(Number(numbers[2]));
  const month = MONTH.exec(text.replace(/(\d)(?:st|nd|rd|th)/i, "$1"))?.[0] ?? "";
  return readPrintedDate(`1 ${month} 2020`) !== undefined;
}

/** `20260102`. */
const YEAR_FIRST = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const inMonth = (number: number): boolean => number >= 1 && number <= 31;

/** `02012026`: the marks between day, month and year were lost. */
export function eightDigits(text: string): string | undefined {
  const [, a = "", b = "", year = ""] = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(text) ?? [];
  const [x, y] = [Number(a), Number(b)];
  return year !== "" && x >= 1 && y >= 1 && x <= 31 && y <= 31 && Math.min(x, y) <= 12
    ? `${a}-${b}-${year}`
    : undefined;
}
