import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { ReadingNotes } from "./reading-notes.tsx";

const shown = (rows: readonly (number | null)[], message = "Its day was taken."): string =>
  render(<ReadingNotes warnings={rows.map((row) => ({ code: "day_of_message", message, row }))} spoken={{}} />);

test("equal notes are one note with their rows, and of many rows the rest is counted", () => {
  expect(shown([2, 5])).toContain("<li>Its day was taken. (row 2, 5)</li>");
  expect(shown(Array.from({ length: 20 }, (_one, i) => i + 1))).toContain("(row 1, 2, 3, 4, 5, 6, 7, 8 and 12 more)");
});

test("a note of the whole file names no row, and without notes nothing is shown", () => {
  expect(shown([null])).toContain("<li>Its day was taken.</li>");
  expect(shown([])).toBe("");
});
