/**
 * The list of payments that an app shows, copied or read from a picture of it: no labels, a day above the payments of that
 * day or beside each, whom the money went to or came from, and a sum with its sign. It becomes rows of a table. A list in
 * which anything may belong to the payment above or below it is none.
 */
import type { Row } from "../text/delimited-text.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { MONEY } from "./alert-keys.ts";

const PLAIN_SUM = /\d{1,3}(?:,\d{3}){0,4}\.\d{2}/;
const SIGNED = new RegExp(`[-+\\u2212\\u2013]\\s?(?:${MONEY.source}|${PLAIN_SUM.source})`);
const LINE_OF_SUM = new RegExp(`^(?:(.*\\S)\\s{1,40})?(${SIGNED.source})(?:\\s{1,40}([^\\d\\s].*))?$`);
/** Whether a text may be such a list, told by one look. */
export const mayBeAppList = (text: string): boolean => (text.match(SUM_AT_END) ?? []).length > 1;
const SUM_AT_END = /[-+\u2212\u2013][ \t]?[^\s\d]{0,3}[ \t]?\d[\d,]{0,20}\.\d{2}[ \t\r]{0,9}$/gm;

const CLOCK = /\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?/i;
const ONLY_CLOCK = new RegExp(`^(?:at )?${CLOCK.source}$`, "i");
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i;
const RELATIVE = /^(?:today|yesterday)\b.{0,12}$/i;
const MONTH = /^([a-z]{3,9})\.?,? (\d{4})$/i;
const WITHOUT_YEAR = /^(?:([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}))$/i;
const STATUS =
  /^(?:successful|success|completed|sent|received|failed|declined|pending|reversed|unsuccessful|processing)$/i;

type Day = { readonly day: string; readonly time: string };
type Piece =
  | { readonly is: "day" | "stamp"; readonly at: Day }
  | { readonly is: "sum"; readonly sum: string; readonly words: string }
  | { readonly is: "status" | "words"; readonly text: string };

/** A day with the year of the month that heads its part of the list, where it prints none. */
function dayIn(text: string, month: RegExpExecArray | null): string | null {
  const plain = text.replace(WEEKDAY, "").trim();
  const printed = readPrintedDate(plain);
  if (printed) return printed.time === null ? plain : null;
  const [, before, first, second, behind] = WITHOUT_YEAR.exec(plain) ?? [];
  const name = before ?? behind;
  if (!month || !name || name.slice(0, 3).toLowerCase() !== (month[1] as string).slice(0, 3).toLowerCase()) return null;
  const whole = `${first ?? second} ${name} ${month[2]}`;
  return readPrintedDate(whole) ? whole : null;
}

/** What a line is made of: a day and a status may stand beside each other. Null where it has a sum without a sign. */
function piecesOf(line: string, month: RegExpExecArray | null): Piece[] | null {
  const found = LINE_OF_SUM.exec(line);
  if (found) {
    const words = [found[1], found[3]].filter((one) => one !== undefined).join(" ");
    return MONEY.test(words) ? null : [{ is: "sum", sum: found[2] as string, words }];
  }
  if (MONEY.test(line) || PLAIN_SUM.test(line)) return null;
  const pieces: Piece[] = [];
  for (const text of line.split(/\t|\s[·•|]\s|\s{2,}/).map((one) => one.trim())) {
    if (text === "" || ONLY_CLOCK.test(text)) continue;
    const clock = CLOCK.exec(text);
    const day = dayIn(clock ? text.slice(0, clock.index).replace(/(?:,| at)?\s{0,9}$/, "") : text, month);
    if (day !== null && clock && clock.index + clock[0].length === text.length)
      pieces.push({ is: "stamp", at: { day, time: clock[0] } });
    else if (day !== null && !clock) pieces.push({ is: "day", at: { day, time: "" } });
    else if (RELATIVE.test(text)) pieces.push({ is: "day", at: { day: text, time: "" } });
    else pieces.push({ is: STATUS.test(text) ? "status" : "words", text });
  }
  return pieces;
}

