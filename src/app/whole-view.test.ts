import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { priceWhole } from "../domain/fees/whole-action.ts";
import { parseMinor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { wholeView } from "./whole-view.ts";

const pack = shippedPack();
const day = (text: string) => text as CivilDate;
const minorOf = (sum: string) => parseMinor(sum.replace(/[^\d.]/g, "")) ?? 0n;

test("a transfer's bands in 2026 are those of the fee and those of the duty together", () => {
  expect(wholeView(pack, "transfer.interbank", day("2026-02-01"))).toEqual({
    payee: "bank",
    duties: [{ service: "levy.electronic_transfer", name: "Stamp duty on a transfer", payee: "government" }],
    rows: [
      ["up to ₦5,000", "₦0.01", "₦5,000.00", "₦10.00", "₦0.75", "₦0.00", "₦10.75"],
      ["above ₦5,000 to ₦9,999.99", "₦5,000.01", "₦9,999.99", "₦25.00", "₦1.88", "₦0.00", "₦26.88"],
      ["₦10,000 to ₦50,000", "₦10,000.00", "₦50,000.00", "₦25.00", "₦1.88", "₦50.00", "₦76.88"],
      ["above ₦50,000", "₦50,000.01", null, "₦50.00", "₦3.75", "₦50.00", "₦103.75"],
    ].map(([when, from, upTo, fee, tax, duty, all]) => ({
      when,
      from,
      upTo,
      fee,
      tax,
      duties: [duty],
      leaves: { low: all, high: all },
    })),
  });
});

test("on every day and for every sum the row of its band says what the engine says of it", () => {
  const drawing = pack.services.filter(({ draws }) => draws !== undefined).map(({ id }) => id);
  expect(drawing.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(
      fc.constantFrom(...drawing),
      fc.constantFrom("2015-01-01", "2019-06-01", "2021-03-01", "2025-06-01", "2026-02-01", "2026-11-24"),
      fc.oneof(
        fc.bigInt({ min: 1n, max: 200_000_00n }),
        fc.constantFrom(4_999_99n, 5_000_00n, 5_000_01n, 9_999_99n, 10_000_00n, 50_000_00n, 50_000_01n),
      ),
      (service, on, amount) => {
        const view = wholeView(pack, service, day(on));
        if (!view) return;
        const row = view.rows.find(
          ({ from, upTo }) => amount >= minorOf(from) && (upTo === null || amount <= minorOf(upTo)),
        );
        const { leaves, own } = priceWhole(pack, { service, on: day(on), amount, facts: {} });
        expect(row?.leaves).toEqual(
          leaves && { low: exactMoney(leaves.low, own.currency), high: exactMoney(leaves.high, own.currency) },
        );
      },
    ),
  );
});

test("where nothing is drawn beside the fee there is no second table", () => {
  for (const service of ["alert.sms", "card.maintenance", "levy.electronic_transfer"])
    expect(wholeView(pack, service, day("2026-02-01"))).toBeNull();
  // the receiver owed it
  expect(wholeView(pack, "transfer.interbank", day("2025-06-01"))).toBeNull();
});
