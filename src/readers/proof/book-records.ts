/** Records of formats that name their parts, to lines and rejected rows. */
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { RejectedLine, StatementLine } from "../../domain/statements/statement.ts";
import { type Exact, exactText, negated } from "../text/exact-number.ts";
import type { Booked } from "./booked-statement.ts";

/** One record as its reader understood it: what is undefined or null could not be read and rejects the row. */
export type Recorded = {
  /** Without its sign: `out` says which way the money went. */
  readonly amount: Exact | undefined;
  readonly date: CivilDate | undefined;
  readonly out: boolean | null;
  readonly balance: Exact | null;
  readonly valueDate: CivilDate | null;
  readonly time: string | null;
  readonly narration: string;
  readonly reference: string | null;
  readonly code: string | null;
};

/** Records in the order of the file to lines and rejected rows, counted from 1. `rawOf` prints the one that is rejected. */
export function bookRecords<R>(
  records: readonly R[],
  read: (record: R, index: number) => Recorded,
  rawOf: (record: R) => string,
): Pick<Booked, "lines" | "rejected"> {
  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  records.forEach((record, i) => {
    const row = i + 1;
    const { amount, date, out, balance, time, ...rest } = read(record, i);
    if (amount === undefined || date === undefined || out === null) {
      const code =
        amount === undefined ? "row.amount_unread" : date === undefined ? "row.date_unread" : "row.neither_side";
      rejected.push({ row, raw: rawOf(record), reason: { code } });
      return;
    }
    lines.push({
      row,
      date,
      valueDate: rest.valueDate,
      ...(time === null ? {} : { time }),
      amount: exactText(out && amount.units !== 0n ? negated(amount) : amount),
      balance: balance === null ? null : exactText(balance),
      narration: rest.narration,
      reference: rest.reference,
      code: rest.code,
    });
  });
  return { lines, rejected };
}
