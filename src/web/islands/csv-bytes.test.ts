import fc from "fast-check";
import { expect, test } from "vitest";
import { Buffer as Small } from "./csv-bytes.ts";

const text = fc.oneof(fc.string(), fc.string({ unit: "binary", maxLength: 200 }), fc.constant("\ufeffday,₦"));

test("the same text gives the bytes of Node's Buffer, whole and in part, and comes back as its text does", () => {
  fc.assert(
    fc.property(text, fc.nat(120), fc.nat(120), (words, a, b) => {
      const [small, node] = [Small.from(words), Buffer.from(words)];
      expect([...small]).toEqual([...node]);
      const [start, end] = [Math.min(a, b, node.length), Math.min(Math.max(a, b), node.length)];
      expect(small.toString("utf8", start, end)).toBe(node.toString("utf8", start, end));
      expect([...small.slice(start, end)]).toEqual([...node.subarray(start, end)]);
      expect([...Small.concat([small, small])]).toEqual([...Buffer.concat([node, node])]);
      expect(Small.compare(small, Small.from(node)) === 0).toBe(true);
      expect(Small.compare(small, Small.from(`${words}x`)) === 0).toBe(false);
    }),
  );
});

test("a slice is a window on the bytes and a copy is not", () => {
  const whole = Small.from("abcdef");
  const window = whole.slice(2, 4);
  const copy = Small.allocUnsafe(6);
  expect(whole.copy(copy, 1, 2, 4)).toBe(2);
  whole[2] = 0x58;
  expect(window.toString()).toBe("Xd");
  expect([...copy.slice(1, 3)]).toEqual([0x63, 0x64]);
});
