/** The page of one bank or wallet: its fees on a day, whom to write to, its short code, its past and where its prices stand. */

import type { BankView } from "../../../app/show-bank.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { ReadAt } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A } from "../../ui/link.tsx";
import { ListedFees } from "../../ui/listed-fees.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, monthWords } from "../../ui/words.ts";

export function bankPage(view: BankView, back: GivenBack = NOTHING_WRONG, say: Say = IN_ENGLISH): PageView {
  const path = `/banks/${view.bank}`;
  const query = dayQuery(view);
  const seen = view.fees.filter((fee) => fee.fees.length > 0);
  const unseen = view.fees.filter((fee) => fee.fees.length === 0);
  return {
    title: view.name,
    language: say.language,
    section: "/banks",
    description: say.text("bank.description", { name: view.name }),
    alternates: alternatesOf(path, query, true, say),
    faults: faultsOf(back.wrong),
    cite: { title: say.text("bank.fees_of_bank", { bank: view.name }), path, dated: view },
    body: (
      <>
        <A class="back" href={`/banks${query}`}>
          {say("bank.all_banks")}
        </A>
        <h1>{view.name}</h1>
        <PastNote dated={view} path={path} say={say} />
        {view.ended ? <Ended ended={view.ended} query={query} say={say} /> : null}
        <p class="lead">
          {upperFirst(say.calledText("LICENCES", view.licence))}
          {view.grade === "D" ? <> {say("bank.from_memory")}</> : ""}.{" "}
          {view.coverage.known === 0
            ? say("bank.we_have_seen_none")
            : say("bank.we_have_seen_of", { known: view.coverage.known, services: view.coverage.services })}
        </p>
        {["commercial", "merchant", "non_interest"].includes(view.licence) ? null : (
          <div class="note wait">
            <p>{say("bank.the_limits_below_are")}</p>
          </div>
        )}
        <Entry title={say("bank.its_own_fees")} id="fees">
          {seen.length === 0 ? (
            <>
              <p class="unknown">{say("bank.unknown_we_have_not")}</p>
              <p>
                {say.dressed("bank.its_customers_statements", {
                  link: (words) => <A href={`/report?bank=${view.bank}`}>{words}</A>,
                  link2: (words) => <A href="/audit">{words}</A>,
                })}
              </p>
            </>
          ) : null}
          {seen.length > 0 ? (
            <ListedFees
              say={say}
              fees={seen}
              caption={say.text("bank.listed_fees_on_beside", { day: dateWords(view.on) })}
              query={query}
            />
          ) : null}
        </Entry>
        {view.products.length > 0 ? (
          <Entry title={say("bank.its_accounts")} id="products">
            <p>{say("bank.its_price_list_names")}</p>
            <ul>
              {view.products.map(({ id, name, who }) => (
                <li key={id}>
                  <A class="tap" href={`/products/${id}${query}`}>
                    {name}
                  </A>
                  {who ? ` (${who})` : ""}
                </li>
              ))}
            </ul>
          </Entry>
        ) : null}
        <p>
          {say.dressed("bank.did_this_bank_take", {
            link: (words) => <A href={`/report?bank=${view.bank}`}>{words}</A>,
          })}
        </p>
        <AboutBank view={view} say={say} />
        <Entry title={say("bank.unknown")} id="unknown">
          <p>{say("bank.we_have_not_seen")}</p>
          <details open={seen.length === 0}>
            <summary>{say("fees.count", { count: unseen.length })}</summary>
            <Table
              tight
              caption={say.text("bank.fees_whose_own_price")}
              columns={[
                { label: say.text("home.fee") },
                { label: say.text("bank.legal_maximum_before_vat"), kind: "words" },
              ]}
              rows={unseen.map((fee) => ({
                key: fee.service,
                cells: [
                  <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {fee.name}
                  </A>,
                  fee.maximum ?? <span class="unknown">{say("home.no_rule_known")}</span>,
                ],
              }))}
            />
          </details>
        </Entry>
        <Entry title={say("day.another")}>
          <AsOf dated={view} path={path} back={back} say={say} />
        </Entry>
      </>
    ),
  };
}

function Ended({ ended, query, say }: { ended: NonNullable<BankView["ended"]>; query: string; say: Say }) {
  return (
    <div class="note wait">
      <p>
        <strong>
          {ended.on ? say("bank.ended_on", { day: dateWords(ended.on) }) : say("bank.ending_day_not_verified")}
        </strong>{" "}
        {ended.how}{" "}
        {ended.into && ended.intoName
          ? say.dressed(ended.on ? "bank.now_part_of" : "bank.to_become_part_of", {
              link: () => <A href={`/banks/${ended.into}${query}`}>{ended.intoName}</A>,
            })
          : null}{" "}
        <GradeSign grade={ended.grade} say={say} /> <ReadAt source={ended.source} say={say} />
      </p>
    </div>
  );
}

