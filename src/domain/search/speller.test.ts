import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SLIP, Speller } from "./speller.ts";

const words = ["transfer", "maintenance", "withdrawal", "statement", "cheque", "refund", "sms", "atm", "ussd", "usd"];
const speller = new Speller(words.map((word) => [word, word, 1] as const));

describe("a word that is typed wrongly", () => {
  test.each([
    ["tranfer", "transfer"],
    ["maintainance", "maintenance"],
    ["sns", "sms"],
    ["atn", "atm"],
    ["usdd", "ussd"],
    ["chequw", "cheque"],
    ["refund", "refund"],
  ])("%s is %s", (typed, meant) => {
    expect(speller.nearest(typed)?.as).toBe(meant);
  });

  test.each(["zebra", "at", "xyz", "sim", "12345", "transformer"])("%s is no word of ours", (typed) => {
    expect(speller.nearest(typed)).toBeUndefined();
  });

  test("is found whatever one letter of a long word is lost, doubled or swapped with its neighbour", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words.filter(({ length }) => length > 5)),
        fc.nat(),
        fc.constantFrom("lost", "doubled", "swapped"),
        (word, at, how) => {
          const i = 1 + (at % (word.length - 2));
          const [a = "", b = ""] = [word[i], word[i + 1]];
          const middle = { lost: b, doubled: a + a + b, swapped: b + a }[how] ?? "";
          expect(speller.nearest(word.slice(0, i) + middle + word.slice(i + 2))?.as).toBe(word);
        },
      ),
    );
  });

  test("is nearer by a slip of the finger than by another letter", () => {
    expect(speller.nearest("tramsfer")?.apart).toBe(SLIP);
    expect(speller.nearest("trapsfer")?.apart).toBe(1);
  });
});
