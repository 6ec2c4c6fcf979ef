/** Levies and fees that came back, and those who owe them. */
import type { Case } from "./case.ts";

const SAVINGS = { account: "savings", period: ["2025-02-01", "2025-04-30"] } as const;
const OF_2026 = { account: "savings", period: ["2026-02-01", "2026-03-31"] } as const;
const LATER = "2025-04-28 | POS PURCHASE SHOP | -900.00";

export const BACK: readonly Case[] = [
  {
    name: "of two levies that print the same the wrong one came back",
    said: SAVINGS,
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 40000.00
           2025-03-03 | STAMP DUTY | -50.00
           2025-03-03 | NIP TRANSFER FROM MUSA BELLO | 5000.00
           2025-03-03 | STAMP DUTY | -50.00
           2025-03-04 | RSVL STAMP DUTY | 50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a levy taken twice and given back once, before the second is printed",
    said: SAVINGS,
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 40000.00
           2025-03-03 | EMTL | -50.00
           2025-03-03 | EMTL REVERSAL | 50.00
           2025-03-03 | EMTL | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a levy taken twice and given back on the next day",
    said: SAVINGS,
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 40000.00
           2025-03-03 | EMTL | -50.00
           2025-03-03 | EMTL | -50.00
           2025-03-04 | REV EMTL | 50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a levy given back as a refund in other words",
    said: SAVINGS,
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 4000.00
           2025-03-03 | EMTL | -50.00
           2025-03-04 | REFUND OF EMTL WRONGLY CHARGED | 50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a fee given back in words that call it an error",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO ADA OBI | -3000.00
           2025-03-03 | NIP CHARGE | -50.00
           2025-03-04 | CORRECTION: NIP CHARGE TAKEN IN ERROR | 50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "what was too much of a fee given back",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO ADA OBI | -3000.00
           2025-03-03 | NIP CHARGE | -50.00
           2025-03-04 | RSVL EXCESS NIP CHARGE | 40.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "payment, fee and tax given back in one credit",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO ADA OBI | -20000.00
           2025-03-03 | NIP CHARGE | -25.00
           2025-03-03 | VAT ON NIP CHARGE | -1.88
           2025-03-04 | RSVL TRANSFER TO ADA OBI | 20026.88
           ${LATER}`,
    accused: {},
  },
  {
    name: "a payment sent again after it came back, the fee taken once",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO ADA OBI | -20000.00
           2025-03-03 | NIP CHARGE + VAT | -26.88
           2025-03-03 | RSVL TRANSFER TO ADA OBI | 20000.00
           2025-03-03 | TRANSFER TO ADA OBI | -20000.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a payment sent again after it came back, the fee taken twice and nothing returned",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO ADA OBI | -20000.00
           2025-03-03 | NIP CHARGE + VAT | -26.88
           2025-03-03 | RSVL TRANSFER TO ADA OBI | 20000.00
           2025-03-03 | TRANSFER TO ADA OBI | -20000.00
           2025-03-03 | NIP CHARGE + VAT | -26.88
           ${LATER}`,
    accused: { 2: "not_returned" },
  },
  {
    name: "a Reverend pays back what he was lent",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO REV JOHN EKE | -20000.00
           2025-03-03 | NIP CHARGE + VAT | -26.88
           2025-03-05 | REV JOHN EKE | 20000.00
           2025-03-05 | EMTL | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "a church called Reversal pays the same sum",
    said: SAVINGS,
    rows: `2025-03-03 | TRANSFER TO GRACE REVERSAL MINISTRY | -20000.00
           2025-03-03 | NIP CHARGE + VAT | -26.88
           2025-03-05 | TRANSFER FROM GRACE REVERSAL MINISTRY | 20000.00
           2025-03-05 | EMTL | -50.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "own account at another bank owes the levy of 2026",
    said: OF_2026,
    rows: `2026-02-03 | NIP TRANSFER TO OWN ACCOUNT KUDA | -20000.00
           2026-02-03 | STAMP DUTY | -50.00
           2026-03-03 | POS PURCHASE SHOP | -900.00`,
    accused: {},
  },
  {
    name: "a levy on wages that an employer's bank calls salary",
    said: { ...OF_2026, account: "current" },
    rows: `2026-02-25 | SALARY PAYMENT FEB 2026 ADA OBI | -150000.00
           2026-02-25 | STAMP DUTY SALARY PAYMENT FEB 2026 ADA OBI | -50.00
           2026-03-25 | POS PURCHASE SHOP | -900.00`,
    accused: { 2: "not_permitted" },
  },
  {
    name: "a levy on a payment whose payer typed salary",
    said: OF_2026,
    rows: `2026-02-25 | NIP TRANSFER TO ADA OBI/salary of last year refund | -150000.00
           2026-02-25 | STAMP DUTY | -50.00
           2026-03-25 | POS PURCHASE SHOP | -900.00`,
    accused: {},
  },
  {
    name: "a levy on money that a mobile money house holds below the limit",
    said: { ...SAVINGS, bank: "ng.opay" },
    rows: `2025-03-03 | Transfer from ADA OBI | 4000.00
           2025-03-03 | Electronic Money Transfer Levy | -50.00
           ${LATER}`,
    accused: { 2: "not_permitted" },
  },
  {
    name: "a dearer fee of a microfinance bank",
    said: { ...SAVINGS, bank: "ng.moniepoint" },
    rows: `2025-03-03 | Transfer to ADA OBI | -3000.00
           2025-03-03 | Transfer fee | -20.00
           ${LATER}`,
    accused: {},
  },
  {
    name: "too much tax at a mobile money house",
    said: { ...SAVINGS, bank: "ng.palmpay" },
    rows: `2025-03-03 | Transfer to ADA OBI | -3000.00
           2025-03-03 | Transfer fee | -10.00
           2025-03-03 | VAT on transfer fee | -1.50
           ${LATER}`,
    accused: { 3: "wrong_tax" },
  },
];
