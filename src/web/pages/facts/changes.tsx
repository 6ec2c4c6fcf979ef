/** The page of what changed: what is to come first, then the newest, old and new side by side, and how to follow it. */

import type { ChangeView } from "../../../app/change-view.ts";
import type { ChangesView } from "../../../app/list-changes.ts";
import type { Grade } from "../../../domain/fees/pack.ts";
import { alternatesOf, PastNote } from "../../ui/as-of.tsx";
import { heldUntil, kindWords, moveWords, passedWords, subjectWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, SelectField } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A, Form } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const PATH = "/changes";
/** On the first page; each year has its own. */
const NEWEST = 12;
/** Second-hand or from memory: not said in one breath with what was read. */
const UNSURE: Grade = "D";

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

/** The files that follow changes; `key`: what the page calls each. */
const FEEDS = [
  { file: "atom", type: "application/atom+xml", key: "changes.atom_feed" },
  { file: "feed.json", type: "application/feed+json", key: "changes.json_feed" },
  { file: "ics", type: "text/calendar", key: "changes.calendar" },
] as const;

/** `site`: where this site is reached; absent where nobody set it. */
export function changesPage(
  view: ChangesView,
  back: GivenBack = NOTHING_WRONG,
  say: Say = IN_ENGLISH,
  site?: string,
): PageView {
  const of = [view.service?.name, view.bank?.name].filter(Boolean).join(", ");
  const query = changesQuery(view);
  const toCome = view.changes.filter(({ state }) => state === "announced");
  const drafts = view.changes.filter(({ state }) => state === "proposed");
  const past = view.changes.filter(({ state }) => state === "in_force");
  const known = past.filter(({ direction }) => direction !== "first_known");
  const first = past.filter((change) => !known.includes(change));
  const moved = known.filter(({ grade }) => grade !== UNSURE);
  const most = view.year === null ? NEWEST : past.length;
  const shown = moved.slice(0, most);
  const unsure = known.filter(({ grade }) => grade === UNSURE).slice(0, most);
  return {
    title: of === "" ? say.text("changes.what_changed") : say.text("changes.what_changed_for", { of }),
    language: say.language,
    section: PATH,
    faults: faultsOf(back.wrong),
    description: say.text("changes.description"),
    alternates: [
      ...alternatesOf(PATH, changesQuery(view, view.year), true, say),
      ...FEEDS.map(({ file, type, key }) => ({ href: `${PATH}.${file}${query}`, type, label: say.text(key) })),
    ],
    body: (
      <>
        <h1>
          {view.year === null ? say("changes.what_changed") : say("changes.what_changed_in", { year: view.year })}
        </h1>
        <PastNote dated={view} path={`${PATH}${query}`} say={say} />
        <p class="lead">
          {of === "" ? "" : `${of}. `}
          {say("changes.lead", {
            rules: view.coverage.rules,
            withOwnPrices: view.coverage.withOwnPrices,
            banks: view.coverage.banks,
          })}
        </p>
        <Filter view={view} wrong={back.wrong} say={say} />
        <Years view={view} say={say} />
        <p>
          <A class="tap" href="#follow">
            {say("changes.follow_these")}
          </A>
        </p>
        {toCome.length > 0 ? (
          <Entry title={say("changes.to_come")} id="to-come">
            <Changes
              of={toCome.slice(-NEWEST)}
              caption={say.text("changes.known_today_in_force")}
              on={view.on}
              say={say}
            />
            {toCome.length > NEWEST ? (
              <p>{say("changes.more_came_after_these", { count: toCome.length - NEWEST })}</p>
            ) : null}
          </Entry>
        ) : null}
        <Entry
          title={
            view.year === null
              ? say.text("changes.newest_first")
              : say.text("changes.in_force_from_a", { year: view.year })
          }
          id="newest"
        >
          {shown.length === 0 ? (
            <p class="unknown">{say("changes.we_know_of_no")}</p>
          ) : (
            <Changes of={shown} caption={say.text("changes.caption")} on={view.on} say={say} />
          )}
          {unsure.length > 0 ? (
            <details>
              <summary>
                {say("changes.not_sure")} ({unsure.length})
              </summary>
              <Changes of={unsure} caption={say.text("changes.not_sure_caption")} on={view.on} say={say} />
            </details>
          ) : null}
          {first.length > 0 ? (
            <details open={shown.length === 0}>
              <summary>
                {view.year === null
                  ? say("changes.first_prices")
                  : say("changes.first_prices_of_year", { year: view.year })}{" "}
                ({Math.min(first.length, most)})
              </summary>
              <Changes
                of={first.slice(0, most)}
                caption={say.text("changes.what_held_before_these")}
                on={view.on}
                say={say}
              />
            </details>
          ) : null}
        </Entry>
        {drafts.length > 0 ? (
          <Entry title={say("changes.drafts")} id="drafts">
            <p>{say("changes.drafts_lead")}</p>
            <Changes of={drafts} caption={say.text("changes.what_a_draft_would")} on={view.on} say={say} />
          </Entry>
        ) : null}
        <Entry title={say("changes.what_we_learnt")} id="learnt">
          <p>{say.dressed("changes.a_figure_here_may", { link: (words) => <a href="/changes/learnt">{words}</a> })}</p>
        </Entry>
        <Entry title={say("changes.follow")} id="follow">
          <Follow query={query} site={site} say={say} />
        </Entry>
      </>
    ),
  };
}

