import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAYS, sealer } from "./seal.ts";

const DAY = 86_400_000;
const OLD = "an old secret that is long enough to be one";
const NEW = "a new secret that is long enough to be one";
const at = (ms: number, secrets = [NEW], purpose = "test") => sealer(purpose, secrets, () => ms);
const text = (it: string) => Buffer.from(it);

describe("a seal", () => {
  test("is known by every process that holds the secret, for the bytes that were sealed and no others", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.nat(40_000 * DAY), (bytes, others, now) => {
        const seal = at(now).seal(bytes);
        expect(at(now).isOurs(seal, bytes)).toBe(true);
        expect(at(now).isOurs(seal, others)).toBe(Buffer.from(bytes).equals(Buffer.from(others)));
        expect(at(now, ["another secret of another fleet, as long"]).isOurs(seal, bytes)).toBe(false);
        expect(at(now, [NEW], "another purpose").isOurs(seal, bytes)).toBe(false);
      }),
    );
  });

  test("is refused when any letter of it is another one", () => {
    const now = 20_000 * DAY;
    const seal = at(now).seal(text("x"));
    fc.assert(
      fc.property(fc.nat(seal.length - 1), fc.constantFrom(..."0aZ_-~ \0é"), (place, letter) => {
        fc.pre(seal[place] !== letter);
        const other = seal.slice(0, place) + letter + seal.slice(place + 1);
        // the last letter of 43 holds four bits that say nothing
        const same = Buffer.from(other.slice(-43), "base64url").equals(Buffer.from(seal.slice(-43), "base64url"));
        expect(at(now).isOurs(other, text("x"))).toBe(
          same && other.length === seal.length && place === seal.length - 1,
        );
      }),
    );
  });

  test("holds for the day it was made and as many after it as it says, by any clock that is a day wrong at most", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 40_000 }),
        fc.integer({ min: -30, max: 30 }),
        fc.nat(DAY - 1),
        (day, age, ms) => {
          const seal = at(day * DAY + ms).seal(text("x"));
          expect(at((day + age) * DAY).isOurs(seal, text("x"))).toBe(age >= -1 && age <= DAYS);
        },
      ),
    );
  });

  test("of the secret before is taken while that one is still named, and no longer", () => {
    const now = 20_000 * DAY;
    const before = at(now, [OLD]).seal(text("x"));
    expect(at(now, [NEW, OLD]).isOurs(before, text("x"))).toBe(true);
    expect(at(now, [OLD]).isOurs(at(now, [NEW, OLD]).seal(text("x")), text("x"))).toBe(false);
    expect(at(now, [NEW]).isOurs(before, text("x"))).toBe(false);
  });

  test.each([
    "",
    "-",
    "1-",
    "zzzzzzz-x",
    "-1-",
    "__proto__",
    `${"0".repeat(6)}-${"a".repeat(44)}`,
    `NaN-${"a".repeat(43)}`,
  ])("that is none, such as %j, is refused", (seal) => expect(at(20_000 * DAY).isOurs(seal, text("x"))).toBe(false));

  test("needs a secret", () => expect(() => sealer("test", [])).toThrow(RangeError));
});
