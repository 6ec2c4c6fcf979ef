import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { ENGLISH } from "../../words/say-english.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { SaidFile, SaidStatement } from "../statements/statement.ts";
import { auditBook } from "./audit-statement.ts";
import { RARE_JUDGES } from "./judge/rare-charges.ts";
import { type Entry, openBook } from "./open/book.ts";

// A statement may be made so that every line looks like the partner of every other. The work for it grows with the number of
// its lines, not with its square. Counted is each look at an entry of the book, at whatever it holds: who walks over entries
// that are gone looks at them, and no busy machine changes the count.

const PACK = shippedPack();
type Made = readonly [narration: string, amount: string, reference?: string];
type Make = (i: number, all: number) => Made;
type Day = (i: number, all: number) => string;

const statementOf = (rows: readonly Made[], day: (i: number) => string): SaidStatement => ({
  bank: null,
  account: { masked: null, currency: "NGN", type: "savings" },
  holder: null,
  from: day(0) as CivilDate,
  to: day(rows.length - 1) as CivilDate,
  period: null,
  opening: null,
  closing: null,
  order: "oldest_first",
  chain: { state: "absent", breaks: [] },
  lines: rows.map(([narration, amount, reference = null], i) => ({
    row: i + 1,
    date: day(i) as CivilDate,
    valueDate: null,
    amount,
    balance: null,
    narration,
    reference,
    code: null,
  })),
  rejected: [],
});

/** How often the audit of so many lines looks at an entry. */
function looksAt(make: Make, all: number, day: Day): number {
  const rows = Array.from({ length: all }, (_x, i) => make(i, all));
  const statement = statementOf(rows, (i) => day(i, all));
  const book = openBook(PACK, statement, {});
  let looks = 0;
  const counted = (entry: Entry): Entry =>
    new Proxy(entry, {
      get: (of, key) => {
        looks++;
        return of[key as keyof Entry];
      },
    });
  const file: SaidFile = { format: "csv", encoding: "utf-8", warnings: [], statements: [statement] };
  const result = auditBook({ ...book, entries: book.entries.map(counted) }, file, {
    engineVersion: "0",
    say: ENGLISH,
    rare: RARE_JUDGES,
  });
  expect(result.lines.length).toBe(all);
  return looks;
}

const oneDay: Day = () => "2026-02-03";
/** All on three working days of one week. */
const fewDays: Day = (i, all) => `2026-02-0${3 + Math.floor((3 * i) / all)}`;

const CASES: Readonly<Record<string, Make>> = {
  "a fee, its reversal, and so on": (i) =>
    i % 2 ? ["REVERSAL NIP CHARGE", "25.00", "A1"] : ["NIP CHARGE", "-25.00", "A1"],
  "a reversal before its fee": (i) => (i % 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "25.00"]),
  "all fees and then all reversals": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "25.00"],
  "all fees and then reversals of a part of them": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "10.00"],
  "all fees and then reversals of another sum": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "77.00"],
  "payments and their reversals": (i, all) =>
    i < all / 2 ? ["NIP TRANSFER TO ADA", "-5000.00"] : ["REVERSAL NIP TRANSFER TO ADA", "5000.00"],
  "payments with charges and reversals of both": (i, all) =>
    i < all / 2
      ? i % 2
        ? ["NIP CHARGE", "-25.00"]
        : ["NIP TRANSFER TO ADA", "-20000.00"]
      : ["REVERSAL NIP TRANSFER TO ADA", "20025.00"],
  "fees, taxes and levies of one day": (i) =>
    (
      [
        ["NIP TRANSFER", "-20000.00"],
        ["NIP CHARGE", "-25.00"],
        ["VAT ON NIP CHARGE", "-1.88"],
        ["STAMP DUTY", "-50.00"],
      ] as const
    )[i % 4] as Made,
  "levies for a whole year, each": (i) =>
    i % 2 ? ["FGN STAMP DUTY FOR 4 TXNS 01/01--31/12/", "-200.00"] : ["NIP TRANSFER TO ADA", "-20000.00"],
  "levies that no payment owes": () => ["FGN STAMP DUTY", "-50.00"],
  "nothing but taxes": () => ["VAT ON NIP CHARGE", "-1.88"],
  "nothing but SMS charges": () => ["SMS ALERT CHARGE", "-4.00"],
  "nothing but card charges": () => ["CARD MAINTENANCE FEE", "-50.00"],
  "ATM fees and withdrawals": (i) => (i % 2 ? ["ATM WITHDRAWAL FEE", "-35.00"] : ["ATM WITHDRAWAL", "-20000.00"]),
};

