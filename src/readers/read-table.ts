/**
 * One idea: a table of payments to a statement, whatever file it came from. Decimals, the order of day and month and the
 * direction are each decided once for the file, with evidence; then every data row is a line or is rejected with its text.
 */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Layout } from "../domain/fees/pack.ts";
import type {
  ParsedStatement,
  ReadOptions,
  ReadWarning,
  RejectedLine,
  StatementLine,
} from "../domain/statements/statement.ts";
import { joinNarration, sealStatement } from "./booked-statement.ts";
import type { Role } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
import {
  type DecimalStyle,
  decimalStyle,
  type Exact,
  exactText,
  negated,
  type PrintedNumber,
  readPrinted,
  valueIn,
} from "./exact-number.ts";
import { type Columns, findColumns } from "./find-columns.ts";
import { type DateOrder, dayIn, orderOf, type PrintedDate, readPrintedDate } from "./printed-date.ts";
import { boundsOf, type NamedBank, readPreamble } from "./read-preamble.ts";
import { type AmountCells, directionOf, type Signed } from "./row-amounts.ts";
import { type DataRow, sortRows } from "./table-rows.ts";

export type Surroundings = { readonly banks: readonly NamedBank[]; readonly layouts: readonly Layout[] };

export type TableRead = { readonly statement: ParsedStatement; readonly warnings: readonly ReadWarning[] };

/** Reads the rows of one table; null when they are no table of payments. */
export function readTable(
  rows: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions = {},
): TableRead | null {
  const columns = findColumns(rows, layouts, options.columns);
  if (!columns) return null;
  const sorted = sortRows(rows, columns);
  if (columns.header < 0 && sorted.data.length === 0) return null;
  const warnings: ReadWarning[] = [];
  const head = readPreamble(rows.slice(0, Math.max(0, columns.header)), banks);
  const foot = readPreamble(sorted.around, banks);
  const cellsAt = cellReader(columns);
  const style = styleOf(sorted.data, cellsAt, warnings);
  const money = (text: string | null): Exact | null =>
    text === null ? null : (signedValue(text, style)?.value ?? null);
  const opening = money(sorted.opening ?? head.opening ?? foot.opening);
  const closing = money(sorted.closing ?? head.closing ?? foot.closing);
  const order = dateOrderOf(sorted.data, cellsAt, head.period ?? foot.period, columns, options, warnings);
  const read = sorted.data.map((one) => readRow(one, cellsAt, style, order));
  const amountRows = read.map((one) => one.cells);
  const hasColumns = columns.roles.includes("debit") || columns.roles.includes("credit");
  const direction = directionOf(amountRows, hasColumns, opening);
  if (direction.balanceWon)
    warnings.push({
      code: "direction_by_balance",
      message: "The header and the running balance disagree on what is a debit; the balance was believed.",
    });
  const { lines, rejected } = book(read, direction.amounts);
  const period =
    boundsOf(head.period ?? foot.period, order === "mdy" ? "mdy" : "dmy") ??
    boundsOf(head.period ?? foot.period, order === "mdy" ? "dmy" : "mdy");
  const statement = sealStatement({
    bank: head.bank ?? columns.layout?.bank ?? null,
    masked: head.masked ?? foot.masked,
    currency: head.currency ?? foot.currency ?? currencyOf(sorted.data, cellsAt),
    type: head.type !== "unknown" ? head.type : foot.type,
    holder: head.holder,
    period,
    opening: opening && exactText(opening),
    closing: closing && exactText(closing),
    lines,
    rejected,
  });
  return { statement, warnings };
}

type CellsAt = (row: readonly string[], role: Role) => string;

function cellReader(columns: Columns): CellsAt {
  const places = new Map<Role, number[]>();
  columns.roles.forEach((role, i) => {
    const known = places.get(role);
    if (known) known.push(i);
    else places.set(role, [i]);
  });
  return (cells, role) => joinNarration((places.get(role) ?? []).map((i) => cells[i]));
}

const AMOUNT_ROLES = ["debit", "credit", "amount", "balance"] as const;

function styleOf(data: readonly DataRow[], cellsAt: CellsAt, warnings: ReadWarning[]): DecimalStyle {
  const numbers: PrintedNumber[] = [];
  for (const { cells } of data)
    for (const role of AMOUNT_ROLES) {
      const number = readPrinted(cellsAt(cells, role));
      if (number) numbers.push(number);
    }
  const found = decimalStyle(numbers);
  if (found.style !== null || !found.open) return found.style ?? "point";
  const proven = (["point", "comma"] as const).filter((style) => balancesProve(data, cellsAt, style));
  if (proven.length === 1) return proven[0] as DecimalStyle;
  warnings.push({
    code: "decimal_assumed",
    message:
      "Amounts such as 1.234 could be read two ways and no balance settles it; the point was taken as the decimal point.",
  });
  return "point";
}

/** True when the balances of a table come out in this style more often than not. */
function balancesProve(data: readonly DataRow[], cellsAt: CellsAt, style: DecimalStyle): boolean {
  const value = (cells: readonly string[], role: Role) => signedValue(cellsAt(cells, role), style)?.value.units ?? 0n;
  let right = 0;
  for (let i = 1; i < data.length; i++) {
    const [a, b] = [(data[i - 1] as DataRow).cells, (data[i] as DataRow).cells];
    const step = value(b, "balance") - value(a, "balance");
    const moves = [a, b].flatMap((cells) => [value(cells, "credit"), value(cells, "debit"), value(cells, "amount")]);
    if (step !== 0n && moves.some((one) => one === step || one === -step)) right++;
  }
  return right * 2 > data.length - 1 && right > 0;
}

