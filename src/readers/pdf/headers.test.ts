import { expect, test } from "vitest";
import { at, read, row, short } from "../../../test/support/read-printed.ts";

// Where the labels stand: over three lines, down the left side, or on a page that lies on its side.

test("Sterling: a header of three lines, a dash for nothing, a total row that is no row", async () => {
  const line = (y: number, c: readonly [string, string, string, string, string, string]) =>
    row(y, [
      [30, c[0]],
      [90, c[0]],
      [150, c[1]],
      [300, c[2]],
      [560, c[3], "right"],
      [650, c[4], "right"],
      [760, c[5], "right"],
    ]);
  const answer = await read([
    [
      ...row(60, [
        [150, "Reference/"],
        [560, "Money", "right"],
        [650, "Money", "right"],
      ]),
      ...row(69, [
        [30, "Trans"],
        [90, "Value"],
        [150, "Session"],
        [300, "Narration"],
        [760, "Balance", "right"],
      ]),
      ...row(78, [
        [30, "Date"],
        [90, "Date"],
        [150, "ID"],
        [560, "In", "right"],
        [650, "Out", "right"],
      ]),
      ...line(95, ["01/May/2026", "S1", "SALARY MAY", "1,200.00", "-", "1,200.00"]),
      ...line(109, ["02/May/2026", "S2", "Govt Levy", "-", "50.00", "1,150.00"]),
      ...line(123, ["02/May/2026", "S3", "TRF TO ADA", "-", "150.00", "1,000.00"]),
      at(30, 150, "Total Debit (2): 200.00 NGN"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => [one[1], one[3]])).toEqual([
    ["1200.00", "SALARY MAY"],
    ["-50.00", "Govt Levy"],
    ["-150.00", "TRF TO ADA"],
  ]);
});

test("GTBank corporate: the table lies on its side, one column a transaction", async () => {
  const words = (y: number, label: string, values: readonly string[]) => [
    at(30, y, label),
    ...values.map((text, i) => at(150 + i * 110, y, text)),
  ];
  const answer = await read([
    [
      ...words(60, "Trans. Date", ["02-Jan-2026", "03-Jan-2026", "14-Jan-2026"]),
      ...words(80, "Value. Date", ["02-Jan-2026", "03-Jan-2026", "14-Jan-2026"]),
      ...words(100, "Reference", ["R1", "R2", "R3"]),
      ...words(120, "Debits", ["100.00", "10.75"]),
      at(370, 140, "40.00"),
      at(30, 140, "Credits"),
      ...words(160, "Balance", ["900.00", "889.25", "929.25"]),
      ...words(180, "Remarks", ["NIP TO ADA", "COMMISSION", "SALARY"]),
      ...["FCMB", "ON NIP", "JANUARY"].map((text, i) => at(150 + i * 110, 189, text)),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-01-02", "-100.00", "900.00", "NIP TO ADA FCMB"],
    ["2026-01-03", "-10.75", "889.25", "COMMISSION ON NIP"],
    ["2026-01-14", "40.00", "929.25", "SALARY JANUARY"],
  ]);
});

test("a page whose text is turned is read like an upright one", async () => {
  const upright = [
    ...row(60, [
      [30, "Date"],
      [110, "Narration"],
      [560, "Debit", "right"],
      [650, "Credit", "right"],
      [760, "Balance", "right"],
    ]),
    ...row(80, [
      [30, "02-Jan-2026"],
      [110, "TRANSFER TO ADA"],
      [560, "100.00", "right"],
      [760, "900.00", "right"],
    ]),
    ...row(94, [
      [30, "03-Jan-2026"],
      [110, "SALARY"],
      [650, "50.00", "right"],
      [760, "950.00", "right"],
    ]),
  ];
  const turned = upright.map((word) => ({ ...word, x: word.y, y: 842 - word.x, turn: true }));
  const answer = await read([turned], { width: 595, height: 842 });
  expect(short(answer.statements[0])?.map((one) => one[1])).toEqual(["-100.00", "50.00"]);
});
