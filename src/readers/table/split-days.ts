/** A day in three columns, `Day`, `Month` and `Year` in any order: they become one. A year or a month printed once holds below. */
import type { Row } from "../text/delimited-text.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { ROWS_BEFORE_HEADER } from "./columns-by-label.ts";
import { withCells } from "./two-days.ts";

const YEAR = /^(?:years?|yr|yy|y|yyyy|jahr|annee|an|ano|anno|jaar)$/;
const MONTH = /^(?:months?|mon|mth|mm|m|mmm|monat|mois|mes|mese|maand)$/;
const DAY = /^(?:days?|dd?|tag|jour|dia|giorno|dag|date)$/;
const SAMPLE = 400;
const SHARE = 0.8;

type Places = readonly [day: number, month: number, year: number];

/** The rows with one column of days in the place of the first of three; null where no labels name three. */
export function splitDays(rows: readonly Row[]): Row[] | null {
  for (let at = 0; at < Math.min(rows.length, ROWS_BEFORE_HEADER); at++) {
    const labels = (rows[at] as Row).cells.map(plain);
    const places = [DAY, MONTH, YEAR].map((label) => labels.findIndex((one) => label.test(one))) as unknown as Places;
    if (places.includes(-1) || !holdDays(rows.slice(at + 1, at + 1 + SAMPLE), places)) continue;
    return joined(rows, at, places);
  }
  return null;
}

const plain = (label: string): string =>
  label
    .normalize("NFD")
    .replace(/[^\p{L}]+/gu, "")
    .toLowerCase();

const isDay = (cell: string): boolean => /^\d{1,2}(?:st|nd|rd|th|\.)?$/i.test(cell) && Number.parseInt(cell, 10) <= 31;
const isMonth = (cell: string): boolean =>
  /^\d{1,2}$/.test(cell) ? Number(cell) >= 1 && Number(cell) <= 12 : monthName(cell) !== undefined;
const isYear = (cell: string): boolean => /^(?:(?:19|20)\d\d|'?\d\d)$/.test(cell);
const monthName = (cell: string): number | undefined =>
  /^\p{L}{3,12}\.?$/u.test(cell) ? readPrintedDate(`1 ${cell.replace(".", "")} 2024`)?.first : undefined;

/** Most rows with a day have a month and a year beside it, or none where those above hold. */
function holdDays(below: readonly Row[], [day, month, year]: Places): boolean {
  const dated = below.filter(({ cells }) => /\d/.test(cells[day] ?? ""));
  const blank = (cell: string): boolean => cell === "";
  const fits = dated.filter(
    ({ cells }) =>
      isDay(cells[day] ?? "") &&
      (isMonth(cells[month] ?? "") || blank(cells[month] ?? "")) &&
      (isYear(cells[year] ?? "") || blank(cells[year] ?? "")),
  );
  const [first] = dated;
  return (
    first !== undefined &&
    isMonth(first.cells[month] ?? "") &&
    isYear(first.cells[year] ?? "") &&
    fits.length >= dated.length * SHARE
  );
}

function joined(rows: readonly Row[], header: number, places: Places): Row[] {
  const [day, month, year] = places;
  const first = Math.min(...places);
  const put = (cells: readonly string[], date: string): string[] =>
    cells.flatMap((cell, at) => (at === first ? [date] : places.includes(at) ? [] : [cell]));
  // labels over two rows: the upper one names what the three are not
  const labels = (rows[header] as Row).cells;
  const upper = labels.filter(Boolean).length === places.length ? (rows[header - 1]?.cells ?? []) : [];
  let [m, y] = ["", ""];
  return rows.map((row, i) => {
    if (i < header) return row;
    const { cells } = row;
    if (i === header) {
      const width = Math.max(cells.length, upper.length);
      const both = Array.from({ length: width }, (_one, at) => cells[at] || (upper[at] ?? ""));
      return withCells(row, put(both, "Date"));
    }
    if (isMonth(cells[month] ?? "")) m = cells[month] as string;
    if (isYear(cells[year] ?? "")) y = (cells[year] as string).replace("'", "");
    const printed = cells[day] ?? "";
    const rest = places.map((at) => cells[at] ?? "");
    const whole = isDay(printed) && rest.slice(1).every((cell, k) => cell === "" || (k === 0 ? isMonth : isYear)(cell));
    return withCells(row, put(cells, whole ? dayText(printed, m, y) : rest.filter(Boolean).join(" ")));
  });
}

/** Of two digits the year is one of this century, as elsewhere up to 69. */
function dayText(day: string, month: string, year: string): string {
  const y = year.length === 2 ? `${Number(year) < 70 ? 20 : 19}${year}` : year;
  const m = /^\d/.test(month) ? Number(month) : monthName(month);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${y}-${two(m ?? 0)}-${two(Number.parseInt(day, 10))}`;
}
