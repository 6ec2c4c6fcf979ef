import { type Body, csv, line, lines, text } from "./body.ts";

// Narrations that a careless expression reads again and again.

const LONG: Readonly<Record<string, string>> = {
  digits: "1".repeat(900_000),
  "a, blanks, a": `a${" ".repeat(900_000)}a`,
  "commas in quotes": `"${",".repeat(900_000)}"`,
  dots: ".".repeat(900_000),
  "ones and commas": `"${"1,".repeat(450_000)}"`,
  dashes: "-".repeat(900_000),
  "days without end": "01/".repeat(300_000),
  "capital letters": "A".repeat(900_000),
  "NIP and NIP": "NIP ".repeat(225_000),
  "JAN and JAN": "JAN ".repeat(225_000),
  "days of January": "01JAN-".repeat(150_000),
  "CHARGE/": "CHARGE/".repeat(128_000),
  slashes: "/".repeat(900_000),
  "blanks that do not break": "\u00a0".repeat(450_000),
  accents: `e${"\u0301".repeat(450_000)}`,
  joiners: "\u200d".repeat(300_000),
  "FOR 01": "FOR 01 ".repeat(120_000),
  "from day to day": "01/01/2026 TO ".repeat(60_000),
  brackets: "(".repeat(900_000),
  "half addresses": "a@".repeat(400_000),
  "letters and dots": "a.".repeat(450_000),
  "REF:": "REF:".repeat(220_000),
  "masked accounts": "XXXX".repeat(220_000),
  NGN1: "NGN1 ".repeat(180_000),
  naira: "₦".repeat(300_000),
  "per cent": "1% ".repeat(300_000),
  tabs: "A\t".repeat(400_000),
  "ones and blanks": "1 ".repeat(450_000),
  "letters and digits": "A1".repeat(450_000),
  "VAT ON VAT ON": "VAT ON ".repeat(128_000),
  "REV/": "REV/".repeat(225_000),
  underscores: "_".repeat(900_000),
  "written right to left": "\u202e\u0661".repeat(200_000),
  "pictures of two halves": "🏦".repeat(200_000),
  "colons and blanks": ": ".repeat(450_000),
  "zero width blanks": "N\u200bI\u200bP\u200b ".repeat(100_000),
  stars: "*".repeat(900_000),
  "percent and signs": "%s%n$&".repeat(150_000),
};
const KILLERS = ["dashes", "digits", "ones and blanks"];

export const WORDINGS: readonly Body[] = [
  ...Object.entries(LONG).map(([name, words]) => ({
    name: `narration of ${name}`,
    fileName: "r.csv",
    bytes: () => text(csv(words)),
    ...(KILLERS.includes(name) ? { killer: true } : {}),
  })),
  {
    name: "nine lines of 400 KB",
    fileName: "r.csv",
    bytes: () => text(lines(9, (i) => line(`${"1 ".repeat(100)}A-`.repeat(2_000), i))),
  },
  {
    name: "40,000 rows of 35 lone digits",
    fileName: "r.csv",
    bytes: () => text(lines(40_000, (i) => line("1 ".repeat(35), i))),
  },
  {
    name: "2,000 rows of 2,000 dashes",
    fileName: "r.csv",
    bytes: () => text(lines(2_000, (i) => line("-".repeat(2_000), i))),
  },
  {
    name: "2,000 rows of 2,000 letters and blanks",
    fileName: "r.csv",
    bytes: () => text(lines(2_000, (i) => line("A ".repeat(1_000), i))),
  },
];
