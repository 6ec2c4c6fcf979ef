/**
 * One idea: rows of cells, from whatever format, to one statement. What holds for the whole file is decided once, from all
 * rows together: how decimals and dates are written, which way money went, in which order the rows stand. Every data row
 * then becomes a line or a rejected row with its own text.
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
import { type Link, orderOfRows, proveChain, turnedRows } from "./balance-chain.ts";
import { joinNarration, maskAccount } from "./booked-statement.ts";
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
import { type Bounds, type DateOrder, dayIn, orderOf, type PrintedDate, readPrintedDate } from "./printed-date.ts";
import { boundsOf, type NamedBank, type Preamble, readPreamble } from "./read-preamble.ts";
import { directionWord, type Sums, signAmounts } from "./sign-amounts.ts";
import { type DataRow, sortRows } from "./table-rows.ts";

/** What a country pack knows of statements: whose they can be, and how their columns are labelled. */
export type Surroundings = { readonly banks: readonly NamedBank[]; readonly layouts: readonly Layout[] };

export type TableRead = { readonly statement: ParsedStatement; readonly warnings: readonly ReadWarning[] };

/** Reads a table of payments; null when no row says, by its labels or its cells, that this is one. */
export function readTable(
  rows: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions = {},
): TableRead | null {
  const columns = findColumns(rows, layouts, options.columns);
  if (!columns) return null;
  const table = sortRows(rows, columns);
  const data = table.data;
  if (data.length === 0 && columns.header < 0) return null;
  const head = rows.slice(0, Math.max(0, columns.header));
  const said = mergePreambles(readPreamble(head, banks), readPreamble(table.around, []));
  const warnings: ReadWarning[] = [];
  const days = readDays(data, said, columns, options, warnings);
  const numbers = readNumbers(data, columns, warnings);
  const inStyle = (text: string | null): Exact | null => {
    const printed = text === null ? null : readPrinted(text);
    const value = printed ? valueIn(numbers.style, printed) : undefined;
    if (!printed || !value) return null;
    return printed.negative !== (printed.mark === "debit") ? negated(value) : value;
  };
  const printedOpening = inStyle(table.opening) ?? inStyle(said.opening);
  const printedClosing = inStyle(table.closing) ?? inStyle(said.closing);
  const sums = numbers.rows.map((row) => row.sums);
  const signed = signAmounts(sums, shapeOf(columns.roles, numbers.rows), printedOpening?.units ?? null);
  if (signed.turned)
    warnings.push({
      code: "direction_by_balance",
      message:
        "The running balance shows that the columns mean the opposite of their labels; we went with the balance.",
    });
  if (signed.unproven)
    warnings.push({
      code: "direction_assumed",
      message: "Nothing in the file tells money in from money out; we took a minus sign for money out.",
    });

  const faults = data.map((row, i) =>
    faultOf(row, numbers.rows[i] as ReadRow, signed.amounts[i] ?? null, days.days[i]),
  );
  let links = data.map((_, i): Link => {
    const amount = faults[i] === "amount" ? null : (signed.amounts[i] ?? null);
    return { row: i + 1, amount, balance: (sums[i] as Sums).balance, rejected: faults[i] !== null };
  });
  const order = orderOfRows(
    links,
    days.days.map((day) => day ?? null),
  );
  const turned = turnedRows(links, order);
  for (const row of turned)
    warnings.push({ code: "side_by_balance", message: "The balance shows the sum on the other side.", row });
  links = links.map((link) => (turned.has(link.row) ? { ...link, amount: -(link.amount as bigint) } : link));
  const twice = printedTwice(data, links);
  const kept = links.filter((link) => !twice.has(link.row));
  const proof = proveChain(renumbered(kept), order, printedOpening?.units ?? null, printedClosing?.units ?? null);
  if (proof.chain.state === "absent" && kept.some((link) => link.balance !== null) && kept.length > 3)
    warnings.push({ code: "balance_unproven", message: "The balances in the file do not follow from its sums." });

  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  let row = 0;
  data.forEach((source, i) => {
    if (twice.has(i + 1)) return;
    row++;
    const fault = faults[i];
    const read = numbers.rows[i] as ReadRow;
    if (fault) rejected.push({ row, raw: source.source.raw, reason: reasonOf(fault, source) });
    else
      lines.push(
        lineOf(
          row,
          source,
          days.days[i] as CivilDate,
          days.valueDays[i] ?? null,
          days.times[i] ?? null,
          {
            units: (links[i] as Link).amount as bigint,
            decimals: read.decimals,
          },
          read.balance,
        ),
      );
  });
  const dates = lines.map((line) => line.date).sort();
  const decimals = Math.max(0, ...numbers.rows.map((one) => Math.max(one.decimals, one.balance?.decimals ?? 0)));
  const print = (units: bigint | null, own: Exact | null): string | null =>
    units === null ? null : exactText(own && own.units === units ? own : { units, decimals });
  return {
    warnings,
    statement: {
      bank: said.bank ?? columns.layout?.bank ?? null,
      account: {
        masked: said.masked ?? accountColumn(data, columns),
        currency: said.currency ?? currencyOf(data, columns, rows),
        type: said.type,
      },
      holder: said.holder,
      from: dates[0] ?? null,
      to: dates.at(-1) ?? null,
      period: days.period,
      opening: print(proof.opening, printedOpening),
      closing: print(proof.closing, printedClosing),
      order,
      chain: proof.chain,
      lines,
      rejected,
    },
  };
}

