/** What a day allows over all processes of a fleet, wired to the database that they share. */
import { dayLedger } from "../db/day-use.ts";
import type { DatabaseLink } from "../db/link/database-link.ts";
import type { Settings } from "../platform/settings.ts";
import { DayBudget } from "../server/day-budget.ts";

/** How often processes tell each other what they used; two of them may both use what is left for as long as this. */
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
  const ledgers = [
    [statements, dayLedger(db, "statement_seconds")],
    [reports, dayLedger(db, "reports")],
  ] as const;
  let settling: Promise<unknown> = Promise.resolve();
  let busy = false;
  const settle = async () => {
    if (busy) return;
    busy = true;
    const scope = link.database?.pool;
    const all = () => Promise.all(ledgers.map(([one, ledger]) => one.settle(ledger)));
    settling = (scope ? scope.scope("budgets of the day", all) : all())
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
    await settling;
  };
  const timer = setInterval(() => void settle(), SETTLE_MS).unref();
  return {
    statements,
    reports,
    stop: async () => {
      clearInterval(timer);
      await settling;
      // what was used since is told too
      await settle();
    },
  };
}
