/**
 * How often the audit accuses where nothing is wrong: made accounts of many habits, and made customers in every format, whose
 * banks charge right.
 */
import { auditFiles } from "../../src/domain/audit/audit-files.ts";
import { ACCUSATIONS } from "../../src/domain/audit/audit-result.ts";
import type { Pack } from "../../src/domain/fees/pack.ts";
import { readInWords } from "../../src/engine/read-in-words.ts";
import { ENGLISH } from "../../src/words/say-english.ts";
import { madeAccount, printed } from "./made-account.ts";
import { type MadeCustomer, madeCustomer } from "./made-customer.ts";
import {
  asAlerts,
  asCamt,
  asMonoJson,
  asMt940,
  asOfx1,
  asOfx2,
  asRows,
  decimal,
  type MadeStatement,
} from "./made-statement.ts";

const csv = (rows: readonly (readonly string[])[], mark: string): string =>
  rows.map((row) => row.map((cell) => (/[",;]/.test(cell) ? `"${cell}"` : cell)).join(mark)).join("\r\n");

const signed = (made: MadeStatement): string[][] => [
  ["Date", "Description", "Amount"],
  ...made.lines.map((line) => [line.date, line.narration, decimal(line.cents)]),
];

/** Newest row first, credit before debit, as some banks print it. */
function newestFirst(made: MadeStatement): string[][] {
  const [number = [], currency = [], opening = [], , ...lines] = asRows(made);
  const turned = (row: readonly string[]) => [0, 2, 4, 3, 5].map((i) => row[i] ?? "");
  return [
    number,
    currency,
    opening,
    ["Posted Date", "Remarks", "Deposit", "Withdrawal", "Balance"],
    ...lines.reverse().map(turned),
  ];
}

const FORMATS: readonly ((made: MadeStatement, account: MadeCustomer["account"]) => string)[] = [
  (made) => csv(asRows(made), ","),
  (made) => csv(newestFirst(made), ";"),
  (made) => csv(signed(made), "\t"),
  asOfx1,
  (made) => asOfx2(made),
  (made) => asMt940(made),
  (made) => asCamt(made),
  (made) => asMonoJson(made),
  (made) => asAlerts(made),
];
/** Said by the person or not: both happen. */
const BANKS = [null, "ng.gtbank", "ng.zenith", "ng.uba"] as const;

export type FalseAlarms = {
  readonly statements: number;
  readonly lines: number;
  readonly charges: number;
  /** Charges that were called right or too high: the others were said to be open. */
  readonly judged: number;
  readonly falseAlarms: number;
};

type Made = {
  readonly account: "savings" | "current";
  readonly text: string;
  readonly lines: number;
  readonly charges: number;
};

function inAFormat(seed: number): Made {
  const { account, statement, charges } = madeCustomer(seed);
  const print = FORMATS[(seed / 3) % FORMATS.length] as (typeof FORMATS)[number];
  return { account, text: print(statement, account), lines: statement.lines.length, charges };
}

function inATable(seed: number): Made {
  const made = madeAccount(seed);
  const charges = made.rows.filter(({ charge }) => charge).length;
  return { account: made.account, text: printed(made, seed), lines: made.rows.length, charges };
}

/** Audits so many made statements. Each must be read whole, or the figure would be of something else. */
export async function countFalseAlarms(pack: Pack, statements: number): Promise<FalseAlarms> {
  let [lines, charges, judged, falseAlarms] = [0, 0, 0, 0];
  for (let seed = 1; seed <= statements; seed++) {
    const customer = seed % 3 === 0 ? inAFormat(seed) : inATable(seed);
    const bank = BANKS[seed % BANKS.length] ?? null;
    const read = await readInWords(new TextEncoder().encode(customer.text), {}, pack);
    if (!read.ok) throw new Error(`seed ${seed}: ${read.refusal.message}`);
    const answer = auditFiles(pack, [read.file], {
      engineVersion: "0",
      say: ENGLISH,
      ...(bank ? { bank } : {}),
      ...(seed % 5 === 0 ? {} : { accountType: customer.account }),
    });
    if ("results" in answer) throw new Error(`seed ${seed}: one statement was made`);
    if (answer.lines.length !== customer.lines) throw new Error(`seed ${seed}: not read whole`);
    lines += answer.lines.length;
    charges += customer.charges;
    for (const { verdict } of answer.lines) {
      if (verdict !== null && verdict !== "cannot_tell") judged++;
      if (verdict !== null && ACCUSATIONS.has(verdict)) falseAlarms++;
    }
  }
  return { statements, lines, charges, judged, falseAlarms };
}
