/** The findings by kind, each kind asked for or left out with one box; the sums follow. */
import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { exactMoney } from "../../../domain/fees/price-words.ts";
import { Entry } from "../../ui/entry.tsx";
import { type Names, serviceName, VERDICT_WORDS } from "./audit-view.ts";
import { type DeskView, lines } from "./desk-view.ts";

export const STATE_WORDS = { taken: "Now: asked for.", left: "Now: left out." } as const;

const bankName = (bank: string | null, names: Names): string =>
  bank === null ? "A bank that is not named" : (names.banks[bank] ?? bank);

/** Sums in each currency, which are never added to one another; a statement that names none is in naira. */
function sumWords(sums: readonly Asked[]): string {
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

export function DeskGroups({ view }: { view: DeskView }) {
  return (
    <Entry
      title={`Findings (${view.decided.groups.reduce((all, { claims }) => all + claims.length, 0)})`}
      id="findings"
    >
      <p>
        Findings of one kind stand together, the largest sum first. Untick a kind to leave it out of the letters. A
        finding is a question to your bank, not a verdict of a court.
      </p>
      <form id="groups">
        <p id="asked" role="status" class="lead">
          {askedWords(view)}
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
        {view.decided.groups.map((group, i) => (
          <article key={group.key} class="finding">
            <h3 id={`g${i}-name`}>
              <span>{serviceName(view, group.service)}</span>
              <span class="over">{exactMoney(group.over, group.currency ?? "NGN")} too much</span>
            </h3>
            <p>
              <strong>{group.verdict ? VERDICT_WORDS[group.verdict] : ""}.</strong> {bankName(group.bank, view)},{" "}
              {group.claims.length === 1 ? "one line" : `${group.claims.length} lines, same rule`}
              {group.rule === null ? "" : `: ${view.rules[group.rule] ?? group.rule}`}.
            </p>
            <label class="choice">
              <input
                type="checkbox"
                data-group={i}
                checked={group.accepted}
                aria-describedby={`g${i}-name g${i}-state`}
              />
              Ask for {group.claims.length === 1 ? "it" : `these ${group.claims.length}`} back
            </label>
            <p class="state small" id={`g${i}-state`}>
              {group.accepted ? STATE_WORDS.taken : STATE_WORDS.left}
            </p>
            <details data-list={`g${i}`}>
              <summary>
                Show {group.claims.length === 1 ? "the line" : `the ${group.claims.length} lines`}
                <span class="gone"> of kind {i + 1}</span>
              </summary>
              <div />
            </details>
          </article>
        ))}
      </form>
    </Entry>
  );
}
