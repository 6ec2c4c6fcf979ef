/** The texts that a letter leans on: the regulator's own sentences, what belongs to every complaint, and how far each was read. */
import type { ComplaintDays } from "../domain/complaints/complaint-clock.ts";
import { fill, type LetterTemplate, type Principle } from "../domain/complaints/letter-template.ts";
import { type CivilDate, daysBetween, inSpan } from "../domain/dates/civil-date.ts";
import type { ComplaintStep, Pack } from "../domain/fees/pack.ts";
import type { ClaimedCharge } from "./letter-lines.ts";
import { type TextSeen, textOf } from "./rule-words.ts";

/** The regulator's own sentences that hold for what is claimed, on the day that it was taken. */
export function principlesFor(charges: readonly ClaimedCharge[], { principles }: LetterTemplate): readonly Principle[] {
  const holds = (one: Principle, { line, ground: { row } }: ClaimedCharge): boolean => {
    if (!inSpan(one, line.date as CivilDate) || row === null || !("binds" in row) || row.binds !== "banks")
      return false;
    if (one.when === "negotiable") return row.negotiable;
    return one.when === "guide" || line.verdict === "not_permitted";
  };
  return principles.filter((one) => charges.some((charge) => holds(one, charge)));
}

type CommonTexts = {
  readonly refund: TextSeen | null;
  readonly oldest: TextSeen | null;
  readonly window: TextSeen | null;
};

/** Several texts that say one thing are one title with semicolons; a sentence names the first, the list at the end all. */
const partsOf = ({ words, read }: TextSeen): readonly string[] => (read ? [words] : words.split("; "));
export const firstOf = (text: TextSeen | null): string => (text ? (partsOf(text)[0] ?? "") : "");

/** The texts that belong to every complaint of this kind. */
export function commonTexts(days: ComplaintDays, complaintClock: Pack["complaintClock"]): CommonTexts {
  const seen = (step: ComplaintStep | null | undefined) => (step ? textOf(step) : null);
  const stepOf = (kind: string) => complaintClock.find((step) => step.kind === kind);
  return {
    refund: seen(days.refund),
    oldest: days.oldest === null ? null : seen(stepOf("oldest")),
    window: days.regulatorUntil === null ? null : seen(stepOf("regulator_window")),
  };
}

export const present = (common: CommonTexts): readonly TextSeen[] =>
  [common.refund, common.oldest, common.window].filter((one) => one !== null);

export const windowOf = ({ answerBy, regulatorUntil }: ComplaintDays): number =>
  regulatorUntil === null ? 0 : daysBetween(answerBy, regulatorUntil);

const DAYS_A_YEAR = 365.25;
export const yearsOf = ({ sentOn, oldest }: ComplaintDays): number =>
  oldest === null ? 0 : Math.round(daysBetween(oldest, sentOn) / DAYS_A_YEAR);

/** Every text that the letter names, once, with the lines that rest on it: those that were read first. */
export function textsNamed(
  charges: readonly ClaimedCharge[],
  others: readonly TextSeen[],
  { sources }: LetterTemplate,
): readonly string[] {
  const named = new Map<string, { readonly words: string; readonly read: boolean; readonly lines: number[] }>();
  const keep = (text: TextSeen, line?: number) => {
    for (const words of partsOf(text)) {
      const key = `${text.read} ${words}`;
      const one = named.get(key) ?? { words, read: text.read, lines: [] };
      named.set(key, one);
      if (line !== undefined) one.lines.push(line);
    }
  };
  for (const { ground, tax, schedule } of charges)
    for (const text of [ground.text, tax]) if (text) keep(text, schedule.no);
  for (const text of others) keep(text);
  const list = (read: boolean) =>
    [...named.values()]
      .filter((one) => one.read === read)
      .map(({ words, lines }) =>
        lines.length === 0 ? words : fill(sources.lines, { source: words, lines: lines.join(", ") }),
      )
      .join("; ");
  return ([true, false] as const)
    .filter((read) => list(read) !== "")
    .map((read) => fill(read ? sources.read : sources.reported, { source: list(read) }));
}
