/**
 * What one audit comes to, in one of five heads, so that a page, a command and a saved file say the same and none of them
 * clears a statement of which something stayed open.
 */
import { type Minor, parseMinor } from "../money/money.ts";
import { NO_FACTS_NEEDED, type NoFacts, type ReasonOf } from "../reason.ts";
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
      if (again.size > 0 && again.has(`${place} ${line.row}`)) continue;
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

/** Words of a booking that say nothing of what it was for: a charge may stand under them as well as a payment. */
const SILENT =
  /^(?:debit|dr|sundr(?:y|ies)|misc(?:ellaneous)?|adj(?:ustment)?|transaction|txn|trn|entry|posting|na|nil|none|unknown|redacted|x+)$/i;

/** Nothing is printed, or only what stands in the place of words: `???`, `XXXXXX`, `SUNDRY DEBIT`. A number alone may name a cheque. */
function saysNothing(narration: string): boolean {
  const words = narration.replace(/[^\p{L}\s\d_-]/gu, "").match(/\p{L}+/gu);
  return words ? words.every((word) => SILENT.test(word)) : !/\p{N}/u.test(narration);
}

const isLost = (line: AuditLine, unsure: ReadonlySet<number | null>): boolean =>
  line.amount.startsWith("-") && line.kind === "transaction" && (saysNothing(line.narration) || unsure.has(line.row));

export const isAccusation = (line: AuditLine): boolean => line.verdict !== null && ACCUSATIONS.has(line.verdict);

/** What is said of an outcome, by code: the heads first, then what a head leaves to be said. */
export type OutcomeFacts = {
  /** `sum` is the money with its currency, as the place writes it. */
  readonly "outcome.too_much": { readonly sum: string };
  readonly "outcome.all_right": { readonly charges: number };
  readonly "outcome.some_judged": { readonly right: number; readonly charges: number };
  readonly "outcome.no_charge": NoFacts;
  readonly "outcome.unreadable": NoFacts;
  readonly "outcome.all_inside": NoFacts;
  readonly "outcome.right_inside": { readonly right: number };
  readonly "outcome.no_row": NoFacts;
  readonly "outcome.no_row_of_some": NoFacts;
  readonly "outcome.open": { readonly open: number };
  readonly "outcome.words_lost": { readonly rows: number };
  readonly "outcome.rejected": { readonly rows: number };
  readonly "outcome.broken": NoFacts;
  readonly "outcome.files_unread": { readonly files: number };
};

export type OutcomeReason = ReasonOf<OutcomeFacts>;

/** The one line that stands above everything. `sum` is the money with its currency. */
export function headReason({ head, charges, right }: Outcome, sum: string): OutcomeReason {
  switch (head) {
    case "too_much":
      return { code: "outcome.too_much", facts: { sum } };
    case "all_right":
      return { code: "outcome.all_right", facts: { charges } };
    case "some_judged":
      return { code: "outcome.some_judged", facts: { right, charges } };
    case "no_charge":
    case "unreadable":
      return { code: `outcome.${head}`, facts: NO_FACTS_NEEDED };
  }
}

/** What the head leaves to be said, a sentence each. Each names only what was compared. */
export function outcomeReasons(outcome: Outcome): OutcomeReason[] {
  const { head, right, open, unjudged, rejected, broken, unreadFiles } = outcome;
  const said: OutcomeReason[] = [];
  if (head === "all_right") said.push({ code: "outcome.all_inside", facts: NO_FACTS_NEEDED });
  if (head === "no_charge")
    said.push({ code: isWhole(outcome) ? "outcome.no_row" : "outcome.no_row_of_some", facts: NO_FACTS_NEEDED });
  if (head === "some_judged" && right > 0) said.push({ code: "outcome.right_inside", facts: { right } });
  if (open > 0) said.push({ code: "outcome.open", facts: { open } });
  if (unjudged > 0) said.push({ code: "outcome.words_lost", facts: { rows: unjudged } });
  if (rejected > 0) said.push({ code: "outcome.rejected", facts: { rows: rejected } });
  if (broken > 0) said.push({ code: "outcome.broken", facts: NO_FACTS_NEEDED });
  if (unreadFiles > 0) said.push({ code: "outcome.files_unread", facts: { files: unreadFiles } });
  return said;
}
