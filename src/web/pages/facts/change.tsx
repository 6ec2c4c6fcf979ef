/** The page of one change: which way and how much, case by case, and both texts side by side with where each was read. */

import type { ChangeView, TextView } from "../../../app/change-view.ts";
import type { ShownChange } from "../../../app/list-changes.ts";
import { dayQuery, PastNote } from "../../ui/as-of.tsx";
import {
  caseWords,
  changeWords,
  differenceWords,
  kindWords,
  movedWords,
  sideWords,
  subjectWords,
  sumWords,
  usageWords,
  whenWords,
} from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence } from "../../ui/evidence.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

export function changePage(view: ShownChange, say: Say = IN_ENGLISH): PageView {
  const { change } = view;
  const path = `/changes/${change.id}`;
  const query = dayQuery(view);
  const title = subjectWords(change);
  return {
    title: `${title}, ${dateWords(change.on)}`,
    language: say.language,
    section: "/changes",
    description: changeWords(change, say),
    alternates: [{ href: `${path}.json${query}`, type: "application/json", label: say.text("frame.json") }],
    body: (
      <>
        <A class="back" href={`/changes${query}`}>
          {say("changes.all_changes")}
        </A>
        <h1 class={title.length > 40 ? "long" : undefined}>{title}</h1>
        <PastNote dated={view} path={path} say={say} />
        <p class="lead">
          {upperFirst(movedWords(change, say))}, {whenWords(change, say)}.
        </p>
        <p>
          {kindWords(change, say)}. {change.cause === "tax" ? say("changes.the_fee_stays_as") : ""}{" "}
          {change.state === "proposed" ? say("changes.nobody_has_to_follow") : ""}
        </p>
        <Size change={change} say={say} />
        <Cases change={change} say={say} />
        <Entry title={say("home.old_and_new")} id="texts">
          <div class="sides">
            <Text name={say.text("changes.before")} texts={change.before} say={say} />
            <Text name={say.text("changes.after")} texts={change.after} say={say} />
          </div>
        </Entry>
        <Entry title={say("charge.go_on")}>
          <ul class="plain">
            <li>
              <A class="tap" href={`/fees/${change.service}${query}`}>
                {say("changes.the_rule_today_and", { name: change.name })}
              </A>
            </li>
            {change.bank ? (
              <li>
                <A class="tap" href={`/banks/${change.bank}${query}`}>
                  {change.bankName}
                </A>
              </li>
            ) : null}
            {[view.earlier, view.later].map((other, i) =>
              other ? (
                <li key={other.id}>
                  <A class="tap" href={`/changes/${other.id}${query}`}>
                    {say(i === 0 ? "changes.the_change_before" : "changes.the_change_after", {
                      when: whenWords(other, say),
                    })}
                  </A>
                </li>
              ) : null,
            )}
          </ul>
        </Entry>
      </>
    ),
  };
}

function Size({ change: { size, currency }, say }: { change: ChangeView; say: Say }) {
  if (!size) return null;
  return (
    <Entry title={say("changes.for_usage", { usage: usageWords(size.usage, currency, say) })} id="size">
      <dl class="sum ranges">
        <div>
          <dt>{say("changes.before")}</dt>
          <dd>{sumWords(size.before, currency, say)}</dd>
        </div>
        <div>
          <dt>{say("changes.after")}</dt>
          <dd>{sumWords(size.after, currency, say)}</dd>
        </div>
      </dl>
      <p class="small">{say("changes.the_usage_is_an")}</p>
    </Entry>
  );
}

function Cases({ change, say }: { change: ChangeView; say: Say }) {
  if (change.cases.length === 0) return null;
  return (
    <Entry title={say("changes.case_by_case")} id="cases">
      <Table
        caption={change.kind === "tariff" ? say.text("changes.what_the_bank_asks") : say.text("changes.law_allows")}
        columns={[
          { label: say.text("table.for") },
          { label: say.text("changes.before"), kind: "num" },
          { label: say.text("changes.after"), kind: "num" },
          { label: say.text("changes.difference"), kind: "total" },
        ]}
        rows={change.cases.map((one) => ({
          key: JSON.stringify([one.facts, one.amount]),
          cells: [
            upperFirst(caseWords(one, say)),
            <>
              {upperFirst(sideWords(one.before, say))}
              {one.knownUntil ? (
                <span class="keeps">{say("changes.until_then_not_known", { day: dateWords(one.knownUntil) })}</span>
              ) : null}
            </>,
            upperFirst(sideWords(one.after, say)),
            upperFirst(differenceWords(one, say)),
          ],
        }))}
      />
    </Entry>
  );
}

function Text({ name, texts, say }: { name: string; texts: readonly TextView[]; say: Say }) {
  return (
    <section>
      <h3>{name}</h3>
      {texts.length === 0 ? <p class="unknown">{say("changes.not_known_we_have")}</p> : null}
      {texts.map((text) => (
        <div key={text.id}>
          <p>
            <strong>{text.name}</strong>
            {text.appliesTo ? say("changes.text_for", { whom: text.appliesTo }) : ""}: {daysWords(text, say)}.
          </p>
          <ul>
            {text.rows.length > 0 ? (
              text.rows.map((row) => (
                <li key={row.when + row.price}>
                  {row.when ? `${upperFirst(row.when)}: ` : ""}
                  {row.price}
                </li>
              ))
            ) : (
              <li>{text.summary}</li>
            )}
          </ul>
          <Evidence of={text} say={say} />
        </div>
      ))}
    </section>
  );
}

const daysWords = ({ from, until, validBasis }: TextView, say: Say): string =>
  [
    from
      ? validBasis === "seen"
        ? say.text("changes.seen_since", { day: dateWords(from) })
        : say.text("part.from_day", { from: dateWords(from) })
      : "",
    until ? say.text("changes.until", { day: dateWords(until) }) : from ? "" : say.text("changes.without_a_day"),
  ]
    .filter(Boolean)
    .join(" ");
