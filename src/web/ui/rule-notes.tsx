import type { RuleView } from "../../app/rule-view.ts";

/** What goes with the figure of a rule: who may agree another one, what is not settled, and who may be called wrong by it. */
export function RuleNotes({ rule }: { rule: RuleView }) {
  return (
    <>
      {rule.negotiable ? <p>A customer may agree a lower price with the bank.</p> : null}
      {rule.vat === "unsettled" && !rule.byBank ? (
        <p>It is not settled whether VAT is due on it, so the most you may pay is shown with VAT.</p>
      ) : null}
      {rule.byBank ? <p class="unsure">Only a bank whose own day has come is called wrong.</p> : null}
      {rule.accuses ? null : (
        <p class="unsure">Shown for information only: we do not accuse a bank on this figure alone.</p>
      )}
    </>
  );
}
