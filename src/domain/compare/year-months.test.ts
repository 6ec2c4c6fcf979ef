import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf } from "../../../e2e/support/shipped-pack.ts";
import { madePack, madeRule } from "../../../test/support/made-tariff.ts";
import { compareFees } from "../../app/compare-fees.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { Pack } from "../fees/pack.ts";
import { parseMinor } from "../money/money.ts";
import { alikeIn, announcedDays } from "./year-months.ts";

const ON = "2026-11-30" as CivilDate;
const day = fc.integer({ min: 1, max: 364 }).map((days) => addDays(ON, days));
const minor = (text: string | null) => parseMinor(text ?? "") as bigint;

describe("a year in which prices are announced to change", () => {
  test("is cut into parts that are the year together, each at the prices of its first day", () => {
    fc.assert(
      fc.property(fc.constantFrom(12, 4, 1), fc.uniqueArray(day, { maxLength: 4 }), (repeats, days) => {
        const parts = alikeIn(repeats, ON, [...days].sort());
        expect(parts.reduce((sum, part) => sum + part.repeats, 0)).toBe(repeats);
        expect(parts[0]?.on).toBe(ON);
        const changes = parts.map(({ on }) => days.filter((change) => change <= on).length);
        expect(changes).toEqual([...new Set(changes)].sort());
        for (const { on } of parts.slice(1)) expect(on.endsWith("-01")).toBe(true);
      }),
    );
  });

  const upTo = (amount: string, from: string, until: string | null, more = {}) =>
    madeRule(
      `law-${from}`,
      "transfer.interbank",
      { kind: "fixed", amount },
      { from: from as CivilDate, until: until as CivilDate | null, ...more },
    );
  const packOf = (rules: Pack["rules"]): Pack => ({
    ...madePack([{ service: "transfer.interbank", price: { kind: "fixed", amount: "5.00" } }], rules),
    compare: {
      lines: [{ id: "transfers", service: "transfer.interbank", times: "transfers", per: "month" }],
      profiles: [],
      habits: [],
    },
  });
  const ask = async (rules: Pack["rules"]) =>
    (
      await compareFees(contextOf(packOf(rules), ON), {
        values: { transfers: "10" },
        bank: "xx.one",
        page: 1,
        pageSize: 9,
      })
    ).answer;

  test("comes to the sum of its parts: four months of the old price and eight of the new", async () => {
    const answer = await ask([upTo("10.00", "2020-01-01", "2027-03-01"), upTo("20.00", "2027-03-01", null)]);
    expect(answer?.parts.map(({ from, ceiling }) => [from, ceiling.high])).toEqual([
      [ON, "400.00"],
      ["2027-03-01", "1600.00"],
    ]);
    expect(answer?.ceiling.high).toBe("2000.00");
    const own = answer?.parts.reduce((sum, part) => sum + minor(part.own?.high ?? null), 0n);
    expect(own).toBe(minor(answer?.own?.high ?? null));
  });

  test("is one part where nothing changes, where a draft would change it, and where the change is a year away", async () => {
    const draft = { standing: "draft" as const, from: null, until: null, proposedFrom: "2027-03-01" as CivilDate };
    for (const rules of [
      [upTo("10.00", "2020-01-01", null)],
      [upTo("10.00", "2020-01-01", null), madeRule("draft", "transfer.interbank", { kind: "free" }, draft)],
      [upTo("10.00", "2020-01-01", "2027-11-01"), upTo("20.00", "2027-11-01", null)],
    ])
      expect((await ask(rules))?.parts).toEqual([]);
  });

  test("is not cut on the day on which a price was merely seen", () => {
    const pack = packOf([]);
    const seen = {
      ...pack,
      listedFees: pack.listedFees.map((fee) => ({ ...fee, from: addDays(ON, 40), validBasis: "seen" as const })),
    };
    expect(announcedDays(seen, ["transfer.interbank"], ON)).toEqual([]);
    expect(
      announcedDays(
        { ...seen, listedFees: seen.listedFees.map((fee) => ({ ...fee, validBasis: "stated" as const })) },
        ["transfer.interbank"],
        ON,
      ),
    ).toEqual([addDays(ON, 40)]);
  });
});
