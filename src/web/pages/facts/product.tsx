/** The page of one product of a bank: who may have it, what it has a price of its own for, and what it shares with its bank. */

import type { ProductView } from "../../../app/show-product.ts";
import { ACCOUNTS } from "../../../words/en/names.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign, ReadAt } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { ListedFees } from "../../ui/listed-fees.tsx";
import { dateWords } from "../../ui/words.ts";

export function productPage(view: ProductView, back: GivenBack = NOTHING_WRONG): PageView {
  const path = `/products/${view.product}`;
  const query = dayQuery(view);
  return {
    title: `${view.name}, ${view.bankName}`,
    section: "/banks",
    description: `${view.name} of ${view.bankName}: its own fees beside the most that may be charged.`,
    alternates: alternatesOf(path, query),
    faults: faultsOf(back.wrong),
    cite: { title: `Fees of ${view.name}, ${view.bankName}`, path, dated: view },
    body: (
      <>
        <A class="back" href={`/banks/${view.bank}${query}`}>
          {view.bankName}
        </A>
        <h1>{view.name}</h1>
        <PastNote dated={view} path={path} />
        <p class="lead">
          {view.account ? `A ${ACCOUNTS[view.account]}` : "Which kind of account it is, its source does not say"}.{" "}
          {view.who ? `For: ${view.who}.` : "Who may have it, we have not seen."}
        </p>
        {view.alsoKnown.length > 0 ? <p>Also written {view.alsoKnown.join(", ")}.</p> : null}
        {view.note ? <p>{view.note}</p> : null}
        <p class="small">
          <GradeSign grade={view.grade} /> <ReadAt source={view.source} /> Checked {dateWords(view.checkedOn)}.
          {view.from ? ` To be had since ${dateWords(view.from)}.` : ""}
          {view.until ? ` Until before ${dateWords(view.until)}.` : ""}
        </p>
        <Entry title="Its own fees" id="fees">
          {view.fees.length === 0 ? (
            <p class="unknown">Unknown on this day. We have seen no price of its own.</p>
          ) : (
            <ListedFees
              fees={view.fees}
              caption={`What it costs on ${dateWords(view.on)}, beside the legal maximum before VAT`}
              query={query}
            />
          )}
        </Entry>
        {view.ofBank.length > 0 ? (
          <Entry title="Fees of the whole bank" id="bank">
            <p>These are listed for every account of {view.bankName}, so they hold for this one too.</p>
            <ListedFees fees={view.ofBank} caption={`Fees of ${view.bankName}`} query={query} />
          </Entry>
        ) : null}
        {view.others.length > 0 ? (
          <Entry title={`Other accounts of ${view.bankName}`} id="others">
            <ul>
              {view.others.map(({ id, name }) => (
                <li key={id}>
                  <A class="tap" href={`/products/${id}${query}`}>
                    {name}
                  </A>
                </li>
              ))}
            </ul>
          </Entry>
        ) : null}
        <Entry title="Another day">
          <AsOf dated={view} path={path} back={back} />
        </Entry>
      </>
    ),
  };
}
