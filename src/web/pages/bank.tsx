import type { BankView } from "../../app/show-bank.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../ui/as-of.tsx";
import { Entry, type PageView } from "../ui/document.tsx";
import { GradeSign, SourceLine } from "../ui/evidence.tsx";
import { upperFirst } from "../ui/rule-table.tsx";
import { Table } from "../ui/table.tsx";
import { dateWords, LICENCE_WORDS } from "../ui/words.ts";

export function bankPage(view: BankView): PageView {
  const path = `/banks/${view.bank}`;
  const query = dayQuery(view);
  const seen = view.fees.filter((fee) => fee.fees.length > 0);
  const unseen = view.fees.filter((fee) => fee.fees.length === 0);
  const sources = [
    ...new Map(seen.flatMap((fee) => fee.fees.map((f) => [`${f.source.title} ${f.source.url}`, f.source]))).values(),
  ];
  return {
    title: view.name,
    section: "/banks",
    description: `${view.name}: its own fees beside the most it may charge.`,
    alternates: alternatesOf(path, query),
    body: (
      <>
        <a class="back" href={`/banks${query}`}>
          All banks
        </a>
        <h1>{view.name}</h1>
        <PastNote dated={view} path={path} />
        <p class="lead">
          {upperFirst(LICENCE_WORDS[view.licence])}.{" "}
          {view.coverage.known === 0
            ? "We have seen none of its own fees."
            : `We have seen ${view.coverage.known} of its fees, out of ${view.coverage.services} kinds.`}
        </p>
        {["commercial", "merchant", "non_interest"].includes(view.licence) ? null : (
          <div class="note wait">
            <p>
              The limits below are the banks’ table. We have not seen the table for this kind of licence. Taxes and
              levies are the same for all.
            </p>
          </div>
        )}
        <Entry title="Its own fees" id="fees">
          {seen.length === 0 ? <p class="unknown">Unknown. We have not seen a price list of this bank.</p> : null}
          {seen.length > 0 ? (
            <Table
              caption={`Listed fees on ${dateWords(view.on)} beside the legal maximum before VAT`}
              columns={[
                { label: "Fee" },
                { label: "Its own fee", kind: "words" },
                { label: "Legal maximum", kind: "words" },
                { label: "How sure" },
              ]}
              rows={seen.flatMap((fee) =>
                fee.fees.map((listed) => ({
                  key: listed.id,
                  cells: [
                    <a key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                      {fee.name}
                    </a>,
                    <>
                      {listed.summary}
                      {listed.product || listed.appliesTo ? (
                        <span class="keeps">{[listed.product, listed.appliesTo].filter(Boolean).join(", ")}</span>
                      ) : null}
                      {listed.note ? <span class="keeps">{listed.note}</span> : null}
                    </>,
                    fee.maximum ?? <span class="unknown">No rule known</span>,
                    <>
                      <GradeSign grade={listed.grade} />
                      {listed.stale ? " stale" : ""} <span class="keeps">checked {dateWords(listed.checkedOn)}</span>
                    </>,
                  ],
                })),
              )}
            />
          ) : null}
          {sources.map((source) => (
            <p class="small" key={source.title + source.url}>
              <SourceLine source={source} />
            </p>
          ))}
        </Entry>
        <p>
          Did this bank take a fee that is not here?{" "}
          <a class="tap" href={`/report?bank=${view.bank}`}>
            Report it
          </a>
        </p>
        <Entry title="Unknown" id="unknown">
          <p>We have not seen what this bank lists for these. Unknown is not free: the legal maximum still holds.</p>
          <details open={seen.length === 0}>
            <summary>{unseen.length} fees</summary>
            <Table
              caption="Fees whose own price is unknown"
              columns={[{ label: "Fee" }, { label: "Legal maximum before VAT", kind: "words" }]}
              rows={unseen.map((fee) => ({
                key: fee.service,
                cells: [
                  <a key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {fee.name}
                  </a>,
                  fee.maximum ?? <span class="unknown">No rule known</span>,
                ],
              }))}
            />
          </details>
        </Entry>
        <Entry title="Another day">
          <AsOf dated={view} path={path} />
        </Entry>
      </>
    ),
  };
}
