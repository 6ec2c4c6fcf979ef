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
import { RuleTable, spanWords, upperFirst } from "../../ui/rule-table.tsx";
import { dateWords } from "../../ui/words.ts";

export function rulePage(view: RulePageView, back: GivenBack = NOTHING_WRONG): PageView {
  const { rule, others, serviceName } = view;
  const path = `/rules/${rule.id}`;
  const query = dayQuery(view);
  return {
    title: rule.name,
    section: "/fees",
    description: `${rule.name}: what the rule says, since when it holds, and where it stands.`,
    alternates: alternatesOf(path, query),
    faults: faultsOf(back.wrong),
    cite: { title: rule.name, path, dated: view },
    body: (
      <>
        <A class="back" href={rule.service ? `/fees/${rule.service}${query}` : `/fees${query}`}>
          {serviceName ?? "All fees"}
        </A>
        <h1 class={rule.name.length > 40 ? "long" : undefined}>{rule.name}</h1>
        <PastNote dated={view} path={path} />
        <p class="lead">{timeWords(rule)}</p>
        <Entry title="The figure" id="figure">
          <Figure view={view} />
          <RuleNotes rule={rule} />
        </Entry>
        {rule.conditions || rule.reading || rule.reference ? (
          <Entry title="What it says" id="says">
            {rule.conditions ? <p>{rule.conditions}</p> : null}
            {rule.reading ? (
              <>
                <h3>How we read it</h3>
                <p>{rule.reading}</p>
              </>
            ) : null}
            {rule.reference ? <p>{rule.reference}</p> : null}
          </Entry>
        ) : null}
        <Entry title="Where it stands" id="source">
          <Evidence of={rule} />
        </Entry>
        {others.length > 0 ? (
          <Entry title="Before and after" id="history">
            <RuleHistory rules={others} caption="Other rules for the same fee, newest first" query={query} />
          </Entry>
        ) : null}
        <Entry title="Another day">
          <AsOf dated={view} path={path} back={back} />
        </Entry>
      </>
    ),
  };
}

function Figure({ view: { rule, vat } }: { view: RulePageView }) {
  if (rule.rows.length === 0)
    return <p class="most">{rule.standing === "draft" ? rule.summary : "No bank may take this charge, on any day."}</p>;
  return (
    <>
      <RuleTable rule={rule} vat={vat} caption={captionOf(rule)} />
      {rule.appliesTo ? <p>For {rule.appliesTo}.</p> : null}
    </>
  );
}

const captionOf = (rule: RuleView): string =>
  rule.standing === "draft"
    ? "The most that the draft would allow"
    : rule.inForce
      ? "The most that may be taken while it is in force"
      : rule.notYet
        ? "The most that may be taken from that day"
        : "The most that could be taken then";

/** In one sentence: whether it is law, and on which days. */
function timeWords(rule: RuleView): string {
  const { from, until, standing, proposed } = rule;
  if (standing === "draft")
    return `A draft, not a rule${proposed ? `: it names days of its own, ${spanWords(proposed)}` : ""}. Nobody is accused on a draft.`;
  if (standing === "withdrawn") return "Withdrawn before it came into force. It never applied.";
  const since = from ? `from ${dateWords(from)}` : "from a day we do not know";
  if (rule.notYet) return `Not yet in force: it holds ${since}.`;
  if (rule.inForce) return `In force ${since}${until ? ` until before ${dateWords(until)}` : ""}.`;
  return `${upperFirst(standing === "abolished" ? "ended" : "no longer in force")}: it held ${since}${until ? ` until before ${dateWords(until)}` : ""}.`;
}
