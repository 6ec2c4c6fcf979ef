import { expect, test } from "vitest";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { StatementLine } from "../../domain/statements/statement.ts";
import { joinNarration, proofOf } from "./booked-statement.ts";

const line = (row: number, amount: string, balance: string | null): StatementLine => ({
  row,
  date: "2026-01-05" as CivilDate,
  valueDate: null,
  amount,
  balance,
  narration: "",
  reference: null,
  code: null,
});
const unread = (...rows: readonly number[]) =>
  rows.map((row) => ({ row, raw: "", reason: { code: "row.without_date" } as const }));

test("a rejected row keeps its place: the step over it is proved by its neighbours, or breaks where it stood", () => {
  const lines = [line(1, "-10.00", "90.00"), line(3, "-10.00", "70.00"), line(5, "20.00", "90.00")];
  // what rows 2 and 4 moved is not known: row 3 does not follow from row 1, row 5 does from row 3
  expect(proofOf({ lines, rejected: unread(4, 2) }).chain).toEqual({ state: "broken", breaks: [3] });
});

test("sums that miss the closing balance break at the rows that were not read, the last one too", () => {
  const lines = [line(1, "-10.00", null), line(3, "-20.00", null)];
  const ends = { opening: "100.00", closing: "50.00" };
  expect(proofOf({ lines, rejected: unread(4, 2), ...ends }).chain).toEqual({ state: "broken", breaks: [2, 4] });
  expect(proofOf({ lines, rejected: [], ...ends, closing: "70.00" }).chain.state).toBe("complete");
});

test("the blanks of a narration that stands alone are evened out, and a part that another holds is said once", () => {
  expect(joinNarration("  NIP   TRANSFER\tTO ADA ")).toBe("NIP TRANSFER TO ADA");
  expect(joinNarration(["ADA", "NIP TO ADA", null, " RENT "])).toBe("NIP TO ADA RENT");
});
