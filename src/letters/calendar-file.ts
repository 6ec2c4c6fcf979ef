/** A calendar file (RFC 5545) of whole days: CRLF, lines folded at 75 octets, text escaped. */
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";

export type CalendarEntry = {
  /** The same for the same entry, so that a file imported twice gives no second one. */
  readonly uid: string;
  /** The day it was told: no clock, so that the same facts give the same file. */
  readonly toldOn: CivilDate;
  readonly day: CivilDate;
  readonly title: string;
  readonly text: string;
  readonly address?: string;
  /** It is not sure to come. */
  readonly tentative?: true;
  /** Hours after the start of the day at which a reminder sounds; absent: none. */
  readonly alarmAfterHours?: number;
};

export function calendarFile(product: string, name: string | null, entries: readonly CalendarEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//openfees//${product}//EN`,
    "CALSCALE:GREGORIAN",
    ...(name === null ? [] : [`X-WR-CALNAME:${escaped(name)}`]),
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${entry.uid}@openfees`,
      `DTSTAMP:${compact(entry.toldOn)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(entry.day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(entry.day, 1))}`,
      `SUMMARY:${escaped(entry.title)}`,
      `DESCRIPTION:${escaped(entry.text)}`,
      ...(entry.address === undefined ? [] : [`URL:${entry.address}`]),
      ...(entry.tentative ? ["STATUS:TENTATIVE"] : []),
      "TRANSP:TRANSPARENT",
      ...(entry.alarmAfterHours === undefined
        ? []
        : [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            `DESCRIPTION:${escaped(entry.title)}`,
            `TRIGGER:PT${entry.alarmAfterHours}H`,
            "END:VALARM",
          ]),
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const compact = (day: CivilDate): string => day.replaceAll("-", "");

/** TEXT of RFC 5545, 3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

const LONGEST_LINE = 75;

/** Folds a line so that no part is longer than 75 octets, never inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LONGEST_LINE) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
