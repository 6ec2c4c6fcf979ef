/** What a day allows over all processes of a fleet, wired to the database that they share. */
import { dayLedger } from "../db/day-use.ts";
import type { DatabaseLink } from "../db/link/database-link.ts";
import type { Settings } from "../platform/settings.ts";
import { DayBudget } from "../server/day-budget.ts";
import { settleBudgets } from "../server/settle-budgets.ts";

const SETTLE_MS = 2_000;
/** One client may use a tenth of a day once only the reserve is left, and that is a quarter. */
const [SHARE, RESERVE] = [0.1, 0.25];

export type DayBudgets = { readonly statements: DayBudget; readonly reports: DayBudget; stop(): Promise<void> };

export function dayBudgets(
  { uploadSecondsADay, reportsADay }: Pick<Settings, "uploadSecondsADay" | "reportsADay">,
  day: () => string,
  link: DatabaseLink,
): DayBudgets {
  const budget = (total: number) =>
    new DayBudget({ total, share: total * SHARE, reserve: RESERVE, day, peers: () => link.peers });
  const [statements, reports] = [budget(uploadSecondsADay), budget(reportsADay)];
  const db = () => link.database?.kysely;
  const stop = settleBudgets({
    budgets: [
      [statements, dayLedger(db, "statement_seconds")],
      [reports, dayLedger(db, "reports")],
    ],
    everyMs: SETTLE_MS,
    within: (round) => link.database?.pool.scope("budgets of the day", round) ?? round(),
  });
  return { statements, reports, stop };
}
