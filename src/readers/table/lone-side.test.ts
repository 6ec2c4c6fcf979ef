import { expect, test } from "vitest";
import { FILE_READERS } from "../file-readers.ts";
import { readStatementFile } from "../read-statement-file.ts";

// A table with a column for money in or for money out, and none for the other. `assumed` are readings that nothing printed
// proves: they are warned of, and every line carries the doubt.

type Case = readonly [what: string, label: string, sums: string, amounts: readonly number[], assumed: boolean];

const CASES: readonly Case[] = [
  ["mostly minus under money in", "Inflow", "-5.00|-7.00|3.00", [-5, -7, 3], false],
  ["mostly plus under money in", "Money in", "5.00|-7.00|3.00", [5, -7, 3], false],
  ["no minus under money in", "Credit", "5.00|7.00|3.00", [5, 7, 3], false],
  ["nothing but minuses under money in", "Paid in", "-5.00|-7.00|-3.00", [-5, -7, -3], true],
  ["brackets under money in", "Deposits", "(5.00)|7.00|(3.00)", [-5, 7, -3], false],
  ["marks of both sides under money in", "Credit", "5.00 DR|7.00 CR|3.00 DR", [-5, 7, -3], false],
  ["no minus under money out", "Debit", "5.00|7.00|3.00", [-5, -7, -3], false],
  ["nothing but minuses under money out", "Withdrawals", "-5.00|-7.00|-3.00", [-5, -7, -3], false],
  ["a minus among others under money out", "Outflow", "5.00|-7.00|3.00", [-5, 7, -3], true],
  ["a plus among minuses under money out", "Money out", "-5.00|7.00|-3.00", [-5, 7, -3], true],
  ["marks of money in under money out", "Debit", "5.00|7.00 CR|3.00 DR", [-5, 7, -3], false],
];

const BALANCED: readonly (readonly [what: string, table: string, amounts: readonly number[]])[] = [
  ["minuses under money in, money out", "Credit,Balance|-5.00,95.00|-7.00,88.00|-3.00,85.00", [-5, -7, -3]],
  ["minuses under money in, money in", "Credit,Balance|-5.00,105.00|-7.00,112.00|-3.00,115.00", [5, 7, 3]],
  ["signs under money out, minus in", "Outflow,Balance|5.00,95.00|-7.00,102.00|3.00,99.00", [-5, 7, -3]],
  ["signs under money out, minus out", "Outflow,Balance|5.00,105.00|-7.00,98.00|3.00,101.00", [5, -7, 3]],
  ["a column of words beside money in", "Paid in,Dr/Cr|5.00,DR|7.00,CR|3.00,DR", [-5, 7, -3]],
];

const rowsOf = (labels: string, sums: readonly string[]): string =>
  [`Date;Details;${labels}`, ...sums.map((sum, i) => `${13 + i}/02/2024;ITEM ${i};${sum}`)].join("\n");

async function read(text: string) {
  const answer = await readStatementFile(new TextEncoder().encode(text), {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok) throw new Error(`refused: ${text}`);
  const lines = answer.file.statements.flatMap((statement) => statement.lines);
  return {
    amounts: lines.map(({ amount }) => Number(amount)),
    doubts: lines.map(({ doubt }) => doubt),
    codes: answer.file.warnings.map(({ code }) => code),
  };
}

test.each(CASES)("%s", async (_what, label, sums, amounts, assumed) => {
  const found = await read(rowsOf(label, sums.split("|")));
  expect(found.amounts).toEqual(amounts);
  expect(found.codes).toEqual(assumed ? ["direction_assumed"] : []);
  expect(found.doubts).toEqual(amounts.map(() => (assumed ? "side" : undefined)));
});

test.each(BALANCED)("%s, as the balance or the words tell", async (_what, table, amounts) => {
  const [labels = "", ...rows] = table.split("|").map((row) => row.replaceAll(",", ";"));
  const found = await read(rowsOf(labels, rows));
  expect(found.amounts).toEqual(amounts);
  expect(found.doubts).toEqual(amounts.map(() => undefined));
});
