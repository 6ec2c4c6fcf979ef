/**
 * What a person did, as their own statement shows it through its charges: each charge that can be priced anew, with the payment it
 * was taken for. What a statement does not show (payments without a charge, how many alerts a sum was for) is said, not guessed.
 */
import type { AuditLine, AuditResult } from "../audit/audit-result.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { AccountType } from "../fees/pack.ts";
import { type Minor, parseMinor } from "../money/money.ts";
import type { Usage, UsageLine } from "./usage.ts";

/** Why charges of a statement are not part of its usage. */
export type Unseen = { readonly why: "how_many" | "month" | "not_told" | "came_back"; readonly charges: number };

export type StatementUsage = {
  readonly usage: Usage;
  /** How many charges are in it, and what was paid for them with their tax. */
  readonly charges: number;
  readonly paid: Minor;
  readonly unseen: readonly Unseen[];
  readonly account: AccountType | undefined;
};

/** One sum stands for many of them, or for a month of payments: how many there were no statement says. */
const MANY: Readonly<Record<string, Unseen["why"]>> = { "alert.sms": "how_many", "account.maintenance": "month" };

const minor = (text: string | null): Minor => (text === null ? 0n : (parseMinor(text) ?? 0n));
const size = (sum: Minor): Minor => (sum < 0n ? -sum : sum);

/** The usage of statements of one account, priced on the day `on`; months of the statement stay months. */
export function statementUsage(results: readonly AuditResult[], on: CivilDate): StatementUsage {
  const months = new Map<string, Map<string, UsageLine & { times: number }>>();
  const unseen = new Map<Unseen["why"], number>();
  let [charges, paid]: [number, Minor] = [0, 0n];
  const types = new Set(results.map(({ statement }) => statement.account.type));
  const [type] = types.size === 1 ? types : [];
  const account = type === "unknown" ? undefined : type;
  for (const { lines } of results) {
    const byRow = new Map(lines.map((line) => [line.row, line]));
    const taxes = taxByRow(lines);
    for (const line of lines) {
      if (line.kind !== "fee") continue;
      const why = whyUnseen(line);
      if (why) {
        unseen.set(why, (unseen.get(why) ?? 0) + 1);
        continue;
      }
      charges++;
      paid += size(minor(line.charged ?? line.amount)) + (taxes.get(line.row) ?? 0n);
      const amount = typeof line.for === "number" ? size(minor(byRow.get(line.for)?.amount ?? null)) : 0n;
      addTo(months, line, amount, account);
    }
  }
  return {
    usage: [...months.values()].map((lines) => ({ on, repeats: 1, lines: [...lines.values()] })),
    charges,
    paid,
    unseen: [...unseen].map(([why, count]) => ({ why, charges: count })),
    account,
  };
}

function whyUnseen(line: AuditLine): Unseen["why"] | null {
  if (line.service === null || line.service === "unknown" || Array.isArray(line.for)) return "not_told";
  if (line.returned !== undefined && minor(line.returned) > 0n) return "came_back";
  return MANY[line.service] ?? null;
}

/** The tax on a fee that stands on a line of its own, by the row of the fee. */
function taxByRow(lines: readonly AuditLine[]): ReadonlyMap<number, Minor> {
  const taxes = new Map<number, Minor>();
  for (const { kind, for: row, charged, amount } of lines)
    if (kind === "tax" && typeof row === "number")
      taxes.set(row, (taxes.get(row) ?? 0n) + size(minor(charged ?? amount)));
  return taxes;
}

function addTo(
  months: Map<string, Map<string, UsageLine & { times: number }>>,
  line: AuditLine,
  amount: Minor,
  account: AccountType | undefined,
): void {
  const service = line.service as string;
  const month = line.date.slice(0, 7);
  const lines = months.get(month) ?? new Map<string, UsageLine & { times: number }>();
  months.set(month, lines);
  const key = `${service} ${amount}`;
  const same = lines.get(key);
  if (same) {
    same.times++;
    return;
  }
  lines.set(key, {
    id: service,
    service,
    times: 1,
    facts: {},
    ...(amount > 0n ? { amount } : {}),
    ...(account === undefined ? {} : { account }),
  });
}
