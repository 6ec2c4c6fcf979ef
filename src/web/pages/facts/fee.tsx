/** The page of one service: the rule today and before, and what every bank lists. */

import type { RuleView } from "../../../app/rule-view.ts";
import type { BankListing, FeeView } from "../../../app/show-fee.ts";
import { FeeHistoryChart } from "../../charts/fee-history.tsx";
import { AsOf, alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import { moveWords, whenWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A } from "../../ui/link.tsx";
import { ListedPrice } from "../../ui/listed-price.tsx";
import { RuleHistory } from "../../ui/rule-history.tsx";
import { RuleNotes } from "../../ui/rule-notes.tsx";
import { RuleTable, spanWords, upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { WholeTable } from "../../ui/whole-table.tsx";
import { dateWords } from "../../ui/words.ts";

export function feePage(view: FeeView, back: GivenBack = NOTHING_WRONG, say: Say = IN_ENGLISH): PageView {
  const path = `/fees/${view.service}`;
  const query = dayQuery(view);
  return {
    title: view.name,
    language: say.language,
    section: "/fees",
    description: say.text("fee.description", { name: view.name }),
    alternates: alternatesOf(path, query, true, say),
    faults: faultsOf(back.wrong),
    cite: { title: view.name, path, dated: view, rules: [...view.inForce, ...view.beside, ...view.drafts] },
    body: (
      <>
        <A class="back" href={`/fees${query}`}>
          {say("fees.title")}
        </A>
        <h1 class={view.name.length > 40 ? "long" : undefined}>{view.name}</h1>
        <PastNote dated={view} path={path} say={say} />
        {view.plain ? <p class="lead">{view.plain}</p> : null}
        {view.aliases.length > 0 ? (
          <p class="small">
            {say("fee.alerts_may_call_it")}{" "}
            {view.aliases.map((alias, i) => (
              <span key={alias}>
                {i > 0 ? ", " : ""}
                <bdi class="told">{alias}</bdi>
              </span>
            ))}
            .
          </p>
        ) : null}
        <Ceiling view={view} say={say} />
        {view.duty ? null : (
          <Entry title={say("fee.what_banks_list")} id="banks">
            <Listed view={view} query={query} say={say} />
            <p>
              {say.dressed("fee.did_your_bank_take", {
                link: (words) => <A href={`/report?service=${view.service}`}>{words}</A>,
              })}
            </p>
          </Entry>
        )}
        <Lately view={view} say={say} />
        <History view={view} query={query} say={say} />
        <Entry title={say("day.another")}>
          <AsOf dated={view} path={path} back={back} say={say} />
        </Entry>
      </>
    ),
  };
}

const STRONG = { strong: (words: string) => <strong>{words}</strong> };

function Ceiling({ view, say }: { view: FeeView; say: Say }) {
  const isToday = view.on === view.today;
  const day = dateWords(view.on);
  return (
    <Entry title={isToday ? say("fee.rule_today") : say("fee.rule_on", { day })} id="rule">
      {view.inForce.length === 0 ? (
        <p class="unknown">{isToday ? say("fee.no_rule_today") : say("fee.no_rule_on", { day })}</p>
      ) : null}
      {view.gap ? <p class="unsure">{view.gap}</p> : null}
      {view.inForce.map((rule) => (
        <div key={rule.id} id={rule.id}>
          {view.inForce.length > 1 ? (
            <h3>{rule.appliesTo ? say("fee.for", { whom: rule.appliesTo }) : rule.name}</h3>
          ) : null}
          {rule.rows.length > 0 ? (
            <RuleTable
              say={say}
              rule={rule}
              vat={view.vat?.percent ?? null}
              caption={isToday ? say.text("home.most_today") : say.text("fee.most_on", { day })}
              beside={view.whole !== null}
            />
          ) : (
            <p class="most">{say("part.never")}</p>
          )}
          {view.inForce.length === 1 && rule.appliesTo ? <p>{say("part.for_whom", { whom: rule.appliesTo })}</p> : null}
          <RuleNotes rule={rule} say={say} />
          <RuleWords rule={rule} say={say} />
          <Evidence of={rule} say={say} />
        </div>
      ))}
      {view.whole ? <WholeTable whole={view.whole} vat={view.vat?.percent ?? null} say={say} /> : null}
      {view.inForce.length > 0 && view.inForce[0]?.rows.length ? (
        <p>
          <A
            class="button quiet"
            href={`/charge?service=${view.service}${view.on === view.today ? "" : `&on=${view.on}`}`}
          >
            {say("fee.work_out_my_charge")}
          </A>
        </p>
      ) : null}
      {view.beside.length > 0 ? (
        <details>
          <summary>{say("fee.special_cases_and_notes", { count: view.beside.length })}</summary>
          {view.beside.map((rule) => (
            <div key={rule.id} id={rule.id}>
              <h3>{rule.name}</h3>
              <p>
                {rule.summary}. {rule.reference ?? rule.conditions}
              </p>
              <Evidence of={rule} say={say} />
            </div>
          ))}
        </details>
      ) : null}
      {view.drafts.map((rule) => (
        <div class="note wait" key={rule.id} id={rule.id}>
          <p>
            {rule.proposed
              ? say.dressed("fee.draft_days", STRONG, {
                  name: rule.name,
                  summary: rule.summary,
                  days: spanWords(rule.proposed, say),
                })
              : say.dressed("fee.draft", STRONG, { name: rule.name, summary: rule.summary })}
          </p>
          <Evidence of={rule} say={say} />
        </div>
      ))}
    </Entry>
  );
}

/** The rule's own words, folded: the figure comes first. */
function RuleWords({ rule, say }: { rule: RuleView; say: Say }) {
  if (!rule.conditions && !rule.reading) return null;
  return (
    <details>
      <summary>{say("fee.notes_on_this_rule")}</summary>
      {rule.conditions ? <p>{rule.conditions}</p> : null}
      {rule.reading ? <p>{rule.reading}</p> : null}
    </details>
  );
}

function Listed({ view, query, say }: { view: FeeView; query: string; say: Say }) {
  const seen = view.listed.filter((bank) => bank.fees.length > 0);
  const unseen = view.listed.filter((bank) => bank.fees.length === 0);
  return (
    <>
      <p>
        {say.dressed(
          "fee.we_have_seen_the",
          { strong: () => <strong>{view.coverage.known}</strong> },
          { banks: view.coverage.banks },
        )}
        {unseen.length > 0 ? <> {say("fee.for_the_rest_it")}</> : ""}
      </p>
      {seen.length > 0 ? (
        <Table
          caption={say.text("fee.listed_caption")}
          columns={[
            { label: say.text("banks.bank") },
            { label: say.text("part.its_own_fee"), kind: "words" },
            { label: say.text("fees.grade") },
            { label: say.text("fee.since") },
          ]}
          rows={seen.flatMap((bank) => listedRows(bank, view.name, query, say))}
        />
      ) : null}
      {unseen.length > 0 ? (
        <details>
          <summary>{say("fee.unknown_banks", { count: unseen.length })}</summary>
          <ul>
            {unseen.map((bank) => (
              <li key={bank.bank}>
                <A class="tap" href={`/banks/${bank.bank}${query}`}>
                  {bank.name}
                </A>
                , {say.called("LICENCES", bank.licence)}: <span class="unknown">{say("fee.unknown")}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function listedRows(bank: BankListing, service: string, query: string, say: Say) {
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
        <GradeSign grade={fee.grade} say={say} />
        {fee.stale ? <> {say("fees.stale")}</> : ""}{" "}
        <span class="keeps">{say("part.checked", { day: dateWords(fee.checkedOn) })}</span>
      </>,
      fee.from
        ? fee.validBasis === "seen"
          ? say("part.seen", { day: dateWords(fee.from) })
          : dateWords(fee.from)
        : "",
    ],
  }));
}

/** What changed last, in money; the feeds of this fee stand on the page that it leads to. */
function Lately({ view, say }: { view: FeeView; say: Say }) {
  if (view.changes.length === 0) return null;
  return (
    <Entry title={say("fee.what_changed")} id="changed">
      <ul>
        {view.changes.map((change) => (
          <li key={change.id}>
            {upperFirst(moveWords(change, say))}, {whenWords(change, say)}.{" "}
            <A href={`/changes/${change.id}`}>{say("home.old_and_new")}</A>
          </li>
        ))}
      </ul>
      <p>
        <A class="tap" href={`/changes?service=${view.service}`}>
          {say("fee.all_its_changes_and")}
        </A>
      </p>
    </Entry>
  );
}

function History({ view, query, say }: { view: FeeView; query: string; say: Say }) {
  if (view.history.length === 0) return null;
  return (
    <Entry title={say("fee.now_and_before")} id="history">
      {view.chart ? <FeeHistoryChart of={view.chart} name={view.name} today={view.today} say={say} /> : null}
      <RuleHistory rules={view.history} caption={say.text("fee.every_rule_we_know")} query={query} say={say} />
    </Entry>
  );
}
