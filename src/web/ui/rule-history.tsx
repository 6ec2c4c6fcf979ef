import type { RuleView } from "../../app/rule-view.ts";
import { STANDINGS } from "../../words/en/names.ts";
import { GradeSign } from "./evidence.tsx";
import { A } from "./link.tsx";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/** Rules one under the other, each a link to its own page. `query` keeps the day that the reader asked about. */
export function RuleHistory({ rules, caption, query }: { rules: readonly RuleView[]; caption: string; query: string }) {
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { label: "From", named: true },
          { label: "Until" },
          { label: "At most, before VAT", kind: "words" },
          { label: "Standing" },
          { label: "How sure" },
        ]}
        rows={rules.map((rule) => ({
          key: rule.id,
          cells: [
            <A key="a" class="tap nowrap" href={`/rules/${rule.id}${query}`}>
              {firstWords(rule)}
            </A>,
            untilWords(rule),
            <>
              {rule.summary}
              {rule.appliesTo ? <span class="keeps">{rule.appliesTo}</span> : null}
              {rule.inForce || rule.standing === "draft" ? null : <span class="keeps">{rule.conditions}</span>}
            </>,
            rule.inForce ? <strong>{standingWords(rule)}</strong> : standingWords(rule),
            <GradeSign key="g" grade={rule.grade} />,
          ],
        }))}
      />
      <p class="small">“Until” is the first day on which the rule no longer holds.</p>
    </>
  );
}

function firstWords({ from, proposed }: RuleView): string {
  const day = from ?? proposed?.from;
  return day ? dateWords(day) : "the start";
}

function untilWords({ until, standing, proposed }: RuleView) {
  const day = until ?? proposed?.until;
  if (day) return <span class="nowrap">{dateWords(day)}</span>;
  if (standing === "withdrawn") return "never applied";
  return standing === "draft" ? "not said" : "now";
}

/** Whether it is law on the day asked about; said in words, not only in weight. */
function standingWords(rule: RuleView): string {
  if (rule.standing === "withdrawn" || rule.standing === "draft") return STANDINGS[rule.standing];
  if (rule.notYet) return "not yet in force";
  if (rule.inForce) return STANDINGS.in_force;
  return STANDINGS[rule.standing === "in_force" ? "superseded" : rule.standing];
}
