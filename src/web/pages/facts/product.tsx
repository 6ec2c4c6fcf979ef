/** The page of one product of a bank: who may have it, what it has a price of its own for, and what it shares with its bank. */

import type { ProductView } from "../../../app/show-product.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { ReadAt } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A } from "../../ui/link.tsx";
import { ListedFees } from "../../ui/listed-fees.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { dateWords } from "../../ui/words.ts";

export function productPage(view: ProductView, back: GivenBack = NOTHING_WRONG, say: Say = IN_ENGLISH): PageView {
  const path = `/products/${view.product}`;
  const query = dayQuery(view);
  return {
    title: `${view.name}, ${view.bankName}`,
    language: say.language,
    section: "/banks",
    description: say.text("bank.product_description", { name: view.name, bankName: view.bankName }),
    alternates: alternatesOf(path, query, true, say),
    faults: faultsOf(back.wrong),
    cite: { title: say.text("bank.fees_of_product", { name: view.name, bankName: view.bankName }), path, dated: view },
    body: (
      <>
        <A class="back" href={`/banks/${view.bank}${query}`}>
          {view.bankName}
        </A>
        <h1>{view.name}</h1>
        <PastNote dated={view} path={path} say={say} />
        <p class="lead">
          {view.account
            ? say("bank.kind_of_account", { kind: say.calledText("ACCOUNTS", view.account) })
            : say("bank.which_kind_of_account")}
          . {view.who ? say("bank.for_whom", { who: view.who }) : say("bank.who_may_have_it")}
        </p>
        {view.alsoKnown.length > 0 ? <p>{say("bank.also_written", { names: view.alsoKnown.join(", ") })}</p> : null}
        {view.note ? <p>{view.note}</p> : null}
        <p class="small">
          <GradeSign grade={view.grade} say={say} /> <ReadAt source={view.source} say={say} />{" "}
          {say("bank.checked", { day: dateWords(view.checkedOn) })}
          {view.from ? <> {say("bank.to_be_had_since", { day: dateWords(view.from) })}</> : ""}
          {view.until ? <> {say("bank.until_before", { day: dateWords(view.until) })}</> : ""}
        </p>
        <Entry title={say("bank.its_own_fees")} id="fees">
          {view.fees.length === 0 ? (
            <p class="unknown">{say("bank.unknown_on_this_day")}</p>
          ) : (
            <ListedFees
              say={say}
              fees={view.fees}
              caption={say.text("bank.what_it_costs_on", { day: dateWords(view.on) })}
              query={query}
            />
          )}
        </Entry>
        {view.ofBank.length > 0 ? (
          <Entry title={say("bank.fees_of_the_whole")} id="bank">
            <p>{say("bank.these_are_listed_for", { bankName: view.bankName })}</p>
            <ListedFees
              say={say}
              fees={view.ofBank}
              caption={say.text("bank.fees_of_bank", { bank: view.bankName })}
              query={query}
            />
          </Entry>
        ) : null}
        {view.others.length > 0 ? (
          <Entry title={say("bank.other_accounts_of", { bankName: view.bankName })} id="others">
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
        <Entry title={say("day.another")}>
          <AsOf dated={view} path={path} back={back} say={say} />
        </Entry>
      </>
    ),
  };
}
