import { type CivilDate, civilDate } from "./civil-date.ts";

/** Easter Sunday of a year of the Gregorian calendar, by the rule of Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): CivilDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const skipped = century - Math.floor(century / 4);
  const drift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + skipped - drift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const counted = epact + weekday - 7 * late + 114;
  return civilDate(year, Math.floor(counted / 31), (counted % 31) + 1) as CivilDate;
}
