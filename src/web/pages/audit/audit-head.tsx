/** What stands at the head of every audit, of one statement or of many: one number. */
import { headReason, type Outcome, outcomeReasons } from "../../../domain/audit/outcome.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { type Spoken, textIn } from "../../../words/tongue.ts";
import { sayOf } from "./say-audit.tsx";

const headSays = sayOf(RESULT);

/** What the browser's tab says. */
export const titleOf = (outcome: Outcome, { tongue }: Spoken): string =>
  outcome.head === "too_much"
    ? textIn(RESULT, tongue)("result.found")
    : (tongue?.reasons ?? ENGLISH).say(headReason(outcome, ""));

/** `N 53.75 too much`, or one of the other four heads, and that a statement is made up where it is. */
export function AuditHead({
  outcome,
  currency,
  example,
  spoken,
}: {
  outcome: Outcome;
  currency: string;
  example: string | null;
  spoken: Spoken;
}) {
  const say = headSays(spoken);
  const reasons = spoken.tongue?.reasons ?? ENGLISH;
  const words = outcome.head === "too_much" ? [] : reasons.sayAll(outcomeReasons(outcome));
  return (
    <>
      <h1>{reasons.say(headReason(outcome, exactMoney(outcome.over, currency)))}</h1>
      {words.length > 0 ? <p>{words.join(" ")}</p> : null}
      {example ? (
        <p class="note wait">
          {say.dressed("result.made_up", { strong: (words) => <strong>{words}</strong> }, { example })}
        </p>
      ) : null}
    </>
  );
}
