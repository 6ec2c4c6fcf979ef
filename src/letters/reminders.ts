/** One idea: the next steps of a complaint as a calendar file (RFC 5545): whole days, CRLF, lines folded at 75 octets. */
import { shortId } from "../domain/audit/claim/receipt.ts";
import type { ComplaintDays } from "../domain/complaints/complaint-clock.ts";
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";
import { fill, type LetterTemplate } from "./letter-template.ts";

type Step = { readonly name: keyof LetterTemplate["reminders"]; readonly day: CivilDate };

/** `id` names what the complaint is about, so that the same file imported twice gives no second entry. */
export function reminderFile(
  days: ComplaintDays,
  { reminders }: LetterTemplate,
  { id, bank }: { readonly id: string; readonly bank: string },
): string {
  const steps: Step[] = [
    ...(days.acknowledgeBy === null ? [] : [{ name: "acknowledge", day: days.acknowledgeBy } as const]),
    { name: "answer", day: days.answerBy },
    { name: "regulator", day: days.regulatorFrom },
    ...(days.refundBy === null ? [] : [{ name: "refund", day: days.refundBy } as const]),
    ...(days.regulatorUntil === null ? [] : [{ name: "window", day: days.regulatorUntil } as const]),
  ];
  const contact = days.regulator?.contact;
  const values = { bank, office: contact?.office ?? days.regulator?.text ?? "", email: contact?.email ?? "" };
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//openfees//complaint clock//EN",
    "CALSCALE:GREGORIAN",
    ...steps.flatMap(({ name, day }) => {
      const title = escaped(fill(reminders[name].title, values));
      return [
        "BEGIN:VEVENT",
        `UID:${shortId(`${id}|${name}|${day}`)}@openfees`,
        `DTSTAMP:${compact(days.sentOn)}T000000Z`,
        `DTSTART;VALUE=DATE:${compact(day)}`,
        `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
        `SUMMARY:${title}`,
        `DESCRIPTION:${escaped(fill(reminders[name].text, values))}`,
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        `DESCRIPTION:${title}`,
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
      ];
    }),
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
