/** Which payment a charge is for: days, twins, references, several in one line. */
import type { Case } from "./case.ts";

const SAVINGS = { account: "savings", period: ["2025-05-01", "2026-03-31"] } as const;
const LATER = "2026-03-30 | POS PURCHASE SHOP | -900.00";

export const DAYS: readonly Case[] = [
  {
    name: "a day's fees before its payments",
    said: SAVINGS,
    rows: `2026-02-03 | NIP CHARGE + VAT | -53.75
           2026-02-03 | NIP CHARGE + VAT | -10.75
           2026-02-03 | NIP CHARGE + VAT | -26.88
           2026-02-03 | TRANSFER TO ADA OBI | -3000.00
           2026-02-03 | TRANSFER TO MUSA BELLO | -20000.00
           2026-02-03 | TRANSFER TO IFE ALADE | -80000.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "Friday's fees on Monday, beside Monday's",
    said: SAVINGS,
    rows: `2026-02-06 | TRANSFER TO IFE ALADE | -80000.00
           2026-02-09 | NIP CHARGE + VAT | -53.75
           2026-02-09 | TRANSFER TO ADA OBI | -3000.00
           2026-02-09 | NIP CHARGE + VAT | -10.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "fees of Saturday and Sunday on Monday",
    said: SAVINGS,
    rows: `2026-02-07 | TRANSFER TO IFE ALADE | -80000.00
           2026-02-08 | TRANSFER TO IFE ALADE | -20000.00
           2026-02-09 | TRANSFER TO ADA OBI | -3000.00
           2026-02-09 | NIP CHARGE + VAT | -10.75
           2026-02-09 | NIP CHARGE + VAT | -26.88
           2026-02-09 | NIP CHARGE + VAT | -53.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "fees posted after Christmas",
    said: SAVINGS,
    rows: `2025-12-24 | TRANSFER TO IFE ALADE | -80000.00
           2025-12-29 | TRANSFER TO ADA OBI | -3000.00
           2025-12-29 | NIP CHARGE + VAT | -53.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "two payments and two fees alike",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-03 | TRANSFER FEE TO ADA OBI + VAT | -26.88
           2026-02-03 | TRANSFER FEE TO ADA OBI + VAT | -26.88
           ${LATER}`,
    accused: {},
  },
  {
    name: "two payments and three fees alike: one is a duplicate",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-03 | NIP CHARGE + VAT | -26.88
           2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-03 | NIP CHARGE + VAT | -26.88
           2026-02-03 | NIP CHARGE + VAT | -26.88
           ${LATER}`,
    accused: { 5: "duplicate" },
  },
  {
    name: "the same payment on two days, both fees on the second",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-04 | TRANSFER TO ADA OBI | -20000.00
           2026-02-04 | NIP CHARGE + VAT | -26.88
           2026-02-04 | NIP CHARGE + VAT | -26.88
           ${LATER}`,
    accused: {},
  },
  {
    name: "one fee line for two payments, without a count",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -80000.00
           2026-02-03 | TRANSFER TO MUSA BELLO | -90000.00
           2026-02-03 | NIP CHARGES + VAT | -107.50
           ${LATER}`,
    accused: {},
  },
  {
    name: "one tax line for the fees of two payments",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -20000.00
           2026-02-03 | NIP CHARGE | -25.00
           2026-02-03 | TRANSFER TO MUSA BELLO | -20000.00
           2026-02-03 | NIP CHARGE | -25.00
           2026-02-03 | VAT ON NIP CHARGES | -3.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "one payment to ten people, and the fee for ten",
    said: { account: "current" },
    rows: `2026-02-03 | BULK TRANSFER 10 BENEFICIARIES | -500000.00
           2026-02-03 | BULK TRANSFER CHARGE 10 TXNS + VAT | -268.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "fee, tax and duty on one line",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -60000.00
           2026-02-03 | TRANSFER FEE + VAT + STAMP DUTY | -103.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "a fee that holds the duty and is too dear even so",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -60000.00
           2026-02-03 | TRANSFER FEE + VAT + STAMP DUTY | -123.75
           ${LATER}`,
    accused: { 2: "over_cap" },
  },
  {
    name: "a fee that says that it holds a duty which its payment does not owe",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -6000.00
           2026-02-03 | NIP CHARGE AND STAMP DUTY | -76.88
           ${LATER}`,
    accused: { 2: "over_cap" },
  },
  {
    name: "a fee that holds the duty and says so in other words",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -60000.00
           2026-02-03 | NIP CHARGES INCL EMTL AND VAT | -103.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "a short number that both print",
    said: SAVINGS,
    rows: `2026-02-03 | TRF/88213344/ADA OBI | -80000.00
           2026-02-09 | TRF/90113377/MUSA BELLO | -3000.00
           2026-02-09 | TRF FEE/88213344 | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a reference of letters and digits that both print",
    said: SAVINGS,
    rows: `2026-02-03 | FT26034KJH2P TRANSFER TO ADA OBI | -80000.00
           2026-02-09 | FT26040QQL7X TRANSFER TO MUSA BELLO | -3000.00
           2026-02-09 | NIP CHARGE FT26034KJH2P | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a session that both print inside their words",
    said: SAVINGS,
    rows: `2026-02-03 | NIP/000013260203101500000011112222/ADA OBI | -80000.00
           2026-02-06 | NIP/000013260206101500000011113333/MUSA BELLO | -3000.00
           2026-02-06 | NIP CHARGE 000013260203101500000011112222 | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "too dear for the payment whose session it prints",
    said: SAVINGS,
    rows: `2026-02-06 | NIP/000013260203101500000011112222/ADA OBI | -80000.00
           2026-02-06 | NIP/000013260206101500000011113333/MUSA BELLO | -3000.00
           2026-02-06 | NIP CHARGE 000013260206101500000011113333 | -50.00
           ${LATER}`,
    accused: { 3: "over_cap" },
  },
  {
    name: "a fee of the day before the statement begins",
    said: { account: "savings" },
    rows: `2026-02-02 | NIP CHARGE + VAT | -53.75
           2026-02-02 | TRANSFER TO ADA OBI | -3000.00
           2026-02-02 | NIP CHARGE + VAT | -10.75
           ${LATER}`,
    accused: {},
  },
  {
    name: "two withdrawals, and their fees on the next day",
    said: SAVINGS,
    rows: `2025-06-03 | ATM WDL UBA MARINA | -20000.00
           2025-06-03 | ATM WDL UBA MARINA | -20000.00
           2025-06-04 | ATM WITHDRAWAL CHARGE | -107.50
           2025-06-04 | ATM WITHDRAWAL CHARGE | -107.50
           2025-06-30 | POS PURCHASE SHOP | -900.00`,
    accused: {},
  },
  {
    name: "a tax taken twice is not laid on a card's fee that holds its own",
    said: SAVINGS,
    rows: `2026-02-03 | TRANSFER TO ADA OBI | -80000.00
           2026-02-03 | TRANSFER CHARGE | -50.00
           2026-02-03 | VAT | -3.75
           2026-02-03 | VAT | -3.75
           2026-02-03 | CARD MAINTENANCE FEE Q1 2026 | -53.75
           ${LATER}`,
    accused: { 4: "duplicate" },
  },
];
