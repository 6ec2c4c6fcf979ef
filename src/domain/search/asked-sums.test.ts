import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedSums, withoutSums } from "./asked-sums.ts";

const sums = (text: string) => askedSums(text).map(({ minor }) => minor);

describe("the sums of a question", () => {
  test.each<[text: string, minors: readonly bigint[]]>([
    ["60k transfer", [60_000_00n]],
    ["send two hundred and fifty thousand to my mum", [250_000_00n]],
    ["twenty-five naira transfer", [25_00n]],
    ["sent half a million naira", [500_000_00n]],
    ["quarter of a million", [250_000_00n]],
    ["one and a half million", [1_500_000_00n]],
    ["a hundred thousand transfer", [100_000_00n]],
    ["half a bag", []],
    ["one month statement", []],
    ["fifty leaves cheque book", []],
    ["1 naira per 1000", []],
    ["charged 26 naira 88 kobo", [26_88n]],
    ["in august 2026", []],
    ["*737# code", []],
  ])("%s", (text, minors) => {
    expect(sums(text)).toEqual(minors);
  });

  test("of dollars are dollars, and the word stays among the words", () => {
    for (const text of ["$10 a year", "10 dollars a year", "usd 10 a year"]) {
      expect(askedSums(text).map(({ currency }) => currency)).toEqual(["USD"]);
      expect(withoutSums(text)).toMatch(/dollar/);
    }
    expect(askedSums("N10 a year")[0]?.currency).toBe("NGN");
    expect(askedSums("10 a year")[0]?.currency).toBeNull();
  });

  test("that only bound a band are no payment", () => {
    for (const text of ["when i send 10,000 or more", "transfer above 50000", "10k and above", "less than 5,000"])
      expect([text, askedSums(text).map(({ isBound }) => isBound)]).toEqual([text, [true]]);
    expect(askedSums("send 50000 and more often")[0]?.isBound).toBe(true);
    expect(askedSums("send 50000 to ada")[0]?.isBound).toBe(false);
  });

  test("are the same in words as in digits, for every number that people write out", () => {
    const ones = "one two three four five six seven eight nine".split(" ");
    const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    fc.assert(
      fc.property(
        fc.nat(7),
        fc.nat(9),
        fc.constantFrom(["", 1], ["hundred", 100], ["thousand", 1_000], ["million", 1_000_000]),
        (ten, one, [large, times]) => {
          fc.pre(large !== "hundred" || one === 0);
          const words = [tens[ten], one > 0 ? ones[one - 1] : "", large].filter(Boolean).join(" ");
          expect(sums(`send ${words} naira`)).toEqual([BigInt(((ten + 2) * 10 + one) * Number(times)) * 100n]);
        },
      ),
    );
  });
});
