/** The printed dates of a table to days: one order of day and month for the whole file. */
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import type { ReadOptions, ReadWarning } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import {
  type Bounds,
  type DateOrder,
  dayIn,
  orderOf,
  type PrintedDate,
  readPrintedDate,
} from "../text/printed-date.ts";
import type { Columns } from "./columns-by-label.ts";
import { boundsOf, type Preamble } from "./read-preamble.ts";
import type { DataRow } from "./row-cells.ts";

export type Days = {
  readonly days: readonly (CivilDate | undefined)[];
  readonly valueDays: readonly (CivilDate | undefined)[];
  readonly times: readonly (string | null)[];
  readonly period: Bounds | null;
};

/** What stands in the column of days. */
export const dateCell = (cells: readonly string[], { roles }: Columns): string =>
  cells[roles.indexOf(roles.includes("date") ? "date" : "valueDate")] ?? "";

/** A row behind the header has a day in the column of days. */
export const holdsDays = (rows: readonly Row[], columns: Columns): boolean =>
  rows.slice(columns.header + 1).some(({ cells }) => readPrintedDate(dateCell(cells, columns)) !== undefined);

/** The days of some of the rows, by their places. */
export const pickDays = ({ days, valueDays, times, period }: Days, at: readonly number[]): Days => ({
  days: at.map((i) => days[i]),
  valueDays: at.map((i) => valueDays[i]),
  times: at.map((i) => times[i] ?? null),
  period,
});

export function readDays(
  data: readonly DataRow[],
  said: Preamble,
  columns: Columns,
  options: ReadOptions,
  warnings: ReadWarning[],
): Days {
  const seen = new Set<PrintedDate>();
  // most rows say the day of the row before, in its very text
  const reader = () => {
    let text = "";
    let date: PrintedDate | undefined;
    return (cell: string): PrintedDate | undefined => {
      if (cell === text) return date;
      text = cell;
      date = readPrintedDate(cell);
      if (date) seen.add(date);
      return date;
    };
  };
  const [read, readValue] = [reader(), reader()];
  const dates = data.map((row) => read(row.date));
  const values = data.map((row) => readValue(row.valueDate));
  // dates that name their month, or begin with the year, leave nothing to be found
  const open = [...seen].some((date) => date.kind === "open");
  const known = open ? [...dates, ...values].filter((date) => date !== undefined) : [];
  const period = periodOf(said.period);
  const found = orderOf(known, period, columns.layout?.dateOrder);
  const order: DateOrder = options.dateOrder ?? found.order;
  if (options.dateOrder === undefined && found.assumed)
    warnings.push({
      code: "date_order_assumed",
      how: "every",
    });
  // a file has few days and many rows: each day is one text
  const days = new Map<PrintedDate, CivilDate | undefined>();
  for (const date of seen) days.set(date, dayIn(order, date));
  const years = [...days.values()].flatMap((one) => (one === undefined ? [] : [Number(one.slice(0, 4))]));
  const buddhist = years.length > 0 && years.every((year) => year > 2_443 && year < 2_643);
  if (buddhist)
    warnings.push({
      code: "years_converted",
    });
  for (const [date, one] of days) days.set(date, one && plausible(one, buddhist));
  const day = (date: PrintedDate | undefined): CivilDate | undefined => (date ? days.get(date) : undefined);
  return {
    days: dates.map(day),
    valueDays: values.map(day),
    times: data.map((row, i) => dates[i]?.time ?? timeOf(row.time)),
    period: period ?? boundsOf(said.period, order === "mdy" ? "mdy" : "dmy"),
  };
}

/** Years of the Persian and the Islamic calendar in which statements have been printed. */
const isOtherCalendar = (year: number): boolean => year > 1_300 && year < 1_500;

/** The day in the common era; undefined in a year of another calendar, or in one that no statement is of. */
function plausible(day: CivilDate, buddhist: boolean): CivilDate | undefined {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  if (buddhist) return civilDate(year - 543, month, date);
  // exports that hide their figures print ones instead: such a year stands
  return year < 1_000 || year > 2_200 || isOtherCalendar(year) ? undefined : day;
}

/** The printed period in the one order in which it is a period; null when it is one in both or in none. */
export function periodOf(printed: readonly [string, string] | null): Bounds | null {
  const dmy = boundsOf(printed, "dmy");
  const mdy = boundsOf(printed, "mdy");
  if (dmy && mdy) return dmy.from === mdy.from && dmy.to === mdy.to ? dmy : null;
  return dmy ?? mdy;
}

const timeOf = (cell: string): string | null => {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i.exec(cell);
  if (!clock) return null;
  const hour = clock[4] ? (Number(clock[1]) % 12) + (/p/i.test(clock[4]) ? 12 : 0) : Number(clock[1]);
  return hour < 24 && Number(clock[2]) < 60 ? `${String(hour).padStart(2, "0")}:${clock[2]}:${clock[3] ?? "00"}` : null;
};
