import { addDays, type CivilDate, dayNumber, fromDayNumber, partsOf, weekday } from "../../dates/civil-date.ts";
import { easterSunday } from "../../dates/easter.ts";
import { islamicDay, islamicYearsIn } from "../../dates/islamic-calendar.ts";
import type { NarrationHints } from "../../fees/pack.ts";
import { madeOnce } from "../made-once.ts";

/** The most days in a row on which nothing may have been posted that are looked over. */
const MOST_QUIET = 10;

export type BankDays = {
  /** Day numbers from the day before back to the last day that was surely a working day: what was paid on them may be charged on this one. */
  readonly daysBefore: (day: number) => readonly number[];
  /** Whether the last working day before `day` is on or before `earlier`, whichever of the days between were holidays. */
  readonly surelyReaches: (day: number, earlier: number) => boolean;
  /** The last day before that was surely a working day. */
  readonly workingDayBefore: (date: CivilDate) => CivilDate;
  /** False on days on which a bank surely posts nothing. */
  readonly mayWork: (date: CivilDate) => boolean;
};

const made = new WeakMap<NarrationHints, BankDays>();

/**
 * When a bank posts: Monday to Friday without the holidays of the pack. Of some days it is not known whether they were holidays:
 * those by the moon's calendar, which a government proclaims from year to year, and those given for a holiday that fell on
 * a weekend. There both readings count: a charge may stand for a payment before them, and is not accused on one.
 */
export const bankDays = (hints: NarrationHints): BankDays => madeOnce(made, hints, () => build(hints));

type Known = "works" | "quiet" | "maybe";

function build({ quietDays }: NarrationHints): BankDays {
  const fixed = new Set(quietDays?.days ?? []);
  const easters = new Map<number, ReadonlySet<CivilDate>>();
  const moons = new Map<number, ReadonlySet<CivilDate>>();
  const isHoliday = (date: CivilDate): boolean =>
    fixed.has(date.slice(5)) ||
    madeOnce(easters, partsOf(date).year, () => aroundEaster(date, quietDays?.easter ?? [])).has(date);
  const quiet = (date: CivilDate): boolean => weekday(date) > 4 || isHoliday(date);
  const byMoon = (date: CivilDate): boolean =>
    madeOnce(moons, partsOf(date).year, () => aroundMoons(partsOf(date).year, quietDays)).has(date);
  /** One of the first working days behind a weekend on which holidays fell, as many as those were. */
  const inLieu = (date: CivilDate): boolean => {
    const saturday = addDays(date, -weekday(date) - 2);
    const lost = [saturday, addDays(saturday, 1)].filter(isHoliday).length;
    let working = 0;
    for (let day = addDays(saturday, 2); day <= date; day = addDays(day, 1)) if (!quiet(day)) working++;
    return working <= lost;
  };
  const days = new Map<number, Known>();
  const known = (day: number): Known =>
    madeOnce(days, day, () => {
      const date = fromDayNumber(day);
      return quiet(date) ? "quiet" : byMoon(date) || (quietDays?.inLieu === true && inLieu(date)) ? "maybe" : "works";
    });
  const back = (day: number): readonly number[] => {
    const found = [day - 1];
    while (found.length < MOST_QUIET && known(found.at(-1) as number) !== "works")
      found.push((found.at(-1) as number) - 1);
    return found;
  };
  const reaches = new Map<number, readonly number[]>();
  const daysBefore = (day: number): readonly number[] => madeOnce(reaches, day, () => back(day));
  return {
    daysBefore,
    surelyReaches: (day, earlier) => {
      for (let one = day - 1; one > earlier; one--) if (known(one) !== "quiet") return false;
      return true;
    },
    workingDayBefore: (date) => fromDayNumber(daysBefore(dayNumber(date)).at(-1) as number),
    mayWork: (date) => !quiet(date),
  };
}

function aroundEaster(date: CivilDate, distances: readonly number[]): ReadonlySet<CivilDate> {
  const sunday = easterSunday(partsOf(date).year);
  return new Set(distances.map((days) => addDays(sunday, days)));
}

/** Days of a year on which a feast by the moon's calendar may have been kept. */
function aroundMoons(year: number, quietDays: NarrationHints["quietDays"]): ReadonlySet<CivilDate> {
  const { feasts, earliest, latest } = quietDays?.moon ?? { feasts: [], earliest: 0, latest: 0 };
  const found = new Set<CivilDate>();
  for (const { month, day } of feasts)
    for (const islamic of islamicYearsIn(year))
      for (let off = earliest; off <= latest; off++) found.add(addDays(islamicDay(islamic, month, day), off));
  return found;
}
