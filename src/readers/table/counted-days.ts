/**
 * Days that are counted from the first of 1970: in seconds, in thousandths of them, or in days where the label says so. They
 * become days and clocks in UTC, as such a count means them. Near midnight the bank's own day may be the next.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { LATE } from "../proof/mark-doubts.ts";
import type { Row } from "../text/delimited-text.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { withCells } from "./two-days.ts";

/** From 2001 to 2033. */
const SECONDS = /^1\d{9}(?:\.\d{1,9})?$/;
const THOUSANDTHS = /^1\d{12}$/;
/** From 1997 to 2024, and on to 2051. */
const COUNTED_DAYS = /^[12]\d{4}$/;
const OF_TIME = /time|date|day|stamp|unix|epoch|creat|post|book|paid|made|when|^ts$|(?:^|[ _])(?:at|on)$|[a-z]At$/i;
const SHARE = 0.8;
const WIDEST = 40;
const SAMPLE = 400;

/** A change of rows that adds its warnings to a list; null where no column counts days, or another prints them. */
export const countedDays =
  (warnings: ReadWarning[]) =>
  (rows: readonly Row[]): Row[] | null => {
    const sample = rows.slice(0, SAMPLE).map(({ cells }) => cells);
    const width = Math.min(WIDEST, Math.max(0, ...sample.map((cells) => cells.length)));
    const printed = (cells: readonly string[]): boolean =>
      cells.some((cell) => /\d[-/. :]/.test(cell) && readPrintedDate(cell) !== undefined);
    for (let at = 0; at < width; at++) {
      const first = sample.findIndex((cells) => unitOf(cells[at] ?? "") !== null);
      const header = sample.findLastIndex((cells, i) => i < first && (cells[at] ?? "") !== "");
      const label = sample[header]?.[at] ?? "";
      const below = sample.slice(first).flatMap((cells) => cells[at] || []);
      if (first < 0 || header < 0 || !OF_TIME.test(label) || /\d/.test(label)) continue;
      const unit = unitOf(below[0] ?? "");
      if (unit === DAY_MS && !/epoch|unix/i.test(label)) continue;
      const alike = below.filter((cell) => unitOf(cell) === unit).length;
      if (unit === null || alike < below.length * SHARE) continue;
      const dated = sample.slice(first).filter(printed).length;
      if (dated > (sample.length - first) * (1 - SHARE)) continue;
      return turned(rows, { at, header, unit }, warnings);
    }
    return null;
  };

const DAY_MS = 86_400_000;
const unitOf = (cell: string): number | null =>
  SECONDS.test(cell) ? 1000 : THOUSANDTHS.test(cell) ? 1 : COUNTED_DAYS.test(cell) ? DAY_MS : null;

function turned(
  rows: readonly Row[],
  { at, header, unit }: { readonly at: number; readonly header: number; readonly unit: number },
  warnings: ReadWarning[],
): Row[] {
  let late = 0;
  const textOf = (cell: string): string => {
    if (unitOf(cell) !== unit) return cell;
    const text = new Date(Math.floor(Number(cell) * unit)).toISOString();
    const clock = text.slice(11, 19);
    if (unit === DAY_MS) return text.slice(0, 10);
    if (clock >= LATE) late++;
    return `${text.slice(0, 10)} ${clock}`;
  };
  const changed = rows.map((row, i) => {
    if (i < header) return row;
    const cells = [...row.cells];
    if (i === header) cells[at] = "Date";
    else if (at < cells.length) cells[at] = textOf(cells[at] as string);
    return withCells(row, cells);
  });
  if (late > 0) warnings.push({ code: "zone_assumed", facts: { count: late } });
  return changed;
}