function signedValue(text: string, style: DecimalStyle): Signed | null {
  const printed = readPrinted(text);
  if (!printed) return null;
  const value = valueIn(style, printed);
  if (!value) return null;
  return { value: printed.negative ? negated(value) : value, signed: printed.signed, mark: printed.mark };
}

function dateOrderOf(
  data: readonly DataRow[],
  cellsAt: CellsAt,
  period: readonly [string, string] | null,
  columns: Columns,
  options: ReadOptions,
  warnings: ReadWarning[],
): DateOrder {
  if (options.dateOrder) return options.dateOrder;
  const dates = (role: Role) => data.flatMap(({ cells }) => readPrintedDate(cellsAt(cells, role)) ?? []);
  const own = dates("date");
  const all: PrintedDate[] = own.length > 0 ? own : dates("valueDate");
  const bounds = boundsOf(period, "dmy") ?? boundsOf(period, "mdy");
  const found = orderOf(all, bounds, columns.layout?.dateOrder);
  if (found.assumed)
    warnings.push({
      code: "date_order_assumed",
      message: "Nothing in the file tells day from month in its dates; the day was taken to come first.",
    });
  return found.order;
}

type ReadRow = {
  readonly data: DataRow;
  readonly cells: AmountCells;
  readonly date: CivilDate | null;
  readonly dateText: string;
  readonly valueDate: CivilDate | null;
  readonly time: string | null;
  readonly fault: string | null;
  readonly balanceText: string | null;
  readonly narration: string;
  readonly reference: string | null;
  readonly code: string | null;
};

const OUT = /^(?:d|dr|db|debit|debet|o|out|af|w|withdrawal|money out|paid out|expense|sent|-)\.?$/i;
const INTO = /^(?:c|cr|cb|credit|i|in|bij|deposit|lodg(?:e)?ment|money in|paid in|income|received|\+)\.?$/i;

function readRow(data: DataRow, cellsAt: CellsAt, style: DecimalStyle, order: DateOrder): ReadRow {
  const text = (role: Role) => cellsAt(data.cells, role);
  const dateText = text("date") || text("valueDate");
  const printed = readPrintedDate(dateText);
  const value = readPrintedDate(text("valueDate"));
  const faults: string[] = [];
  const amountOf = (role: "debit" | "credit" | "amount" | "balance"): Signed | null => {
    const cell = text(role);
    const number = readPrinted(cell);
    if (number === null) return null;
    const signed = signedValue(cell, style);
    if (!signed && role !== "balance") faults.push(`the ${role} "${cell}" is no amount`);
    else if (!signed) faults.push(`the balance "${cell}" is no amount`);
    return signed;
  };
  const [debit, credit, amount, balance] = [
    amountOf("debit"),
    amountOf("credit"),
    amountOf("amount"),
    amountOf("balance"),
  ];
  const date = printed ? (dayIn(order, printed) ?? null) : null;
  if (dateText !== "" && !date) faults.unshift(`"${dateText}" is no day`);
  const word = text("direction");
  const time = printed?.time ?? readPrintedDate(`2000-01-01 ${text("time")}`)?.time ?? null;
  const owed = balance && (balance.mark === "debit" ? negated(abs(balance.value)) : balance.value);
  return {
    data,
    cells: { debit, credit, amount, word: OUT.test(word) ? "debit" : INTO.test(word) ? "credit" : null, balance: owed },
    date,
    dateText,
    valueDate: value ? (dayIn(order, value) ?? null) : null,
    time,
    fault: faults[0] ?? null,
    balanceText: owed && exactText(owed),
    narration: joinNarration([
      [text("narration"), ...data.wrapped.map((row) => row.cells.filter(Boolean).join(" "))].join(" "),
      text("detail"),
    ]),
    reference: plain(text("reference")),
    code: plain(text("code")),
  };
}

const abs = (value: Exact): Exact => (value.units < 0n ? negated(value) : value);
const plain = (text: string): string | null => {
  const bare = text.replace(/^'/, "").trim();
  return bare === "" || /^[-–—]+$/.test(bare) ? null : bare;
};

function book(read: readonly ReadRow[], amounts: ReturnType<typeof directionOf>["amounts"]) {
  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  let day: CivilDate | null = null;
  read.forEach((one, i) => {
    const row = i + 1;
    const amount = amounts[i] as (typeof amounts)[number];
    // a bank that prints the day once leaves the rows below it blank
    const date: CivilDate | null = one.date ?? (one.dateText === "" ? day : null);
    const reason =
      one.fault ?? (date === null ? "it has no date" : typeof amount === "string" ? reasonOf(amount) : null);
    if (reason !== null || date === null || typeof amount === "string") {
      rejected.push({
        row,
        raw: [one.data.row.raw, ...one.data.wrapped.map((r) => r.raw)].join("\n"),
        reason: reason ?? "",
      });
      return;
    }
    day = date;
    lines.push({
      row,
      date,
      valueDate: one.valueDate,
      ...(one.time === null ? {} : { time: one.time }),
      amount: exactText(amount),
      balance: one.balanceText,
      narration: one.narration,
      reference: one.reference,
      code: one.code,
      ...(one.data.row.page === undefined ? {} : { page: one.data.row.page }),
    });
  });
  return { lines, rejected };
}

const reasonOf = (why: string): string =>
  why === "no amount"
    ? "it has no amount"
    : why === "the direction cannot be told"
      ? "the balance does not show whether money came or went"
      : `it has ${why}`;

function currencyOf(data: readonly DataRow[], cellsAt: CellsAt): string | null {
  const said = new Set(
    data.map(({ cells }) => cellsAt(cells, "currency").toUpperCase()).filter((text) => /^[A-Z]{3}$/.test(text)),
  );
  return said.size === 1 ? ([...said][0] as string) : null;
}
