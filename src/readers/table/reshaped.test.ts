import { expect, test } from "vitest";
import { reshaped } from "./reshaped.ts";

/** Rows of a wide table; how often the cells of one were asked for is counted, since each time cuts its line anew. */
function wideRows(columns: number, rows: number, cellAt: (row: number, column: number) => string) {
  const asked = { times: 0 };
  const labels = ["Date", "Narration", "Amount", ...Array.from({ length: columns }, (_one, i) => `Note ${i + 1}`)];
  const rowOf = (cells: readonly string[]) => ({
    raw: cells.join(","),
    get cells() {
      asked.times++;
      return cells;
    },
  });
  const below = Array.from({ length: rows }, (_row, i) =>
    rowOf(["2026-01-02", "POS SHOP", "-1.00", ...Array.from({ length: columns }, (_one, at) => cellAt(i, at))]),
  );
  return { rows: [rowOf(labels), ...below], asked };
}

test.each([
  ["nothing", () => ""],
  ["a unit in each row but the last", (row: number) => (row < 1_999 ? "kobo" : "naira")],
  ["a unit in turns", (row: number, at: number) => (row % 97 === at % 97 ? "kobo" : "")],
])("a wide table is looked through in as many walks over its rows as a narrow one: columns of %s", (_what, cellAt) => {
  const asksOf = (columns: number): number => {
    const { rows, asked } = wideRows(columns, 2_000, cellAt);
    reshaped(rows);
    return asked.times;
  };
  expect(asksOf(200)).toBeLessThanOrEqual(1.5 * asksOf(10) + 2_000);
});

test("a row far below that fills the sums of both currencies keeps both", () => {
  const rowOf = (cells: readonly string[]) => ({ raw: cells.join(","), cells });
  const rows = [
    rowOf(["Date", "Narration", "Amount (NGN)", "Amount (USD)"]),
    ...Array.from({ length: 600 }, (_one, i) =>
      rowOf(["2026-01-02", "POS SHOP", i % 2 ? "-1.00" : "", i % 2 ? "" : "-2.00"]),
    ),
  ];
  expect(reshaped(rows)?.tables[0][0]?.cells).toContain("Currency");
  expect(reshaped([...rows, rowOf(["2026-01-02", "POS SHOP", "-1500.00", "-1.00"])])).toBeNull();
});
