import { type Body, bytesBySeed, csv, HEAD, latin, line, lines, text } from "./body.ts";

// CSV of every shape that a reader of columns, quotes and rows has to get through.

const one = (name: string, bytes: () => Uint8Array, killer = false): Body => ({
  name: `csv: ${name}`,
  fileName: "l.csv",
  bytes,
  ...(killer ? { killer } : {}),
});
const DAY = "02/01/2026,02/01/2026";

export const TABLES: readonly Body[] = [
  one("one line of 2.4 million cells", () => latin("a,".repeat(2_450_000))),
  one("a million columns, four rows", () => latin(`${",".repeat(999_000)}\n`.repeat(4))),
  one("333,000 quoted columns, four rows", () => latin(`${'"",'.repeat(333_000)}\n`.repeat(4))),
  one("249,000 columns of formulas, four rows", () => latin(`${'="",'.repeat(249_000)}\n`.repeat(4))),
  one("a quote that opens in each of 130,000 lines", () => latin(HEAD + `${DAY},,"NIP,25.00,,\n`.repeat(130_000))),
  one("4.9 million quotes", () => latin('"'.repeat(4_900_000))),
  one("2.4 million lines of a quote", () => latin('"\n'.repeat(2_400_000))),
  one("4.9 million line ends", () => latin("\n".repeat(4_900_000))),
  one("1.2 million short lines", () => latin("1,2\n".repeat(1_200_000))),
  one("49,999 honest rows", () => text(lines(49_999, (i) => line("NIP CHARGE", i)))),
  one("49,999 rows, each of other words", () =>
    text(lines(49_999, (i) => line(`NIP CHARGE ${(i * 7919).toString(16)}`, i))),
  ),
  one(
    "49,999 fees and reversals of one sum",
    () =>
      text(
        lines(49_999, (i) => (i % 2 ? `${DAY},A1,NIP CHARGE,25.00,,\n` : `${DAY},A1,REVERSAL NIP CHARGE,,25.00,\n`)),
      ),
    true,
  ),
  one(
    "49,999 fees, taxes and duties of one day",
    () =>
      text(
        lines(
          49_999,
          (i) =>
            [
              `${DAY},,NIP CHARGE,25.00,,\n`,
              `${DAY},,VAT ON NIP CHARGE,1.88,,\n`,
              `${DAY},,STAMP DUTY,50.00,,\n`,
              `${DAY},,NIP TRANSFER,"20,000.00",,\n`,
            ][i % 4] as string,
        ),
      ),
    true,
  ),
  one("49,999 refunds that could each be any fee's", () =>
    text(lines(49_999, (i) => (i < 25_000 ? `${DAY},,SMS ALERT CHARGE,4.00,,\n` : `${DAY},,REFUND,,4.00,\n`))),
  ),
  one("1,500 columns", () => text(`${HEAD.trim()}${",".repeat(1_500)}\n${csv("A").slice(HEAD.length)}`)),
  one("a separator that is a line end", () => text(`sep=\n\n${csv("A")}`)),
  one("a separator that is a backslash", () => text(`sep=\\\n${csv("A")}`)),
  one("a NUL between all letters", () => latin([...csv("A")].join("\0"))),
  one("800,000 letters three times in UTF-16", () => Buffer.from(`\ufeff${csv("A".repeat(800_000))}`, "utf16le")),
  one("half letters of UTF-16", () => Buffer.concat([latin("\xff\xfe"), Buffer.alloc(2_000_001, 0xd8)])),
  one("Chinese by the old code", () => latin("\xb0\xa1".repeat(2_400_000))),
  one("bytes that are no UTF-8", () => Buffer.concat([text(HEAD), Buffer.alloc(3_000_000, 0xc3)])),
  one("nothing", () => new Uint8Array(0)),
  one("4.9 MB of noise", () => bytesBySeed(1, 4_900_000)),
  one("sums of a million digits", () =>
    text(HEAD + [0, 1, 2].map((i) => line("NIP CHARGE", i, "9".repeat(1_000_000))).join("")),
  ),
  one("sums with 300,000 grouping marks", () =>
    text(HEAD + [0, 1, 2].map((i) => line("NIP", i, `"${"1,".repeat(300_000)}"`)).join("")),
  ),
  one("days of the year 999999999", () =>
    text(lines(2_000, () => `31/12/999999999,${"9".repeat(40)},A,NIP CHARGE,25.00,,1.00\n`)),
  ),
  one("days that are none", () => text(lines(20_000, (i) => `${i}/99/0000,00/00/0000,A,NIP CHARGE,25.00,,1.00\n`))),
  one("40,000 heads", () => text(HEAD.repeat(40_000))),
  one("a head of a million letters", () => text(`${"Narration ".repeat(100_000)},Debit,Credit,Balance\n${line("A")}`)),
  one("balances that never fit", () =>
    text(lines(40_000, (i) => `${DAY},,NIP CHARGE,25.00,,${(i * 7919) % 99_991}.00\n`)),
  ),
  one("formulas in every cell", () =>
    text(lines(10_000, () => `=cmd|' /C calc'!A0,@SUM(1),+1,=HYPERLINK("x"),-1,,=1+1\n`)),
  ),
];
