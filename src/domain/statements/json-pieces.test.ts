import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "./json-pieces.ts";

test("the pieces of any value are together what JSON.stringify gives", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect([...jsonPieces(value)].join("")).toBe(JSON.stringify(value, null, 2));
    }),
    { numRuns: 500 },
  );
});

test("a field without a value is left out, and a long list comes in parts", () => {
  const value = { a: undefined, lines: Array.from({ length: 1200 }, (_, row) => ({ row, missing: [], why: "a\nb" })) };
  const pieces = [...jsonPieces(value)];
  expect(pieces.join("")).toBe(JSON.stringify(value, null, 2));
  expect(pieces.length).toBeGreaterThan(3);
  expect([...jsonPieces({ a: undefined })].join("")).toBe("{}");
});
