/** What the statement does not show and a person knows: asked in the result, which is then judged again. */

import { type FactAsked, factsAsked } from "../../../domain/audit/claim/ask-facts.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { ACCOUNT_KINDS } from "../../../words/en/names.ts";
import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { SAVE_FORM } from "../../ui/save.tsx";
import { dateWords } from "../../ui/words.ts";
import { type AuditView, minor, resultsIn } from "./audit-view.ts";

/** Payments that are asked about at once. */
const MOST_ASKED = 8;

const OPTIONS: Readonly<Record<Exclude<FactAsked["fact"], "bank">, readonly (readonly [string, string])[]>> = {
  account: Object.entries(ACCOUNT_KINDS),
  locality: [
    ["on_site", "At a bank’s branch"],
    ["off_site", "Elsewhere: a shop, a station, a street"],
  ],
  sameOwner: [
    ["yes", "My own account"],
    ["no", "Somebody else’s account"],
  ],
};

/** Questions that are still open; those that were answered stay so that they can be answered otherwise. */
const openQuestions = ({ result, told }: AuditView): readonly FactAsked[] =>
  factsAsked(result, told).filter((one) => one.told === null);

/** Leads to the questions from the head of the page. */
export function QuestionsLink({ view }: { view: AuditView }) {
  const waiting = openQuestions(view).reduce((all, { fact, charges }) => all + (fact === "bank" ? 0 : charges), 0);
  if (view.again === undefined || openQuestions(view).length === 0) return null;
  return (
    <p>
      <a class="tap" href="#facts">
        {waiting > 0
          ? `Answer a question, and we can judge ${waiting === 1 ? "one more charge" : `${waiting} more charges`}`
          : "Tell us which bank it is"}
      </a>
    </p>
  );
}

export function Questions({ view }: { view: AuditView }) {
  const { again } = view;
  const asked = factsAsked(view.result, view.told);
  if (again === undefined || asked.length === 0) return null;
  const ofPayments = asked.filter(({ payment }) => payment !== null);
  const left = ofPayments.length - MOST_ASKED;
  const shown = asked.filter((one) => one.payment === null || ofPayments.indexOf(one) < MOST_ASKED);
  const fields = shown.map((one) => <Question key={one.name} asked={one} view={view} />);
  return (
    <Entry title="Questions" id="facts">
      <p>
        The statement does not show this.{" "}
        {again === "here"
          ? "We judge again at once, on this device."
          : "The server judges again at once and keeps nothing."}
      </p>
      {again === "here" ? (
        <form id="told">
          {fields}
          <button type="submit">Judge again</button>
        </form>
      ) : (
        <div class="asks">
          {fields}
          <button type="submit" form={SAVE_FORM} formaction="/audit/server/again">
            Judge again
          </button>
        </div>
      )}
      {left > 0 ? <p>{left} more of such payments are asked about when these are answered.</p> : null}
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
  const several = resultsIn(view).length > 1;
  const of = several ? ` of statement ${place + 1}` : "";
  const currency = resultsIn(view)[place]?.statement.account.currency ?? "NGN";
  const paid = payment && `${exactMoney(abs(minor(payment.amount)), currency)} on ${dateWords(payment.date)}`;
  const label = {
    bank: `The bank${of}`,
    account: `The kind of account${of}`,
    locality: `${paid}: where did the cash machine stand?`,
    sameOwner: `${paid}: whose account did it go to?`,
  }[fact];
  const waits = charges === 1 ? "One charge waits for it." : `${charges} charges wait for it.`;
  return (
    <SelectField
      id={name}
      label={label}
      hint={[payment?.narration, fact === "bank" ? "The letter needs it too." : charges > 0 ? waits : ""]
        .filter(Boolean)
        .join(" · ")}
      empty="I do not know"
      value={told ?? undefined}
      options={fact === "bank" ? Object.entries(view.banks) : OPTIONS[fact]}
      form={view.again === "server" ? SAVE_FORM : undefined}
    />
  );
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
