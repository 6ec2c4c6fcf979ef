import fc from "fast-check";
import { expect, test } from "vitest";
import { type Links, orderOfRows, proveChain, turnedRows } from "./balance-chain.ts";

type Link = { readonly row: number; readonly amount: bigint | null; readonly balance: bigint | null };

/** Rows one by one to rows column by column. */
const columns = (list: readonly Link[]): Links => ({
  amounts: list.map(({ amount }) => amount),
  balances: list.map(({ balance }) => balance),
  rowOf: (at) => (list[at] as Link).row,
});

/** Links of amounts from an opening balance; `null` for a row without a balance of its own. */
function chain(opening: bigint, amounts: readonly bigint[]): Link[] {
  let at = opening;
  return amounts.map((amount, i) => {
    at += amount;
    return { row: i + 1, amount, balance: at };
  });
}
const amounts = fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 3, maxLength: 20 });

test("any chain is proven in its order, and its reverse in the other", () => {
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 0n, max: 10_000n }), (list, opening) => {
      const links = chain(opening, list);
      expect(proveChain(columns(links), "oldest_first", null, null)).toEqual({
        chain: { state: "complete", breaks: [] },
        opening,
        closing: links.at(-1)?.balance,
      });
      expect(proveChain(columns([...links].reverse()), "newest_first", null, null).chain.state).toBe("complete");
    }),
  );
});

test("a row that is taken away breaks the chain where it stood", () => {
  const links = chain(0n, [10n, 20n, 30n, 40n, 50n]).filter(({ row }) => row !== 3);
  expect(proveChain(columns(links), "oldest_first", null, null).chain).toEqual({ state: "broken", breaks: [4] });
});

test("the order is the one in which balances follow, whatever the days say", () => {
  const links = chain(0n, [10n, -3n, 7n, 2n]);
  expect(orderOfRows(columns(links), [null, null, null, null])).toBe("oldest_first");
  expect(orderOfRows(columns([...links].reverse()), ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"])).toBe(
    "newest_first",
  );
});

test("rows in no order are one chain when every balance but the last begins another row", () => {
  const [a, b, c, d] = chain(100n, [10n, -3n, 7n, 2n]) as [Link, Link, Link, Link];
  const proof = proveChain(columns([c, a, d, b]), "unordered", null, null);
  expect(proof).toEqual({ chain: { state: "complete", breaks: [] }, opening: 100n, closing: 116n });
});

test("rows without balances wait for the next one; without any the two ends must meet", () => {
  const [a, b, c] = chain(0n, [5n, 5n, 5n]) as [Link, Link, Link];
  expect(proveChain(columns([a, { ...b, balance: null }, c]), "oldest_first", 0n, 15n).chain.state).toBe("complete");
  const bare = [a, b, c].map((link) => ({ ...link, balance: null }));
  expect(proveChain(columns(bare), "oldest_first", 0n, 15n).chain.state).toBe("complete");
  expect(proveChain(columns(bare), "oldest_first", 0n, 16n).chain).toEqual({ state: "broken", breaks: [3] });
  expect(proveChain(columns(bare), "newest_first", 0n, 16n).chain).toEqual({ state: "broken", breaks: [1] });
  expect(proveChain(columns(bare), "oldest_first", 0n, null).chain.state).toBe("absent");
});

test("a rejected row without its sum breaks the two ends at itself, and with its balance proves its own gap", () => {
  const [a, b, c] = chain(0n, [5n, 6n, 7n]) as [Link, Link, Link];
  const unread = { ...b, amount: null };
  expect(proveChain(columns([a, unread, c]), "oldest_first", null, null).chain.state).toBe("complete");
  const bare = [a, unread, c].map((link) => ({ ...link, balance: null }));
  expect(proveChain(columns(bare), "oldest_first", 0n, 18n).chain).toEqual({ state: "broken", breaks: [2] });
});

test("numbers that do not follow from each other are no running balance", () => {
  const links = [7n, 3n, 99n, 12n, 5n].map((balance, i): Link => ({ row: i + 1, amount: 1n, balance }));
  expect(proveChain(columns(links), "oldest_first", null, null).chain.state).toBe("absent");
});

test("a row on the wrong side is named when turning it round mends the chain", () => {
  const links = chain(100n, [10n, -4n, 3n, 1n]).map((link) => (link.row === 2 ? { ...link, amount: 4n } : link));
  expect([...turnedRows(columns(links), "oldest_first", () => false)]).toEqual([1]);
  expect([...turnedRows(columns(links), "oldest_first", () => true)]).toEqual([]);
});
