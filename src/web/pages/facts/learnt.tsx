/** What we say of a day, beside what we said of the same day at an earlier moment. */

import type { KnowledgeView, LearntView } from "../../../app/compare-knowledge.ts";
import { alternatesOf } from "../../ui/as-of.tsx";
import { caseParts, isSameSide, sideWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, TextField } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A, Form } from "../../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const PATH = "/changes/learnt";

export function learntPage(
  view: KnowledgeView,
  { wrong, typed }: GivenBack = NOTHING_WRONG,
  say: Say = IN_ENGLISH,
): PageView {
  const { since, changes } = view;
  return {
    title: say.text("changes.what_we_learnt"),
    language: say.language,
    section: "/changes",
    faults: faultsOf(wrong),
    description: say.text("learnt.description"),
    alternates: since ? alternatesOf(PATH, queryOf(view), true, say) : [],
    body: (
      <>
        <A class="back" href="/changes">
          {say("changes.all_changes")}
        </A>
        <h1>{say("changes.what_we_learnt")}</h1>
        <p class="lead">
          {view.known ? say("learnt.lead_known", { moment: momentWords(view.known, say) }) : say("learnt.lead")}
        </p>
        <Form method="get" action={PATH} class="ask">
          <TextField
            id="since"
            label={say.text("learnt.what_we_knew_at")}
            type="date"
            short
            value={wrong.since ? typed.since : since?.slice(0, 10)}
            wrong={wrong.since}
          />
          <TextField
            id="on"
            label={say.text("learnt.about_this_day")}
            type="date"
            short
            value={wrong.on ? typed.on : view.on}
            wrong={wrong.on}
          />
          {(["known", "service", "bank"] as const).map((name) =>
            view[name] ? <input key={name} type="hidden" name={name} value={view[name]} /> : null,
          )}
          <button type="submit" class="button quiet">
            {say("learnt.show_both")}
          </button>
        </Form>
        {since ? <Found view={view} since={since} say={say} /> : null}
        {changes.length > 0 ? (
          <p class="small">
            {say.dressed(
              "learnt.then_and_now_about",
              { link: (words) => <A href="/changes">{words}</A> },
              { day: dateWords(view.on) },
            )}
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
const momentWords = (instant: string, say: Say): string =>
  instant.slice(11, 16) === "23:59"
    ? dateWords(instant.slice(0, 10))
    : say.text("learnt.moment", { day: dateWords(instant.slice(0, 10)), time: instant.slice(11, 16) });

function Found({ view, since, say }: { view: KnowledgeView; since: string; say: Say }) {
  const { earlier, changes } = view;
  if (!earlier) return <p class="note wait">{say("learnt.no_facts", { moment: momentWords(since, say) })}</p>;
  return (
    <Entry title={say("learnt.then_and_now")} id="both">
      {changes.length === 0 ? (
        <p>
          {say("learnt.same", { day: dateWords(view.on), moment: momentWords(since, say) })}
          {earlier.version === view.version ? <> {say("learnt.same_facts")}</> : ""}
        </p>
      ) : (
        <Table
          caption={say.text("learnt.caption", {
            day: dateWords(view.on),
            earlier: earlier.version,
            later: view.version,
          })}
          columns={[
            { label: say.text("changes.what") },
            { label: say.text("learnt.then"), kind: "words" },
            { label: say.text("learnt.now"), kind: "words" },
            { label: say.text("learnt.in_money"), kind: "words" },
          ]}
          rows={changes.map((change) => ({
            key: change.id,
            cells: [
              <A key="what" class="tap" href={`/fees/${change.service}`}>
                {change.bankName ? `${change.bankName}: ` : ""}
                {change.name}
                {change.product ? ` (${change.product})` : ""}
              </A>,
              textsWords(change.before, say),
              textsWords(change.after, say),
              moneyWords(change, say),
            ],
          }))}
        />
      )}
    </Entry>
  );
}

const textsWords = (texts: LearntView["before"], say: Say) =>
  texts.length === 0 ? (
    <span class="unknown">{say("changes.not_known")}</span>
  ) : (
    texts.map(({ id, summary, appliesTo, grade }) => (
      <span class="each-line" key={id}>
        {summary}
        {appliesTo ? ` (${appliesTo})` : ""} <GradeSign grade={grade} say={say} />
      </span>
    ))
  );

function moneyWords({ direction, cases }: LearntView, say: Say): string {
  const moved = cases.find(({ before, after }) => !isSameSide(before, after));
  const move = say.text(`learnt.move.${direction}`);
  if (!moved) return `${move}.`;
  const sides = { move, before: sideWords(moved.before, say), after: sideWords(moved.after, say) };
  const whom = caseParts(moved, say).join(", ");
  return whom === "" ? say.text("learnt.sides", sides) : say.text("learnt.sides_for", { ...sides, whom });
}
