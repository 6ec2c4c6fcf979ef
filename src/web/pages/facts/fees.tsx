import type { FeeSummary, FeesView } from "../../../app/list-fees.ts";
import { ENGLISH } from "../../../words/languages.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { byDoing } from "../../ui/doings.ts";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

/** Names of services in the language of the page, by id; where it has none the English one stands. */
type Names = Readonly<Record<string, string>>;
type Spoken = { readonly names: Names; readonly say: Say };

const nameOf = (names: Names, { service, name }: FeeSummary, say: Say) =>
  names[service] ?? say.said({ text: name, language: ENGLISH });

/** Groups of duties and taxes have no column of the banks' own fees. */
const ownFees = (fees: readonly FeeSummary[]): boolean => fees.some(({ coverage }) => coverage !== null);

/** Those that most people ask about, in view without a tap. */
function Common({ view, query, names, say }: Spoken & { view: FeesView; query: string }) {
  const fees = view.groups.flatMap((group) => group.fees);
  const asked = view.common.flatMap((id) => fees.find(({ service }) => service === id) ?? []);
  if (asked.length === 0) return null;
  return (
    <Entry title={say("charge.common")}>
      <dl class="fields">
        {asked.map((fee) => (
          <div key={fee.service}>
            <dt>
              <A class="tap" href={`/fees/${fee.service}${query}`}>
                {nameOf(names, fee, say)}
              </A>
            </dt>
            <dd>{fee.maximum ? upperFirst(fee.maximum) : <span class="unknown">{say("home.no_rule_known")}</span>}</dd>
          </div>
        ))}
      </dl>
    </Entry>
  );
}

/** The fees by what people do; a kind that no list names stands by itself at the end, so that none is lost. */
export const doingsOf = ({ groups }: Pick<FeesView, "groups">, say = IN_ENGLISH) =>
  byDoing(
    groups.flatMap(({ fees }) => fees),
    ({ service }) => service,
    (id) => say.calledText("DOINGS", id),
  ).map(({ id, title, of }) => ({ id, title, fees: of }));

export function feesPage(
  view: FeesView,
  back: GivenBack = NOTHING_WRONG,
  say: Say = IN_ENGLISH,
  names: Names = {},
): PageView {
  const count = view.groups.reduce((sum, group) => sum + group.fees.length, 0);
  const banks = view.groups.flatMap(({ fees }) => fees.flatMap(({ coverage }) => coverage?.banks ?? []))[0] ?? 0;
  const query = dayQuery(view);
  return {
    title: say.text("fees.title"),
    language: say.language,
    section: "/fees",
    description: say.text("fees.description"),
    alternates: alternatesOf("/fees", query, true, say),
    faults: faultsOf(back.wrong),
    cite: { title: say.text("fees.cite"), path: "/fees", dated: view },
    body: (
      <>
        <h1>{say("fees.title")}</h1>
        <PastNote dated={view} path="/fees" say={say} />
        <p class="lead">{say("fees.lead", { count, day: dateWords(view.on), banks })}</p>
        <Common view={view} query={query} names={names} say={say} />
        {doingsOf(view, say).map(({ id, title, fees }) => (
          <details key={id} id={id} class="doing">
            <summary>
              <h2>{title}</h2> <span class="keeps">{say("fees.count", { count: fees.length })}</span>
            </summary>
            <Table
              tight
              caption={say.text("fees.caption", { doing: title })}
              columns={[
                { label: say.text("home.fee") },
                { label: say.text("home.at_most"), kind: "words" },
                { label: say.text("fees.grade") },
                ...(ownFees(fees) ? [{ label: say.text("fees.seen"), kind: "num" as const }] : []),
              ]}
              rows={fees.map((fee) => ({
                key: fee.service,
                cells: [
                  <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {nameOf(names, fee, say)}
                  </A>,
                  fee.maximum ? upperFirst(fee.maximum) : <span class="unknown">{say("home.no_rule_known")}</span>,
                  fee.grade ? (
                    <>
                      <span class="grade">{say("fees.sign", { grade: fee.grade })}</span>
                      {fee.stale ? <> {say("fees.stale")}</> : ""}
                    </>
                  ) : null,
                  ...(ownFees(fees) ? [fee.coverage ? say("fees.seen_of", fee.coverage) : ""] : []),
                ],
              }))}
            />
          </details>
        ))}
        <Entry title={say("day.another")}>
          <AsOf dated={view} path="/fees" back={back} say={say} />
        </Entry>
        <p>{say.dressed("fees.grades", { link: (words) => <A href="/method#grades">{words}</A> })}</p>
      </>
    ),
  };
}
