import type { FeesView } from "../../../app/list-fees.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, GROUP_WORDS } from "../../ui/words.ts";

/** Groups of duties and taxes have no column of the banks' own fees. */
const ownFees = (group: FeesView["groups"][number]): boolean => group.fees.some(({ coverage }) => coverage !== null);

export function feesPage(view: FeesView): PageView {
  const count = view.groups.reduce((sum, group) => sum + group.fees.length, 0);
  const banks = view.groups.flatMap(({ fees }) => fees.flatMap(({ coverage }) => coverage?.banks ?? []))[0] ?? 0;
  const query = dayQuery(view);
  return {
    title: "All fees",
    section: "/fees",
    description: "Every bank fee we know in Nigeria with the most that may be charged.",
    alternates: alternatesOf("/fees", query),
    body: (
      <>
        <h1>All fees</h1>
        <PastNote dated={view} path="/fees" />
        <p class="lead">
          {count} fees, with the most a bank may take on {dateWords(view.on)}, before VAT. The last column says for how
          many of the {banks} banks we list we have seen the bank’s own fee; duties and taxes are the law’s, and no bank
          has its own.
        </p>
        <nav aria-label="Kinds of fee">
          <details>
            <summary>Jump to a kind of fee</summary>
            <ul class="chips">
              {view.groups.map((group) => (
                <li key={group.id}>
                  <a href={`#${group.id}`}>{GROUP_WORDS[group.id] ?? group.id}</a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
        {view.groups.map((group) => (
          <Entry key={group.id} id={group.id} title={GROUP_WORDS[group.id] ?? group.id}>
            <Table
              tight
              caption={`${GROUP_WORDS[group.id] ?? group.id}: the legal maximum`}
              columns={[
                { label: "Fee" },
                { label: "At most", kind: "words" },
                { label: "How sure" },
                ...(ownFees(group) ? [{ label: "Banks seen", kind: "num" as const }] : []),
              ]}
              rows={group.fees.map((fee) => ({
                key: fee.service,
                cells: [
                  <a key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {fee.name}
                  </a>,
                  fee.maximum ? upperFirst(fee.maximum) : <span class="unknown">No rule known</span>,
                  fee.grade ? (
                    <>
                      <GradeSign grade={fee.grade} />
                      {fee.stale ? " stale" : ""}
                    </>
                  ) : null,
                  ...(ownFees(group) ? [fee.coverage ? `${fee.coverage.known} of ${fee.coverage.banks}` : ""] : []),
                ],
              }))}
            />
          </Entry>
        ))}
        <Entry title="Another day">
          <AsOf dated={view} path="/fees" />
        </Entry>
        <p>
          What the grades mean: <a href="/method#grades">how we judge</a>.
        </p>
      </>
    ),
  };
}
