/** What stands at the head of every audit, of one statement or of many: one number. */
import { headReason, type Outcome, outcomeReasons } from "../../../domain/audit/outcome.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { ENGLISH } from "../../../words/say-english.ts";

/** What the browser's tab says. */
export const titleOf = (outcome: Outcome): string =>
  outcome.head === "too_much" ? "What we found" : ENGLISH.say(headReason(outcome, ""));

/** `N 53.75 too much`, or one of the other four heads, and that a statement is made up where it is. */
export function AuditHead({
  outcome,
  currency,
  example,
}: {
  outcome: Outcome;
  currency: string;
  example: string | null;
}) {
  const words = outcome.head === "too_much" ? [] : ENGLISH.sayAll(outcomeReasons(outcome));
  return (
    <>
      <h1>{ENGLISH.say(headReason(outcome, exactMoney(outcome.over, currency)))}</h1>
      {words.length > 0 ? <p>{words.join(" ")}</p> : null}
      {example ? (
        <p class="note wait">
          This is a <strong>made-up statement</strong> of a person who does not exist. {example}
        </p>
      ) : null}
    </>
  );
}
