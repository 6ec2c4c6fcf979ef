/**
 * Cells of a table whose columns are known, made even before they are read: days that a spreadsheet program turned or left as
 * serial numbers, days without a year, and the side of a balance that stands in a column of its own. What is decided here is
 * decided for a whole column, from all its cells.
 */
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import type { ReadWarning } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { type Bounds, readPrintedDate } from "../text/printed-date.ts";
import { SUM_ROLES } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";

type Change = (cells: string[]) => void;
type Even = { readonly rows: readonly Row[]; readonly warnings: readonly ReadWarning[] };

const SAMPLE = 2000;
const SHARE = 0.8;

/** The rows with even cells; the very rows where nothing is to be done. `period` is what the file prints of it. */
export function evenCells(rows: readonly Row[], columns: Columns, period: Bounds | null): Even {
  const { roles, header } = columns;
  const sample = rows
    .slice(header + 1, header + 1 + SAMPLE)
    .map(({ cells }) => cells)
    .filter((cells) => roles.some((role, at) => SUM_ROLES.has(role) && /\d/.test(cells[at] ?? "")));
  const warnings: ReadWarning[] = [];
  const changes: Change[] = [];
  roles.forEach((role, at) => {
    if (role !== "date" && role !== "valueDate") return;
    // words below the table, and what stands beside no sum, are no days
    const cells = sample.map((one) => one[at] ?? "").filter((cell) => /\d/.test(cell));
    const change = serialDay(cells) ?? dayWithoutYear(cells, period) ?? turnedDay(cells, warnings);
    if (change)
      changes.push((list) => {
        list[at] = change(list[at] ?? "");
      });
  });
  for (const role of ["balance", "amount"] as const) {
    const side = sideBehind(role, columns, sample);
    if (side) changes.push(side);
  }
  if (changes.length === 0) return { rows, warnings };
  const changed = rows.map((row, i): Row => {
    if (i <= header) return row;
    const cells = [...row.cells];
    for (const change of changes) change(cells);
    return { ...row, cells, raw: row.raw };
  });
  return { rows: changed, warnings };
}

const most = (cells: readonly string[], test: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(test).length >= cells.length * SHARE;

/** Serial numbers of 1990 to 2059: a day in 1900 is the first, and the thirtieth of 1899 the nought. */
const SERIAL = /^(3[3-9]\d{3}|[45]\d{4})(\.\d{1,12})?$/;
const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(1899, 11, 30);

function serialDay(cells: readonly string[]): ((cell: string) => string) | null {
  if (!most(cells, (cell) => SERIAL.test(cell))) return null;
  return (cell) => {
    const found = SERIAL.exec(cell);
    if (!found) return cell;
    const at = new Date(
      EPOCH_MS + Number(found[1]) * DAY_MS + Math.round(Number(`0${found[2] ?? ""}`) * 86_400) * 1000,
    );
    const text = at.toISOString();
    return found[2] === undefined ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
  };
}

const SHORT =
  /^'?(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?$|^(\d{1,2})[-/. ]{1,2}([a-z]{3,12})\.?$|^([a-z]{3,12})\.?[-/. ]{1,2}(\d{1,2})$/i;

/** The year of a day is the one in which it lies in the printed period; without a period it stays unread. */
function dayWithoutYear(cells: readonly string[], period: Bounds | null): ((cell: string) => string) | null {
  if (!period || !most(cells, (cell) => SHORT.test(cell))) return null;
  const [from, to] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
  const dayOf = (cell: string, monthFirst: boolean): CivilDate | null => {
    const found = SHORT.exec(cell);
    if (!found) return null;
    const [, a, b, day, month, monthBefore, dayBehind] = found;
    for (let year = from; year <= to; year++) {
      const date =
        a !== undefined
          ? civilDate(year, Number(monthFirst ? a : b), Number(monthFirst ? b : a))
          : namedDay(`${day ?? dayBehind} ${month ?? monthBefore} ${year}`);
      if (date && date >= period.from && date <= period.to) return date;
    }
    return null;
  };
  const inside = (monthFirst: boolean) => cells.filter((cell) => dayOf(cell, monthFirst) !== null).length;
  const monthFirst = inside(true) > inside(false);
  return (cell) => dayOf(cell, monthFirst) ?? cell;
}

function namedDay(text: string): CivilDate | undefined {
  const date = readPrintedDate(text);
  return date?.kind === "whole" ? civilDate(date.year, date.first, date.second) : undefined;
}

const REAL = /^(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2}:\d{2})?$/;
const TEXT = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;

/**
 * A program that expects the month first makes real days of what it can, the 1st of February of `02/01`, and leaves every day
 * above the twelfth as a text. The rows' order says whether it did.
 */
function turnedDay(cells: readonly string[], warnings: ReadWarning[]): ((cell: string) => string) | null {
  const real = cells.filter((cell) => REAL.test(cell));
  const text = cells.flatMap((cell) => TEXT.exec(cell) ?? []);
  if (real.length === 0 || text.length === 0) return null;
  const parts = cells.map((cell) => TEXT.exec(cell));
  if (!parts.every((one) => one === null || Number(one[1]) > 12)) return null;
  if (!real.every((cell) => Number(REAL.exec(cell)?.[3]) <= 12)) return null;
  const turn = (cell: string): string =>
    cell.replace(REAL, (_all, y: string, m: string, d: string) => `${y}-${d}-${m}`);
  const textDay = (cell: string): string =>
    cell.replace(TEXT, (_all, d: string, m: string, y: string) =>
      [y.length === 2 ? `20${y}` : y, m.padStart(2, "0"), d.padStart(2, "0")].join("-"),
    );
  const disorder = (change: (cell: string) => string): number => {
    const days = cells.map((cell) => textDay(change(cell)).slice(0, 10));
    const steps = days.slice(1).map((day, i) => (day === days[i] ? 0 : day > (days[i] as string) ? 1 : -1));
    return Math.min(steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length);
  };
  const [asTurned, asPrinted] = [disorder(turn), disorder((cell) => cell)];
  if (asTurned < asPrinted) return turn;
  if (asTurned === asPrinted)
    warnings.push({
      code: "days_half_turned",
    });
  return null;
}

const SIDE = /^(?:dr|cr|d|c|debit|credit)\.?$/i;

/** `DR` or `CR` in a column right behind the balance says its sign; behind a sum, where one side alone is marked, that side. */
function sideBehind(
  of: "balance" | "amount",
  { roles, labels }: Columns,
  sample: readonly (readonly string[])[],
): Change | null {
  const sum = roles.indexOf(of);
  const at = sum + 1;
  if (sum < 0 || at >= Math.max(roles.length, ...sample.map(({ length }) => length))) return null;
  const role = roles[at] ?? "other";
  if (role !== "other" || (labels[at] ?? "").length > 20) return null;
  const filled = sample.filter((cells) => isNumber(cells[sum] ?? "")).map((cells) => cells[at] ?? "");
  if (!most(filled, (cell) => SIDE.test(cell) || cell === "") || !filled.some((cell) => SIDE.test(cell))) return null;
  return (list) => {
    if (SIDE.test(list[at] ?? "") && isNumber(list[sum] ?? "")) list[sum] = `${list[sum]} ${list[at]}`;
  };
}
