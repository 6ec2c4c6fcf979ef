/** What we say of a day, beside what we said of the same day at an earlier moment. */

import type { KnowledgeView, LearntView } from "../../../app/compare-knowledge.ts";
import { alternatesOf } from "../../ui/as-of.tsx";
import { caseParts, isSameSide, sideWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const PATH = "/changes/learnt";

export function learntPage(view: KnowledgeView, { wrong, typed }: GivenBack = NOTHING_WRONG): PageView {
  const { since, changes } = view;
  return {
    title: "What we learnt",
    section: "/changes",
    faults: faultsOf(wrong),
    description:
      "What we say of a day now, beside what we said of the same day earlier: figures found, mended, taken back.",
    alternates: since ? alternatesOf(PATH, queryOf(view)) : [],
    body: (
      <>
        <A class="back" href="/changes">
          All changes
        </A>
        <h1>What we learnt</h1>
        <p class="lead">
          A fee may be the same, and what we know of it another. See what we said of a day at an earlier moment, beside
          what we say of that day {view.known ? `as we knew it on ${momentWords(view.known)}` : "now"}.
        </p>
        <Form method="get" action={PATH} class="ask">
          <TextField
            id="since"
            label="What we knew at the end of"
            type="date"
            short
            value={wrong.since ? typed.since : since?.slice(0, 10)}
            wrong={wrong.since}
          />
          <TextField
            id="on"
            label="About this day"
            type="date"
            short
            value={wrong.on ? typed.on : view.on}
            wrong={wrong.on}
          />
          {(["known", "service", "bank"] as const).map((name) =>
            view[name] ? <input key={name} type="hidden" name={name} value={view[name]} /> : null,
          )}
          <button type="submit" class="button quiet">
            Show both
          </button>
        </Form>
        {since ? <Found view={view} since={since} /> : null}
        {changes.length > 0 ? (
          <p class="small">
            “Then” and “Now” are both about {dateWords(view.on)}. What fees did from day to day stands in{" "}
            <A href="/changes">what changed</A>.
          </p>
        ) : null}
      </>
    ),
  };
}

function queryOf({ since, on, today, known, service, bank }: KnowledgeView): string {
  const given = { since, on: on === today ? null : on, known, service, bank };
  const params = Object.entries(given).filter((one): one is [string, string] => one[1] !== null);
  return `?${new URLSearchParams(params)}`;
}

/** The end of a day is said as the day. */
const momentWords = (instant: string): string =>
  `${dateWords(instant.slice(0, 10))}${instant.slice(11, 16) === "23:59" ? "" : `, ${instant.slice(11, 16)} UTC`}`;

function Found({ view, since }: { view: KnowledgeView; since: string }) {
  const { earlier, changes } = view;
  if (!earlier)
    return (
      <p class="note wait">
        We had no facts yet on {momentWords(since)}, so there is nothing to set beside those of today. Ask for a later
        day.
      </p>
    );
  return (
    <Entry title="Then and now" id="both">
      {changes.length === 0 ? (
        <p>
          Of {dateWords(view.on)} we say in money what we said on {momentWords(since)}.
          {earlier.version === view.version ? " The facts are the same ones." : ""}
        </p>
      ) : (
        <Table
          caption={`What we say of ${dateWords(view.on)}: facts ${earlier.version}, then ${view.version}`}
          columns={[
            { label: "What" },
            { label: "Then", kind: "words" },
            { label: "Now", kind: "words" },
            { label: "In money", kind: "words" },
          ]}
          rows={changes.map((change) => ({
            key: change.id,
            cells: [
              <A key="what" class="tap" href={`/fees/${change.service}`}>
                {change.bankName ? `${change.bankName}: ` : ""}
                {change.name}
                {change.product ? ` (${change.product})` : ""}
              </A>,
              textsWords(change.before),
              textsWords(change.after),
              moneyWords(change),
            ],
          }))}
        />
      )}
    </Entry>
  );
}

const textsWords = (texts: LearntView["before"]) =>
  texts.length === 0 ? (
    <span class="unknown">Not known</span>
  ) : (
    texts.map(({ id, summary, appliesTo, grade }) => (
      <span class="each-line" key={id}>
        {summary}
        {appliesTo ? ` (${appliesTo})` : ""} <GradeSign grade={grade} />
      </span>
    ))
  );

const MOVES: Readonly<Record<LearntView["direction"], string>> = {
  dearer: "We say more than we did",
  cheaper: "We say less than we did",
  mixed: "More for some, less for others",
  first_known: "We did not know it then",
  other: "We say it in another way",
  no_longer_known: "We gave a figure, and give none now",
};

function moneyWords({ direction, cases }: LearntView): string {
  const moved = cases.find(({ before, after }) => !isSameSide(before, after));
  if (!moved) return `${MOVES[direction]}.`;
  const whom = caseParts(moved).join(", ");
  const sides = `${sideWords(moved.before)} then, ${sideWords(moved.after)} now`;
  return `${MOVES[direction]}: ${sides}${whom === "" ? "" : ` (${whom})`}.`;
}