const whenWords = (on: string | null, say: Say): string =>
  on === null
    ? say.text("bank.day_not_known")
    : on.length === 10
      ? dateWords(on)
      : on.length === 7
        ? monthWords(on)
        : on;

/** What else we know of the bank: where to complain, its short code and names, its past, how to get a statement file. */
function AboutBank({ view, say }: { view: BankView; say: Say }) {
  const { contacts, ussd, history, statementFile, tariffPage, licenceOf } = view;
  const names = [...view.aliases, ...view.alsoKnown];
  return (
    <>
      <Entry title={say("bank.where_to_complain")} id="contacts">
        {view.ended?.on ? (
          <p>{view.ended.intoName ? say("bank.closed_into", { bank: view.ended.intoName }) : say("bank.closed")}</p>
        ) : view.complaintsTo ? (
          <p>
            {say.dressed("bank.a_letter_can_go", {
              link: () => <A href={`mailto:${view.complaintsTo}`}>{view.complaintsTo}</A>,
            })}
          </p>
        ) : (
          <p class="unsure">{say("bank.no_address_is_sure")}</p>
        )}
        {contacts.length > 0 ? (
          <Table
            caption={say.text("bank.contacts_we_have_seen")}
            columns={[
              { label: say.text("bank.way") },
              { label: say.text("bank.contact"), kind: "words" },
              { label: say.text("fees.grade") },
            ]}
            rows={contacts.map((one) => ({
              key: one.kind + one.value,
              cells: [
                say(`bank.contact.${one.kind}`),
                /^https?:/.test(one.value) ? (
                  <A key="a" class="long-link" href={one.value} rel="noreferrer">
                    {one.value}
                  </A>
                ) : (
                  <span key="v" class="long-link">
                    {one.value}
                  </span>
                ),
                <>
                  {one.note ? <span class="keeps">{one.note}</span> : null}
                  <GradeSign grade={one.grade} say={say} />{" "}
                  <span class="keeps">{say("part.checked", { day: dateWords(one.checkedOn) })}</span>
                </>,
              ],
            }))}
          />
        ) : null}
        <p>
          <A class="tap" href="/complain">
            {say("home.how_to_complain")}
          </A>
        </p>
      </Entry>
      <Entry title={say("bank.about_this_bank")} id="about">
        {licenceOf ? (
          <p>
            {say("bank.licence", { licence: say.calledText("LICENCES", view.licence) })}
            {licenceOf.authorisation ? `, ${licenceOf.authorisation}` : ""}
            {licenceOf.asOf ? <> {say("bank.as_of", { day: whenWords(licenceOf.asOf, say) })}</> : ""}.{" "}
            {licenceOf.note ?? ""} <GradeSign grade={licenceOf.grade} say={say} />{" "}
            <ReadAt source={licenceOf.source} say={say} />
          </p>
        ) : null}
        {ussd ? (
          <p>
            {say.dressed("bank.short_code", { strong: () => <strong>{ussd.code}</strong> })}{" "}
            {ussd.note ? `${ussd.note} ` : ""}
            <GradeSign grade={ussd.grade} say={say} /> <ReadAt source={ussd.source} say={say} />
          </p>
        ) : null}
        {names.length > 0 ? <p>{say("bank.also_written", { names: names.join(", ") })}</p> : null}
        {tariffPage ? (
          <p>
            {say.dressed("bank.its_own_prices", {
              link: () => (
                <A class="long-link" href={tariffPage.url} rel="noreferrer">
                  {tariffPage.url}
                </A>
              ),
            })}{" "}
            {tariffPage.note ? `${tariffPage.note} ` : ""}
            <GradeSign grade={tariffPage.grade} say={say} />
          </p>
        ) : null}
        {statementFile ? (
          <>
            <p>
              {statementFile.paths.length > 0
                ? say("bank.statement_file", { ways: statementFile.paths.join(say.text("bank.or")) })
                : say("bank.statement_file_unknown")}
              {statementFile.formats ? (
                <> {say("bank.kinds_of_file", { kinds: statementFile.formats.join(", ") })}</>
              ) : (
                ""
              )}
              {statementFile.password ? <> {say("bank.its_password", { password: statementFile.password })}</> : ""}{" "}
              {statementFile.note ?? ""}
            </p>
            <p class="small">
              <GradeSign grade={statementFile.grade} say={say} /> <ReadAt source={statementFile.source} say={say} />
            </p>
          </>
        ) : null}
        {history.length > 0 ? (
          <details>
            <summary>{say("bank.its_past", { count: history.length })}</summary>
            <ul>
              {history.map((one) => (
                <li key={one.what}>
                  {one.what}: {whenWords(one.on, say)}. <GradeSign grade={one.grade} say={say} />{" "}
                  <ReadAt source={one.source} say={say} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Entry>
    </>
  );
}
