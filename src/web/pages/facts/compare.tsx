/** A year at every bank: first what is known and what law allows, then the banks as bars and as a table. */

import type { CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import type { ResultView, SpanView } from "../../../app/compare-view.ts";
import { ShareBars } from "../../charts/share-bars.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { PairAsked, Profiles, UsageForm } from "./compare-form.tsx";
import { BreakEven, Habits } from "./compare-more.tsx";
import { knownWords, LeftOpen, OwnBank } from "./compare-own.tsx";
import { type Asked, coverageWords, fieldName, minor, pairWords, spanWords } from "./compare-words.ts";
import { Working, whyWords } from "./compare-working.tsx";

export function comparePage(view: CompareView, asked: Asked, say: Say = IN_ENGLISH): PageView {
  const { answer } = view;
  return {
    title: answer ? say.text("year.what_your_year_costs") : say.text("year.what_would_my_year"),
    language: say.language,
    section: "/compare",
    faults: faultsOf(asked.wrong, (field) => fieldName(field, say)),
    description: say.text("year.description"),
    alternates: answer
      ? [
          { href: `/compare.json?${asked.query}`, type: "application/json", label: "JSON" },
          { href: `/compare.csv?${asked.query}`, type: "text/csv", label: "CSV" },
        ]
      : [],
    body: (
      <>
        <h1>{answer ? say("year.what_your_year_costs") : say("year.what_would_my_year")}</h1>
        {answer ? (
          <Answer view={view} answer={answer} asked={asked} say={say} />
        ) : (
          <>
            <p class="lead">{say("year.lead")}</p>
            <PairAsked view={view} asked={asked} say={say} />
            <Profiles view={view} asked={asked} say={say} />
            <UsageForm view={view} asked={asked} say={say} />
          </>
        )}
      </>
    ),
  };
}

function Answer({ view, answer, asked, say }: { view: CompareView; answer: CompareAnswer; asked: Asked; say: Say }) {
  const { coverage, ceiling, results } = answer;
  const money = (span: SpanView) => spanWords(span, view.currency, say);
  const person = view.profiles.find(({ id }) => id === view.profile);
  return (
    <>
      {person ? (
        <p class="note">
          {say.dressed(
            "year.this_is_a_person",
            { link: (words) => <A href="#change">{words}</A> },
            { name: person.name },
          )}
        </p>
      ) : null}
      {answer.breakEven ? (
        <p class="lead">
          {pairWords(answer.breakEven, view.currency, say)}{" "}
          <A class="tap" href="#pair">
            {say("year.two_banks_side_by")}
          </A>
        </p>
      ) : null}
      <p class="lead">{coverageWords(coverage, say)}</p>
      <OwnBank view={view} answer={answer} say={say} />
      <p>{say("year.first_what_any_bank")}</p>
      <dl class="sum ranges">
        {ceiling.keeps.map((kept) => (
          <div key={kept.payee}>
            <dt>
              {kept.payee === "bank"
                ? say("year.keeps_bank")
                : say("year.keeps", { payee: upperFirst(say.calledText("PAYEES", kept.payee)) })}
            </dt>
            <dd>{money(kept)}</dd>
          </div>
        ))}
        {endsOf(ceiling, say).map(([label, end]) => (
          <div key={label} class="line">
            <dt>{label}</dt>
            <dd>{money(end)}</dd>
          </div>
        ))}
      </dl>
      <LeftOpen view={view} lines={ceiling.lines} asked={asked} say={say} />
      <p class="small">
        {answer.parts.length > 0
          ? say("year.for_twelve_months_alike")
          : say("year.at_the_prices_of", { day: dateWords(view.on) })}{" "}
        {say("year.vat_and_stamp_duty")}
      </p>
      <Parts view={view} answer={answer} say={say} />
      <Verdict view={view} answer={answer} say={say} />
      <Entry title={say("year.bank_by_bank")} id="banks">
        <Bars view={view} answer={answer} say={say} />
        <Table
          caption={say.text("year.page_of_first_those", { page: answer.page, pages: answer.pages })}
          columns={[
            { label: say.text("banks.bank") },
            { label: say.text("year.a_year_costs"), kind: "num" },
            { label: say.text("year.of_it_your_bank"), kind: "num" },
            { label: say.text("year.own_prices") },
          ]}
          rows={results.map((row) => ({
            key: row.product ?? row.bank,
            cells: [
              <A key="a" class="tap" href={row.product ? `/products/${row.product}` : `/banks/${row.bank}`}>
                {row.name}
              </A>,
              money(row),
              money(row.keeps.find(({ payee }) => payee === "bank") ?? NONE),
              rowWords(row, view, say),
            ],
          }))}
        />
        <Pager answer={answer} query={asked.query} say={say} />
      </Entry>
      <Entry title={say("charge.working")} id="working">
        {results.map((row) => (
          <details key={row.product ?? row.bank}>
            <summary>{row.name}</summary>
            <Working view={view} lines={row.lines} say={say} />
          </details>
        ))}
        <details>
          <summary>{say("year.the_laws_limit")}</summary>
          <Working view={view} lines={ceiling.lines} say={say} />
        </details>
      </Entry>
      <Habits view={view} answer={answer} say={say} />
      <BreakEven view={view} answer={answer} asked={asked} say={say} />
      <Entry title={say("year.change_your_usage")} id="change">
        <UsageForm view={view} asked={asked} say={say} />
        <Profiles view={view} asked={asked} say={say} />
      </Entry>
    </>
  );
}

/** A price is announced to change within the year: what each part of it comes to. */
function Parts({ view, answer: { parts, own }, say }: { view: CompareView; answer: CompareAnswer; say: Say }) {
  if (parts.length === 0) return null;
  const money = (span: SpanView) => spanWords(span, view.currency, say);
  return (
    <Entry title={say("year.a_price_changes_within")} id="parts">
      <Table
        caption={say.text("year.what_each_part_of")}
        columns={[
          { label: say.text("part.from") },
          { label: say.text("year.the_laws_limit"), kind: "num" },
          ...(own ? [{ label: own.name, kind: "num" as const }] : []),
        ]}
        rows={parts.map((part) => ({
          key: part.from,
          cells: [dateWords(part.from), money(part.ceiling), ...(part.own ? [money(part.own)] : [])],
        }))}
      />
      <p>
        <A class="tap" href="/changes#to-come">
          {say("year.what_changes_and_for")}
        </A>
      </p>
    </Entry>
  );
}

/** One line, or one for each end: a range in large figures is wider than a phone. */
function endsOf({ low, high }: SpanView, say: Say): readonly (readonly [string, SpanView])[] {
  if (low === high || high === null) return [[say.text("year.limit"), { low, high }]];
  return [
    [say.text("year.limit_least"), { low, high: low }],
    [say.text("year.limit_most"), { low: high, high }],
  ];
}

const NONE: SpanView = { low: "0.00", high: "0.00" };

/** So many are named of those who cost the same. */
const MOST_NAMED = 4;

function Verdict({
  view,
  answer: { winner, noneCheaper },
  say,
}: {
  view: CompareView;
  answer: CompareAnswer;
  say: Say;
}) {
  if (winner)
    return (
      <p class="note">
        {say.dressed("year.winner", { strong: (words) => <strong>{words}</strong> }, { bank: winner.name })}
      </p>
    );
  const [first] = noneCheaper;
  if (!first) return <p class="note wait">{say("year.we_name_no_cheapest")}</p>;
  const names = noneCheaper.slice(0, MOST_NAMED).map(({ name }) => name);
  const count = noneCheaper.length - names.length;
  const facts = {
    banks: count > 0 ? say.text("year.names_and_more", { names: names.join(", "), count }) : names.join(", "),
    sum: spanWords(first, view.currency, say),
  };
  const key = noneCheaper.every(({ firm }) => firm) ? "year.none_cheaper" : "year.none_cheaper_if";
  return <p class="note">{say.dressed(key, { strong: (words) => <strong>{words}</strong> }, facts)}</p>;
}

/** How much is known of the own prices of a bank, and on what they hang: of the person, or of the day. */
function rowWords(row: ResultView, view: CompareView, say: Say): string {
  const words = row.lines.flatMap((line) => [
    ...line.conditions.map((condition) => say.text("year.holds_if", { condition })),
    ...(line.why.some(({ free }) => free !== undefined) ? whyWords(line, view, say) : []),
  ]);
  return words.length === 0 ? knownWords(row, say) : [`${knownWords(row, say)}.`, ...new Set(words)].join(" ");
}

/** Bars of the page's banks that have an end; the table beside has the same sums. */
function Bars({ view, answer, say }: { view: CompareView; answer: CompareAnswer; say: Say }) {
  const bars = answer.results.flatMap((row) =>
    row.high === null
      ? []
      : [
          {
            key: row.product ?? row.bank,
            label: row.name,
            right: minor(row.low),
            unsure: minor(row.high) - minor(row.low),
            over: 0n,
            sum: spanWords(row, view.currency, say),
          },
        ],
  );
  return (
    <ShareBars
      about={say.text("year.a_year_at_each")}
      bars={bars}
      legend={{ right: say.text("year.at_least"), unsure: say.text("year.up_to"), over: "" }}
    />
  );
}

function Pager({ answer: { page, pages }, query, say }: { answer: CompareAnswer; query: string; say: Say }) {
  if (pages === 1) return null;
  const to = (n: number) => `/compare?${query}&page=${n}#banks`;
  return (
    <nav aria-label={say.text("year.pages_of_banks")}>
      <ul class="chips">
        {page > 1 ? (
          <li>
            <A href={to(page - 1)} rel="prev">
              {say("year.before")}
            </A>
          </li>
        ) : null}
        {page < pages ? (
          <li>
            <A href={to(page + 1)} rel="next">
              {say("year.more_banks")}
            </A>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
