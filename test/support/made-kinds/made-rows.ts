import { utils, write } from "@e965/xlsx";
import { seeded } from "../../../drills/drill.ts";

/**
 * Rows of a made account, and how programs write them: what the kinds of files in this folder are made of. Words go with the
 * sides as banks narrate them, days run forward, and the balance follows from each row.
 */
export type Row = {
  readonly date: string;
  readonly time: string;
  readonly cents: number;
  readonly balance: number;
  readonly words: string;
  readonly reference: string;
};

export type Draw = {
  readonly below: (most: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
};

/** A file of a kind with what it says: each line as day, signed hundredths and, where the file prints it, the balance. */
export type Made = {
  readonly bytes: string | Uint8Array;
  readonly lines: readonly Line[];
  /** How many statements it holds; null where both one and several are right. */
  readonly statements: number | null;
};
export type Line = readonly [date: string, cents: number, balance: number | null];

/** `whole`: the file says all that there is to know, and is read so. `told`: whatever is read otherwise is said. */
export type Kind = {
  readonly name: string;
  readonly is: "whole" | "told";
  readonly make: (draw: Draw) => Made;
};

export function drawOf(seed: number): Draw {
  const chance = seeded(seed);
  const below = (most: number): number => Math.floor(chance() * most);
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}

const NAMES = ["ADA OBI", "BELLO MUSA", "FUNKE ADE", "IBRAHIM SANI", "NGOZI EZE", "TUNDE BALO"];
const BANKS = ["GTB", "UBA", "OPAY", "KUDA", "FBN"];
const FEES = [
  [1075, "NIP CHARGE + VAT"],
  [5000, "STAMP DUTY"],
  [400, "SMS ALERT CHARGE"],
  [698, "USSD SESSION FEE"],
] as const;

const two = (n: number): string => String(n).padStart(2, "0");

function payment({ below, pick }: Draw, kind: number): readonly [cents: number, words: string] {
  const sum = below(3) === 0 ? (1 + below(900)) * 10_000 : 5_001 + below(9_000_000);
  const who = `${pick(NAMES)}/${pick(BANKS)}`;
  if (kind === 0) return [-sum, `NIP TRF TO ${who}`];
  if (kind === 1) return [sum, pick([`NIP FRM ${who}`, `CASH DEPOSIT BY ${who}`, `INFLOW ${who}`])];
  if (kind === 2) {
    const [fee, words] = pick(FEES);
    return [-fee, words];
  }
  if (kind === 3) return [-sum, `POS PURCHASE ${pick(["SHOPRITE", "KFC IKEJA", "JUMIA"])} LAGOS`];
  return kind === 4 ? [-sum, `AIRTIME MTN 080${10_000_000 + below(80_000_000)}`] : [sum, `SALARY ${who}`];
}

/** Kinds of the first payments, so that each file has some on both sides. */
const FIRST = [0, 1, 3, 2];

/** Rows of one account from the first days of a month on; `count` of them, else 8 to 15. */
export function rowsOf(
  draw: Draw,
  { count, month, year = 2024 }: { count?: number; month?: number; year?: number } = {},
): Row[] {
  const { below, pick } = draw;
  const of = count ?? 8 + below(8);
  const m = month ?? 1 + below(11);
  let [day, balance] = [1 + below(3), 20_000_000 + below(90_000_000)];
  return Array.from({ length: of }, (_one, i) => {
    // a day above the twelfth in each file, and none behind the end of the month
    day = Math.min(28, day + pick([0, 1, 1, 2, 3]));
    if (i === Math.floor(of / 2)) day = Math.max(day, 14);
    const [cents, words] = payment(draw, FIRST[i] ?? below(6));
    balance += cents;
    return {
      date: `${year}-${two(m)}-${two(day)}`,
      time: `${two(8 + below(11))}:${two(below(60))}`,
      cents,
      balance,
      words,
      reference: `FT${100_000 + below(899_999)}`,
    };
  });
}

export const linesOf = (rows: readonly Row[], balances = true): Line[] =>
  rows.map(({ date, cents, balance }) => [date, cents, balances ? balance : null]);

/** Ways of printing the size of a sum. */
export const plain = (cents: number): string => `${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;
export const grouped = (cents: number, mark = ",", point = "."): string =>
  plain(cents)
    .replace(".", point)
    .replace(/\B(?=(\d{3})+[.,])/g, mark);
export const signed = (cents: number, print: (cents: number) => string = grouped): string =>
  `${cents < 0 ? "-" : ""}${print(cents)}`;
export const sides = ({ cents }: Row, empty = "", print: (cents: number) => string = grouped): string[] =>
  cents < 0 ? [print(cents), empty] : [empty, print(cents)];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const partsOf = (date: string): readonly [y: string, m: string, d: string] =>
  date.split("-") as [string, string, string];
/** Ways of printing a day. */
export const slashed = (date: string): string => partsOf(date).toReversed().join("/");
export const american = (date: string): string => {
  const [y, m, d] = partsOf(date);
  return `${m}/${d}/${y}`;
};
export const named = (date: string): string => {
  const [y, m, d] = partsOf(date);
  return `${d}-${MONTHS[Number(m) - 1]}-${y}`;
};
export const compact = (date: string): string => date.replaceAll("-", "");
export const DAYS = [slashed, named, compact, (date: string) => date];

export type Cells = readonly (readonly string[])[];

const csv = (cells: Cells, mark = ","): string =>
  cells
    .map((row) =>
      row.map((cell) => (/["\n]/.test(cell) || cell.includes(mark) ? `"${cell.replaceAll('"', '""')}"` : cell)),
    )
    .map((row) => row.join(mark))
    .join("\n");

export function book(sheets: Readonly<Record<string, Cells>>, type: "xlsx" | "biff8" = "xlsx"): Uint8Array {
  const made = utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) {
    // a program leaves blank cells out
    const sheet = utils.aoa_to_sheet(cells.map((row) => row.map((cell) => (cell === "" ? null : cell))));
    utils.book_append_sheet(made, sheet, name);
  }
  return new Uint8Array(write(made, { type: "array", bookType: type }) as ArrayBuffer);
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const page = (cells: Cells): string =>
  `<html><body><table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("\n")}</table></body></html>`;
const sheetXml = (cells: Cells): string =>
  `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>${cells.map((row) => `<Row>${row.map((cell) => `<Cell><Data ss:Type="String">${escaped(cell)}</Data></Cell>`).join("")}</Row>`).join("")}</Table></Worksheet></Workbook>`;

type Writer = (cells: Cells) => string | Uint8Array;
/** Formats that keep the blank cells of a row. */
export const TEXTS: readonly Writer[] = [
  (cells) => csv(cells, ","),
  (cells) => csv(cells, ";"),
  (cells) => csv(cells, "\t"),
  page,
  sheetXml,
];
export const TABLES: readonly Writer[] = [
  ...TEXTS,
  (cells) => book({ Sheet1: cells }),
  (cells) => book({ Sheet1: cells }, "biff8"),
];
