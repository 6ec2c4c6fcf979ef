/** The page of one change: which way and how much, case by case, and both texts side by side with where each was read. */

import type { ChangeView, TextView } from "../../../app/change-view.ts";
import type { ShownChange } from "../../../app/list-changes.ts";
import { dayQuery, PastNote } from "../../ui/as-of.tsx";
import {
  caseWords,
  changeWords,
  differenceWords,
  kindWords,
  moveWords,
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
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

export function changePage(view: ShownChange): PageView {
  const { change } = view;
  const path = `/changes/${change.id}`;
  const query = dayQuery(view);
  const title = subjectWords(change);
  return {
    title: `${title}, ${dateWords(change.on)}`,
    section: "/changes",
    description: changeWords(change),
    alternates: [{ href: `${path}.json${query}`, type: "application/json", label: "This page as JSON" }],
    body: (
      <>
        <A class="back" href={`/changes${query}`}>
          All changes
        </A>
        <h1 class={title.length > 40 ? "long" : undefined}>{title}</h1>
        <PastNote dated={view} path={path} />
        <p class="lead">
          {upperFirst(moveWords(change))}, {whenWords(change)}.
        </p>
        <p>
          {kindWords(change)}. {change.cause === "tax" ? "The fee stays as it is; the VAT on it is another." : ""}{" "}
          {change.state === "proposed" ? "Nobody has to follow it, and nobody is accused on it." : ""}
        </p>
        <Size change={change} />
        <Cases change={change} />
        <Entry title="Old and new" id="texts">
          <div class="sides">
            <Text name="Before" texts={change.before} />
            <Text name="After" texts={change.after} />
          </div>
        </Entry>
        <Entry title="Go on">
          <ul class="plain">
            <li>
              <A class="tap" href={`/fees/${change.service}${query}`}>
                {change.name}: the rule today and before
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
                    {i === 0 ? "The change before" : "The change after"}: {whenWords(other)}
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

function Size({ change: { size, currency } }: { change: ChangeView }) {
  if (!size) return null;
  return (
    <Entry title={`For ${usageWords(size.usage, currency)}`} id="size">
      <dl class="sum ranges">
        <div>
          <dt>Before</dt>
          <dd>{sumWords(size.before, currency)}</dd>
        </div>
        <div>
          <dt>After</dt>
          <dd>{sumWords(size.after, currency)}</dd>
        </div>
      </dl>
      <p class="small">The usage is an example of ours, so that changes can be set side by side.</p>
    </Entry>
  );
}

function Cases({ change }: { change: ChangeView }) {
  if (change.cases.length === 0) return null;
  return (
    <Entry title="Case by case" id="cases">
      <Table
        caption={
          change.kind === "tariff" ? "What the bank asks, VAT with it" : "The most that may be taken, VAT with it"
        }
        columns={[
          { label: "For" },
          { label: "Before", kind: "num" },
          { label: "After", kind: "num" },
          { label: "Difference", kind: "total" },
        ]}
        rows={change.cases.map((one) => ({
          key: JSON.stringify([one.facts, one.amount]),
          cells: [
            upperFirst(caseWords(one)),
            <>
              {upperFirst(sideWords(one.before))}
              {one.knownUntil ? <span class="keeps">until {dateWords(one.knownUntil)}; then not known</span> : null}
            </>,
            upperFirst(sideWords(one.after)),
            upperFirst(differenceWords(one)),
          ],
        }))}
      />
    </Entry>
  );
}

function Text({ name, texts }: { name: string; texts: readonly TextView[] }) {
  return (
    <section>
      <h3>{name}</h3>
      {texts.length === 0 ? <p class="unknown">Not known. We have read no text that held then.</p> : null}
      {texts.map((text) => (
        <div key={text.id}>
          <p>
            <strong>{text.name}</strong>
            {text.appliesTo ? `, for ${text.appliesTo}` : ""}: {daysWords(text)}.
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
          <Evidence of={text} />
        </div>
      ))}
    </section>
  );
}

const daysWords = ({ from, until, validBasis }: TextView): string =>
  [
    from ? `${validBasis === "seen" ? "seen since" : "from"} ${dateWords(from)}` : "",
    until ? `until ${dateWords(until)}` : from ? "" : "without a day",
  ]
    .filter(Boolean)
    .join(" ");
