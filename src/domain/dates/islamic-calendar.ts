import { type CivilDate, dayNumber, fromDayNumber } from "./civil-date.ts";

/** Day number of the day before 1 Muharram of the year 1 in the arithmetical calendar: 15 July 622 of the Julian one. */
const EPOCH = dayNumber("0622-07-19" as CivilDate) - 1;

/**
 * The day on which a day of the Islamic year falls by the arithmetical calendar: months of 30 and 29 days by turns, and a day
 * more in 11 of 30 years (E. M. Reingold and N. Dershowitz, Calendrical Calculations, "The Islamic Calendar"). Months really
 * begin when the new moon is seen, so the day that is kept may be another by one or two. `month` and `day` count from 1.
 */
export const islamicDay = (year: number, month: number, day: number): CivilDate =>
  fromDayNumber(
    EPOCH + day + 29 * (month - 1) + Math.floor(month / 2) + 354 * (year - 1) + Math.floor((3 + 11 * year) / 30),
  );

/** The Islamic years of which days fall into a year of ours: 34 of them are 33 of ours. */
export function islamicYearsIn(year: number): readonly number[] {
  const about = Math.floor((year - 622) * (33 / 32));
  return [about - 1, about, about + 1, about + 2];
}
