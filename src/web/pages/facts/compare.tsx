/** A year at every bank: first what is known and what law allows, then the banks as bars and as a table. */

import type { CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import type { ResultView, SpanView } from "../../../app/compare-view.ts";
import { PAYEES } from "../../../words/en/names.ts";
import { ShareBars } from "../../charts/share-bars.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { Profiles, UsageForm } from "./compare-form.tsx";
import { BreakEven, Habits } from "./compare-more.tsx";
import { type Asked, coverageWords, FIELD_NAMES, minor, openWords, spanWords } from "./compare-words.ts";
import { Working } from "./compare-working.tsx";

export function comparePage(view: CompareView, asked: Asked): PageView {
  const { answer } = view;
  return {
    title: answer ? "What your year costs" : "What would my year cost?",
    section: "/compare",
    faults: faultsOf(asked.wrong, (field) => FIELD_NAMES[field]),
    description:
      "What a year of your transfers, cash, alerts and cards costs at each bank, and what law allows at most.",
    alternates: answer
      ? [
          { href: `/compare.json?${asked.query}`, type: "application/json", label: "JSON" },
          { href: `/compare.csv?${asked.query}`, type: "text/csv", label: "CSV" },
        ]
      : [],
    body: (
      <>
        <h1>{answer ? "What your year costs" : "What would my year cost?"}</h1>
        {answer ? (
          <Answer view={view} answer={answer} asked={asked} />
        ) : (
          <>
            <p class="lead">Tell us what you do in a month. We add up the year at each bank we know.</p>
            <Profiles view={view} />
            <UsageForm view={view} asked={asked} />
          </>
        )}
      </>
    ),
  };
}

function Answer({ view, answer, asked }: { view: CompareView; answer: CompareAnswer; asked: Asked }) {
  const { coverage, ceiling, own, results } = answer;
  const money = (span: SpanView) => spanWords(span, view.currency);
  const open = openWords(ceiling.lines, view.asks);
  const person = view.profiles.find(({ id }) => id === view.profile);
  return (
    <>
      {person ? (
        <p class="note">
          This is “{person.name}”, a person we made up. <A href="#change">Change it to fit you</A>.
        </p>
      ) : null}
      <p class="lead">{coverageWords(coverage)} First, what any bank may take at most:</p>
      <dl class="sum ranges">
        {ceiling.keeps.map((kept) => (
          <div key={kept.payee}>
            <dt>{upperFirst(PAYEES[kept.payee])} keeps</dt>
            <dd>{money(kept)}</dd>
          </div>
        ))}
        {endsOf(ceiling).map(([label, end]) => (
          <div key={label} class="line">
            <dt>{label}</dt>
            <dd>{money(end)}</dd>
          </div>
        ))}
      </dl>
      {open.length > 0 ? <p>{open.join(" ")}</p> : null}
      <p class="small">
        {answer.parts.length > 0
          ? "For twelve months alike, each at the prices of its first day."
          : `At the prices of ${dateWords(view.on)}, for twelve months alike.`}{" "}
        VAT and stamp duty are in it. A wallet or a small bank may not be bound by these limits.
      </p>
      <Parts view={view} answer={answer} />
      <Verdict answer={answer} />
      {own ? (
        <p>
          Your bank, {own.name}: <strong>{money(own)}</strong>. Its own prices: <KnownWords of={own} />.
        </p>
      ) : null}
      <Entry title="Bank by bank" id="banks">
        <Bars view={view} answer={answer} />
        <Table
          caption={`Page ${answer.page} of ${answer.pages}. First those whose prices we know; then the lowest upper end, then by name. No place is paid for.`}
          columns={[
            { label: "Bank" },
            { label: "A year costs", kind: "num" },
            { label: "Of it your bank keeps", kind: "num" },
            { label: "Own prices" },
          ]}
          rows={results.map((row) => ({
            key: row.product ?? row.bank,
            cells: [
              <A key="a" class="tap" href={row.product ? `/products/${row.product}` : `/banks/${row.bank}`}>
                {row.name}
              </A>,
              money(row),
              money(row.keeps.find(({ payee }) => payee === "bank") ?? NONE),
              <KnownWords key="k" of={row} />,
            ],
          }))}
        />
        <Pager answer={answer} query={asked.query} />
      </Entry>
      <Entry title="The working" id="working">
        {(own && !results.some(({ bank, product }) => bank === own.bank && product === null)
          ? [own, ...results]
          : results
        ).map((row) => (
          <details key={row.product ?? row.bank}>
            <summary>{row.name}</summary>
            <Working view={view} lines={row.lines} />
          </details>
        ))}
        <details>
          <summary>The law’s limit</summary>
          <Working view={view} lines={ceiling.lines} />
        </details>
      </Entry>
      <Habits view={view} answer={answer} />
      <BreakEven view={view} answer={answer} asked={asked} />
      <Entry title="Change your usage" id="change">
        <UsageForm view={view} asked={asked} />
        <Profiles view={view} />
      </Entry>
    </>
  );
}

/** A price is announced to change within the year: what each part of it comes to. */
function Parts({ view, answer: { parts, own } }: { view: CompareView; answer: CompareAnswer }) {
  if (parts.length === 0) return null;
  const money = (span: SpanView) => spanWords(span, view.currency);
  return (
    <Entry title="A price changes within this year" id="parts">
      <Table
        caption="What each part of the year comes to"
        columns={[
          { label: "From" },
          { label: "The law’s limit", kind: "num" },
          ...(own ? [{ label: own.name, kind: "num" as const }] : []),
        ]}
        rows={parts.map((part) => ({
          key: part.from,
          cells: [dateWords(part.from), money(part.ceiling), ...(part.own ? [money(part.own)] : [])],
        }))}
      />
      <p>
        <A class="tap" href="/changes#to-come">
          What changes, and for whom
        </A>
      </p>
    </Entry>
  );
}

/** One line, or one for each end: a range in large figures is wider than a phone. */
function endsOf({ low, high }: SpanView): readonly (readonly [string, SpanView])[] {
  if (low === high || high === null) return [["The law’s limit for your year", { low, high }]];
  return [
    ["The law’s limit for your year, at the least", { low, high: low }],
    ["and at the most", { low: high, high }],
  ];
}

const NONE: SpanView = { low: "0.00", high: "0.00" };

function Verdict({ answer: { winner, noWinner } }: { answer: CompareAnswer }) {
  if (winner)
    return (
      <p class="note">
        <strong>{winner.name} is the cheapest</strong> for this usage: its most is below the least of every other.
      </p>
    );
  return (
    <p class="note wait">
      {noWinner === "not_firm"
        ? "One bank looks cheapest, but its price is old or second-hand. That does not decide it."
        : "We name no cheapest bank: the ranges overlap. A bank that tells us no price may be cheap or dear."}
    </p>
  );
}

const KNOWN_WORDS = { whole: "all known", some: "some known", none: "none known" } as const;

function KnownWords({ of: { known, firm } }: { of: ResultView }) {
  return (
    <>
      {KNOWN_WORDS[known]}
      {firm ? null : ", old or second-hand"}
    </>
  );
}

/** Bars of the page's banks that have an end; the table beside has the same sums. */
function Bars({ view, answer }: { view: CompareView; answer: CompareAnswer }) {
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
            sum: spanWords(row, view.currency),
          },
        ],
  );
  return <ShareBars about="A year at each bank" bars={bars} legend={LEGEND} />;
}

const LEGEND = { right: "at least", unsure: "up to this, if the bank takes all it may", over: "" };

function Pager({ answer: { page, pages }, query }: { answer: CompareAnswer; query: string }) {
  if (pages === 1) return null;
  const to = (n: number) => `/compare?${query}&page=${n}#banks`;
  return (
    <nav aria-label="Pages of banks">
      <ul class="chips">
        {page > 1 ? (
          <li>
            <A href={to(page - 1)} rel="prev">
              Before
            </A>
          </li>
        ) : null}
        {page < pages ? (
          <li>
            <A href={to(page + 1)} rel="next">
              More banks
            </A>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