/**
 * The feeds, each a link and its whole address in a field that cannot be changed: a field is marked whole when the tab key comes
 * to it, and these pages have no script that could copy. Where nobody set the site's address, a link alone is right.
 */
function Follow({ query, site, say }: { query: string; site: string | undefined; say: Say }) {
  return (
    <>
      <p>{say("changes.put_one_of_these")}</p>
      {site === undefined ? null : <p id="copy-hint">{say("changes.copy")}</p>}
      <ul class="feeds">
        {FEEDS.map(({ file, key }) => (
          <li key={file}>
            <A class="tap" href={`${PATH}.${file}${query}`}>
              {say(key)}
            </A>
            {site === undefined ? null : (
              <input
                type="text"
                readonly
                value={`${site}${PATH}.${file}${query}`}
                aria-label={say.text("changes.address_of", { feed: say.text(key) })}
                aria-describedby="copy-hint"
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Filter({ view, wrong, say }: { view: ChangesView; wrong: GivenBack["wrong"]; say: Say }) {
  const options = (all: ChangesView["services"]) => all.map(({ id, name }) => [id, name] as const);
  return (
    <Form method="get" action={PATH} class="ask">
      <SelectField
        id="service"
        label={say.text("home.fee")}
        empty={say.text("fees.title")}
        value={view.service?.id}
        options={options(view.services)}
        wrong={wrong.service}
      />
      <SelectField
        id="bank"
        label={say.text("banks.bank")}
        empty={say.text("changes.all_banks")}
        value={view.bank?.id}
        options={options(view.banks)}
        wrong={wrong.bank}
      />
      {view.on === view.today ? null : <input type="hidden" name="on" value={view.on} />}
      {view.known ? <input type="hidden" name="known" value={view.known} /> : null}
      {view.year === null ? null : <input type="hidden" name="year" value={view.year} />}
      <button type="submit" class="button quiet">
        {say("changes.show_these")}
      </button>
    </Form>
  );
}

function Years({ view, say }: { view: ChangesView; say: Say }) {
  if (view.years.length === 0) return null;
  return (
    <nav aria-label={say.text("changes.by_year")}>
      <ul class="chips">
        {view.year === null ? null : (
          <li>
            <A href={`${PATH}${changesQuery(view)}`}>{say("changes.newest")}</A>
          </li>
        )}
        {view.years.map(({ year, moved }) => (
          <li key={year}>
            <A href={`${PATH}${changesQuery(view, year)}`} aria-current={year === view.year ? "page" : undefined}>
              {moved === 0 ? year : `${year} (${moved})`}
            </A>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Old and new side by side, one change a row. */
function Changes({ of, caption, on, say }: { of: readonly ChangeView[]; caption: string; on: string; say: Say }) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: say.text("changes.what") },
        { label: say.text("part.from") },
        { label: say.text("changes.before"), kind: "words" },
        { label: say.text("changes.after"), kind: "words" },
        { label: say.text("changes.what_it_makes"), kind: "words" },
      ]}
      rows={of.map((change) => ({
        key: change.id,
        cells: [
          <A key="what" class="tap" href={`/changes/${change.id}`}>
            {subjectWords(change)}
          </A>,
          <>
            <span class="nowrap">
              {change.after.some(({ validBasis }) => validBasis === "seen")
                ? say("part.seen", { day: dateWords(change.on) })
                : dateWords(change.on)}
            </span>
            <span class="keeps">{kindWords(change, say)}</span>
            {passedWords(change, on, say).map((words) => (
              <span class="keeps" key="passed">
                {words}
              </span>
            ))}
          </>,
          <>
            {textsWords(change.before, say)}
            {heldUntil(change) === null ? null : (
              <span class="unknown">
                {say("changes.until_then_not_known", { day: dateWords(heldUntil(change) as string) })}
              </span>
            )}
          </>,
          textsWords(change.after, say),
          <>
            {change.direction === "first_known"
              ? say("changes.what_held_before_is")
              : upperFirst(moveWords(change, say))}{" "}
            <GradeSign grade={change.grade} say={say} />
          </>,
        ],
      }))}
    />
  );
}

const textsWords = (texts: ChangeView["before"], say: Say) =>
  texts.length === 0 ? (
    <span class="unknown">{say("changes.not_known")}</span>
  ) : (
    texts.map(({ id, summary, appliesTo }) => (
      <span class="each-line" key={id}>
        {summary}
        {appliesTo ? ` (${appliesTo})` : ""}
      </span>
    ))
  );
