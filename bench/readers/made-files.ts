/** The statements that all contenders read: those of the property tests, and one long one a format for the time. */
import fc from "fast-check";
import { fromDayNumber } from "../../src/domain/dates/civil-date.ts";
import { unitsOf } from "../../src/readers/text/exact-number.ts";
import { asHtml, asPdf, asXlsx } from "../../test/support/made-files.ts";
import {
  asCamt,
  asMt940,
  asOfx1,
  asOfx2,
  asQif,
  decimal,
  type MadeStatement,
  madeStatement,
} from "../../test/support/made-statement.ts";
import { asTable, type TableStyle, tableStyle } from "../../test/support/made-table.ts";
import type { GivenFile, ReadRow } from "./contender.ts";

export type Case = GivenFile & { readonly want: readonly ReadRow[] };

const SEED = 20_261_125;
const STATEMENTS = 100;
/** A page of a PDF costs as much as a thousand lines of text. */
const LONG: Readonly<Record<string, number>> = { PDF: 400, XLSX: 2_000, HTML: 2_000 };
const LONG_TEXT = 5_000;

const PLAIN: TableStyle = {
  mark: ",",
  encoding: "utf-8",
  days: "named",
  comma: false,
  columns: "two",
  newestFirst: false,
  balance: true,
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Elements left open on one line or each on its own; XML with commas and CDATA, or with points and without. */
const OFX_WAYS: readonly ((made: MadeStatement) => string)[] = [
  (made) => asOfx1(made).replace(/([^\n])</g, "$1\n<"),
  asOfx1,
  (made) =>
    asOfx2(made)
      .replace(/<!\[CDATA\[(.*?)\]\]>/g, "$1")
      .replace(/(\d),(\d\d<)/g, "$1.$2"),
  asOfx2,
];

/** How a format prints the nth statement; formats that are written in several ways take turns. */
const PRINT: Readonly<Record<string, (made: MadeStatement, how: TableStyle, n: number) => Uint8Array>> = {
  CSV: asTable,
  OFX: (made, _how, n) => utf8((OFX_WAYS[n % OFX_WAYS.length] as (typeof OFX_WAYS)[number])(made)),
  QIF: (made) => utf8(asQif(made)),
  MT940: (made) => utf8(asMt940(made)),
  camt: (made, _how, n) => utf8(n % 2 === 0 ? asCamt(made) : asCamt(made, "n1:", "02")),
  XLSX: (made, _how, n) => asXlsx(made, n % 2 === 0 ? "text" : "typed"),
  HTML: (made) => utf8(asHtml(made)),
  PDF: (made) => asPdf(made),
};

const wanted = (made: MadeStatement): ReadRow[] =>
  made.lines.map(({ date, cents }) => ({ date, units: unitsOf(decimal(cents)) }));

function caseOf(format: string, made: MadeStatement, how: TableStyle, n: number): Case {
  const bytes = (PRINT[format] as (typeof PRINT)[string])(made, how, n);
  return { bytes, order: format === "CSV" && how.days === "mdy" ? "mdy" : "dmy", want: wanted(made) };
}

/** Always the same: a figure on a page must be one that others get too. */
export function casesOf(format: string): readonly Case[] {
  const drawn = fc.sample(fc.tuple(madeStatement, tableStyle), { seed: SEED, numRuns: STATEMENTS });
  return drawn.map(([made, how], n) => caseOf(format, made, how, n));
}

/** Lines of many made statements, ten a day. */
export function longCase(format: string): Case {
  const count = LONG[format] ?? LONG_TEXT;
  const drawn = fc.sample(madeStatement, { seed: SEED, numRuns: Math.ceil(count / 2) });
  const lines = drawn.flatMap((made) => made.lines).slice(0, count);
  const made = {
    opening: 0n,
    lines: lines.map((line, i) => ({ ...line, date: fromDayNumber(19_000 + Math.floor(i / 10)) })),
  };
  return caseOf(format, made, PLAIN, 0);
}
