import type { RuleView } from "../../app/rule-view.ts";
import { isUsualPrice } from "../../domain/fees/usual-price.ts";
import { GradeSign } from "./grade-sign.tsx";
import { A } from "./link.tsx";
import type { Say } from "./say.tsx";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/** Rules one under the other, each a link to its own page. `query` keeps the day that the reader asked about. */
export function RuleHistory({
  rules,
  caption,
  query,
  say,
}: {
  rules: readonly RuleView[];
  caption: string;
  query: string;
  say: Say;
}) {
  // a price that is usual and no limit stands among them
  const limits = !rules.some(({ price }) => isUsualPrice(price));
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { label: say.text("part.from"), named: true },
          { label: say.text("part.until") },
          { label: say.text(limits ? "part.at_most_before_vat" : "part.before_vat"), kind: "words" },
          { label: say.text("part.standing") },
          { label: say.text("fees.grade") },
        ]}
        rows={rules.map((rule) => ({
          key: rule.id,
          cells: [
            <A key="a" class="tap nowrap" href={`/rules/${rule.id}${query}`}>
              {firstWords(rule, say)}
            </A>,
            untilWords(rule, say),
            <>
              {rule.summary}
              {rule.appliesTo ? <span class="keeps">{rule.appliesTo}</span> : null}
              {rule.inForce || rule.standing === "draft" ? null : <span class="keeps">{rule.conditions}</span>}
            </>,
            rule.inForce ? <strong>{standingWords(rule, say)}</strong> : standingWords(rule, say),
            <GradeSign key="g" grade={rule.grade} say={say} />,
          ],
        }))}
      />
      <p class="small">{say("part.until_says")}</p>
    </>
  );
}

function firstWords({ from, proposed }: RuleView, say: Say): string {
  const day = from ?? proposed?.from;
  return day ? dateWords(day) : say.text("part.the_start");
}

function untilWords({ until, standing, proposed }: RuleView, say: Say) {
  const day = until ?? proposed?.until;
  if (day) return <span class="nowrap">{dateWords(day)}</span>;
  if (standing === "withdrawn") return say.text("part.never_applied");
  return standing === "draft" ? say.text("part.not_said") : say.text("part.now");
}

/** Whether it is law on the day asked about; said in words, not only in weight. */
function standingWords(rule: RuleView, say: Say): string {
  if (rule.standing === "withdrawn" || rule.standing === "draft") return say.calledText("STANDINGS", rule.standing);
  if (rule.notYet) return say.text("part.not_yet_in_force");
  if (rule.inForce) return say.calledText("STANDINGS", "in_force");
  return say.calledText("STANDINGS", rule.standing === "in_force" ? "superseded" : rule.standing);
}
