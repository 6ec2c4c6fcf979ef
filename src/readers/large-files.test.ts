import { expect, test } from "vitest";
import { FILE_READERS } from "./file-readers.ts";
import { readStatementFile } from "./read-statement-file.ts";
import { MOST_BYTES } from "./text/limits.ts";

// A file far larger than a statement is refused in words. Each of these is a hundred megabytes or more.

const MB = 1_000_000;
const AROUND = { banks: [], layouts: [] };
const read = (bytes: Uint8Array) => readStatementFile(bytes, {}, AROUND, FILE_READERS);

/** A head, then one text again and again up to the size. */
function filled(head: string, again: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const [first, piece] = [new TextEncoder().encode(head), new TextEncoder().encode(again)];
  bytes.set(first);
  for (let at = first.length; at < size; at += piece.length) bytes.set(piece.subarray(0, size - at), at);
  return bytes;
}

test.each([
  [
    "more rows than a million",
    filled("Date,Narration,Amount\n", `2026-01-02,${"POS SHOP ".repeat(6)},-1.00\n`, 100 * MB),
    "too_large",
  ],
  ["one line without an end", filled("Date,Narration,Amount\n", "2026-01-02,POS,-1.00,", 100 * MB), "unknown_format"],
  [
    "a quotation mark that is never closed",
    filled('Date,"Narration,Amount\n', "2026-01-02,POS,-1.00;", 100 * MB),
    "unknown_format",
  ],
  // what a download leaves that broke off: the same file fetched again helps, another kind of file would not
  ["nothing but zero bytes", new Uint8Array(100 * MB), "empty"],
  [
    "OFX payments without number",
    filled("OFXHEADER:100\n<OFX><STMTRS>", "<STMTTRN><TRNAMT>1\n", 100 * MB),
    "too_large",
  ],
  ["a byte more than we take", new Uint8Array(MOST_BYTES + 1), "too_large"],
])("a file of a hundred megabytes with %s is refused", async (_what, bytes, code) => {
  expect(await read(bytes)).toMatchObject({
    ok: false,
    refusal: { code, tryThis: { code: expect.stringMatching(/^try\./) } },
  });
});

test("pasted alerts are read in a time that grows with their number, not with its square", async () => {
  const alert = "Acct: ******6789\nAmt: NGN10.00 DR\nDesc: POS SHOP\nDate: 2026-01-02 10:00:00 AM\n\n";
  const answer = await read(new TextEncoder().encode(alert.repeat(30_000)));
  expect(answer.ok && answer.file.statements[0]?.lines.length).toBe(30_000);
});

// more rows than one call takes arguments, and as many warnings as rows
const MANY = 130_000;
test.each([
  ["two days in a cell", `Date,Narration,Amount\n${"02/01/2026 03/01/2026,POS SHOP,-1.00\n".repeat(MANY)}`],
  [
    "a minus in one of its sums, so that each other line is warned of",
    JSON.stringify(
      Array.from({ length: MANY }, (_one, i) => ({
        date: "2026-01-02",
        type: "debit",
        narration: "POS",
        amount: i === 0 ? "-1.00" : "1.00",
      })),
    ),
  ],
])("a file of many rows with %s is read whole", async (_what, text) => {
  const answer = await read(new TextEncoder().encode(text));
  expect(answer.ok && answer.file.statements[0]?.lines.length).toBe(MANY);
});
