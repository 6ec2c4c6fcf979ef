/** The next steps of a complaint as a calendar file. */
import { shortId } from "../domain/audit/claim/receipt.ts";
import type { ComplaintDays } from "../domain/complaints/complaint-clock.ts";
import { fill, type LetterTemplate } from "../domain/complaints/letter-template.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { LETTERS } from "../words/en/letters.ts";
import { calendarFile } from "./calendar-file.ts";

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
  return calendarFile(
    LETTERS.calendar,
    null,
    steps.map(({ name, day }) => ({
      uid: shortId(`${id}|${name}|${day}`),
      toldOn: days.sentOn,
      day,
      title: fill(reminders[name].title, values),
      text: fill(reminders[name].text, values),
      alarmAfterHours: MORNING,
    })),
  );
}

/** The reminder sounds when offices open. */
const MORNING = 9;
