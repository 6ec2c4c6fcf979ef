import fc from "fast-check";
import { expect, test } from "vitest";
import { type Waiter, WaitQueue } from "./queue.ts";

const admitted = (): boolean => true;

function line(routes: readonly string[], until = 0) {
  const queue = new WaitQueue<Waiter & { readonly n: number }>();
  routes.forEach((route, n) => {
    queue.push({ route, since: 0, until, place: undefined, n });
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

/** What a queue has to be, as plainly as it can be said: lines by route, the route whose turn it is first. */
class Plain {
  routes: [string, number[]][] = [];
  push(route: string, n: number) {
    const line = this.routes.find(([name]) => name === route);
    if (line) line[1].push(n);
    else this.routes.push([route, [n]]);
  }
  remove(n: number): boolean {
    const before = this.size;
    this.routes = this.routes.map(([name, line]): [string, number[]] => [name, line.filter((one) => one !== n)]);
    this.routes = this.routes.filter(([, line]) => line.length > 0);
    return this.size < before;
  }
  next(shut: string): number | undefined {
    const line = this.routes.find(([name]) => name !== shut);
    if (!line) return undefined;
    const n = line[1].shift();
    this.routes = [...this.routes.filter((one) => one !== line), line].filter(([, rest]) => rest.length > 0);
    return n;
  }
  get size() {
    return this.routes.reduce((sum, [, line]) => sum + line.length, 0);
  }
}

test("whoever comes, leaves and is served, the lines are those of a queue written plainly", () => {
  const routes = fc.constantFrom("/a", "/b", "/c");
  const step = fc.oneof(
    fc.record({ do: fc.constant("push" as const), route: routes }),
    fc.record({ do: fc.constant("next" as const), shut: fc.constantFrom("", "/a") }),
    fc.record({ do: fc.constant("remove" as const), n: fc.nat(20) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new WaitQueue<Waiter & { readonly n: number }>();
      const plain = new Plain();
      const all: (Waiter & { readonly n: number })[] = [];
      for (const one of steps) {
        if (one.do === "push") {
          const waiter = { route: one.route, since: 0, until: 0, place: undefined, n: all.length };
          all.push(waiter);
          queue.push(waiter);
          plain.push(one.route, waiter.n);
        } else if (one.do === "next") expect(queue.next((route) => route !== one.shut)?.n).toBe(plain.next(one.shut));
        else if (all[one.n]) expect(queue.remove(all[one.n] as (typeof all)[number])).toBe(plain.remove(one.n));
        expect(queue.size).toBe(plain.size);
        expect([...queue].map(({ n }) => n)).toEqual(plain.routes.flatMap(([, line]) => line));
      }
    }),
  );
});
