import fc from "fast-check";
import { expect, test } from "vitest";
import { plainWords } from "./plain-words.ts";

test.each([
  ["a NUL", "a\0b", "ab"],
  ["half a letter", "a\ud800b\udc00", "ab"],
  ["signs that turn the way of writing", "a\u202egnp.exe\u2069", "agnp.exe"],
  ["signs for a terminal", "\x1b[2Jred\x07", "[2Jred"],
  ["old and new line ends", "a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"],
  ["what is no letter", "\ufffea\ufdd0\uffff", "a"],
  ["only what cannot be seen", "\0\x01\u200e", ""],
])("%s", (_what, typed, plain) => {
  expect(plainWords(typed)).toBe(plain);
});

test.each(["each month ₦6.50, “twice”", "Ẹ ṣé o\n\tọpẹ́", "🏦👨‍👩‍👧 é e\u0301", "نعم ١٢"])(
  "%s stays as it is",
  (words) => {
    expect(plainWords(words)).toBe(words);
  },
);

const SIGNS = ["\0", "\r", "\n", "\ud800", "\udfff", "\u202e", "\u2028", "\uffff", "a", " "];
const sign = fc.oneof(
  fc.constantFrom(...SIGNS),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);
const ANYTHING = fc.array(sign).map((signs) => signs.join(""));

test("whatever is typed, what is left is whole, holds no control character and stays what it is", () => {
  fc.assert(
    fc.property(ANYTHING, (typed) => {
      const plain = plainWords(typed);
      expect(plain.isWellFormed()).toBe(true);
      expect(plain).not.toMatch(/(?![\n\t])\p{Cc}/u);
      expect(plainWords(plain)).toBe(plain);
    }),
  );
});
