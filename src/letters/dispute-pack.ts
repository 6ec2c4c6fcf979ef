/**
 * What goes to each bank in a dispute, before it is written anywhere: its letters, the schedule of claims, the
 * rules they rest on and the months seen. The command line and the browser make their files of this.
 */
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Claim } from "../domain/audit/claim/claims.ts";
import { csvText } from "../domain/csv-text.ts";
import type { Minor } from "../domain/money/money.ts";
import { type LetterFacts, type LetterView, lettersOf } from "./letter-view.ts";
import { type Sheet, schedulesOf } from "./schedule.ts";

export type DisputePack = {
  readonly bank: string | null;
  /** Of the folder or the archive; statements that name no bank lie in `bank-not-named`. */
  readonly name: string;
  readonly count: number;
  readonly over: Minor;
  /** One an account, each with the stem of its file. */
  readonly letters: readonly { readonly stem: string; readonly view: LetterView }[];
  /** Of `schedule.xlsx`. */
  readonly sheets: readonly Sheet[];
  readonly tables: readonly { readonly name: string; readonly text: string }[];
};

export const packName = (bank: string | null): string => bank ?? "bank-not-named";

/** One pack for each bank that has something to give back, of these claims and no others. */
export function disputePacks(
  answer: AuditResult | AuditBundle,
  claimed: readonly Claim[],
  facts: LetterFacts,
): DisputePack[] {
  const letters = lettersOf(answer, "bank", facts, claimed);
  return schedulesOf(answer, claimed, facts.pack).map(({ bank, count, over, claims, groups, rules, coverage }) => ({
    bank,
    name: packName(bank),
    count,
    over,
    letters: letters
      .filter((view) => view.bank === bank)
      .map((view, i) => ({ stem: i === 0 ? "letter" : `letter-${i + 1}`, view })),
    sheets: [claims, groups, rules, coverage],
    tables: [
      { name: "schedule.csv", text: csvText(claims.header, claims.rows) },
      { name: "rules.csv", text: csvText(rules.header, rules.rows) },
      { name: "months.csv", text: csvText(coverage.header, coverage.rows) },
    ],
  }));
}
