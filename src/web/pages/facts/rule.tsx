/** The page of one rule: its figure, what it says and how it is read, where it stands, and the rules around it. */

import type { RuleView } from "../../../app/rule-view.ts";
import type { RulePageView } from "../../../app/show-rule.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { RuleHistory } from "../../ui/rule-history.tsx";
import { RuleNotes } from "../../ui/rule-notes.tsx";
import { RuleTable, spanWords } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { dateWords } from "../../ui/words.ts";

export function rulePage(view: RulePageView, back: GivenBack = NOTHING_WRONG, say: Say = IN_ENGLISH): PageView {
  const { rule, others, serviceName } = view;
  const path = `/rules/${rule.id}`;
  const query = dayQuery(view);
  return {
    title: rule.name,
    language: say.language,
    section: "/fees",
    description: say.text("rule.description", { name: rule.name }),
    alternates: alternatesOf(path, query, true, say),
    faults: faultsOf(back.wrong),
    cite: { title: rule.name, path, dated: view },
    body: (
      <>
        <A class="back" href={rule.service ? `/fees/${rule.service}${query}` : `/fees${query}`}>
          {serviceName ?? say("fees.title")}
        </A>
        <h1 class={rule.name.length > 40 ? "long" : undefined}>{rule.name}</h1>
        <PastNote dated={view} path={path} say={say} />
        <p class="lead">{timeWords(rule, say)}</p>
        <Entry title={say("rule.the_figure")} id="figure">
          <Figure view={view} say={say} />
          <RuleNotes rule={rule} say={say} />
        </Entry>
        {rule.conditions || rule.reading || rule.reference ? (
          <Entry title={say("rule.what_it_says")} id="says">
            {rule.conditions ? <p>{rule.conditions}</p> : null}
            {rule.reading ? (
              <>
                <h3>{say("rule.how_we_read_it")}</h3>
                <p>{rule.reading}</p>
              </>
            ) : null}
            {rule.reference ? <p>{rule.reference}</p> : null}
          </Entry>
        ) : null}
        <Entry title={say("rule.where_it_stands")} id="source">
          <Evidence of={rule} say={say} />
        </Entry>
        {others.length > 0 ? (
          <Entry title={say("rule.before_and_after")} id="history">
            <RuleHistory rules={others} caption={say.text("rule.other_rules_for_the")} query={query} say={say} />
          </Entry>
        ) : null}
        <Entry title={say("day.another")}>
          <AsOf dated={view} path={path} back={back} say={say} />
        </Entry>
      </>
    ),
  };
}

function Figure({ view: { rule, vat }, say }: { view: RulePageView; say: Say }) {
  if (rule.rows.length === 0) return <p class="most">{rule.standing === "draft" ? rule.summary : say("part.never")}</p>;
  return (
    <>
      <RuleTable rule={rule} vat={vat} caption={captionOf(rule, say)} say={say} />
      {rule.appliesTo ? <p>{say("part.for_whom", { whom: rule.appliesTo })}</p> : null}
    </>
  );
}

const captionOf = (rule: RuleView, say: Say): string =>
  rule.standing === "draft"
    ? say.text("rule.most_of_draft")
    : rule.inForce
      ? say.text("rule.most_in_force")
      : rule.notYet
        ? say.text("rule.most_to_come")
        : say.text("rule.most_then");

/** In one sentence: whether it is law, and on which days. */
function timeWords(rule: RuleView, say: Say): string {
  const { from, until, standing, proposed } = rule;
  if (standing === "draft")
    return proposed ? say.text("rule.draft_days", { days: spanWords(proposed, say) }) : say.text("rule.draft");
  if (standing === "withdrawn") return say.text("rule.withdrawn_before_it_came");
  const since = from ? say.text("part.from_day", { from: dateWords(from) }) : say.text("rule.from_a_day_we");
  if (rule.notYet) return say.text("rule.not_yet_in_force", { since });
  const kind = rule.inForce ? "in_force" : standing === "abolished" ? "ended" : "no_longer";
  return until
    ? say.text(`rule.${kind}_until`, { since, until: dateWords(until) })
    : say.text(`rule.${kind}`, { since });
}
