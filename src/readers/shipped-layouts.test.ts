import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { findColumns } from "./table/find-columns.ts";

const { layouts } = shippedPack();

test.each(layouts.map((layout) => [layout.id, layout] as const))(
  "the layout %s is known by its header and gives each column its role",
  (id, layout) => {
    const cells = layout.header;
    const found = findColumns([{ cells, raw: cells.join(",") }], layouts);
    expect(found?.layout?.id).toBe(id);
    expect(found?.roles).toEqual(layout.columns);
  },
);

test("a header with one label more is another layout", () => {
  const cells = ["Transaction Date", "Transaction Detail", "Money In", "Money Out", "Transaction ID", "Balance"];
  expect(findColumns([{ cells, raw: cells.join(",") }], layouts)?.layout).toBeNull();
});
