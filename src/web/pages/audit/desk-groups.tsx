/** The findings by kind, each kind asked for or left out with one box; the sums follow. */

import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { VERDICTS } from "../../../words/en/names.ts";
import { type Names, serviceName } from "./audit-view.ts";
import { type DeskView, lines } from "./desk-view.ts";

export const STATE_WORDS = { taken: "Now: asked for.", left: "Now: left out." } as const;

export const bankName = (bank: string | null, names: Names): string =>
  bank === null ? "A bank that is not named" : (names.banks[bank] ?? bank);

/** Sums in each currency, which are never added to one another; a statement that names none is in naira. */
export function sumWords(sums: readonly Asked[]): string {
  const byCurrency = new Map<string, bigint>();
  for (const { over, currency } of sums) {
    const name = currency ?? "NGN";
    byCurrency.set(name, (byCurrency.get(name) ?? 0n) + over);
  }
  const some = [...byCurrency].filter(([, over]) => over > 0n);
  return (some.length > 0 ? some : [["NGN", 0n] as const]).map(([name, over]) => exactMoney(over, name)).join(" and ");
}

export const bankSum = (asked: readonly Asked[], bank: string | null): readonly Asked[] =>
  asked.filter((one) => one.bank === bank);

const countOf = (sums: readonly Asked[]): number => sums.reduce((all, { count }) => all + count, 0);

/** What one bank is asked for. */
export function bankWords(sums: readonly Asked[], names: Names): string {
  const name = bankName(sums[0]?.bank ?? null, names);
  return countOf(sums) === 0
    ? `${name}: nothing is asked for.`
    : `${name}: ${sumWords(sums)}, ${lines(countOf(sums))}.`;
}

/** What is asked for in all. */
export function askedWords({ decided: { asked, groups } }: DeskView): string {
  const taken = groups.filter(({ accepted }) => accepted).length;
  return `You ask for ${sumWords(asked)}: ${taken} of ${groups.length} kinds, ${countOf(asked) === 0 ? "no line" : lines(countOf(asked))}.`;
}

/** What is asked for: one row a kind of finding, with a box to leave it out. */
export function DeskGroups({ view }: { view: DeskView }) {
  return (
    <section class="entry wide" id="ask-for">
      <h2>What you ask for</h2>
      <form id="groups">
        <p id="asked" role="status" class="lead">
          {askedWords(view)}
        </p>
        <p>
          Untick a kind to leave it out of the letters. A finding is a question to your bank, not a verdict of a court.
        </p>
        {view.decided.groups.length < 2 ? null : (
          <p class="pair">
            <button type="button" class="quiet" data-all="yes">
              Ask for all
            </button>
            <button type="button" class="quiet" data-all="no">
              Leave all out
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
                {group.verdict ? VERDICTS[group.verdict] : ""}. {bankName(group.bank, view)},{" "}
                {lines(group.claims.length)}.
              </span>{" "}
              <span class="small state" id={`g${i}-state`}>
                {group.accepted ? STATE_WORDS.taken : STATE_WORDS.left}
              </span>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
