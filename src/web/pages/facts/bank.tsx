/** The page of one bank or wallet: its fees on a day, whom to write to, its short code, its past and where its prices stand. */

import type { BankView } from "../../../app/show-bank.ts";
import { LICENCES } from "../../../words/en/names.ts";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign, ReadAt } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { ListedFees } from "../../ui/listed-fees.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, monthWords } from "../../ui/words.ts";

export function bankPage(view: BankView, back: GivenBack = NOTHING_WRONG): PageView {
  const path = `/banks/${view.bank}`;
  const query = dayQuery(view);
  const seen = view.fees.filter((fee) => fee.fees.length > 0);
  const unseen = view.fees.filter((fee) => fee.fees.length === 0);
  return {
    title: view.name,
    section: "/banks",
    description: `${view.name}: its own fees beside the most it may charge.`,
    alternates: alternatesOf(path, query),
    faults: faultsOf(back.wrong),
    cite: { title: `Fees of ${view.name}`, path, dated: view },
    body: (
      <>
        <A class="back" href={`/banks${query}`}>
          All banks
        </A>
        <h1>{view.name}</h1>
        <PastNote dated={view} path={path} />
        {view.ended ? <Ended ended={view.ended} query={query} /> : null}
        <p class="lead">
          {upperFirst(LICENCES[view.licence])}
          {view.grade === "D" ? " (from memory)" : ""}.{" "}
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
          {seen.length === 0 ? (
            <>
              <p class="unknown">Unknown. We have not seen a price list of this bank.</p>
              <p>
                Its customers’ statements show what it took, not what it asks of everyone. So a report, or a price that
                somebody gives us, counts as evidence and never as its tariff: it opens a review, and makes no number
                here. <A href={`/report?bank=${view.bank}`}>Report what it took</A>, or{" "}
                <A href="/audit">check your own statement</A>.
              </p>
            </>
          ) : null}
          {seen.length > 0 ? (
            <ListedFees
              fees={seen}
              caption={`Listed fees on ${dateWords(view.on)} beside the legal maximum before VAT`}
              query={query}
            />
          ) : null}
        </Entry>
        {view.products.length > 0 ? (
          <Entry title="Its accounts" id="products">
            <p>Its price list names these. It may have more.</p>
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
          Did this bank take a fee that is not here? <A href={`/report?bank=${view.bank}`}>Report it</A>
        </p>
        <AboutBank view={view} />
        <Entry title="Unknown" id="unknown">
          <p>We have not seen what this bank lists for these. Unknown is not free: the legal maximum still holds.</p>
          <details open={seen.length === 0}>
            <summary>{unseen.length} fees</summary>
            <Table
              tight
              caption="Fees whose own price is unknown"
              columns={[{ label: "Fee" }, { label: "Legal maximum before VAT", kind: "words" }]}
              rows={unseen.map((fee) => ({
                key: fee.service,
                cells: [
                  <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                    {fee.name}
                  </A>,
                  fee.maximum ?? <span class="unknown">No rule known</span>,
                ],
              }))}
            />
          </details>
        </Entry>
        <Entry title="Another day">
          <AsOf dated={view} path={path} back={back} />
        </Entry>
      </>
    ),
  };
}

function Ended({ ended, query }: { ended: NonNullable<BankView["ended"]>; query: string }) {
  return (
    <div class="note wait">
      <p>
        <strong>{ended.on ? `Ended on ${dateWords(ended.on)}.` : "Ending, day not verified."}</strong> {ended.how}{" "}
        {ended.into && ended.intoName ? (
          <>
            {ended.on ? "Now part of " : "To become part of "}
            <A href={`/banks/${ended.into}${query}`}>{ended.intoName}</A>.
          </>
        ) : null}{" "}
        <GradeSign grade={ended.grade} /> <ReadAt source={ended.source} />
      </p>
    </div>
  );
}

const CONTACT_WORDS: Readonly<Record<BankView["contacts"][number]["kind"], string>> = {
  email: "E-mail",
  escalation_email: "E-mail, second step",
  phone: "Phone",
  whatsapp: "WhatsApp",
  contact_page: "Contact page",
  complaint_form: "Complaint form",
  complaint_policy: "How it handles complaints",
};

const whenWords = (on: string | null): string =>
  on === null ? "day not known" : on.length === 10 ? dateWords(on) : on.length === 7 ? monthWords(on) : on;

/** What else we know of the bank: where to complain, its short code and names, its past, how to get a statement file. */
function AboutBank({ view }: { view: BankView }) {
  const { contacts, ussd, history, statementFile, tariffPage, licenceOf } = view;
  const names = [...view.aliases, ...view.alsoKnown];
  return (
    <>
      <Entry title="Where to complain" id="contacts">
        {view.ended?.on ? (
          <p>This bank is closed to new business{view.ended.intoName ? `: write to ${view.ended.intoName}` : ""}.</p>
        ) : view.complaintsTo ? (
          <p>
            A letter can go to <A href={`mailto:${view.complaintsTo}`}>{view.complaintsTo}</A>: more than one source
            names it.
          </p>
        ) : (
          <p class="unsure">
            No address is sure enough for a letter. Look it up on the bank’s own site or in a branch.
          </p>
        )}
        {contacts.length > 0 ? (
          <Table
            caption="Contacts we have seen"
            columns={[{ label: "Way" }, { label: "Contact", kind: "words" }, { label: "How sure" }]}
            rows={contacts.map((one) => ({
              key: one.kind + one.value,
              cells: [
                CONTACT_WORDS[one.kind],
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
                  <GradeSign grade={one.grade} /> <span class="keeps">checked {dateWords(one.checkedOn)}</span>
                </>,
              ],
            }))}
          />
        ) : null}
        <p>
          <A class="tap" href="/complain">
            How to complain
          </A>
        </p>
      </Entry>
      <Entry title="About this bank" id="about">
        {licenceOf ? (
          <p>
            Licence: {LICENCES[view.licence]}
            {licenceOf.authorisation ? `, ${licenceOf.authorisation}` : ""}
            {licenceOf.asOf ? ` (as of ${whenWords(licenceOf.asOf)})` : ""}. {licenceOf.note ?? ""}{" "}
            <GradeSign grade={licenceOf.grade} /> <ReadAt source={licenceOf.source} />
          </p>
        ) : null}
        {ussd ? (
          <p>
            Short code: <strong>{ussd.code}</strong>. {ussd.note ? `${ussd.note} ` : ""}
            <GradeSign grade={ussd.grade} /> <ReadAt source={ussd.source} />
          </p>
        ) : null}
        {names.length > 0 ? <p>Also written {names.join(", ")}.</p> : null}
        {tariffPage ? (
          <p>
            Its own prices:{" "}
            <A class="long-link" href={tariffPage.url} rel="noreferrer">
              {tariffPage.url}
            </A>
            . {tariffPage.note ? `${tariffPage.note} ` : ""}
            <GradeSign grade={tariffPage.grade} />
          </p>
        ) : null}
        {statementFile ? (
          <>
            <p>
              To get a statement as a file: {statementFile.paths.join("; or: ") || "the way to it is not known to us"}.
              {statementFile.formats ? ` Kinds of file: ${statementFile.formats.join(", ")}.` : ""}
              {statementFile.password ? ` Its password: ${statementFile.password}.` : ""} {statementFile.note ?? ""}
            </p>
            <p class="small">
              <GradeSign grade={statementFile.grade} /> <ReadAt source={statementFile.source} />
            </p>
          </>
        ) : null}
        {history.length > 0 ? (
          <details>
            <summary>Its past ({history.length})</summary>
            <ul>
              {history.map((one) => (
                <li key={one.what}>
                  {one.what}: {whenWords(one.on)}. <GradeSign grade={one.grade} /> <ReadAt source={one.source} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Entry>
    </>
  );
}
