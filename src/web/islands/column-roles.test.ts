import { expect, test } from "vitest";
import { columnRoles } from "./column-roles.ts";

const said = { date: "2", narration: "0", out: "1", in: "", balance: "" };

test("one column of sums is the amount; with a column for money in it is money out", () => {
  expect(columnRoles(said, 4)).toEqual(["narration", "amount", "date", "other"]);
  expect(columnRoles({ ...said, in: "3" }, 4)).toEqual(["narration", "debit", "date", "credit"]);
});

test("a question without an answer and a column picked twice are told", () => {
  expect(columnRoles({ ...said, date: "" }, 4)).toEqual({ wrong: expect.stringContaining("three questions") });
  expect(columnRoles({ ...said, balance: "1" }, 4)).toEqual({ wrong: expect.stringContaining("same column") });
});
