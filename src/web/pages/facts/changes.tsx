/** The page of what changed: what is to come first, then the newest, old and new side by side, and how to follow it. */

import type { ChangeView } from "../../../app/change-view.ts";
import type { ChangesView } from "../../../app/list-changes.ts";
import { FACTS } from "../../../words/en/facts.ts";
import { alternatesOf, PastNote } from "../../ui/as-of.tsx";
import { kindWords, moveWords, subjectWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, SelectField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const PATH = "/changes";
/** On the first page; each year has its own. */
const NEWEST = 12;

/** The query that asks for the same fee, bank, day and knowledge. */
export function changesQuery(view: ChangesView, year: number | null = null): string {
  const params = new URLSearchParams();
  if (view.service) params.set("service", view.service.id);
  if (view.bank) params.set("bank", view.bank.id);
  if (year !== null) params.set("year", String(year));
  if (view.on !== view.today) params.set("on", view.on);
  if (view.known) params.set("known", view.known);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export function changesPage(view: ChangesView, back: GivenBack = NOTHING_WRONG): PageView {
  const of = [view.service?.name, view.bank?.name].filter(Boolean).join(", ");
  const query = changesQuery(view);
  const toCome = view.changes.filter(({ state }) => state === "announced");
  const drafts = view.changes.filter(({ state }) => state === "proposed");
  const past = view.changes.filter(({ state }) => state === "in_force");
  const moved = past.filter(({ direction }) => direction !== "first_known");
  const first = past.filter((change) => !moved.includes(change));
  const most = view.year === null ? NEWEST : past.length;
  const shown = moved.slice(0, most);
  return {
    title: of === "" ? "What changed" : `What changed: ${of}`,
    section: PATH,
    faults: faultsOf(back.wrong),
    description: "What changed in bank fees, and what will: law and banks’ own prices, old and new, in money.",
    alternates: [
      ...alternatesOf(PATH, changesQuery(view, view.year)),
      { href: `${PATH}.atom${query}`, type: "application/atom+xml", label: "Atom feed" },
      { href: `${PATH}.feed.json${query}`, type: "application/feed+json", label: "JSON Feed" },
      { href: `${PATH}.ics${query}`, type: "text/calendar", label: "Calendar" },
    ],
    body: (
      <>
        <h1>What changed{view.year === null ? "" : ` in ${view.year}`}</h1>
        <PastNote dated={view} path={`${PATH}${query}`} />
        <p class="lead">
          {of === "" ? "" : `${of}. `}Worked out from {view.coverage.rules} rules, and from the own prices, of today or
          earlier, of {view.coverage.withOwnPrices} of {view.coverage.banks} banks. What the other banks ask is unknown,
          so a change there is unknown too.
        </p>
        <Filter view={view} wrong={back.wrong} />
        {toCome.length > 0 ? (
          <Entry title="To come" id="to-come">
            <Changes of={toCome.slice(-NEWEST)} caption="Known today, in force later" />
            {toCome.length > NEWEST ? (
              <p>{toCome.length - NEWEST} more came after these. Each year below has its own list.</p>
            ) : null}
          </Entry>
        ) : null}
        <Entry title={view.year === null ? "Newest first" : `In force from a day of ${view.year}`} id="newest">
          {shown.length === 0 ? (
            <p class="unknown">We know of no change in force here. That says nothing about prices we have not seen.</p>
          ) : (
            <Changes
              of={shown}
              caption="The most that the law allows, or a bank’s own price; the sums for a usage are examples of ours"
            />
          )}
          {first.length > 0 ? (
            <details open={shown.length === 0}>
              <summary>
                {view.year === null ? "First prices that we know" : `First prices that we know, ${view.year}`} (
                {Math.min(first.length, most)})
              </summary>
              <Changes of={first.slice(0, most)} caption="What held before these is not known, so no size is either" />
            </details>
          ) : null}
          <Years view={view} />
        </Entry>
        {drafts.length > 0 ? (
          <Entry title="Drafts" id="drafts">
            <p>{FACTS["drafts.lead"]}</p>
            <Changes of={drafts} caption="What a draft would change" />
          </Entry>
        ) : null}
        <Entry title="What we learnt" id="learnt">
          <p>
            A figure here may be new to us and not to you.{" "}
            <a href="/changes/learnt">See what we said earlier beside what we say now</a>.
          </p>
        </Entry>
        <Entry title="Follow" id="follow">
          <p>Put one of these into a feed reader or a calendar. It stays with this fee and bank. We see no name.</p>
          <ul class="chips">
            <li>
              <A href={`${PATH}.atom${query}`}>Atom feed</A>
            </li>
            <li>
              <A href={`${PATH}.feed.json${query}`}>JSON Feed</A>
            </li>
            <li>
              <A href={`${PATH}.ics${query}`}>Calendar</A>
            </li>
          </ul>
        </Entry>
      </>
    ),
  };
}

function Filter({ view, wrong }: { view: ChangesView; wrong: GivenBack["wrong"] }) {
  const options = (all: ChangesView["services"]) => all.map(({ id, name }) => [id, name] as const);
  return (
    <Form method="get" action={PATH} class="ask">
      <SelectField
        id="service"
        label="Fee"
        empty="All fees"
        value={view.service?.id}
        options={options(view.services)}
        wrong={wrong.service}
      />
      <SelectField
        id="bank"
        label="Bank"
        empty="All banks"
        value={view.bank?.id}
        options={options(view.banks)}
        wrong={wrong.bank}
      />
      {view.on === view.today ? null : <input type="hidden" name="on" value={view.on} />}
      {view.known ? <input type="hidden" name="known" value={view.known} /> : null}
      <button type="submit" class="button quiet">
        Show these
      </button>
    </Form>
  );
}

function Years({ view }: { view: ChangesView }) {
  if (view.years.length === 0) return null;
  return (
    <nav aria-label="By year">
      <ul class="chips">
        {view.year === null ? null : (
          <li>
            <A href={`${PATH}${changesQuery(view)}`}>Newest</A>
          </li>
        )}
        {view.years.map(({ year, changes }) => (
          <li key={year}>
            <A href={`${PATH}${changesQuery(view, year)}`} aria-current={year === view.year ? "page" : undefined}>
              {year} ({changes})
            </A>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Old and new side by side, one change a row. */
function Changes({ of, caption }: { of: readonly ChangeView[]; caption: string }) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: "What" },
        { label: "From" },
        { label: "Before", kind: "words" },
        { label: "After", kind: "words" },
        { label: "What it makes", kind: "words" },
      ]}
      rows={of.map((change) => ({
        key: change.id,
        cells: [
          <A key="what" class="tap" href={`/changes/${change.id}`}>
            {subjectWords(change)}
          </A>,
          <>
            <span class="nowrap">
              {change.after.some(({ validBasis }) => validBasis === "seen") ? "seen " : ""}
              {dateWords(change.on)}
            </span>
            <span class="keeps">{kindWords(change)}</span>
          </>,
          textsWords(change.before),
          textsWords(change.after),
          <>
            {change.direction === "first_known" ? "What held before is not known" : upperFirst(moveWords(change))}{" "}
            <GradeSign grade={change.grade} />
          </>,
        ],
      }))}
    />
  );
}

const textsWords = (texts: ChangeView["before"]) =>
  texts.length === 0 ? (
    <span class="unknown">Not known</span>
  ) : (
    texts.map(({ id, summary, appliesTo }) => (
      <span class="each-line" key={id}>
        {summary}
        {appliesTo ? ` (${appliesTo})` : ""}
      </span>
    ))
  );
