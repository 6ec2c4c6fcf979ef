import type { AuditSums } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { minor } from "./audit-view.ts";

/** The four sums of many statements. */
export function SumList({ totals, currency }: { totals: AuditSums; currency: string }) {
  const money = (text: string) => exactMoney(minor(text), currency);
  return (
    <dl class="sum wide">
      <div>
        <dt>Charged</dt>
        <dd>{money(totals.charged)}</dd>
      </div>
      <div>
        <dt>Right</dt>
        <dd>{money(totals.allowed)}</dd>
      </div>
      <div>
        <dt>We cannot tell</dt>
        <dd>{money(totals.cannotTell)}</dd>
      </div>
      <div class="line">
        <dt>Too much</dt>
        <dd class={minor(totals.over) > 0n ? "over" : undefined}>{money(totals.over)}</dd>
      </div>
    </dl>
  );
}
