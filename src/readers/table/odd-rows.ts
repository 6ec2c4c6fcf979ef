/** Rows of which one cell denies another, where no balance proves the row: a side in words against the sign, a cell too many. */
import type { Note, ReadWarning } from "../../domain/statements/statement.ts";
import type { Columns } from "./columns-by-label.ts";
import type { DataRow } from "./row-cells.ts";
import type { TableSums } from "./table-numbers.ts";

/** One row in so many may be odd: where more are, the file is written so. */
const ODD = 8;

/** A warning for each such row of a table. */
export function oddRows(data: readonly DataRow[], { roles }: Columns, sums: TableSums): ReadWarning[] {
  const minus: number[] = [];
  const plus: number[] = [];
  let said = 0;
  sums.amount.forEach((amount, i) => {
    const side = sums.word[i] ?? sums.mark[i];
    if (!amount || !side) return;
    said++;
    if (amount > 0n === (side === "debit")) (amount < 0n ? minus : plus).push(i);
  });
  const rare = (rows: readonly number[], of: number): boolean => rows.length * ODD <= of;
  // where sums have no signs, each debit is a plus against its word
  const denied = rare([...minus, ...plus], said) ? [...minus, ...plus] : rare(minus, said) ? minus : [];
  const longer = data.flatMap(({ source }, i) => (source.cells.length > roles.length ? [i] : []));
  const warn = (rows: readonly number[], note: Note): ReadWarning[] => rows.map((i) => ({ ...note, row: i + 1 }));
  return [
    ...warn(denied, { code: "side_against_words", how: "sign" }),
    ...warn(rare(longer, data.length + ODD / 2) ? longer : [], { code: "row_shifted", how: "longer" }),
  ];
}
