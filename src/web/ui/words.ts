import { type CivilDate, partsOf } from "../../domain/dates/civil-date.ts";
import { MONTHS } from "../../words/en/months.ts";

/** `2026-03-01` as `1 Mar 2026`. */
export function dateWords(date: CivilDate | string): string {
  const { year, month, day } = partsOf(date as CivilDate);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `2026-03` as `Mar 2026`. */
export const monthWords = (month: string): string => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
