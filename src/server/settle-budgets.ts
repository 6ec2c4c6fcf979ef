import type { DayBudget, Ledger } from "./day-budget.ts";

export type Settled = {
  readonly budgets: readonly (readonly [budget: DayBudget, ledger: Ledger])[];
  /** How often use is reported to the ledgers; two processes may both use what is left for as long as this. */
  readonly everyMs: number;
  /** Runs one round in a scope, which owns the connections that it takes. */
  readonly within: (round: () => Promise<unknown>) => Promise<unknown>;
};

/**
 * Tells the ledgers from time to time what was used, one round at a time. The answer stops it: it waits for the round that is
 * on its way, and tells what was used since in a last one.
 */
export function settleBudgets({ budgets, everyMs, within }: Settled): () => Promise<void> {
  let settling: Promise<unknown> | undefined;
  const settle = (): Promise<unknown> => {
    settling ??= within(() => Promise.all(budgets.map(([budget, ledger]) => budget.settle(ledger))))
      .catch(() => {})
      .finally(() => {
        settling = undefined;
      });
    return settling;
  };
  const timer = setInterval(() => void settle(), everyMs).unref();
  return async () => {
    clearInterval(timer);
    await settling;
    await settle();
  };
}
