import { formatMinor } from "../money/money.ts";
import type { Facts, Reason } from "../reason.ts";
import type { AuditReason } from "./audit-reasons.ts";
import { ACCUSATIONS, type AuditLine, type SaidReason } from "./audit-result.ts";
import { exceeds, type Finding } from "./judge/finding.ts";
import { type Entry, returnedOf, sizeOf } from "./open/book.ts";
import type { Counted } from "./totals.ts";

const NONE: readonly never[] = [];
const NOTHING = formatMinor(0n);

const PLAIN = /^-?(?:0|[1-9]\d*)\.\d\d$/;

/** The amount of a line in two decimals: most files print it so, and then it is their own text. */
function amountText({ line, amount }: Entry): string {
  return amount !== 0n && PLAIN.test(line.amount) ? line.amount : formatMinor(amount);
}

/** Says reasons in the language of an answer, as the room of words does. */
export type Say = {
  readonly say: (reason: AuditReason) => string;
  /** Of one and the same list it gives one and the same sentences. */
  readonly sayAll: (reasons: readonly AuditReason[]) => readonly string[];
};

/** A reason as JSON has it: sums are decimals in text. */
const printReason = ({ code, facts }: Reason): SaidReason => ({ code, facts: printFacts(facts) });

function printFacts(facts: Facts): SaidReason["facts"] {
  const printed: Record<string, SaidReason["facts"][string]> = {};
  for (const name in facts) {
    const fact = facts[name] as Facts[string];
    printed[name] = typeof fact === "bigint" ? formatMinor(fact) : (fact as SaidReason["facts"][string]);
  }
  return printed;
}

/** A line that is no charge: payments, interest, withheld tax, reversals. */
export function printPlain(entry: Entry, say: Say): AuditLine {
  const { row, date, narration } = entry.line;
  const reason: AuditReason | null = entry.reverses && { code: "gives_back", facts: { row: entry.reverses.line.row } };
  return {
    row,
    date,
    narration,
    amount: amountText(entry),
    kind: entry.kind,
    service: null,
    for: entry.reverses?.line.row ?? null,
    verdict: null,
    charged: null,
    allowed: null,
    over: null,
    returned: undefined,
    rule: null,
    grade: null,
    missing: NONE,
    also: NONE,
    why: reason ? say.say(reason) : "",
    worksheet: NONE,
    reason: reason ? printReason(reason) : undefined,
  };
}

const linkOf = (entry: Entry): AuditLine["for"] => {
  if (entry.parent) return entry.parent.line.row;
  if (entry.event) return entry.event.line.row;
  return entry.events.length > 0 ? entry.events.map((e) => e.line.row).sort((a, b) => a - b) : null;
};

/** A charge with what was found of it, less what came back (settled cases 9 and 16). */
export function printCharge(
  entry: Entry,
  finding: Finding,
  pending: AuditReason | null,
  say: Say,
): { line: AuditLine; count: Counted } {
  const charged = sizeOf(entry);
  const returned = returnedOf(entry);
  const settled = settle(entry, finding, charged, returned);
  const why = pending && settled.verdict === "right" ? [...settled.why, pending] : settled.why;
  const [reason, ...notes] = why;
  const { row, date, narration } = entry.line;
  const amount = amountText(entry);
  const chargedText = amount.startsWith("-") ? amount.slice(1) : amount;
  const { allowed, over } = settled;
  const line: AuditLine = {
    row,
    date,
    narration,
    amount,
    kind: entry.kind,
    service: entry.service,
    for: linkOf(entry),
    verdict: settled.verdict,
    charged: chargedText,
    allowed: allowed === null ? null : allowed === charged ? chargedText : formatMinor(allowed),
    over: over === 0n ? NOTHING : formatMinor(over),
    returned: returned > 0n ? formatMinor(returned) : undefined,
    rule: finding.rule,
    grade: finding.grade,
    missing: settled.verdict === "cannot_tell" ? finding.missing : NONE,
    also: ACCUSATIONS.has(settled.verdict) ? finding.also : NONE,
    why: notes.length === 0 && reason ? say.say(reason) : say.sayAll(why).join(" "),
    worksheet: say.sayAll(finding.work),
    steps: finding.work.length > 0 ? finding.work.map(({ code }) => code) : undefined,
    reason: reason && printReason(reason),
    notes: notes.length > 0 ? notes.map(printReason) : undefined,
  };
  const count: Counted = {
    service: entry.service ?? "unknown",
    payee: finding.payee,
    month: date.slice(0, 7),
    charged,
    allowed,
    over,
    returned,
  };
  return { line, count };
}

type Settled = Pick<Finding, "verdict" | "allowed" | "why"> & { readonly over: bigint };

function settle(entry: Entry, finding: Finding, charged: bigint, returned: bigint): Settled {
  if (returned > 0n && !exceeds(charged, returned)) {
    const rows = entry.returns.map((r) => r.by.line.row);
    return { verdict: "right", allowed: charged, over: 0n, why: [{ code: "came_back_whole", facts: { rows } }] };
  }
  if (!ACCUSATIONS.has(finding.verdict) || finding.allowed === null)
    return { verdict: finding.verdict, allowed: finding.allowed, over: 0n, why: finding.why };
  const over = charged - finding.allowed - returned;
  if (over <= 0n)
    return {
      verdict: "right",
      allowed: charged,
      over: 0n,
      why: [{ code: "too_much_came_back", facts: { returned } }],
    };
  const back: AuditReason = { code: "part_came_back", facts: { returned } };
  return {
    verdict: finding.verdict,
    allowed: charged - over,
    over,
    why: returned > 0n ? [...finding.why, back] : finding.why,
  };
}