/** What is said above the table speaks first; what is said below and between fills the gaps. */
function mergePreambles(head: Preamble, rest: Preamble): Preamble {
  return {
    bank: head.bank ?? rest.bank,
    holder: head.holder ?? rest.holder,
    masked: head.masked ?? rest.masked,
    currency: head.currency ?? rest.currency,
    type: head.type === "unknown" ? rest.type : head.type,
    opening: head.opening ?? rest.opening,
    closing: head.closing ?? rest.closing,
    period: head.period ?? rest.period,
  };
}

type Days = {
  readonly days: readonly (CivilDate | undefined)[];
  readonly valueDays: readonly (CivilDate | undefined)[];
  readonly times: readonly (string | null)[];
  readonly period: Bounds | null;
};

function readDays(
  data: readonly DataRow[],
  said: Preamble,
  columns: Columns,
  options: ReadOptions,
  warnings: ReadWarning[],
): Days {
  const seen = new Map<string, PrintedDate | undefined>();
  const read = (cell: string): PrintedDate | undefined => {
    if (!seen.has(cell)) seen.set(cell, cell === "" ? undefined : readPrintedDate(cell));
    return seen.get(cell);
  };
  const dates = data.map((row) => read(row.date));
  const values = data.map((row) => read(row.valueDate));
  const known = [...dates, ...values].filter((date): date is PrintedDate => date !== undefined);
  const period = periodOf(said.period);
  const found = orderOf(known, period, columns.layout?.dateOrder);
  const order: DateOrder = options.dateOrder ?? found.order;
  if (options.dateOrder === undefined && found.assumed)
    warnings.push({
      code: "date_order_assumed",
      message:
        "Every date can be read with the day or the month first; we took the day first. --date-order says otherwise.",
    });
  const day = (date: PrintedDate | undefined): CivilDate | undefined => (date ? dayIn(order, date) : undefined);
  return {
    days: dates.map(day),
    valueDays: values.map(day),
    times: data.map((row, i) => dates[i]?.time ?? timeOf(row.time)),
    period: period ?? boundsOf(said.period, order === "mdy" ? "mdy" : "dmy"),
  };
}

