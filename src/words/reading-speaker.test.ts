import { expect, test } from "vitest";
import type { ParsedFile, ReadWarning } from "../domain/statements/statement.ts";
import { READING } from "./say-reading.ts";
import { TABLE_READING } from "./say-table-reading.ts";

const fileWith = (...warnings: readonly ReadWarning[]): ParsedFile => ({
  format: "csv",
  encoding: "utf-8",
  warnings,
  statements: [],
});

test("a note is said by its code and by how, and a row number is there only where the note has one", () => {
  const said = READING.file(
    fileWith(
      { code: "two_sums", how: "column", facts: { column: 4 } },
      { code: "two_sums", how: "record", row: 3 },
      { code: "narration_cut", facts: { letters: 20_000 }, row: 1 },
    ),
  );
  expect(said?.warnings).toEqual([
    {
      code: "two_sums",
      message: "Several columns could be the sum; no label and no balance tells which, and we took column 4.",
    },
    { code: "two_sums", message: "The record names two sums that are not the same; we took that of T.", row: 3 },
    {
      code: "narration_cut",
      message: "The words of this row go on for more than 20,000 letters; only the first ones were looked at.",
      row: 1,
    },
  ]);
});

test("a file inside an archive that was refused is named with the reason of its refusal", () => {
  const why = [{ code: "file.too_many_lines", facts: { most: 1_048_576 } }];
  const said = READING.file(fileWith({ code: "file_not_read", facts: { name: "may.csv", why } }));
  expect(said?.warnings[0]?.message).toBe("may.csv: The file has more than 1,048,576 lines.");
});

test("a refusal is said with what to try, of several sentences where there are several", () => {
  const formats = ["CSV", "Excel", "PDF"];
  const said = READING.refusal({
    code: "unsupported_format",
    message: { code: "file.password_asked" },
    tryThis: {
      code: "try.all",
      facts: { all: [{ code: "try.ask_bank", facts: { name: "Zenith", formats } }, { code: "try.where_unknown" }] },
    },
    asks: "password",
  });
  expect(said).toEqual({
    code: "unsupported_format",
    message: "This PDF is locked with a password.",
    tryThis:
      "Ask Zenith for the statement as CSV, Excel or PDF, not for a scan. Where its app keeps it, we do not know.",
    asks: "password",
  });
});

test("the words of tables say nothing of a file that has a note of another format, so that all words are fetched", () => {
  expect(TABLE_READING.file(fileWith({ code: "balance_unproven" }))).not.toBeNull();
  expect(TABLE_READING.file(fileWith({ code: "balance_unproven" }, { code: "reversal_direction" }))).toBeNull();
});
