import { describe, expect, test } from "vitest";
import { accusedOf, auditRows, verdictsOf } from "../../../../test/support/audit-rows.ts";

const SAVINGS = { account: "savings" } as const;

describe("charges beside a payment that came back", () => {
  test("that stand for another payment of the day are not asked back, in whatever order the rows stand", async () => {
    const rows = [
      "2024-03-07 | NIP/OPAY/BANKOLE COMFORT | -222169.00",
      "2024-03-07 | NIP CHARGE | -50.00",
      "2024-03-07 | VAT ON NIP CHARGE | -3.75",
      "2024-03-07 | RVSL NIP/OPAY/BANKOLE COMFORT | 222169.00",
      "2024-03-07 | RVSL NIP CHARGE | 50.00",
      "2024-03-07 | RVSL VAT ON NIP CHARGE | 3.75",
      "2024-03-07 | NIP/GTB/SULE BABA | -37200.00",
      "2024-03-07 | NIP CHARGE | -25.00",
      "2024-03-07 | VAT ON NIP CHARGE | -1.88",
    ];
    const last = "2024-03-30 | POS PURCHASE SHOP | -900.00";
    for (let turn = 0; turn < rows.length; turn++) {
      const turned = [...rows.slice(turn), ...rows.slice(0, turn), last];
      expect(accusedOf(await auditRows(turned.join("\n"), SAVINGS))).toEqual([]);
    }
  });

  test("are asked back where no other payment is left for them, and their tax with them", async () => {
    const result = await auditRows(
      `2024-03-07 | NIP/OPAY/BANKOLE COMFORT | -222169.00
       2024-03-07 | NIP CHARGE | -50.00
       2024-03-07 | VAT ON NIP CHARGE | -3.75
       2024-03-07 | NIP/GTB/SULE BABA | -37200.00
       2024-03-07 | NIP CHARGE | -25.00
       2024-03-07 | VAT ON NIP CHARGE | -1.88
       2024-03-08 | RVSL NIP/OPAY/BANKOLE COMFORT | 222169.00
       2024-03-30 | POS PURCHASE SHOP | -900.00`,
      SAVINGS,
    );
    expect(verdictsOf(result)).toEqual(["2 not_returned", "3 not_returned", "5 right", "6 right"]);
  });

  test("are no duplicate of one that was given back, before or after", async () => {
    const result = await auditRows(
      `2026-02-03 | NIP TRANSFER TO ADA MADEUP/RENT | -20000.00
       2026-02-03 | COMMISSION ON NIP TRANSFER 000013260203101500000011112222 | -25.00
       2026-02-03 | COMMISSION ON NIP TRANSFER | -25.00
       2026-02-05 | RVSL COMMISSION ON NIP TRANSFER 000013260203101500000011112222 | 25.00
       2026-03-20 | POS PURCHASE SHOP | -900.00`,
      SAVINGS,
    );
    expect(accusedOf(result)).toEqual([]);
    expect(result.totals.returned).toBe("25.00");
  });

  test("take the payment whose very sum they are: a small tax is not laid on a large charge", async () => {
    const result = await auditRows(
      `2022-04-01 | POS PURCHASE SHOP | -900.00
       2022-04-30 | POS PURCHASE SHOP | -900.00
       2022-05-01 | SMS ALERT CHARGES FOR APR 2022 | -8.60
       2022-05-01 | TRANSFER TO EMEKA ODO | -6000.00
       2022-05-01 | TRANSFER CHARGES | -5.00
       2022-05-01 | VAT CHARGES | -0.38
       2022-06-20 | POS PURCHASE SHOP | -900.00`,
      { ...SAVINGS, period: ["2022-04-01", "2022-06-20"] },
    );
    expect(result.lines.find(({ row }) => row === 6)?.for).toBe(5);
    expect(accusedOf(result)).toEqual([]);
  });

  test("are not asked back where the reversal may be of a payment alike that bore none, in whatever order", async () => {
    const day9 = [
      "2026-03-09 | RVSL TRANSFER TO ADA OBI/GTB | 20000.00",
      "2026-03-09 | TRANSFER TO ADA OBI/GTB | -20000.00",
    ];
    for (const rows of [day9, [...day9].reverse()]) {
      const result = await auditRows(
        [
          "2026-03-03 | TRANSFER TO ADA OBI/GTB | -20000.00",
          "2026-03-03 | STAMP DUTY | -50.00",
          ...rows,
          "2026-03-28 | POS PURCHASE SHOP | -900.00",
        ].join("\n"),
        { ...SAVINGS, period: ["2026-03-01", "2026-03-31"] },
      );
      expect(accusedOf(result)).toEqual([]);
    }
  });
});
