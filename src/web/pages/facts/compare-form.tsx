/** The questions of the comparison: who you are, six fields, and made-up people to start from. */

import type { CompareView } from "../../../app/compare-fees.ts";
import { ACCOUNT_KINDS } from "../../../words/en/names.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { type Asked, FIELD_LABELS, type Field } from "./compare-words.ts";

const CARDS = ["0", "1", "2", "3"].map((n) => [n, n === "0" ? "None" : n] as const);

/** A link to a made-up person; what the person picked beside it stays. */
export function Profiles({ view }: { view: CompareView }) {
  return (
    <>
      <p>Start from a person we made up, and change it to fit you:</p>
      <ul class="chips">
        {view.profiles.map(({ id, name, plain }) => (
          <li key={id}>
            <A href={`/compare?profile=${id}`} title={plain}>
              {name}
            </A>
          </li>
        ))}
      </ul>
    </>
  );
}

export function UsageForm({ view, asked: { bank, wrong } }: { view: CompareView; asked: Asked }) {
  const text = (id: Field, kind: "decimal" | "numeric", hint?: string) => (
    <TextField
      id={id}
      label={FIELD_LABELS[id]}
      hint={hint}
      short
      inputMode={kind}
      value={view.usage[id]}
      wrong={wrong[id]}
    />
  );
  return (
    <Form method="get" action="/compare">
      <SelectField
        id="account"
        label={FIELD_LABELS.account}
        value={view.usage.account ?? "savings"}
        options={[
          ["savings", ACCOUNT_KINDS.savings],
          ["current", ACCOUNT_KINDS.current],
        ]}
        wrong={wrong.account}
      />
      <SelectField
        id="cards"
        label={FIELD_LABELS.cards}
        value={view.usage.cards ?? "1"}
        options={CARDS}
        wrong={wrong.cards}
      />
      {text("transfers", "numeric", "Leave out what you do not do.")}
      {text("transferSum", "decimal", "In naira, such as 5000. Not sure? Leave it blank: you get a range.")}
      {text("withdrawals", "numeric")}
      {text("withdrawalSum", "decimal")}
      <SelectField
        id="locality"
        label={FIELD_LABELS.locality}
        value={view.usage.locality}
        empty="Both, or I do not know"
        options={[
          ["on_site", "At a bank’s branch"],
          ["off_site", "Away from a branch: a shop, a filling station"],
        ]}
        wrong={wrong.locality}
      />
      {text("alerts", "numeric")}
      {text("paidOut", "decimal", "Without fees, tax and moves between your own accounts.")}
      <SelectField
        id="bank"
        label="Your bank"
        hint="You may leave this out."
        value={bank}
        empty="Any bank"
        options={view.banks.map(({ id, name }) => [id, name] as const)}
        wrong={wrong.bank}
      />
      <p class="small">What you type is in the page’s address. We do not write it down.</p>
      <button type="submit">Work out my year</button>
    </Form>
  );
}
