import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { pdfOf } from "../../test/support/made-pdf.ts";
import { zipOf } from "../../test/support/made-zip.ts";
import { simple } from "../../test/support/read-printed.ts";
import { FILE_READERS } from "./file-readers.ts";
import { readStatementFile } from "./read-statement-file.ts";

// Readers know no clock: who calls them says when the time is over, and they ask before each page, sheet and file.

const PDF = pdfOf([simple(), simple(), simple()]);
const book = utils.book_new();
for (const name of ["One", "Two", "Three"])
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ["Date", "Narration", "Amount"],
      ["2026-01-02", "POS SHOP", "-10.00"],
    ]),
    name,
  );
const XLSX = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
const CSV = "Date,Narration,Amount\n2026-01-02,POS,-1.00\n";
const ZIP = zipOf(["a.csv", "b.csv", "c.csv"].map((name) => ({ name, body: CSV })));

test.each([
  ["a PDF, page by page", PDF],
  ["a workbook, sheet by sheet", XLSX],
  ["an archive, file by file", ZIP],
])("the time for %s can end while it is read", async (_what, bytes) => {
  let asked = 0;
  const read = (patience: number) => {
    asked = 0;
    return readStatementFile(bytes, { stop: () => ++asked > patience }, { banks: [], layouts: [] }, FILE_READERS);
  };
  expect(await read(2)).toMatchObject({ ok: false, refusal: { code: "too_slow" } });
  expect(asked).toBe(3);
  expect(await read(3)).toMatchObject({ ok: true });
});