/** The printed period in the one order in which it is a period; null when it is one in both or in none. */
function periodOf(printed: readonly [string, string] | null): Bounds | null {
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

type ReadRow = {
  readonly sums: Sums;
  readonly balance: Exact | null;
  /** Decimals as printed, of the sum that counts. */
  readonly decimals: number;
  /** A cell for a sum holds something that is no number. */
  readonly unreadable: boolean;
  /** Some sum carries a sign of its own. */
  readonly signed: boolean;
};

type ReadNumbers = { readonly rows: readonly ReadRow[]; readonly style: DecimalStyle };

function readNumbers(data: readonly DataRow[], columns: Columns, warnings: ReadWarning[]): ReadNumbers {
  const printed = data.map((row) => ({
    debit: readPrinted(row.debit),
    credit: readPrinted(row.credit),
    amount: readPrinted(row.amount),
    balance: readPrinted(row.balance),
  }));
  const all = printed
    .flatMap((row) => Object.values(row))
    .filter((n): n is PrintedNumber => n !== null && n !== undefined);
  const found = decimalStyle(all);
  const worded = columns.roles.includes("direction") && wordsAreDirections(data);
  const inStyle = (style: DecimalStyle) =>
    printed.map((row, i) => readRow(row, style, worded ? (data[i] as DataRow).direction : ""));
  if (found.style !== null || !found.open)
    return { rows: inStyle(found.style ?? "point"), style: found.style ?? "point" };
  // nothing proves the style: the one whose balances chain, else the separator is taken for what English writes
  const tries = (["point", "comma"] as const).map((style) => {
    const rows = inStyle(style);
    const signed = signAmounts(
      rows.map((row) => row.sums),
      shapeOf(columns.roles, rows),
      null,
    );
    return { style, rows, held: heldBy(rows, signed.amounts) };
  });
  const [point, comma] = tries as [(typeof tries)[0], (typeof tries)[0]];
  if (point.held === comma.held)
    warnings.push({
      code: "decimals_assumed",
      message: `Numbers such as 1${found.openSeparator}234 can be read in two ways; we took the comma for thousands and the point for decimals.`,
    });
  const best = comma.held > point.held ? comma : point;
  return { rows: best.rows, style: best.style };
}

function heldBy(rows: readonly ReadRow[], amounts: readonly (bigint | null)[]): number {
  let held = 0;
  for (let i = 1; i < rows.length; i++) {
    const [a, b] = [(rows[i - 1] as ReadRow).sums.balance, (rows[i] as ReadRow).sums.balance];
    if (a === null || b === null) continue;
    if (a + (amounts[i] ?? 0n) === b || b + (amounts[i - 1] ?? 0n) === a) held++;
  }
  return held;
}

const wordsAreDirections = (data: readonly DataRow[]): boolean => {
  const words = data.map((row) => row.direction).filter((word) => word !== "");
  return words.length > 0 && words.filter((word) => directionWord(word) !== null).length >= words.length * 0.8;
};

type Printed = Readonly<Record<"debit" | "credit" | "amount" | "balance", PrintedNumber | null | undefined>>;

function readRow(printed: Printed, style: DecimalStyle, word: string): ReadRow {
  let unreadable = false;
  const value = (number: PrintedNumber | null | undefined): Exact | null => {
    if (number === null) return null;
    const read = number && valueIn(style, number);
    if (!read) {
      unreadable = true;
      return null;
    }
    return number.negative ? negated(read) : read;
  };
  const [debit, credit, amount] = [value(printed.debit), value(printed.credit), value(printed.amount)];
  const broken = unreadable;
  const bare = value(printed.balance);
  const balance = bare && printed.balance?.mark === "debit" ? negated(bare) : bare;
  const counting = [amount, debit, credit].filter((one): one is Exact => one !== null);
  const told = counting.find((one) => one.units !== 0n) ?? counting[0];
  return {
    sums: {
      debit: debit?.units ?? null,
      credit: credit?.units ?? null,
      amount: amount?.units ?? null,
      mark: printed.amount?.mark ?? null,
      word: directionWord(word),
      balance: balance?.units ?? null,
    },
    balance,
    decimals: told?.decimals ?? 0,
    unreadable: broken,
    signed: printed.amount?.signed === true,
  };
}

const shapeOf = (roles: readonly Role[], rows: readonly ReadRow[]) => ({
  two: roles.includes("debit") || roles.includes("credit"),
  word: rows.some((row) => row.sums.word !== null),
  signed: rows.some((row) => row.signed),
});

type Fault = "date" | "no_date" | "amount" | "no_amount" | "both_sides" | "direction";

function faultOf(row: DataRow, read: ReadRow, amount: bigint | null, day: CivilDate | undefined): Fault | null {
  if (read.unreadable) return "amount";
  const { sums } = read;
  if (sums.amount === null && sums.debit === null && sums.credit === null) return "no_amount";
  if (amount === null) return sums.amount === null ? "both_sides" : "direction";
  if (day === undefined) return row.date === "" ? "no_date" : "date";
  return null;
}

function reasonOf(fault: Fault, row: DataRow): string {
  switch (fault) {
    case "date":
      return `"${row.date}" is no day`;
    case "no_date":
      return "the row has no date";
    case "amount":
      return `"${[row.amount, row.debit, row.credit].find((cell) => cell !== "" && !readable(cell)) ?? row.amount}" is no amount`;
    case "no_amount":
      return "the row has no amount";
    case "both_sides":
      return "the row has a sum on both sides";
    case "direction":
      return "nothing tells whether the money came in or went out";
  }
}

const readable = (cell: string): boolean => readPrinted(cell) !== undefined;

function lineOf(
  row: number,
  source: DataRow,
  date: CivilDate,
  valueDate: CivilDate | null,
  time: string | null,
  amount: Exact,
  balance: Exact | null,
): StatementLine {
  const { page } = source.source;
  return {
    row,
    date,
    valueDate,
    ...(time === null ? {} : { time }),
    amount: exactText(amount),
    balance: balance === null ? null : exactText(balance),
    narration: joinNarration(source.narration),
    reference: source.reference === "" || /^-+$/.test(source.reference) ? null : source.reference,
    code: source.code === "" ? null : source.code,
    ...(page === undefined ? {} : { page }),
  };
}

/** A row that a page break printed again: the same cells on both sides of the break, and a balance that moved once. */
function printedTwice(data: readonly DataRow[], links: readonly Link[]): ReadonlySet<number> {
  const twice = new Set<number>();
  for (let i = 1; i < data.length; i++) {
    const [before, here] = [data[i - 1] as DataRow, data[i] as DataRow];
    const { amount, balance } = links[i] as Link;
    if (!here.afterBreak || amount === null || amount === 0n || balance === null) continue;
    if (balance === (links[i - 1] as Link).balance && before.source.cells.join("\n") === here.source.cells.join("\n"))
      twice.add(i + 1);
  }
  return twice;
}

const renumbered = (links: readonly Link[]): Link[] => links.map((link, i) => ({ ...link, row: i + 1 }));

/** Three capitals in a column of their own, behind a label, or the naira's sign. */
function currencyOf(data: readonly DataRow[], columns: Columns, rows: readonly Row[]): string | null {
  const counts = new Map<string, number>();
  for (const { currency } of data)
    if (/^[A-Z]{3}$/.test(currency)) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  const header = (rows[columns.header]?.cells ?? []).join(" ");
  if (/₦|\(NGN\)|\bNGN\b|naira/i.test(header)) return "NGN";
  return /\((USD|EUR|GBP|GHS|KES|ZAR)\)/.exec(header)?.[1] ?? null;
}

/** A column that names one account in every row. */
function accountColumn(data: readonly DataRow[], columns: Columns): string | null {
  const at = columns.labels.findIndex((label) =>
    /^(account|account no|account number|iban|konto|kontonummer|cuenta)$/.test(label),
  );
  if (at < 0) return null;
  const values = new Set(data.map((row) => row.source.cells[at] ?? ""));
  const [only] = values;
  return values.size === 1 && only !== undefined ? maskAccount(only) : null;
}
