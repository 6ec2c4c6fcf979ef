import type { RuleView } from "../../app/rule-view.ts";
import type { Say } from "./say.tsx";

/** What goes with the figure of a rule: who may agree another one, what is not settled, and who may be called wrong by it. */
export function RuleNotes({ rule, say }: { rule: RuleView; say: Say }) {
  return (
    <>
      {rule.negotiable ? <p>{say("part.a_customer_may_agree")}</p> : null}
      {rule.vat === "unsettled" && !rule.byBank ? <p>{say("part.vat_unsettled")}</p> : null}
      {rule.byBank ? <p class="unsure">{say("part.only_a_bank_whose")}</p> : null}
      {rule.accuses ? null : <p class="unsure">{say("part.information_only")}</p>}
    </>
  );
}
