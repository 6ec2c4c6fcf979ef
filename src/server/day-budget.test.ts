import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DayBudget } from "./day-budget.ts";

const OPTIONS = { total: 100, share: 10, reserve: 0.2, day: () => "2026-11-29", peers: () => 1 };

describe("a budget of a day", () => {
  test("is for everybody up to its reserve, and that for those below their share", () => {
    const budget = new DayBudget(OPTIONS);
    budget.spend("greedy", 79);
    expect(budget.allows("greedy")).toBe(true);
    budget.spend("greedy", 1);
    expect([budget.allows("greedy"), budget.allows("new")]).toEqual([false, true]);
    budget.spend("new", 10);
    expect([budget.allows("new"), budget.allows("other")]).toEqual([false, true]);
    budget.spend("other", 10);
    expect(budget.allows("third")).toBe(false);
  });

  test("is whole again the next day", () => {
    let day = "2026-11-29";
    const budget = new DayBudget({ ...OPTIONS, day: () => day });
    budget.spend("a", 100);
    expect(budget.allows("b")).toBe(false);
    day = "2026-11-30";
    expect([budget.allows("b"), budget.allows("a")]).toEqual([true, true]);
  });
});

/** Two processes and a ledger between them, which may be away. */
function fleet(total: number) {
  let sum = 0;
  const state = { there: true };
  const ledger = async (_day: string, amount: number) => {
    if (!state.there) throw new Error("away");
    sum += amount;
    return sum;
  };
  const budgets = [0, 1].map(() => new DayBudget({ ...OPTIONS, total, reserve: 0, peers: () => 2 }));
  const settle = async () => {
    for (const one of [...budgets, ...budgets]) await one.settle(ledger);
  };
  return { budgets, settle, state, used: () => sum };
}

describe("two processes", () => {
  test("keep one budget, also when all comes to one of them", async () => {
    const { budgets, settle } = fleet(100);
    let used = 0;
    while (budgets[0]?.allows("a") && used < 1_000) {
      budgets[0].spend("a", 1);
      used++;
      await settle();
    }
    expect(used).toBe(100);
    expect(budgets[1]?.allows("b")).toBe(false);
  });

  test("each keep their part of what was left while the ledger is away", async () => {
    const { budgets, settle, state } = fleet(100);
    budgets[0]?.spend("a", 20);
    await settle();
    state.there = false;
    await settle();
    const used = budgets.map((one) => {
      let n = 0;
      while (one.allows("a") && n < 1_000) {
        one.spend("a", 1);
        n++;
      }
      return n;
    });
    expect(used).toEqual([40, 40]);
    // and tell it what they used when it is there again
    state.there = true;
    await settle();
    expect(budgets.map((one) => one.allows("b"))).toEqual([false, false]);
  });

  test("never use more together than one settling may miss, whatever comes to which", async () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 1 }),
      many: fc.integer({ min: 1, max: 5 }),
      settle: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 100 }), async (steps) => {
        const { budgets, settle } = fleet(60);
        let [used, unsettled] = [0, 0];
        for (const { who, many, settle: now } of steps) {
          for (let i = 0; i < many; i++)
            if (budgets[who]?.allows("a")) {
              budgets[who]?.spend("a", 1);
              used++;
              unsettled++;
            }
          if (now) {
            await settle();
            unsettled = 0;
          }
        }
        expect(used).toBeLessThanOrEqual(60 + unsettled);
      }),
      { numRuns: 100 },
    );
  });
});
