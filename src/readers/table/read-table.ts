import type { Layout } from "../../domain/fees/pack.ts";
import type { ParsedStatement, ReadOptions, ReadWarning } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { type Columns, columnsByLabel } from "./columns-by-label.ts";
import { readOne } from "./read-one-table.ts";
import type { NamedBank } from "./read-preamble.ts";
import type { RowWords } from "./row-words.ts";
import { headerOf, otherTable, tablesBelow } from "./tables-below.ts";

/** What a country pack knows of statements: whose they can be, and how their columns are labelled. */
export type Surroundings = {
  readonly banks: readonly NamedBank[];
  readonly layouts: readonly Layout[];
  /** Of the facts; it begins with their year. */
  readonly version?: string;
};

/** One statement, or one for each account where a column keeps several apart. */
export type TableRead = {
  readonly statements: readonly [ParsedStatement, ...ParsedStatement[]];
  readonly warnings: readonly ReadWarning[];
};

/** Reads a table of payments whose columns are known; null when it holds none. */
export function readTable(
  rows: readonly Row[],
  columns: Columns,
  banks: readonly NamedBank[],
  options: ReadOptions,
  words: RowWords,
): TableRead | null {
  const cut = otherTable(rows, columns);
  const [above, rest] = cut < 0 ? [rows, []] : [rows.slice(0, cut), rows.slice(cut)];
  const own = columnsByLabel(rest, []).columns;
  const below = own && readTable(rest, own, banks, options, words);
  if (!below?.statements.some(({ lines }) => lines.length > 0)) return readTables(rows, columns, banks, options, words);
  const first = readTables(above, columns, banks, options, words);
  return first ? joined([first, below]) : below;
}

/** Tables with the same columns. */
function readTables(
  rows: readonly Row[],
  columns: Columns,
  banks: readonly NamedBank[],
  options: ReadOptions,
  words: RowWords,
): TableRead | null {
  const parts = tablesBelow(rows, columns);
  if (parts.length > 1) return readParts(parts, columns, banks, options, words);
  const whole = readOne(rows, columns, banks, options, words);
  if (!whole || whole.statements.every(({ chain }) => chain.state === "complete")) return whole;
  // a line that names another account, without labels below it, may be the words of a payment: only a break proves it
  const named = tablesBelow(rows, columns, "name");
  const parted = named.length > 1 ? readParts(named, columns, banks, options, words) : null;
  const before = whole.statements[0]?.chain.state;
  // without balances the name is all there is; with them each account's must follow from each other
  const holds = (one: ParsedStatement): boolean =>
    before === "absent" ? one.chain.state === "absent" : one.chain.state === "complete";
  if (parted?.statements.every(holds)) return parted;
  // labels printed again, behind which the days and the balances start anew, or under another heading, are another account's
  const tables = tablesBelow(rows, columns, "header");
  const headed = new Set(tables.map((table) => headingOf(table, columns)));
  const apart = tables.length > 1 ? readParts(tables, columns, banks, options, words) : null;
  if (apart && headed.size === tables.length && !headed.has(undefined) && apart.statements.every(holds)) return apart;
  return before === "broken" && apart && startAnew(apart.statements) ? apart : whole;
}

/** The heading above the labels of a table that names what it is of. */
const headingOf = (table: readonly Row[], columns: Columns): string | undefined =>
  table
    .slice(0, headerOf(table, columns))
    .findLast(({ raw }) => raw !== "")
    ?.cells.find((cell) => /wallet|account|saving|pocket|cuenta|conta|compte/i.test(cell));

/** Each statement's balances follow from each other, and each goes back in time behind the end of the one before. */
const startAnew = (statements: readonly ParsedStatement[]): boolean =>
  statements.every(
    ({ chain, lines, from }, i) =>
      chain.state === "complete" && lines.length > 1 && (i === 0 || (from ?? "") < (statements[i - 1]?.to ?? "")),
  );

function readParts(
  parts: readonly (readonly Row[])[],
  columns: Columns,
  banks: readonly NamedBank[],
  options: ReadOptions,
  words: RowWords,
): TableRead | null {
  const reads = parts.flatMap(
    (part) => readOne(part, { ...columns, header: headerOf(part, columns) }, banks, options, words) ?? [],
  );
  return joined(reads);
}

/** Tables that stand below each other, each a statement. */
export function joined(reads: readonly TableRead[]): TableRead | null {
  const [first, ...more] = reads.flatMap(({ statements }) => statements);
  if (!first) return null;
  return {
    statements: [first, ...more],
    warnings: [
      {
        code: "several_accounts",
        how: "below",
        facts: { count: 1 + more.length },
      },
      ...reads.flatMap(({ warnings }) => warnings),
    ],
  };
}
