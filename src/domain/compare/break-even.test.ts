import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakEven, byCost, cheaperOf, noneCheaperThan, notDearerOf, winnerOf } from "./break-even.ts";
import type { Span } from "./tally.ts";

const exact = (value: bigint): Span => ({ low: value, high: value });
const whole = (one: Span): Span => one;
const span = fc
  .tuple(fc.bigInt(0n, 40n), fc.option(fc.bigInt(0n, 40n)))
  .map(([low, more]): Span => ({ low, high: more === null ? null : low + more }));

describe("of two", () => {
  test("a flat price and one that grows meet where they cost the same", () => {
    const costs = (count: number) => ({ a: exact(100n), b: exact(BigInt(count) * 20n) });
    expect(breakEven(costs, 8)).toEqual([
      { from: 0, to: 4, cheaper: "b", notDearer: null },
      { from: 5, to: 5, cheaper: "same", notDearer: null },
      { from: 6, to: 8, cheaper: "a", notDearer: null },
    ]);
  });
  test("whose ranges overlap none is cheaper", () => {
    expect(cheaperOf({ low: 0n, high: 100n }, exact(100n))).toBe("unsure");
    expect(cheaperOf({ low: 0n, high: null }, exact(5n))).toBe("unsure");
    expect(cheaperOf(exact(5n), { low: 6n, high: null })).toBe("a");
  });
  test("one that is free for a while is not the dearer one as long as it is, whatever the other may take", () => {
    const costs = (count: number) => ({
      a: { low: 0n, high: BigInt(count) * 10n },
      b: exact(BigInt(Math.max(0, count - 3)) * 10n),
    });
    expect(breakEven(costs, 6)).toEqual([
      { from: 0, to: 0, cheaper: "same", notDearer: null },
      { from: 1, to: 3, cheaper: "unsure", notDearer: "b" },
      { from: 4, to: 6, cheaper: "unsure", notDearer: null },
    ]);
  });
  test("stretches are without gap and each says what holds in it", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(span, span), { minLength: 1, maxLength: 20 }), (pairs) => {
        const costs = (count: number) => {
          const [a, b] = pairs[count] as [Span, Span];
          return { a, b };
        };
        const stretches = breakEven(costs, pairs.length - 1);
        const told = stretches.flatMap(({ from, to, ...of }) => Array(to - from + 1).fill(of));
        expect(told.map(({ cheaper }) => cheaper)).toEqual(pairs.map(([a, b]) => cheaperOf(a, b)));
        for (const [i, [a, b]] of pairs.entries()) {
          const { cheaper, notDearer } = told[i];
          expect(notDearer).toBe(cheaper === "unsure" ? notDearerOf(a, b) : null);
        }
        for (const [i, one] of stretches.entries()) {
          const before = stretches[i - 1];
          if (before) expect([before.cheaper, before.notDearer]).not.toEqual([one.cheaper, one.notDearer]);
        }
      }),
    );
  });
});

describe("of many", () => {
  test("all are named whom none can undercut, and no other, whatever is in each range", () => {
    // few values, so that equal ends are common
    const near = fc
      .tuple(fc.bigInt(0n, 3n), fc.option(fc.bigInt(0n, 2n)))
      .map(([low, more]): Span => ({ low, high: more === null ? null : low + more }));
    fc.assert(
      fc.property(fc.array(near, { maxLength: 7 }), (costs) => {
        const named = noneCheaperThan(costs, whole);
        for (const one of costs) {
          const others = costs.filter((other) => other !== one);
          const safe = one.high !== null && others.every(({ low }) => (one.high as bigint) <= low);
          expect(named.includes(one)).toBe(safe);
        }
        if (named.length > 1) for (const one of named) expect(one).toEqual(named[0]);
        const winner = winnerOf(costs, whole);
        if (winner) expect(named).toEqual([winner]);
      }),
    );
  });
  test("who costs nothing at all is named though others may be free too", () => {
    const [free, open, alike] = [exact(0n), { low: 0n, high: 50n }, exact(0n)];
    expect(noneCheaperThan([open, free], whole)).toEqual([free]);
    expect(noneCheaperThan([free, open, alike], whole)).toEqual([free, alike]);
    expect(winnerOf([open, free], whole)).toBeUndefined();
  });
  test("a winner is dearer than no other, whatever turns out", () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 2, maxLength: 8 }), (costs) => {
        const winner = winnerOf(costs, whole);
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
