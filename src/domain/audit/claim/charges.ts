/** Charges as people count them: a fee and the tax on it are one. */
import type { AuditLine, AuditResult } from "../audit-result.ts";

/** `taxes` are the tax lines of `lead` that are in the same list. */
export type Charge<T> = { readonly lead: T; readonly taxes: readonly T[] };

type Placed = { readonly result: AuditResult; readonly line: AuditLine };

/** Each tax line under the fee or levy that it was taken on, where that one is in the list too; else it stands alone. In the order of the list. */
export function chargesOf<T extends Placed>(list: readonly T[]): Charge<T>[] {
  const leads = new Map<AuditResult, Map<number, T[]>>();
  for (const one of list) {
    if (one.line.kind === "tax") continue;
    const rows = leads.get(one.result) ?? new Map<number, T[]>();
    leads.set(one.result, rows.set(one.line.row, []));
  }
  const alone = list.filter((one) => {
    const { line, result } = one;
    const under = line.kind === "tax" && typeof line.for === "number" ? leads.get(result)?.get(line.for) : undefined;
    under?.push(one);
    return under === undefined;
  });
  return alone.map((lead) => ({
    lead,
    taxes: (lead.line.kind === "tax" ? undefined : leads.get(lead.result)?.get(lead.line.row)) ?? [],
  }));
}
