import fc from "fast-check";
import { expect, test } from "vitest";
import { stripPersonal, TAKEN_OUT } from "./strip-personal.ts";

test.each([
  ["my account 0123456789 was debited", "my account [taken out] was debited"],
  ["call 08031234567 or +234 803 123 4567", "call [taken out] or [taken out]"],
  ["card 5399 4100 1234 5678, twice", "card [taken out], twice"],
  ["0123-456-789", "[taken out]"],
  ["(0803) 123-4567", "([taken out]"],
  ["write to ada.obi@example.com.ng", "write to [taken out]"],
  ["BVN 22212345678.", "BVN [taken out]."],
])("%s loses its number", (words, clean) => {
  expect(stripPersonal(words).words).toBe(clean);
});

test.each([
  "they took 20000 on 2026-02-03 and 50.00 on 03/02/2026",
  "₦1,250,000,000.00 came in, 26.88 went out",
  "NIP CHG + VAT 26.88 at 12:45",
  "three times 10.75, and 1234567.89 once",
  "no numbers at all",
])("%s stays as it is", (words) => {
  expect(stripPersonal(words)).toEqual({ words, taken: 0 });
});

test("no run of ten digits is left, whatever stands around it, and what is clean stays clean", () => {
  fc.assert(
    fc.property(fc.string(), fc.bigInt({ min: 10n ** 9n, max: 10n ** 18n }), fc.string(), (before, number, after) => {
      const { words, taken } = stripPersonal(`${before} ${number} ${after}`);
      expect(words).not.toContain(` ${number} `);
      expect(taken).toBeGreaterThan(0);
      expect(words).toContain(TAKEN_OUT);
      expect(stripPersonal(words).words).toBe(words);
    }),
  );
});
