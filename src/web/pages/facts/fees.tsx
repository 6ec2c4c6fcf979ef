import type { FeeSummary, FeesView } from "../../../app/list-fees.ts";
import { DOINGS } from "../../../words/en/names.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { byDoing } from "../../ui/doings.ts";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

/** Groups of duties and taxes have no column of the banks' own fees. */
const ownFees = (fees: readonly FeeSummary[]): boolean => fees.some(({ coverage }) => coverage !== null);

/** Those that most people ask about, in view without a tap. */
function Common({ view, query }: { view: FeesView; query: string }) {
  const fees = view.groups.flatMap((group) => group.fees);
  const asked = view.common.flatMap((id) => fees.find(({ service }) => service === id) ?? []);
  if (asked.length === 0) return null;
  return (
    <Entry title="Asked about most">
      <dl class="fields">
        {asked.map((fee) => (
          <div key={fee.service}>
            <dt>
              <A class="tap" href={`/fees/${fee.service}${query}`}>
                {fee.name}
              </A>
            </dt>
            <dd>{fee.maximum ? upperFirst(fee.maximum) : <span class="unknown">No rule known</span>}</dd>
          </div>
        ))}
      </dl>
    </Entry>
  );
}

/** The fees by what people do; a kind that no list names stands by itself at the end, so that none is lost. */
export const doingsOf = ({ groups }: Pick<FeesView, "groups">) =>
  byDoing(
    groups.flatMap(({ fees }) => fees),
    ({ service }) => service,
    (id) => DOINGS[id] ?? id,
  ).map(({ id, title, of }) => ({ id, title, fees: of }));

export function feesPage(view: FeesView, back: GivenBack = NOTHING_WRONG): PageView {
  const count = view.groups.reduce((sum, group) => sum + group.fees.length, 0);
  const banks = view.groups.flatMap(({ fees }) => fees.flatMap(({ coverage }) => coverage?.banks ?? []))[0] ?? 0;
  const query = dayQuery(view);
  return {
    title: "All fees",
    section: "/fees",
    description: "Every bank fee we know in Nigeria with the most that may be charged.",
    alternates: alternatesOf("/fees", query),
    faults: faultsOf(back.wrong),
    cite: { title: "Bank fees and rules", path: "/fees", dated: view },
    body: (
      <>
        <h1>All fees</h1>
        <PastNote dated={view} path="/fees" />
        <p class="lead">
          {count} fees, with the most a bank may take on {dateWords(view.on)}, before VAT. The last column says for how
          many of the {banks} banks we list we have seen the bank’s own fee; duties and taxes are the law’s, and no bank
          has its own.
        </p>
        <Common view={view} query={query} />
        {doingsOf(view).map(({ id, title, fees }) => (
          <details key={id} id={id} class="doing">
            <summary>
              <h2>{title}</h2> <span class="keeps">{fees.length} fees</span>
            </summary>
            <Table
              tight
              caption={`${title}: the legal maximum`}
              columns={[
                { label: "Fee" },
                { label: "At most", kind: "words" },
                { label: "How sure" },
                ...(ownFees(fees) ? [{ label: "Banks seen", kind: "num" as const }] : []),
              ]}
              rows={fees.map((fee) => ({
                key: fee.service,
                cells: [
                  <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {fee.name}
                  </A>,
                  fee.maximum ? upperFirst(fee.maximum) : <span class="unknown">No rule known</span>,
                  fee.grade ? (
                    <>
                      <GradeSign grade={fee.grade} />
                      {fee.stale ? " stale" : ""}
                    </>
                  ) : null,
                  ...(ownFees(fees) ? [fee.coverage ? `${fee.coverage.known} of ${fee.coverage.banks}` : ""] : []),
                ],
              }))}
            />
          </details>
        ))}
        <Entry title="Another day">
          <AsOf dated={view} path="/fees" back={back} />
        </Entry>
        <p>
          What the grades mean: <A href="/method#grades">how we judge</A>.
        </p>
      </>
    ),
  };
}
