import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import { bandOf, bandTops } from "./amount-bands.ts";
import { priceEvent } from "./price-event.ts";
import type { ChargeFacts } from "./priced.ts";

const pack = shippedPack();
const FIRST = "2012-01-01" as CivilDate;
const services = pack.services.map(({ id }) => id);
const banks = [undefined, ...new Set(pack.listedFees.map(({ bank }) => bank))];
const day = fc.integer({ min: 0, max: 5_800 }).map((days) => addDays(FIRST, days));
const sum = fc.oneof(
  fc.bigInt({ min: 1n, max: 2_000_000n }),
  fc.bigInt({ min: 1n, max: 100_000_000_000n }),
  // on a bound and beside it
  fc
    .tuple(fc.constantFrom(500_000n, 1_000_000n, 5_000_000n, 100_000_000n), fc.constantFrom(-1n, 0n, 1n))
    .map(([a, b]) => a + b),
);
const facts: fc.Arbitrary<ChargeFacts> = fc.constantFrom(
  {},
  { sameBank: true },
  { party: "sender" },
  { party: "receiver", salary: true },
  { party: "sender", sameBank: true, sameOwner: true },
  { locality: "off_site", customer: "individual", nthInMonth: 5 },
);

describe("sums of one band", () => {
  it("have the same price with the same working, for every service, day and bank", () => {
    let banded = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...services),
        day,
        fc.constantFrom(...banks),
        fc.constantFrom("savings" as const, "current" as const, undefined),
        facts,
        sum,
        sum,
        (service, on, bank, account, given, a, b) => {
          const tops = bandTops(pack, service, on, bank);
          if (tops === null || bandOf(tops, a) !== bandOf(tops, b)) return;
          banded++;
          const price = (amount: bigint) =>
            priceEvent(pack, {
              service,
              on,
              amount,
              facts: given,
              ...(bank ? { bank } : {}),
              ...(account ? { account } : {}),
            });
          expect(price(a)).toEqual(price(b));
        },
      ),
      { numRuns: 3_000 },
    );
    expect(banded).toBeGreaterThan(500);
  });

  it("are told by the bounds of the rule: transfers between banks have three bands since 2020, and exactly 5,000.00 stands alone", () => {
    const tops = bandTops(pack, "transfer.interbank", "2024-05-01" as CivilDate, undefined);
    expect(tops).toEqual([499_999n, 500_000n, 5_000_000n]);
    expect(tops && [499_999n, 500_000n, 500_001n, 5_000_000n, 5_000_001n].map((one) => bandOf(tops, one))).toEqual([
      0, 1, 2, 2, 3,
    ]);
  });

  it("are not told where a rule takes a share of the sum", () => {
    expect(bandTops(pack, "tax.vat", "2024-05-01" as CivilDate, undefined)).toBeNull();
    const shared = services.filter((service) => bandTops(pack, service, "2024-05-01" as CivilDate, undefined) === null);
    expect(shared.length).toBeGreaterThan(1);
  });
});
