/** The findings by kind, each kind asked for or left out with one box; the sums follow. */

import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { BINDER } from "../../../words/en/audit/binder.ts";
import { VERDICTS } from "../../../words/en/names.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { type Names, serviceName } from "./audit-view.ts";
import { type BinderView, lines } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";

const groupsSay = sayOf(BINDER, { VERDICTS });

/** Whether a kind is asked for, in words. */
export const stateWords = (accepted: boolean, spoken: Spoken): string =>
  groupsSay(spoken).text(accepted ? "binder.taken" : "binder.left");

export const bankName = (bank: string | null, names: Names): string =>
  bank === null ? groupsSay(names).text("binder.unnamed") : (names.banks[bank] ?? bank);

/** Sums in each currency, which are never added to one another; a statement that names none is in naira. */
export function sumWords(sums: readonly Asked[], spoken: Spoken): string {
  const byCurrency = new Map<string, bigint>();
  for (const { over, currency } of sums) {
    const name = currency ?? "NGN";
    byCurrency.set(name, (byCurrency.get(name) ?? 0n) + over);
  }
  const some = [...byCurrency].filter(([, over]) => over > 0n);
  return (some.length > 0 ? some : [["NGN", 0n] as const])
    .map(([name, over]) => exactMoney(over, name))
    .join(groupsSay(spoken).text("binder.and"));
}

export const bankSum = (asked: readonly Asked[], bank: string | null): readonly Asked[] =>
  asked.filter((one) => one.bank === bank);

const countOf = (sums: readonly Asked[]): number => sums.reduce((all, { count }) => all + count, 0);

/** What one bank is asked for. */
export function bankWords(sums: readonly Asked[], names: Names): string {
  const { text } = groupsSay(names);
  const [bank, count] = [bankName(sums[0]?.bank ?? null, names), countOf(sums)];
  return count === 0
    ? text("binder.none_of_bank", { bank })
    : text("binder.of_bank", { bank, sum: sumWords(sums, names), lines: lines(count, names) });
}

/** What is asked for in all. */
export function askedWords(view: BinderView): string {
  const { asked, groups } = view.decided;
  const { text } = groupsSay(view);
  const count = countOf(asked);
  const taken = groups.filter(({ accepted }) => accepted).length;
  return text("binder.asked", {
    sum: sumWords(asked, view),
    taken,
    all: groups.length,
    lines: count === 0 ? text("binder.no_line") : lines(count, view),
  });
}

/** What is asked for: one row a kind of finding, with a box to leave it out. */
export function BinderGroups({ view }: { view: BinderView }) {
  const say = groupsSay(view);
  return (
    <section class="entry wide" id="ask-for">
      <h2>{say("binder.ask_for")}</h2>
      <form id="groups">
        <p id="asked" role="status" class="lead">
          {askedWords(view)}
        </p>
        <p>{say("binder.untick")}</p>
        {view.decided.groups.length < 2 ? null : (
          <p class="pair">
            <button type="button" class="quiet" data-all="yes">
              {say("binder.all")}
            </button>
            <button type="button" class="quiet" data-all="no">
              {say("binder.none")}
            </button>
          </p>
        )}
        <ul class="kinds">
          {view.decided.groups.map((group, i) => (
            <li key={group.key}>
              <label class="choice" id={`g${i}-name`}>
                <input
                  type="checkbox"
                  data-group={i}
                  checked={group.accepted}
                  aria-describedby={`g${i}-of g${i}-state`}
                />
                <span>{serviceName(view, group.service)}</span>
                <span class="over">{exactMoney(group.over, group.currency ?? "NGN")}</span>
              </label>
              <span class="small" id={`g${i}-of`}>
                {group.verdict ? say.called("VERDICTS", group.verdict) : ""}. {bankName(group.bank, view)},{" "}
                {lines(group.claims.length, view)}.
              </span>{" "}
              <span class="small state" id={`g${i}-state`}>
                {stateWords(group.accepted, view)}
              </span>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
