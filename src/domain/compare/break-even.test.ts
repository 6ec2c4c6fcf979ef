import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakEven, byCost, cheaperOf, winnerOf } from "./break-even.ts";
import type { Span } from "./tally.ts";

const exact = (value: bigint): Span => ({ low: value, high: value });
const span = fc
  .tuple(fc.bigInt(0n, 40n), fc.option(fc.bigInt(0n, 40n)))
  .map(([low, more]): Span => ({ low, high: more === null ? null : low + more }));

describe("of two", () => {
  test("a flat price and one that grows meet where they cost the same", () => {
    const costs = (count: number) => ({ a: exact(100n), b: exact(BigInt(count) * 20n) });
    expect(breakEven(costs, 8)).toEqual([
      { from: 0, to: 4, cheaper: "b" },
      { from: 5, to: 5, cheaper: "same" },
      { from: 6, to: 8, cheaper: "a" },
    ]);
  });
  test("whose ranges overlap none is cheaper", () => {
    expect(cheaperOf({ low: 0n, high: 100n }, exact(100n))).toBe("unsure");
    expect(cheaperOf({ low: 0n, high: null }, exact(5n))).toBe("unsure");
    expect(cheaperOf(exact(5n), { low: 6n, high: null })).toBe("a");
  });
  test("stretches are without gap and each says what holds in it", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(span, span), { minLength: 1, maxLength: 20 }), (pairs) => {
        const costs = (count: number) => {
          const [a, b] = pairs[count] as [Span, Span];
          return { a, b };
        };
        const stretches = breakEven(costs, pairs.length - 1);
        const told = stretches.flatMap(({ from, to, cheaper }) => Array(to - from + 1).fill(cheaper));
        expect(told).toEqual(pairs.map(([a, b]) => cheaperOf(a, b)));
      }),
    );
  });
});

describe("of many", () => {
  test("a winner is dearer than no other, whatever turns out", () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 2, maxLength: 8 }), (costs) => {
        const winner = winnerOf(costs);
        if (winner) {
          for (const other of costs) if (other !== winner) expect((winner.high as bigint) < other.low).toBe(true);
          expect(costs.toSorted(byCost)[0]).toBe(winner);
        } else
          for (const one of costs)
            expect(costs.some((other) => other !== one && (one.high === null || other.low <= one.high))).toBe(true);
      }),
    );
  });
  test("what has no end comes last", () => {
    const open: Span = { low: 0n, high: null };
    expect([open, exact(9n), { low: 0n, high: 9n }].toSorted(byCost)).toEqual([{ low: 0n, high: 9n }, exact(9n), open]);
  });
});
