import { expect, test } from "vitest";
import type { Layout } from "../../domain/fees/pack.ts";
import { findColumns } from "./find-columns.ts";

const rows = (text: string) => text.split("\n").map((line) => ({ cells: line.split("|"), raw: line }));

test("the header is the row with the most known labels, wherever it stands", () => {
  const found = findColumns(
    rows("Any Bank Plc\nName|ADA OBI\nDate|Details|Debit|Credit|Balance\n01/02/2026|x|1.00||2.00"),
    [],
  );
  expect(found).toMatchObject({ header: 2, roles: ["date", "narration", "debit", "credit", "balance"] });
});

test("of two dates the second is the value date, of two amounts the plainer label counts", () => {
  expect(findColumns(rows("Date|Posting Date|Description|Amount\n"), [])?.roles).toEqual([
    "date",
    "valueDate",
    "narration",
    "amount",
  ]);
  expect(findColumns(rows("Datum|Omschrijving|Betrag (Fremd)|Betrag\n"), [])?.roles).toEqual([
    "date",
    "narration",
    "other",
    "amount",
  ]);
});

test("an amount beside debit and credit says nothing more", () => {
  expect(findColumns(rows("Date|Narration|Amount|Debit|Credit\n"), [])?.roles).toEqual([
    "date",
    "narration",
    "other",
    "debit",
    "credit",
  ]);
});

test("without a header the cells tell: dates, words, sums on two sides, a balance", () => {
  const table = rows(
    "2026-01-02|POS SHOP|10.00||90.00\n2026-01-03|SALARY||50.00|140.00\n2026-01-04|POS BAR|5.00||135.00",
  );
  expect(findColumns(table, [])).toMatchObject({
    header: -1,
    roles: ["date", "narration", "debit", "credit", "balance"],
  });
  const one = rows("2026-01-02|POS SHOP|-10.00|90.00\n2026-01-03|SALARY|50.00|140.00");
  expect(findColumns(one, [])?.roles).toEqual(["date", "narration", "amount", "balance"]);
});

test("a person's word comes before what was found, and a minus skips a column", () => {
  const found = findColumns(rows("Date|Narration|Debit|Credit\n"), [], ["date", "-", "narration", "amount"]);
  expect(found).toMatchObject({ header: 0, roles: ["date", "other", "narration", "amount"] });
});

test("a layout of the pack is known by its labels, with empty columns between them", () => {
  const layout: Layout = {
    id: "x",
    header: ["when", "what", "how much"],
    columns: ["date", "narration", "amount"],
    dateOrder: "mdy",
  };
  expect(findColumns(rows("When||What|How Much\n"), [layout])).toMatchObject({
    roles: ["date", "other", "narration", "amount"],
    layout: { dateOrder: "mdy" },
  });
});

test.each(["just some words", "a|b\nc|d", "Date|Narration\n01/01/2026|x"])("%j is no table of payments", (text) => {
  expect(findColumns(rows(text), [])).toBeNull();
});
