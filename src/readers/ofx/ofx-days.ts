/** The days of an OFX line: as the standard writes them or as people print them, and whether two of a line lie near each other. */
import { type CivilDate, civilDate, daysBetween } from "../../domain/dates/civil-date.ts";
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { type DateOrder, dayIn, orderOf, readPrintedDate } from "../text/printed-date.ts";
import type { OfxRecords } from "./ofx-sides.ts";

/** `YYYYMMDD[HHMM[SS]][.XXX][[offset:zone]]`; the day as the bank prints it, whatever its zone. */
export function ofxDay(
  value: string | undefined,
  order: DateOrder,
): { date: CivilDate; time: string | null } | undefined {
  const match = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?)?/.exec(value ?? "");
  if (!match) return printedDay(value ?? "", order);
  const date = civilDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (!date) return undefined;
  const [h, m, s] = [match[4], match[5], match[6] ?? "00"];
  const real = h !== undefined && Number(h) < 24 && Number(m) < 60 && Number(s) < 60 && `${h}${m}${s}` !== "000000";
  return { date, time: real ? `${h}:${m}:${s}` : null };
}

/** A day as people print it, against the standard. */
function printedDay(value: string, order: DateOrder): { date: CivilDate; time: string | null } | undefined {
  const printed = readPrintedDate(value.trim());
  const date = printed && dayIn(order, printed);
  return date && { date, time: printed.time };
}

/** The order of day and month of the days that are printed against the standard. */
export function orderOfDays({ records }: OfxRecords, warnings: ReadWarning[]): DateOrder {
  const printed = records.flatMap(({ fields }) => readPrintedDate(fields.get("DTPOSTED") ?? "") ?? []);
  const { order, assumed } = orderOf(printed, null, undefined);
  if (assumed)
    warnings.push({
      code: "date_order_assumed",
      how: "every_posted",
    });
  return order;
}

/** A payment is posted some days after it was asked for; a zone may put it one day before. */
const DAYS_BEFORE = 21;
const DAYS_BEHIND = 2;

/** Places of lines whose `DTUSER` and `DTPOSTED` cannot both be right. */
export const daysApart = ({ records }: OfxRecords, order: DateOrder): number[] =>
  records.flatMap(({ fields }, i) => {
    const [asked, posted] = [ofxDay(fields.get("DTUSER"), order), ofxDay(fields.get("DTPOSTED"), order)];
    if (!asked || !posted) return [];
    const days = daysBetween(asked.date, posted.date);
    return days > DAYS_BEFORE || days < -DAYS_BEHIND ? [i] : [];
  });
