import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  balancesOf,
  decimal,
  grouped,
  type MadeStatement,
  madeStatement,
  size,
} from "../../test/support/made-statement.ts";
import { type CivilDate, partsOf } from "../domain/dates/civil-date.ts";
import { unitsOf } from "./exact-number.ts";
import { readStatementFile } from "./read-statement-file.ts";

const two = (n: number): string => String(n).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const DAYS: Readonly<Record<string, (date: CivilDate) => string>> = {
  iso: (date) => date,
  dmy: (date) => date.split("-").reverse().join("/"),
  mdy: (date) => {
    const { year, month, day } = partsOf(date);
    return `${two(month)}/${two(day)}/${year}`;
  },
  named: (date) => {
    const { year, month, day } = partsOf(date);
    return `${two(day)}-${MONTHS[month - 1]}-${year}`;
  },
  dotted: (date) => date.split("-").reverse().join("."),
};

type Style = {
  readonly mark: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "utf-8-bom";
  readonly days: keyof typeof DAYS;
  readonly comma: boolean;
  readonly columns: "two" | "credit_first" | "signed" | "word" | "suffix" | "unsigned";
  readonly newestFirst: boolean;
  readonly balance: boolean;
};

const style: fc.Arbitrary<Style> = fc.record({
  mark: fc.constantFrom(",", ";", "\t", "|"),
  encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be", "utf-8-bom"),
  days: fc.constantFrom(...Object.keys(DAYS)),
  comma: fc.boolean(),
  columns: fc.constantFrom("two", "credit_first", "signed", "word", "suffix", "unsigned"),
  newestFirst: fc.boolean(),
  balance: fc.boolean(),
});

const HEADERS: Readonly<Record<Style["columns"], readonly string[]>> = {
  two: ["Debit", "Credit"],
  credit_first: ["Deposit", "Withdrawal"],
  signed: ["Amount"],
  word: ["Amount", "Dr/Cr"],
  suffix: ["Amount"],
  unsigned: ["Amount"],
};

function render(made: MadeStatement, how: Style): Uint8Array {
  const money = (cents: bigint) =>
    how.comma ? grouped(cents).replace(/[.,]/g, (c) => (c === "." ? "," : ".")) : grouped(cents);
  const sums = (cents: bigint): string[] => {
    const plain = money(size(cents));
    const out = cents < 0n;
    if (how.columns === "two") return out ? [plain, ""] : ["", plain];
    if (how.columns === "credit_first") return out ? ["", plain] : [plain, ""];
    if (how.columns === "signed") return [money(cents)];
    if (how.columns === "word") return [plain, out ? "DR" : "CR"];
    return [how.columns === "suffix" ? `${plain} ${out ? "DR" : "CR"}` : plain];
  };
  const printsBalance = how.balance || how.columns === "unsigned";
  const balances = balancesOf(made);
  const rows = made.lines.map((line, i) => [
    (DAYS[how.days] as (date: CivilDate) => string)(line.date),
    line.narration,
    ...sums(line.cents),
    ...(printsBalance ? [money(balances[i] as bigint)] : []),
  ]);
  if (how.newestFirst) rows.reverse();
  const table = [
    ...(printsBalance ? [["Opening Balance", money(made.opening)]] : []),
    ["Trans Date", "Narration", ...HEADERS[how.columns], ...(printsBalance ? ["Balance"] : [])],
    ...rows,
  ];
  const text = table
    .map((row) => row.map((cell) => (cell.includes(how.mark) ? `"${cell}"` : cell)).join(how.mark))
    .join("\r\n");
  if (how.encoding === "utf-8") return new TextEncoder().encode(text);
  if (how.encoding === "utf-8-bom") return new TextEncoder().encode(`\ufeff${text}`);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), how.encoding === "utf-16le");
  return bytes;
}

/** Two rows that print the same date, sum and balance can be told apart by nobody. */
describe("a table of payments", () => {
  test("reads back the same in every delimiter, encoding, way of writing dates, numbers and direction, and order", async () => {
    await fc.assert(
      fc.asyncProperty(madeStatement, style, async (made, how) => {
        const order = how.days === "mdy" ? "mdy" : "dmy";
        const answer = await readStatementFile(render(made, how), { dateOrder: order }, { banks: [], layouts: [] });
        if (!answer.ok) throw new Error(answer.refusal.message);
        const [statement] = answer.file.statements;
        const lines = (statement?.lines ?? []).map(({ date, amount, narration }) => [date, unitsOf(amount), narration]);
        const wanted = made.lines.map(({ date, cents, narration }) => [date, unitsOf(decimal(cents)), narration]);
        if (how.newestFirst) wanted.reverse();
        expect(statement?.rejected).toEqual([]);
        expect(lines).toEqual(wanted);
        expect(statement?.chain.state).toBe(how.balance || how.columns === "unsigned" ? "complete" : "absent");
      }),
      { numRuns: 400 },
    );
  });
});
