import type { AuditSums } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { minor } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const listSays = sayOf(CHARGES);

/** The four sums of many statements. */
export function SumList({ totals, currency, spoken }: { totals: AuditSums; currency: string; spoken: Spoken }) {
  const say = listSays(spoken);
  const money = (text: string) => exactMoney(minor(text), currency);
  return (
    <dl class="sum wide">
      <div>
        <dt>{say("result.charged")}</dt>
        <dd>{money(totals.charged)}</dd>
      </div>
      <div>
        <dt>{say("result.allowed")}</dt>
        <dd>{money(totals.allowed)}</dd>
      </div>
      <div>
        <dt>{say("result.untold")}</dt>
        <dd>{money(totals.cannotTell)}</dd>
      </div>
      <div class="line">
        <dt>{say("result.over")}</dt>
        <dd class={minor(totals.over) > 0n ? "over" : undefined}>{money(totals.over)}</dd>
      </div>
    </dl>
  );
}
