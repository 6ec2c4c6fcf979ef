import fc from "fast-check";
import { expect, test } from "vitest";
import { fromDayNumber } from "../../dates/civil-date.ts";
import { type Book, type Entry, retell } from "./book.ts";
import { countUpTo, DaySums, feesAlike, firstFrom, groupBy } from "./book-index.ts";

// An index gives what a walk over the whole statement gives, in whatever order its rows stand.

const FIRST_DAY = 20_000;
const lines = fc.array(fc.record({ day: fc.integer({ min: 0, max: 12 }), sum: fc.bigInt({ min: 0n, max: 9n }) }), {
  maxLength: 40,
});
const days = fc.tuple(fc.integer({ min: -2, max: 14 }), fc.integer({ min: 0, max: 8 }));

type Made = { readonly day: number; readonly sum: bigint };
const entriesOf = (made: readonly Made[]): Entry[] =>
  made.map(({ day, sum }, at) => ({ at, day: FIRST_DAY + day, amount: -sum, kind: "fee", service: "x" }) as Entry);
const bookOf = (entries: readonly Entry[]) => ({ entries }) as Book;
const on = (day: number) => fromDayNumber(FIRST_DAY + day);

test("the first entry on or after a day is the one that a search from the beginning finds", () => {
  fc.assert(
    fc.property(lines, days, (made, [day]) => {
      const entries = entriesOf(made);
      const found = entries.findIndex((entry) => entry.day >= FIRST_DAY + day);
      expect(firstFrom(bookOf(entries), on(day))).toBe(found < 0 ? entries.length : found);
    }),
  );
});

test("the sum between two days is that of the entries on them and between", () => {
  fc.assert(
    fc.property(lines, days, (made, [from, length]) => {
      const sums = new DaySums(entriesOf(made), ({ amount }) => -amount);
      const within = made.filter(({ day }) => day >= from && day <= from + length);
      expect(sums.between(on(from), on(from + length))).toBe(within.reduce((sum, one) => sum + one.sum, 0n));
    }),
  );
});

test("a group holds what has its key in common, in time order, and counts those up to a place", () => {
  fc.assert(
    fc.property(lines, fc.nat(40), (made, at) => {
      const entries = entriesOf(made);
      const groups = groupBy(entries, ({ amount }) => (amount === 0n ? null : String(amount)));
      for (const [key, group] of groups) {
        expect(group).toEqual(entries.filter(({ amount }) => String(amount) === key));
        expect(countUpTo(group, at)).toBe(group.filter((entry) => entry.at <= at).length);
      }
      expect([...groups.values()].flat().length).toBe(made.filter(({ sum }) => sum !== 0n).length);
    }),
  );
});

test("fees alike are fees of their own statement, and what was told to be something else is none", () => {
  const ofDay = feesAlike(({ day }) => String(day));
  const [one, other] = [bookOf(entriesOf([{ day: 1, sum: 1n }])), bookOf(entriesOf([{ day: 1, sum: 2n }]))];
  const [entry] = other.entries as [Entry];
  retell(other, entry, "tax", "tax.vat");
  expect(ofDay(one, String(FIRST_DAY + 1))).toEqual(one.entries);
  expect(ofDay(other, String(FIRST_DAY + 1))).toEqual([]);
});
