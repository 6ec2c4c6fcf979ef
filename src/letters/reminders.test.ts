import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { type ComplaintDays, complaintDays, complaintKinds } from "../domain/complaints/complaint-clock.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { reminderFile } from "./reminders.ts";

const days = complaintDays(shippedPack().complaintClock, "excess_charge", "2026-11-24" as CivilDate) as ComplaintDays;
const make = (bank: string) => reminderFile(days, shippedLetter(), { id: "x", bank });

/** A calendar file read by the rules of RFC 5545, apart from the writer: unfold, then split name and value, then unescape. */
function eventsOf(file: string): Record<string, string>[] {
  const events: Record<string, string>[] = [];
  let inAlarm = false;
  for (const line of file
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .slice(0, -1)) {
    const at = line.indexOf(":");
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (line === "BEGIN:VEVENT") events.push({});
    if (value === "VALARM") inAlarm = name === "BEGIN";
    if (inAlarm) continue;
    const event = events.at(-1);
    if (event) event[name] = value.replace(/\\([\\;,nN])/g, (_all, it: string) => (/n/i.test(it) ? "\n" : it));
  }
  return events;
}

describe("the calendar file", () => {
  test("holds the tracking number, the answer and the next step as whole days", () => {
    expect(
      eventsOf(make("Zenith Bank")).map((one) => [one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"], one.SUMMARY]),
    ).toEqual([
      ["20261127", "20261128", "Tracking number is due from Zenith Bank"],
      ["20261224", "20261225", "Answer is due from Zenith Bank"],
      ["20261225", "20261226", "You can take the complaint about Zenith Bank further"],
      ["20270107", "20270108", "Refund is due from Zenith Bank"],
      ["20270324", "20270325", "Last day to take the complaint about Zenith Bank further"],
    ]);
  });

  test("says the days that the page says, for every kind of complaint", () => {
    const clock = shippedPack().complaintClock;
    for (const { kind } of complaintKinds(clock)) {
      const own = complaintDays(clock, kind, "2026-11-27" as CivilDate) as ComplaintDays;
      const events = eventsOf(reminderFile(own, shippedLetter(), { id: "x", bank: "A" }));
      const dayOf = (title: RegExp) =>
        events
          .find((one) => title.test(one.SUMMARY as string))
          ?.["DTSTART;VALUE=DATE"]?.replace(/(....)(..)(..)/, "$1-$2-$3");
      expect([kind, dayOf(/^Answer/), dayOf(/^You can take/), dayOf(/^Refund/) ?? null]).toEqual([
        kind,
        own.answerBy,
        own.regulatorFrom,
        own.refundBy,
      ]);
    }
  });

  test("is the same every time, with a UID of its own for each day", () => {
    expect(make("A")).toBe(make("A"));
    const uids = eventsOf(make("A")).map((one) => one.UID);
    expect(new Set(uids).size).toBe(5);
    for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{16}@openfees$/);
    expect(make("A")).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
    expect(make("A")).toContain("DTSTAMP:20261124T000000Z");
  });

  test("ends each line with CRLF, keeps it within 75 octets, and reads back any name", () => {
    const word = fc.stringMatching(/^[A-Za-zẹọṣńɗƙ₦,;\\]{1,80}$/u);
    fc.assert(
      fc.property(word, (bank) => {
        const file = make(bank);
        const lines = file.split("\r\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n\uFFFD]/);
        }
        expect(eventsOf(file)[1]?.SUMMARY).toBe(`Answer is due from ${bank}`);
      }),
    );
  });
});