/** What is taken for a payment, and what for a time: one of each kind that has a judge or a link of its own. */
const KINDS: Readonly<Record<string, readonly [words: string, sum: string]>> = {
  "transfer fee": ["NIP CHARGE", "-26.88"],
  "transfer fee too high": ["NIP CHARGE", "-107.50"],
  tax: ["VAT ON NIP CHARGE", "-1.88"],
  levy: ["STAMP DUTY", "-50.00"],
  "levy of several payments": ["STAMP DUTY", "-100.00"],
  "levy of a month": ["STAMP DUTY FOR FEB 2026", "-50.00"],
  "levy of a period": ["STAMP DUTY FOR 4 TXNS 01/02--28/02/", "-200.00"],
  "fee of several payments": ["NIP CHARGES FOR 3 TXNS", "-75.00"],
  "ATM fee": ["NOT-ON-US ATM WITHDRAWAL FEE", "-100.00"],
  "bill fee": ["BILL PAYMENT CHARGE", "-107.50"],
  "SMS charge": ["SMS ALERT CHARGE FEB 2026", "-6.45"],
  "card charge": ["VERVE CARD MAINTENANCE FEE Q1 2026", "-53.75"],
  "account charge": ["ACCOUNT MAINTENANCE FEE FEB 2026", "-20.00"],
  "USSD charge": ["USSD SESSION CHARGE", "-6.98"],
  "returned cheque": ["RETURNED CHEQUE CHARGE", "-5375.00"],
};
const PAYMENTS: Readonly<Record<string, string>> = {
  "ATM fee": "NOT ON US ATM WITHDRAWAL",
  "bill fee": "BILL PAYMENT DSTV",
};
/** What every line prints, so that all of them look tied to each other. */
const TIES: Readonly<Record<string, (words: string) => Made>> = {
  nothing: (words) => [words, ""],
  "one session": (words) => [`${words} 000015260203101112000000000001`, ""],
  "one name": (words) => [`${words} ADA OBIANA`, ""],
  "one reference": (words) => [words, "", "S77120011"],
};
const mixed = (kind: string, tie: string, came: (i: number, all: number) => number): Make => {
  const [words, sum] = KINDS[kind] as readonly [string, string];
  const dress = TIES[tie] as (words: string) => Made;
  return (i, all) => {
    const part = came(i, all);
    const what = part === 0 ? (PAYMENTS[kind] ?? "NIP TRANSFER TO") : part === 1 ? words : `REVERSAL ${words}`;
    const [narration, , reference] = dress(what);
    const amount = part === 0 ? "-20000.00" : part === 1 ? sum : sum.slice(1);
    return reference ? [narration, amount, reference] : [narration, amount];
  };
};
/** A payment and its charge in turns; all payments before all charges; and a third of the lines what came back of the charges. */
const TURNS: Readonly<Record<string, (i: number, all: number) => number>> = {
  "in turns": (i) => i % 2,
  "behind all payments": (i, all) => (i < all / 2 ? 0 : 1),
  "before what came back": (i, all) => Math.floor((3 * i) / all),
};

/**
 * Three times the lines are at most four times the looks: what is sorted or searched by halves takes a little more than three,
 * and so does a list of which only the first are looked at, as long as it is short. What is walked over again takes nine.
 */
const FEW = 250;
const TIMES = 3;
const MOST = 4;
const grown = (make: Make, day: Day): number => looksAt(make, TIMES * FEW, day) / looksAt(make, FEW, day);

test.each(Object.keys(CASES))("three times the lines of %s are three times the work", (what) => {
  expect(grown(CASES[what] as Make, oneDay)).toBeLessThan(MOST);
});

test.each(Object.keys(KINDS))("a %s on every line is the same work a line, whatever the lines print", (kind) => {
  const found: string[] = [];
  // the days of a tie hold fewer than are looked at for one charge: there the work grows until they hold as many
  for (const tie of Object.keys(TIES))
    for (const [how, turn] of Object.entries(TURNS))
      for (const day of tie === "nothing" ? [oneDay, fewDays] : [oneDay]) {
        const times = grown(mixed(kind, tie, turn), day);
        if (times >= MOST)
          found.push(`${tie}, ${how}, ${day === oneDay ? "one day" : "few days"}: ${times.toFixed(1)}`);
      }
  expect(found).toEqual([]);
});
