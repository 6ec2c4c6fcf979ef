import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { TABLES } from "../words/en/tables.ts";
import { openData } from "./open-data.ts";

test("every table and every column says what it holds, and no words are left over", () => {
  const tables = openData(shippedPack());
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(TABLES).sort());
  for (const { name, title, says, columns } of tables) {
    expect([name, title.length > 0, says.length > 0]).toEqual([name, true, true]);
    expect([name, columns.map((column) => column.name).sort()]).toEqual([
      name,
      Object.keys(TABLES[name].columns).sort(),
    ]);
    for (const column of columns)
      expect([name, column.name, column.says.length > 0]).toEqual([name, column.name, true]);
  }
});
