/**
 * A year in which a price is announced to change is a year of two prices. Each month is priced on its first day, the month at
 * hand on the day that is asked about; a change within a month counts from the next one.
 */
import { type CivilDate, civilDate, partsOf } from "../dates/civil-date.ts";
import type { Pack } from "../fees/pack.ts";
import { VAT_SERVICE } from "../fees/vat.ts";

/** So many periods alike, at the prices of the day `on`. */
export type Alike = { readonly on: CivilDate; readonly repeats: number };

/** The first day of the month that comes so many after that of `on`. */
function monthAfter(on: CivilDate, months: number): CivilDate {
  const { year, month } = partsOf(on);
  const at = month - 1 + months;
  return civilDate(year + Math.floor(at / 12), (at % 12) + 1, 1) as CivilDate;
}

/**
 * The days of the year after `on` from which a price of these services is another, as law or a bank announced it, rising. A
 * price that we merely saw for the first time is no change, and a draft binds no bank.
 */
export function announcedDays(pack: Pack, services: readonly string[], on: CivilDate): readonly CivilDate[] {
  const drawn = pack.services.flatMap(({ id, draws = [] }) =>
    services.includes(id) ? draws.map(({ service }) => service) : [],
  );
  const asked = new Set([...services, ...drawn, VAT_SERVICE]);
  const end = monthAfter(on, 12);
  const days = new Set<CivilDate>();
  const note = (...of: readonly (CivilDate | null)[]): void => {
    for (const day of of) if (day !== null && day > on && day < end) days.add(day);
  };
  for (const rule of pack.rules) {
    if (rule.service === null || !asked.has(rule.service) || rule.standing === "withdrawn") continue;
    if (rule.standing !== "draft") note(rule.from, rule.until);
    for (const relaxed of rule.relaxed ?? []) note(relaxed.from, relaxed.until);
  }
  for (const fee of pack.listedFees)
    if (asked.has(fee.service)) note(fee.validBasis === "stated" ? fee.from : null, fee.until);
  return [...days].sort();
}

/** A year of `repeats` periods of equal length, cut where a price changes. */
export function alikeIn(repeats: number, on: CivilDate, announced: readonly CivilDate[]): readonly Alike[] {
  if (announced.length === 0) return [{ on, repeats }];
  const parts: { on: CivilDate; repeats: number; before: number }[] = [];
  for (let n = 0; n < repeats; n++) {
    const day = n === 0 ? on : monthAfter(on, (12 / repeats) * n);
    const before = announced.filter((change) => change <= day).length;
    const last = parts.at(-1);
    if (last?.before === before) last.repeats++;
    else parts.push({ on: day, repeats: 1, before });
  }
  return parts.map(({ on: day, repeats: count }) => ({ on: day, repeats: count }));
}