type Item = { readonly at: Day | null; readonly sum: string; words: string };

/** The rows of such a list below labels of their own; null of any other text. */
export function appList(text: string): Row[] | null {
  const pieces: Piece[] = [];
  let month: RegExpExecArray | null = null;
  for (const line of text.split(/\r\n|\n|\r/).map((one) => one.trim())) {
    const heads = MONTH.exec(line);
    if (heads && readPrintedDate(`1 ${line}`)) {
      month = heads;
      continue;
    }
    const found = piecesOf(line, month);
    // above the list a balance may stand
    if (found === null && pieces.some(({ is }) => is === "sum" || is === "day" || is === "stamp")) return null;
    if (found !== null) pieces.push(...found);
  }
  const items = itemsOf(pieces);
  if (!items || items.length < 2) return null;
  const statuses = pieces.flatMap((one) => (one.is === "status" ? [one.text] : []));
  const booked = statuses.every((one) => /^(?:succ|comp|sent|rec)/i.test(one));
  if (!booked && statuses.length !== items.length) return null;
  const rows = items.map(({ at, sum, words }, i) => [
    at?.day ?? "?",
    at?.time ?? "",
    words,
    sum,
    booked ? "" : (statuses[i] ?? ""),
  ]);
  return [["Date", "Time", "Description", "Amount", "Status"], ...rows].map((cells) => ({
    cells,
    raw: cells.join(" ").trim(),
  }));
}

/** The payments with their days and words; null where it is open to which of two payments something belongs. */
function itemsOf(pieces: readonly Piece[]): Item[] | null {
  const items: Item[] = [];
  const stamps = pieces.flatMap((one) => (one.is === "stamp" ? [one.at] : []));
  const days = pieces.filter(({ is }) => is === "day").length;
  const sums = pieces.filter(({ is }) => is === "sum").length;
  if (stamps.length > 0 ? stamps.length !== sums || !takeTurns(pieces) : days === 0) return null;
  const start = pieces.findIndex(({ is }) => is === "day");
  const list = start >= 0 ? pieces.slice(start) : pieces;
  if (start >= 0 && pieces.slice(0, start).some(({ is }) => is === "sum")) return null;
  const own = list.filter((one) => one.is === "sum" && one.words !== "").length;
  if (own > 0 && own < sums) return null;
  // where words stand beside no sum, the first of each day says whether they go before or behind
  const leads = new Set(
    list.flatMap(({ is }, i) => (isEnd(list[i - 1]) && (is === "sum" || is === "words") ? [is] : [])),
  );
  const first = leads.has("sum");
  if (own === 0 && leads.size !== 1) return null;
  let day: Day | null = null;
  let words: string[] = [];
  for (const piece of list) {
    if (piece.is === "day") {
      if (words.length > 0) return null;
      day = piece.at;
    } else if (piece.is === "words") {
      const last = items.at(-1);
      if (own > 0) return null;
      if (!first) words.push(piece.text);
      else if (last) last.words = `${last.words} ${piece.text}`.trim();
    } else if (piece.is === "sum") {
      if (own === 0 && !first && words.length === 0) return null;
      items.push({ at: stamps[items.length] ?? day, sum: piece.sum, words: piece.words || words.join(" ") });
      words = [];
    }
  }
  return words.length > 0 || items.some((one) => one.words === "") ? null : items;
}

const isEnd = (piece: Piece | undefined): boolean => piece === undefined || piece.is === "day";

/** Sums and the days beside them take turns, so that each day is that of one sum. */
const takeTurns = (pieces: readonly Piece[]): boolean => {
  const turns = pieces.filter(({ is }) => is === "sum" || is === "stamp");
  return turns.every(({ is }, i) => i === 0 || is !== turns[i - 1]?.is);
};
