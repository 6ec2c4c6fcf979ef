/**
 * What one audit comes to, in one of five heads, so that a page, a command and a saved file say the same and none of them
 * clears a statement of which something stayed open.
 */
import { type Minor, parseMinor } from "../money/money.ts";
import { ACCUSATIONS, type AuditBundle, type AuditLine, type AuditResult } from "./audit-result.ts";

/**
 * `all_right` only where a charge was judged right and nothing is open: no charge that cannot be told, no row whose words
 * were lost, none rejected, no file unread, no balance that breaks.
 */
export type Head = "too_much" | "all_right" | "some_judged" | "no_charge" | "unreadable";

export type Outcome = {
  readonly head: Head;
  readonly over: Minor;
  /** Lines that are charges, each once where it stands in two files; accused, right and open ones together. */
  readonly charges: number;
  readonly accused: number;
  readonly right: number;
  /** Charges of which we cannot tell. */
  readonly open: number;
  /** Rows of money out whose words were lost: each could be a charge. */
  readonly unjudged: number;
  readonly rejected: number;
  /** Statements whose balances do not add up. */
  readonly broken: number;
  readonly unreadFiles: number;
};

export function outcomeOf(answer: AuditResult | AuditBundle, unreadFiles = 0): Outcome {
  const results = "results" in answer ? answer.results : [answer];
  const again = repeatedIn(answer);
  const count = { accused: 0, right: 0, open: 0, unjudged: 0, rejected: 0, broken: 0, read: 0, rows: 0 };
  for (const [place, { statement, lines, rejected }] of results.entries()) {
    const unsure = new Set(statement.warnings.filter(({ code }) => code === "narration_unsure").map(({ row }) => row));
    for (const line of lines) {
      if (again.has(`${place} ${line.row}`)) continue;
      if (line.verdict === "cannot_tell") count.open++;
      else if (line.verdict === "right") count.right++;
      else if (line.verdict !== null) count.accused++;
      else if (isLost(line, unsure)) count.unjudged++;
    }
    count.rejected += rejected.length;
    if (statement.chain.state === "broken") count.broken++;
    count.read += statement.rows.read;
    count.rows += statement.rows.total;
  }
  const { read, rows, ...counted } = count;
  const charges = count.accused + count.right + count.open;
  const over = parseMinor(answer.totals.over) ?? 0n;
  const outcome = { ...counted, over, charges, unreadFiles };
  const head = (): Head => {
    if (over > 0n || count.accused > 0) return "too_much";
    if (read === 0 && (rows > 0 || unreadFiles > 0)) return "unreadable";
    if (charges === 0) return "no_charge";
    return count.right > 0 && count.open === 0 && isWhole(outcome) ? "all_right" : "some_judged";
  };
  return { head: head(), ...outcome };
}

/** Everything was read, and its words with it. */
const isWhole = ({
  unjudged,
  rejected,
  broken,
  unreadFiles,
}: Pick<Outcome, "unjudged" | "rejected" | "broken" | "unreadFiles">): boolean =>
  unjudged + rejected + broken + unreadFiles === 0;

/** True when a person should look: something is accused or open, or not all was read. */
export const hasFindings = (outcome: Outcome): boolean =>
  outcome.accused > 0 || outcome.over > 0n || outcome.open > 0 || !isWhole(outcome);

/** Lines that repeat one of an earlier statement, as place and row. */
function repeatedIn(answer: AuditResult | AuditBundle): ReadonlySet<string> {
  if (!("results" in answer)) return new Set();
  return new Set(
    answer.duplicates.flatMap(({ rows, results }) => rows.slice(1).map((row, i) => `${results[i + 1]} ${row}`)),
  );
}

const isLost = (line: AuditLine, unsure: ReadonlySet<number | null>): boolean =>
  line.amount.startsWith("-") &&
  line.kind === "transaction" &&
  (!/[\p{L}\p{N}]/u.test(line.narration) || unsure.has(line.row));

export const isAccusation = (line: AuditLine): boolean => line.verdict !== null && ACCUSATIONS.has(line.verdict);

/** The one line that stands above everything. `money` is the sum with its currency. */
export function headWords({ head, charges, right }: Outcome, money: string): string {
  switch (head) {
    case "too_much":
      return `${money} too much`;
    case "all_right":
      return charges === 1 ? "The one charge is right" : `All ${charges} charges are right`;
    case "some_judged":
      return `We could judge ${right} of ${charges} ${charges === 1 ? "charge" : "charges"}`;
    case "no_charge":
      return "No charge found";
    case "unreadable":
      return "We could not read this";
  }
}

/** What the head leaves to be said, in sentences. Each names only what was compared. */
export function outcomeWords(outcome: Outcome): string[] {
  const { head, right, open, unjudged, rejected, broken, unreadFiles } = outcome;
  const said: string[] = [];
  if (head === "all_right") said.push("Each is inside the rule of its day.");
  if (head === "no_charge")
    said.push(`No row that we read is a charge${isWhole(outcome) ? "" : ", but we did not read all"}.`);
  if (head === "some_judged" && right > 0)
    said.push(right === 1 ? "That one is inside the rule of its day." : "Those are inside the rule of their day.");
  if (open > 0) said.push(`Of ${open === 1 ? "one charge" : `${open} charges`} we cannot tell: a fact is missing.`);
  if (unjudged > 0)
    said.push(
      `${unjudged === 1 ? "One row" : `${unjudged} rows`} of money out lost the words that say what it was for.`,
    );
  if (rejected > 0) said.push(rejected === 1 ? "One row could not be read." : `${rejected} rows could not be read.`);
  if (broken > 0) said.push("The balances do not add up, so a row may be missing.");
  if (unreadFiles > 0) said.push(unreadFiles === 1 ? "One file was not read." : `${unreadFiles} files were not read.`);
  return said;
}
