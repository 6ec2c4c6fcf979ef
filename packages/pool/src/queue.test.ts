import fc from "fast-check";
import { expect, test } from "vitest";
import { type Waiter, WaitQueue } from "./queue.ts";

const admitted = (): boolean => true;

function line(routes: readonly string[], until = 0) {
  const queue = new WaitQueue<Waiter & { readonly n: number }>();
  routes.forEach((route, n) => {
    queue.push({ route, since: 0, until, n });
  });
  return queue;
}

test("who has waited too long is told when its turn comes, and only those", () => {
  const queue = line(["/a", "/b", "/a", "/c", "/a"]);
  expect([...queue.late(0)].map(({ waiter, turn }) => [waiter.route, turn])).toEqual([
    ["/a", 3],
    ["/a", 4],
    ["/a", 5],
    ["/b", 3],
    ["/c", 3],
  ]);
  expect([...line(["/a"], 100).late(99)]).toEqual([]);
});

test("the first of a long line is not told that the whole line comes before it", () => {
  const [first] = line(Array.from({ length: 200 }, () => "/a")).late(0);
  expect(first?.turn).toBe(1);
});

test("each is served by its turn, and before that by no more than one of every other route", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("/a", "/b", "/c", "/d"), { maxLength: 40 }), (routes) => {
      const queue = line(routes);
      const turns = new Map([...queue.late(0)].map(({ waiter, turn }) => [waiter.n, turn]));
      expect(turns.size).toBe(routes.length);
      const others = new Set(routes).size;
      for (let served = 1; queue.size > 0; served++) {
        const turn = turns.get(queue.next(admitted)?.n ?? -1) ?? 0;
        expect(served).toBeLessThanOrEqual(turn);
        expect(served).toBeGreaterThan(turn - others);
      }
    }),
  );
});
