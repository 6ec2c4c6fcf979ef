/** The page of one service: the rule today and before, and what every bank lists. */

import type { RuleView } from "../../../app/rule-view.ts";
import type { BankListing, FeeView } from "../../../app/show-fee.ts";
import { LICENCES } from "../../../words/en/names.ts";
import { FeeHistoryChart } from "../../charts/fee-history.tsx";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import { moveWords, whenWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence, GradeSign } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { ListedPrice } from "../../ui/listed-price.tsx";
import { RuleHistory } from "../../ui/rule-history.tsx";
import { RuleNotes } from "../../ui/rule-notes.tsx";
import { RuleTable, spanWords, upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { WholeTable } from "../../ui/whole-table.tsx";
import { dateWords } from "../../ui/words.ts";

export function feePage(view: FeeView, back: GivenBack = NOTHING_WRONG): PageView {
  const path = `/fees/${view.service}`;
  const query = dayQuery(view);
  return {
    title: view.name,
    section: "/fees",
    description: `${view.name}: the most a bank may charge, what banks list, and who keeps it.`,
    alternates: alternatesOf(path, query),
    faults: faultsOf(back.wrong),
    cite: { title: view.name, path, dated: view, rules: [...view.inForce, ...view.beside, ...view.drafts] },
    body: (
      <>
        <A class="back" href={`/fees${query}`}>
          All fees
        </A>
        <h1 class={view.name.length > 40 ? "long" : undefined}>{view.name}</h1>
        <PastNote dated={view} path={path} />
        {view.plain ? <p class="lead">{view.plain}</p> : null}
        {view.aliases.length > 0 ? (
          <p class="small">
            Alerts may call it{" "}
            {view.aliases.map((alias, i) => (
              <span key={alias}>
                {i > 0 ? ", " : ""}
                <bdi class="told">{alias}</bdi>
              </span>
            ))}
            .
          </p>
        ) : null}
        <Ceiling view={view} />
        {view.duty ? null : (
          <Entry title="What banks list" id="banks">
            <Listed view={view} query={query} />
            <p>
              Did your bank take another sum? <A href={`/report?service=${view.service}`}>Report it</A>
            </p>
          </Entry>
        )}
        <Lately view={view} />
        <History view={view} query={query} />
        <Entry title="Another day">
          <AsOf dated={view} path={path} back={back} />
        </Entry>
      </>
    ),
  };
}

function Ceiling({ view }: { view: FeeView }) {
  const onDay = view.on === view.today ? "today" : `on ${dateWords(view.on)}`;
  return (
    <Entry title={view.on === view.today ? "The rule today" : `The rule on ${dateWords(view.on)}`} id="rule">
      {view.inForce.length === 0 ? (
        <p class="unknown">We know no rule for this fee {onDay}. That does not mean it is free.</p>
      ) : null}
      {view.gap ? <p class="unsure">{view.gap}</p> : null}
      {view.inForce.map((rule) => (
        <div key={rule.id} id={rule.id}>
          {view.inForce.length > 1 ? <h3>{rule.appliesTo ? `For ${rule.appliesTo}` : rule.name}</h3> : null}
          {rule.rows.length > 0 ? (
            <RuleTable
              rule={rule}
              vat={view.vat?.percent ?? null}
              caption={`The most that may be taken ${onDay}`}
              beside={view.whole !== null}
            />
          ) : (
            <p class="most">No bank may take this charge, on any day.</p>
          )}
          {view.inForce.length === 1 && rule.appliesTo ? <p>For {rule.appliesTo}.</p> : null}
          <RuleNotes rule={rule} />
          <RuleWords rule={rule} />
          <Evidence of={rule} />
        </div>
      ))}
      {view.whole ? <WholeTable whole={view.whole} vat={view.vat?.percent ?? null} /> : null}
      {view.inForce.length > 0 && view.inForce[0]?.rows.length ? (
        <p>
          <A
            class="button quiet"
            href={`/charge?service=${view.service}${view.on === view.today ? "" : `&on=${view.on}`}`}
          >
            Work out my charge
          </A>
        </p>
      ) : null}
      {view.beside.length > 0 ? (
        <details>
          <summary>Special cases and notes ({view.beside.length})</summary>
          {view.beside.map((rule) => (
            <div key={rule.id} id={rule.id}>
              <h3>{rule.name}</h3>
              <p>
                {rule.summary}. {rule.reference ?? rule.conditions}
              </p>
              <Evidence of={rule} />
            </div>
          ))}
        </details>
      ) : null}
      {view.drafts.map((rule) => (
        <div class="note wait" key={rule.id} id={rule.id}>
          <p>
            <strong>A draft, not a rule:</strong> {rule.name}
            {rule.proposed ? `, ${spanWords(rule.proposed)}` : ""}. {rule.summary}. Nobody is accused on a draft.
          </p>
          <Evidence of={rule} />
        </div>
      ))}
    </Entry>
  );
}

/** The rule's own words, folded: the figure comes first. */
function RuleWords({ rule }: { rule: RuleView }) {
  if (!rule.conditions && !rule.reading) return null;
  return (
    <details>
      <summary>Notes on this rule</summary>
      {rule.conditions ? <p>{rule.conditions}</p> : null}
      {rule.reading ? <p>{rule.reading}</p> : null}
    </details>
  );
}

function Listed({ view, query }: { view: FeeView; query: string }) {
  const seen = view.listed.filter((bank) => bank.fees.length > 0);
  const unseen = view.listed.filter((bank) => bank.fees.length === 0);
  return (
    <>
      <p>
        We have seen the bank’s own fee for <strong>{view.coverage.known}</strong> of the {view.coverage.banks} banks we
        list.
        {unseen.length > 0 ? " For the rest it is unknown, which is not the same as free." : ""}
      </p>
      {seen.length > 0 ? (
        <Table
          caption="The banks’ own fees, of the banks we list"
          columns={[
            { label: "Bank" },
            { label: "Its own fee", kind: "words" },
            { label: "How sure" },
            { label: "Since" },
          ]}
          rows={seen.flatMap((bank) => listedRows(bank, view.name, query))}
        />
      ) : null}
      {unseen.length > 0 ? (
        <details>
          <summary>Unknown: {unseen.length} banks</summary>
          <ul>
            {unseen.map((bank) => (
              <li key={bank.bank}>
                <A class="tap" href={`/banks/${bank.bank}${query}`}>
                  {bank.name}
                </A>
                , {LICENCES[bank.licence]}: <span class="unknown">unknown</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function listedRows(bank: BankListing, service: string, query: string) {
  return bank.fees.map((fee, i) => ({
    key: fee.id,
    cells: [
      i === 0 ? (
        <A key="a" class="tap" href={`/banks/${bank.bank}${query}`}>
          {bank.name}
        </A>
      ) : (
        bank.name
      ),
      <ListedPrice key="p" fee={fee} service={service} />,
      <>
        <GradeSign grade={fee.grade} />
        {fee.stale ? " stale" : ""} <span class="keeps">checked {dateWords(fee.checkedOn)}</span>
      </>,
      fee.from ? `${fee.validBasis === "seen" ? "seen " : ""}${dateWords(fee.from)}` : "",
    ],
  }));
}

/** What changed last, in money; the feeds of this fee stand on the page that it leads to. */
function Lately({ view }: { view: FeeView }) {
  if (view.changes.length === 0) return null;
  return (
    <Entry title="What changed" id="changed">
      <ul>
        {view.changes.map((change) => (
          <li key={change.id}>
            {upperFirst(moveWords(change))}, {whenWords(change)}. <A href={`/changes/${change.id}`}>Old and new</A>
          </li>
        ))}
      </ul>
      <p>
        <A class="tap" href={`/changes?service=${view.service}`}>
          All its changes, and how to follow them
        </A>
      </p>
    </Entry>
  );
}

function History({ view, query }: { view: FeeView; query: string }) {
  if (view.history.length === 0) return null;
  return (
    <Entry title="Now and before" id="history">
      {view.chart ? <FeeHistoryChart of={view.chart} name={view.name} today={view.today} /> : null}
      <RuleHistory rules={view.history} caption="Every rule we know for this fee, newest first" query={query} />
    </Entry>
  );
}
