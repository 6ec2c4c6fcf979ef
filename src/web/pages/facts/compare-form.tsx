/** The questions of the comparison: who you are, six fields, and made-up people to start from. */

import type { CompareView } from "../../../app/compare-fees.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import type { Say } from "../../ui/say.tsx";
import { type Asked, bankOption, type Field } from "./compare-words.ts";

/** What of a question is no usage: it stays whatever person or usage is picked. */
const BESIDE = ["bank", "among", "a", "b", "by"];

/** A link to a made-up person; what the person picked beside it stays. */
export function Profiles({ view, asked, say }: { view: CompareView; asked: Asked; say: Say }) {
  const of = (profile: string) => {
    const query = new URLSearchParams({ profile });
    for (const [name, value] of new URLSearchParams(asked.query)) if (BESIDE.includes(name)) query.set(name, value);
    return query;
  };
  return (
    <>
      <p>{say("year.start_from_a_person")}</p>
      <ul class="chips">
        {view.profiles.map(({ id, name, plain }) => (
          <li key={id}>
            <A href={`/compare?${of(id)}`} title={plain}>
              {name}
            </A>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Two banks that were picked before any usage: their names, and that only the usage is missing. */
export function PairAsked({ view, asked: { query }, say }: { view: CompareView; asked: Asked; say: Say }) {
  const picked = new URLSearchParams(query);
  const [one, other] = ["a", "b"].map((side) => view.banks.find(({ id }) => id === picked.get(side))?.name);
  return one && other ? <p class="note">{say("year.pair_asked", { one, other })}</p> : null;
}

/** The two banks as fields; beside an answer they have a form of their own, and only stay with this one. */
function PairFields({ view, asked: { query, wrong }, say }: { view: CompareView; asked: Asked; say: Say }) {
  const picked = new URLSearchParams(query);
  const options = view.banks.map((one) => bankOption(one, say));
  return (
    <>
      {(["a", "b"] as const).map((side) => {
        const id = picked.get(side);
        if (!id) return null;
        return view.answer || !view.banks.some((bank) => bank.id === id) ? (
          <input key={side} type="hidden" name={side} value={id} />
        ) : (
          <SelectField
            key={side}
            id={side}
            label={say.text(side === "a" ? "year.one_bank" : "year.the_other")}
            value={id}
            options={options}
            wrong={wrong[side]}
          />
        );
      })}
      {picked.get("by") ? <input type="hidden" name="by" value={picked.get("by") ?? ""} /> : null}
    </>
  );
}

export function UsageForm({ view, asked, say }: { view: CompareView; asked: Asked; say: Say }) {
  const { bank, wrong } = asked;
  const text = (id: Field, kind: "decimal" | "numeric", hint?: string) => (
    <TextField
      id={id}
      label={say.text(`year.field.${id}`)}
      hint={hint}
      short
      inputMode={kind}
      value={view.usage[id]}
      wrong={wrong[id]}
    />
  );
  return (
    <Form method="get" action="/compare">
      <PairFields view={view} asked={asked} say={say} />
      <SelectField
        id="account"
        label={say.text("year.field.account")}
        value={view.usage.account ?? "savings"}
        options={[
          ["savings", say.calledText("ACCOUNT_KINDS", "savings")],
          ["current", say.calledText("ACCOUNT_KINDS", "current")],
        ]}
        wrong={wrong.account}
      />
      <SelectField
        id="cards"
        label={say.text("year.field.cards")}
        value={view.usage.cards ?? "0"}
        options={["0", "1", "2", "3"].map((n) => [n, n === "0" ? say.text("year.none") : n] as const)}
        wrong={wrong.cards}
      />
      {text("transfers", "numeric", say.text("year.hint_transfers"))}
      {text("transferSum", "decimal", say.text("year.hint_sum"))}
      {text("withdrawals", "numeric")}
      {text("withdrawalSum", "decimal")}
      <SelectField
        id="locality"
        label={say.text("year.field.locality")}
        value={view.usage.locality}
        empty={say.text("year.both_or_i_do")}
        options={[
          ["on_site", say.text("year.branch")],
          ["off_site", say.text("year.no_branch")],
        ]}
        wrong={wrong.locality}
      />
      {text("alerts", "numeric")}
      {text("paidOut", "decimal", say.text("year.hint_paid_out"))}
      <SelectField
        id="bank"
        label={say.text("charge.bank")}
        hint={say.text("charge.bank_hint")}
        value={bank}
        empty={say.text("charge.any_bank")}
        options={view.banks.map((one) => bankOption(one, say))}
        wrong={wrong.bank}
      />
      <SelectField
        id="among"
        label={say.text("year.field.among")}
        value={view.among ?? undefined}
        empty={say.text("year.all")}
        options={(["banks", "wallets"] as const).map((one) => [one, say.text(`year.among.${one}`)] as const)}
        wrong={wrong.among}
      />
      <p class="small">{say("year.what_you_type_is")}</p>
      <button type="submit">{say("year.work_out_my_year")}</button>
    </Form>
  );
}
