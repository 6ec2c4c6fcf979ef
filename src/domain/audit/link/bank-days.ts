import { addDays, type CivilDate, fromDayNumber, partsOf, weekday } from "../../dates/civil-date.ts";
import { easterSunday } from "../../dates/easter.ts";
import type { NarrationHints } from "../../fees/pack.ts";
import { madeOnce } from "../made-once.ts";

/** The most days in a row on which nothing is posted that are looked over. */
const MOST_QUIET = 6;

export type BankDays = {
  /** Day numbers from the day before back to the last working day: what was paid on them may be charged on this one. */
  readonly daysBefore: (day: number) => readonly number[];
  readonly workingDayBefore: (date: CivilDate) => CivilDate;
};

const made = new WeakMap<NarrationHints, BankDays>();

/**
 * When a bank posts: Monday to Friday without the holidays of the pack. Days that a government proclaims from year to year
 * are not known here, so a charge may come later than this says and never earlier.
 */
export const bankDays = (hints: NarrationHints): BankDays => madeOnce(made, hints, () => build(hints));

function build({ quietDays }: NarrationHints): BankDays {
  const fixed = new Set(quietDays?.days ?? []);
  const easters = new Map<number, ReadonlySet<CivilDate>>();
  const quiet = (date: CivilDate): boolean =>
    weekday(date) > 4 ||
    fixed.has(date.slice(5)) ||
    madeOnce(easters, partsOf(date).year, () => aroundEaster(date, quietDays?.easter ?? [])).has(date);
  const daysBefore = (day: number): readonly number[] => {
    const days = [day - 1];
    while (days.length < MOST_QUIET && quiet(fromDayNumber(days.at(-1) as number)))
      days.push((days.at(-1) as number) - 1);
    return days;
  };
  const known = new Map<number, readonly number[]>();
  return {
    daysBefore: (day) => madeOnce(known, day, () => daysBefore(day)),
    workingDayBefore: (date) => {
      let day = addDays(date, -1);
      for (let n = 1; n < MOST_QUIET && quiet(day); n++) day = addDays(day, -1);
      return day;
    },
  };
}

function aroundEaster(date: CivilDate, distances: readonly number[]): ReadonlySet<CivilDate> {
  const sunday = easterSunday(partsOf(date).year);
  return new Set(distances.map((days) => addDays(sunday, days)));
}
