import type { Case } from "./case.ts";

/** Twenty payments of a quarter of 2024, so that a quarter's alerts are more than any month's. */
const quarter = ["01", "02", "03"]
  .flatMap((month) => ["03", "06", "09", "12", "16", "19", "24"].map((day) => `2024-${month}-${day}`))
  .map((day) => `${day} | POS PURCHASE SHOPRITE IKEJA | -4100.00`)
  .join("\n");
const COVERED = ["2024-01-01", "2024-04-30"] as const;
/** 18 alerts with VAT: more than a month's seven payments can have caused, fewer than the quarter's 21. */
const sms = (words: string): Case => ({
  name: words,
  said: { account: "savings", period: COVERED },
  rows: `${quarter}\n2024-04-02 | ${words} | -77.40\n2024-04-29 | POS PURCHASE SHOPRITE IKEJA | -4100.00`,
  accused: {},
});

/** Lines that are for more than the month that they print last, or do not say for which. */
export const PERIODS: readonly Case[] = [
  sms("SMS CHARGE Q1 2024"),
  sms("SMS ALERT CHG JAN-MAR 2024"),
  sms("SMS ALERT CHARGES 1ST QTR 2024"),
  sms("SMS ALERT CHARGE FOR 3 MONTHS"),
  sms("SMS CHRG 01JAN-31MAR2024"),
  sms("SMS ALERT CHARGES 01.01.24 - 31.03.24"),
  sms("SMS ALERT JANUARY, FEBRUARY AND MARCH 2024"),
  sms("QUARTERLY SMS ALERT CHARGES"),
  sms("SMS ALERT CHARGES FOR THE QUARTER ENDED MAR 2024"),
  sms("SMS ALERT FEE QTR END MARCH 2024"),
  sms("SMS ALERT FEE MAR 2024 AND ARREARS"),
  sms("OUTSTANDING SMS ALERT CHARGE TILL MARCH 2024"),
  sms("SMS ALERT CHARGES UP TO MAR 2024"),
  sms("SMS CHARGES JAN 24/FEB 24/MAR 24"),
  sms("SMS ALERT CHARGE (JAN,FEB,MAR)"),
  sms("SMS ALERT CHARGES 01/2024-03/2024"),
  {
    name: "a month's own alerts, twice too dear",
    said: { account: "savings", period: COVERED },
    rows: `${quarter}\n2024-04-02 | SMS ALERT CHARGE FOR MAR 2024 | -77.40\n2024-04-29 | POS PURCHASE SHOPRITE IKEJA | -4100.00`,
    accused: { 22: "over_cap" },
  },
  ...[
    "ACCOUNT MAINTENANCE FEE JAN-MAR 2024",
    "CURRENT ACCOUNT MAINTENANCE CHARGE Q1 2024",
    "ACCT MAINT FEE QUARTER ENDED MARCH 2024",
    "ACCOUNT MAINTENANCE FEE 01/01/2024 TO 31/03/2024",
    "CAMF MAR 2024 PLUS ARREARS",
    "CAMF FOR FIRST QUARTER 2024",
  ].map((words) => ({
    name: words,
    said: { account: "current", period: COVERED } as const,
    // 86.10 for 86,100.00 of the quarter, 28.70 for any month
    rows: `${quarter}\n2024-04-02 | ${words} | -86.10\n2024-04-29 | POS PURCHASE SHOPRITE IKEJA | -4100.00`,
    accused: {},
  })),
  ...[
    "CARD MAINTENANCE FEE OCT 2023-MAR 2024",
    "VISA CARD MAINTENANCE Q4 2023 & Q1 2024",
    "CARD MAINTENANCE 6 MONTHS",
  ].map((words) => ({
    name: words,
    said: { account: "savings", period: COVERED } as const,
    rows: `${quarter}\n2024-04-02 | ${words} | -107.50`,
    accused: {},
  })),
  {
    name: "a levy that prints its month stands for a receipt of that month",
    said: { account: "savings", period: ["2025-03-01", "2025-04-30"] },
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 40000.00
           2025-03-31 | NIP TRANSFER FROM MUSA BELLO | 5000.00
           2025-03-31 | EMTL CHARGE FOR MARCH 2025 | -50.00
           2025-04-20 | POS PURCHASE SHOP | -900.00`,
    accused: {},
  },
  {
    name: "five levies of a month on one line",
    said: { account: "savings", period: ["2025-03-01", "2025-04-30"] },
    rows: `2025-03-03 | NIP TRANSFER FROM ADA OBI | 40000.00
           2025-03-05 | NIP TRANSFER FROM ADA OBI | 41000.00
           2025-03-13 | NIP TRANSFER FROM ADA OBI | 42000.00
           2025-03-23 | NIP TRANSFER FROM ADA OBI | 43000.00
           2025-03-29 | NIP TRANSFER FROM ADA OBI | 44000.00
           2025-03-31 | STAMP DUTY MARCH 2025 | -250.00
           2025-04-20 | POS PURCHASE SHOP | -900.00`,
    accused: {},
  },
];
