import fc from "fast-check";
import { type CivilDate, partsOf } from "../../src/domain/dates/civil-date.ts";
import { balancesOf, grouped, type MadeStatement, size } from "./made-statement.ts";

/** The many ways in which banks write one table of payments as text, so that each can be read back. */

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

export type TableStyle = {
  readonly mark: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "utf-8-bom";
  readonly days: keyof typeof DAYS;
  readonly comma: boolean;
  readonly columns: "two" | "credit_first" | "signed" | "word" | "suffix" | "unsigned";
  readonly newestFirst: boolean;
  readonly balance: boolean;
};

export const tableStyle: fc.Arbitrary<TableStyle> = fc.record({
  mark: fc.constantFrom(",", ";", "\t", "|"),
  encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be", "utf-8-bom"),
  days: fc.constantFrom(...Object.keys(DAYS)),
  comma: fc.boolean(),
  columns: fc.constantFrom("two", "credit_first", "signed", "word", "suffix", "unsigned"),
  newestFirst: fc.boolean(),
  balance: fc.boolean(),
});

const HEADERS: Readonly<Record<TableStyle["columns"], readonly string[]>> = {
  two: ["Debit", "Credit"],
  credit_first: ["Deposit", "Withdrawal"],
  signed: ["Amount"],
  word: ["Amount", "Dr/Cr"],
  suffix: ["Amount"],
  unsigned: ["Amount"],
};

export function asTable(made: MadeStatement, how: TableStyle): Uint8Array {
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
