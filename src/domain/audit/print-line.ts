import { formatMinor, groupMinor } from "../money/money.ts";
import { ACCUSATIONS, type AuditLine } from "./audit-result.ts";
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

/** A line that is no charge: payments, interest, withheld tax, reversals. */
export function printPlain(entry: Entry): AuditLine {
  const { row, date, narration } = entry.line;
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
    why: entry.reverses ? `Gives back row ${entry.reverses.line.row}.` : "",
    worksheet: NONE,
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
  pending: string | null,
): { line: AuditLine; count: Counted } {
  const charged = sizeOf(entry);
  const returned = returnedOf(entry);
  const settled = settle(entry, finding, charged, returned);
  const why = pending && settled.verdict === "right" ? `${settled.why} ${pending}` : settled.why;
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
    why,
    worksheet: finding.worksheet,
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

function settle(entry: Entry, finding: Finding, charged: bigint, returned: bigint) {
  if (returned > 0n && !exceeds(charged, returned)) {
    const rows = entry.returns.map((r) => r.by.line.row).join(", ");
    return { verdict: "right" as const, allowed: charged, over: 0n, why: `It came back whole in row ${rows}.` };
  }
  if (!ACCUSATIONS.has(finding.verdict) || finding.allowed === null)
    return { verdict: finding.verdict, allowed: finding.allowed, over: 0n, why: finding.why };
  const over = charged - finding.allowed - returned;
  if (over <= 0n)
    return {
      verdict: "right" as const,
      allowed: charged,
      over: 0n,
      why: `What was too much of it came back: ${groupMinor(returned)}.`,
    };
  const why = returned > 0n ? `${finding.why} ${groupMinor(returned)} of it came back.` : finding.why;
  return { verdict: finding.verdict, allowed: charged - over, over, why };
}
