import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { didYouMean } from "../../words/did-you-mean.ts";
import { answerCharge } from "../fees/charge-answer.ts";
import { nearestBanks, nearestOf, nearestServices } from "./nearest-names.ts";

const pack = shippedPack();
const ids = pack.services.map(({ id }) => id).filter((id) => id !== "unknown");

/** An id with one letter of a long word lost, doubled or swapped with its neighbour. */
const misspelt = (all: readonly string[]) =>
  fc
    .record({ id: fc.constantFrom(...all), at: fc.nat(), how: fc.constantFrom("lost", "doubled", "swapped") })
    .map(({ id, at, how }) => {
      const [word = id] = id.split(/[._]/).toSorted((a, b) => b.length - a.length);
      const i = 1 + (at % Math.max(1, word.length - 2));
      const [a = "", b = ""] = [word[i], word[i + 1]];
      const middle = { lost: b, doubled: a + a + b, swapped: b + a }[how] ?? "";
      return { id, typed: id.replace(word, word.slice(0, i) + middle + word.slice(i + 2)) };
    });

describe("an id that is typed wrongly", () => {
  test("is answered with the one that was meant among the nearest, whatever the service", () => {
    fc.assert(
      fc.property(misspelt(ids), ({ id, typed }) => {
        expect(nearestServices(pack, typed), typed).toContain(id);
      }),
    );
  });

  test("is answered with the bank that was meant, where its name is long enough to be told by", () => {
    const long = pack.banks.map(({ id }) => id).filter((id) => id.length >= "ng.".length + 5);
    fc.assert(
      fc.property(misspelt(long), ({ id, typed }) => {
        expect(nearestBanks(pack, typed), typed).toContain(id);
      }),
    );
  });

  test("is answered by the words that people use too, and by nothing where nothing is near", () => {
    expect(nearestServices(pack, "sms alert")[0]).toBe("alert.sms");
    expect(nearestBanks(pack, "gtb")).toContain("ng.gtbank");
    expect(nearestServices(pack, "xqzzy")).toEqual([]);
    expect(nearestOf(["charge", "ops"], "chrage")).toEqual(["charge"]);
  });
});

test("a question with an unknown service or bank is refused as ever, and names the nearest", () => {
  const ask = (more: object) =>
    answerCharge(
      { id: 1, jurisdiction: "ng", service: "alert.sms", on: "2026-02-01", ...more },
      () => pack,
      CHARGE_ENGLISH,
    );
  expect(ask({ service: "alret.sms" })).toMatchObject({
    error: { code: "unknown_service", param: "service", message: expect.stringContaining("Did you mean alert.sms") },
  });
  expect(ask({ bank: "ng.zenit" })).toMatchObject({
    error: { code: "bad_fact", param: "bank", message: expect.stringContaining("Did you mean ng.zenith") },
  });
});

test("names are joined as a sentence", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((names) => didYouMean(names))).toEqual([
    "",
    " Did you mean a?",
    " Did you mean a or b?",
    " Did you mean a, b or c?",
  ]);
});
