/** What the statement does not show and a person knows: asked in the result, which is then judged again. */

import { type FactAsked, factsAsked } from "../../../domain/audit/claim/ask-facts.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { ACCOUNT_KINDS } from "../../../words/en/names.ts";
import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { SAVE_FORM } from "../../ui/save.tsx";
import { dateWords } from "../../ui/words.ts";
import { ACCOUNTS } from "./account-kinds.ts";
import { type AuditView, minor, resultsIn } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const questionSays = sayOf(CHARGES, { ACCOUNT_KINDS });

/** Payments that are asked about at once. */
const MOST_ASKED = 8;

/** What may be picked for a fact that is asked. */
function optionsOf(fact: FactAsked["fact"], view: AuditView): readonly (readonly [string, string])[] {
  const { text, called } = questionSays(view);
  switch (fact) {
    case "bank":
      return Object.entries(view.banks);
    case "account":
      return ACCOUNTS.map((kind) => [kind, called("ACCOUNT_KINDS", kind)]);
    case "locality":
      return [
        ["on_site", text("result.locality.on_site")],
        ["off_site", text("result.locality.off_site")],
      ];
    case "sameOwner":
      return [
        ["yes", text("result.sameOwner.yes")],
        ["no", text("result.sameOwner.no")],
      ];
  }
}

/** Leads to the questions from the head of the page; when all are answered, to the answers. */
export function QuestionsLink({ view }: { view: AuditView }) {
  const asked = factsAsked(view.result, view.told);
  if (view.again === undefined || asked.length === 0) return null;
  const open = asked.filter(({ told }) => told === null);
  const waiting = open.reduce((all, { fact, charges }) => all + (fact === "bank" ? 0 : charges), 0);
  const say = questionSays(view);
  return (
    <p>
      <a class="tap" href="#facts">
        {waiting > 1
          ? say("result.answer", { count: waiting })
          : say(waiting === 1 ? "result.answer_one" : open.length > 0 ? "result.tell_bank" : "result.answered")}
      </a>
    </p>
  );
}

export function Questions({ view }: { view: AuditView }) {
  const { again } = view;
  const asked = factsAsked(view.result, view.told);
  if (again === undefined || asked.length === 0) return null;
  const say = questionSays(view);
  const ofPayments = asked.filter(({ payment }) => payment !== null);
  const left = ofPayments.length - MOST_ASKED;
  const shown = asked.filter((one) => one.payment === null || ofPayments.indexOf(one) < MOST_ASKED);
  const fields = shown.map((one) => <Question key={one.name} asked={one} view={view} />);
  return (
    <Entry title={say("result.questions")} id="facts">
      <p>
        {say("result.not_shown")} {say(again === "here" ? "result.again_here" : "result.again_there")}
      </p>
      {again === "here" ? (
        <form id="told">
          {fields}
          <button type="submit">{say("result.judge_again")}</button>
        </form>
      ) : (
        <div class="asks">
          {fields}
          <button type="submit" form={SAVE_FORM} formaction="/audit/server/again">
            {say("result.judge_again")}
          </button>
        </div>
      )}
      {left > 0 ? <p>{say("result.asked_later", { count: left })}</p> : null}
    </Entry>
  );
}

function Question({
  asked: { fact, name, payment, charges, told, place },
  view,
}: {
  asked: FactAsked;
  view: AuditView;
}) {
  const { text } = questionSays(view);
  const nth = resultsIn(view).length > 1 ? place + 1 : undefined;
  const currency = resultsIn(view)[place]?.statement.account.currency ?? "NGN";
  const paid = payment && {
    sum: exactMoney(abs(minor(payment.amount)), currency),
    day: dateWords(payment.date),
  };
  const label = paid
    ? text(fact === "locality" ? "result.locality" : "result.sameOwner", paid)
    : fact === "bank"
      ? nth
        ? text("result.bank_of", { nth })
        : text("result.bank")
      : nth
        ? text("result.account_of", { nth })
        : text("result.account");
  const waits = charges === 1 ? text("result.waits_one") : text("result.waits", { count: charges });
  return (
    <SelectField
      id={name}
      label={label}
      hint={[payment?.narration, fact === "bank" ? text("result.letter_too") : charges > 0 ? waits : ""]
        .filter(Boolean)
        .join(" · ")}
      empty={text("result.unknown")}
      value={told ?? undefined}
      options={optionsOf(fact, view)}
      form={view.again === "server" ? SAVE_FORM : undefined}
    />
  );
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
