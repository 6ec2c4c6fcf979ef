import { expect, test } from "vitest";
import { type PrintedPage, pdfOf } from "../../../test/support/made-pdf.ts";
import { AROUND, at, read, row, short, simple } from "../../../test/support/read-printed.ts";
import { readPdf } from "./read-pdf.ts";

// A whole PDF: its lock, its order, its refusals.

test("rows that changed places at a page break are put back when the balance proves it", async () => {
  const line = (y: number, text: string, debit: string, balance: string) =>
    row(y, [
      [30, "04-Jan-2026"],
      [110, text],
      [560, debit, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...simple(),
      ...line(108, "VAT", "0.75", "939.25"),
      ...line(122, "COMMISSION", "10.00", "940.00"),
      ...line(136, "RENT", "39.25", "900.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one[3])).toEqual([
    "TRANSFER TO ADA",
    "SALARY",
    "COMMISSION",
    "VAT",
    "RENT",
  ]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("buy, refund, buy again are three rows", async () => {
  const line = (y: number, debit: string, credit: string, balance: string) =>
    row(y, [
      [30, "04-Jan-2026"],
      [110, "SHOP"],
      [560, debit, "right"],
      [650, credit, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...simple(),
      ...line(108, "50.00", "", "900.00"),
      ...line(122, "", "50.00", "950.00"),
      ...line(136, "50.00", "", "900.00"),
    ],
  ]);
  expect(answer.statements[0]?.lines).toHaveLength(5);
});

test("an owner's lock opens by itself, a person's lock needs the password and says so", async () => {
  expect((await read([simple()], { password: "" })).statements[0]?.lines).toHaveLength(2);
  const locked = pdfOf([simple()], { password: "7781" });
  const answer = async (password?: string) =>
    readPdf({ bytes: locked, text: "", options: password === undefined ? {} : { password }, around: AROUND });
  expect(await answer()).toMatchObject({ message: { code: "file.password_asked" } });
  expect(await answer("1234")).toMatchObject({ message: { code: "file.password_wrong" } });
  expect(await answer("7781")).toMatchObject({ format: "pdf" });
});

test("a scan and a letter are refused with what to ask the bank for", async () => {
  const refuse = async (page: PrintedPage) => readPdf({ bytes: pdfOf([page]), text: "", options: {}, around: AROUND });
  expect(await refuse([])).toMatchObject({ code: "unsupported_format", tryThis: { code: "try.no_scan_of_app" } });
  expect(await refuse([at(30, 30, "Dear customer, thank you.")])).toMatchObject({ code: "no_table" });
});
