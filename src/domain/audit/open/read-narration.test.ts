import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import type { Wording } from "../../fees/pack.ts";
import { classifierFor, digitsTold } from "./classify.ts";
import { narrationReader } from "./read-narration.ts";

const pack = shippedPack();
const examples = pack.wordings.flatMap(({ examples }) => examples);
const wording = (match: string, unless?: string): Wording => ({
  ...(pack.wordings[0] as Wording),
  match,
  ...(unless ? { unless } : {}),
});

describe("a narration", () => {
  it("is understood as its class alone says, whatever digits stand in it", () => {
    const digit = fc.constantFrom(..."0123456789");
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(digit, { minLength: 40, maxLength: 40 }),
        fc.constantFrom("debit" as const, "credit" as const),
        fc.constantFrom(null, ...pack.banks.map(({ id }) => id)),
        (example, digits, direction, bank) => {
          let at = 0;
          const narration = example.toUpperCase().replace(/\d/g, () => digits[at++ % digits.length] as string);
          const alone = classifierFor(pack, bank)(narration, direction);
          expect(narrationReader(pack, bank)(narration, direction).told).toEqual(alone);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("shares its words with others that differ in digits only", () => {
    const read = narrationReader(pack, null);
    const words = read("NIP TRANSFER TO ADA OBI 425796", "debit").words;
    expect(words).toEqual(["ADA", "OBI"]);
    expect(read("NIP TRANSFER TO ADA OBI 190873", "credit").words).toBe(words);
  });
});

describe("digits that no wording tells apart", () => {
  it("are all of them where wordings name classes and counts of digits only", () => {
    expect(digitsTold([wording("^\\d{1,2} [\\dA-Z]+ \\d+\\.\\d\\d")])?.source).toBe("[123456789]");
  });
  it("leave out a digit that a wording names", () => {
    expect(digitsTold([wording("7\\.5 ?%"), wording("X", "1ST")])?.source).toBe("[234689]");
  });
  it("are none where a zero, a range, a code or something said before is named", () => {
    for (const match of ["0", "[1-5]", "(A)\\1", "(?<a>A)\\k<a>", "\\x31", "\\u0031"])
      expect(digitsTold([wording(match)]), match).toBeNull();
  });
});
