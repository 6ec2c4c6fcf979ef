import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { StatementLine } from "../../domain/statements/statement.ts";
import type { Links } from "../proof/balance-chain.ts";
import { joinNarration } from "../proof/booked-statement.ts";
import { type Exact, exactText } from "../text/exact-number.ts";
import type { Columns } from "./columns-by-label.ts";
import type { Preamble } from "./read-preamble.ts";
import type { DataRow } from "./row-cells.ts";
import type { RowWords } from "./row-words.ts";
import type { Days } from "./table-days.ts";
import type { TableSums } from "./table-numbers.ts";

/** The data rows of one account with what holds for them all. */
export type Table = {
  readonly said: Preamble;
  readonly currency: string | null;
  readonly columns: Columns;
  readonly data: readonly DataRow[];
  readonly days: Days;
  readonly sums: TableSums;
  readonly opening: Exact | null;
  readonly closing: Exact | null;
  /** What stands above it mentions a card, of its credit or only of its number: its balance may be what is owed. */
  readonly card: "credit" | "card" | null;
  readonly words: RowWords;
  /** The row number of a data row by its place. */
  readonly rowOf: (index: number) => number;
};

/** The line of the data row that is the `at`th from 0, of so many smallest parts of its sum. */
export function lineOf(
  source: DataRow,
  { row, at, units }: { readonly row: number; readonly at: number; readonly units: bigint },
  { days, valueDays, times }: Days,
  sums: TableSums,
): StatementLine {
  const { page } = source.source;
  const time = times[at] ?? null;
  const balance = sums.balance[at] ?? null;
  const { reference, code } = source;
  const line: StatementLine = {
    row,
    date: days[at] as CivilDate,
    valueDate: valueDays[at] ?? null,
    amount: exactText({ units, decimals: sums.decimals[at] ?? 0 }),
    balance: balance === null ? null : exactText({ units: balance, decimals: sums.balanceDecimals[at] ?? 0 }),
    narration: joinNarration(source.narration),
    reference: reference === "" || /^-+$/.test(reference) ? null : reference,
    code: code === "" ? null : code,
  };
  if (time === null && page === undefined) return line;
  return { ...line, ...(time === null ? {} : { time }), ...(page === undefined ? {} : { page }) };
}

/** The rows that stay when some are left out, numbered anew. */
export function without({ amounts, balances }: Links, left: ReadonlySet<number>): Links {
  const stays = (_: unknown, i: number): boolean => !left.has(i);
  return { amounts: amounts.filter(stays), balances: balances.filter(stays), rowOf: (at) => at + 1 };
}

/** Cards print what was spent as a plus or as a minus, each as it likes: without a balance nothing tells. */
export const isCardList = ({ labels, roles }: Columns): boolean =>
  roles.includes("amount") && labels.some((label) => /^card (?:member|holder|no|number)$/.test(label));
