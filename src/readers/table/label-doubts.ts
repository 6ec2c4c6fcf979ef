/**
 * What labels say that the rows of a table cannot prove: sums counted in hundredths or thousands, a second column
 * of sums that says something else, taxes and fees beside the sum. Each is a warning where no balance settles it.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { readPrinted, unitsOf } from "../text/exact-number.ts";
import { type Role, roleOf, SUM_ROLES } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import type { DataRow } from "./row-cells.ts";
import type { TableSums } from "./table-numbers.ts";

const HUNDREDTHS = /\b(?:kobo|pesewas?|cents?|minor units?|paise|pence|centimes|centavos)\b/i;
const THOUSANDS = /['\u2018\u2019`]\s?0{3}\b|\bin (?:thousands?|tsd)\b|\((?:thousands?|tsd)\)|\bteur\b|\bt\u20ac/i;

/** Counts the sums in the unit that all their labels name. Where only some do, or hundredths have decimals, they stand. */
export function countedInUnit(sums: TableSums, header: readonly string[], { roles }: Columns): readonly ReadWarning[] {
  const labels = header
    .filter((_one, i) => SUM_ROLES.has(roles[i] ?? "other"))
    .map((label) => label.replace(/_|(?<=[a-z])(?=[A-Z])/g, " "));
  const named = (pattern: RegExp): readonly string[] => labels.filter((label) => pattern.test(label));
  const [hundredths, thousands] = [named(HUNDREDTHS), named(THOUSANDS)];
  const label = hundredths[0] ?? thousands[0];
  if (label === undefined) return [];
  const whole = sums.decimals.every((decimals) => decimals === 0);
  const counted = thousands.length === labels.length || (hundredths.length === labels.length && whole);
  if (counted && thousands.length > 0) sums.rescale(1000n, 1n);
  else if (counted) {
    sums.rescale(1n, 100n);
    // of a coin by its name a hundred make one; of a minor unit the currency tells how many do
    const small = [sums.debit, sums.credit, sums.amount].some((all) => all.some(isBelowOne));
    if (!small && !/minor/i.test(label)) return [];
  }
  return [{ code: "unit_by_label", how: counted ? "counted" : "printed", facts: { label } }];
}

const ONE = unitsOf("1");
const isBelowOne = (units: bigint | null): boolean => units !== null && units !== 0n && units < ONE && units > -ONE;

const numberIn = (cell: string): string | null => {
  const printed = readPrinted(cell);
  return printed && /[1-9]/.test(printed.digits) ? printed.digits.replace(/[.,]0*$/, "") : null;
};

/** A column that was left aside though its label names what the columns in use are of, and its numbers say something else. */
export function besideColumns(
  header: readonly string[],
  { roles, sumGuessed }: Columns,
  data: readonly DataRow[],
): readonly ReadWarning[] {
  const left = (role: Role): number[] =>
    header.flatMap((label, i) => (roles[i] === "other" && roleOf(label) === role ? [i] : []));
  const cellOf = (row: DataRow, at: number): string | null => numberIn(row.source.cells[at] ?? "");
  const used = roles.indexOf("amount");
  const warnings: ReadWarning[] = [];
  if (sumGuessed)
    warnings.push({
      code: "two_sums",
      how: "column",
      facts: { column: used + 1 },
    });
  const differ = (one: number, at: number): boolean =>
    data.some((row) => cellOf(row, at) !== null && cellOf(row, at) !== cellOf(row, one));
  for (const role of ["amount", "debit", "credit"] as const)
    for (const at of !roles.includes(role) || (role === "amount" && roles.includes("fee")) ? [] : left(role))
      if (differ(roles.indexOf(role), at))
        warnings.push({
          code: "two_sums",
          how: "labels",
          facts: { label: `${header[roles.indexOf(role)]}`, other: `${header[at]}` },
        });
  for (const at of left("fee"))
    if (data.some((row) => cellOf(row, at) !== null))
      warnings.push({
        code: "fees_beside",
        how: "label",
        facts: { label: `${header[at]}` },
      });
  return warnings;
}
