import { type CellObject, utils, type WorkSheet, write } from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asRows, closingOf, decimal, madeStatement } from "../../../test/support/made-statement.ts";
import { zipOf } from "../../../test/support/made-zip.ts";
import { FILE_READERS } from "../file-readers.ts";
import { isRefusal, type ReaderAnswer } from "../proof/reader-answer.ts";
import { readStatementFile } from "../read-statement-file.ts";
import { tableAnswer } from "../table/read-delimited.ts";
import type { Row } from "../text/delimited-text.ts";
import { unitsOf } from "../text/exact-number.ts";
import { htmlRows } from "./html-rows.ts";
import { readWorkbook } from "./read-workbook.ts";
import { numberText, sheetRows } from "./sheet-rows.ts";

const AROUND = { banks: [], layouts: [] };

function bytesOf(sheet: WorkSheet, bookType: "xlsx" | "biff8", date1904 = false): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "Statement");
  book.Workbook = { WBProps: { date1904 } };
  return new Uint8Array(write(book, { type: "array", bookType }) as ArrayBuffer);
}

const workbook = (bytes: Uint8Array, format: "xlsx" | "xls" = "xlsx"): ReaderAnswer =>
  readWorkbook({ bytes, text: "", options: {}, around: AROUND }, format);

const day = (serial: number): CellObject => ({ t: "n", v: serial, z: "dd-mmm-yyyy" });

test.each(["xlsx", "biff8"] as const)("a workbook with days and numbers as %s keeps both", (bookType) => {
  const sheet = utils.aoa_to_sheet([
    ["First Bank"],
    ["TransDate", "Reference", "Transaction Details", "Deposit", "Withdrawal", "Balance"],
    [day(45_689), "960028929145705669", "USSD SESSION CHARGE", null, 6.98, 445_258.74],
    [day(45_690), "1", "SALARY", 0.1 + 0.2, null, 445_259.04],
  ]);
  const answer = workbook(bytesOf(sheet, bookType));
  if (isRefusal(answer)) throw new Error(answer.message.code);
  expect(answer.statements[0]?.lines.map((one) => [one.date, one.amount, one.balance, one.reference])).toEqual([
    ["2025-02-01", "-6.98", "445258.74", "960028929145705669"],
    ["2025-02-02", "0.3", "445259.04", "1"],
  ]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("days counted from 1904 and days with a time are the days that a person sees", () => {
  const sheet = utils.aoa_to_sheet([[{ t: "n", v: 44_227.5, z: "dd/mm/yyyy hh:mm" }]]);
  const sheets = sheetRows(bytesOf(sheet, "xlsx", true));
  expect(Array.isArray(sheets) && sheets[0]?.rows[0]?.cells).toEqual(["2025-02-01 12:00:00"]);
});

test("a number prints as the sheet shows it, and three decimals cannot pass for thousands", () => {
  expect([1234.1000000000001, 5000, 1.234, 1e-7, 2 ** 60, Number.NaN].map(numberText)).toEqual([
    "1234.1",
    "5000",
    "1.2340",
    "0.00000010",
    "1152921504606846976",
    "#ERROR",
  ]);
});

test("any statement as a workbook, and as a page of tables, reads back the same", async () => {
  await fc.assert(
    fc.asyncProperty(madeStatement, async (made) => {
      const rows = asRows(made);
      const html = `<html><head><title>x</title></head><body><table id="dgtrans">${rows.map((cells) => `<tr>${cells.map((cell) => `<TD align=right>${cell}&nbsp;</TD>`).join("")}</tr>`).join("\n")}</table></body></html>`;
      for (const answer of [
        workbook(bytesOf(utils.aoa_to_sheet(rows), "xlsx")),
        await tableAnswer("html", htmlRows(html) as Row[], AROUND, {}),
      ]) {
        if (isRefusal(answer)) throw new Error(answer.message.code);
        const [statement] = answer.statements;
        expect(statement?.lines.map((one) => [one.date, unitsOf(one.amount), one.narration])).toEqual(
          made.lines.map((one) => [one.date, unitsOf(decimal(one.cents)), one.narration]),
        );
        expect(statement?.chain.state).toBe("complete");
        expect(unitsOf(statement?.lines.at(-1)?.balance ?? "0")).toBe(unitsOf(decimal(closingOf(made))));
      }
    }),
    { numRuns: 25 },
  );
});

test("a table saved as .xls is read by content, tags left open and cells over columns included", async () => {
  const html =
    "<table><tr><td colspan=3>GTBank<tr><th>Trans Date<th>Reference<th>Value Date<th>Debit<th>Credit<th>Balance<th>Remarks" +
    "<tr><td>05-Jan-2015<td>'1<td>05-Jan-2015<td>1,000.00<td><td>500.00<td>A &amp; B<br>C<tr><td>06-Jan-2015<td>'2<td>06-Jan-2015<td><td>2.00<td>502.00<td>D</table>";
  const answer = await readStatementFile(
    new TextEncoder().encode(html),
    { fileName: "statement.xls" },
    AROUND,
    FILE_READERS,
  );
  expect(answer).toMatchObject({ ok: true, file: { format: "html" } });
  if (!answer.ok) return;
  expect(answer.file.statements[0]?.lines.map((one) => [one.amount, one.narration])).toEqual([
    ["-1000.00", "A & B C"],
    ["2.00", "D"],
  ]);
});

test("a sheet of too many columns, a broken workbook and one without a table are refused", () => {
  const wide = { ...utils.aoa_to_sheet([["a"]]), XFD1: { t: "s", v: "far" }, "!ref": "A1:XFD1" } as WorkSheet;
  expect(workbook(bytesOf(wide, "xlsx"))).toMatchObject({ code: "too_large" });
  expect(workbook(zipOf([{ name: "xl/workbook.xml", body: "<broken" }]))).toMatchObject({
    tryThis: { code: expect.any(String) },
  });
  expect(workbook(bytesOf(utils.aoa_to_sheet([["a", "b"]]), "biff8"), "xls")).toMatchObject({ code: "no_table" });
});
