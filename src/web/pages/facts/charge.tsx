/** The page that works out one charge: its questions, its answer, its working. */

import type { ChargeView, FactField, PricedView } from "../../../app/ask-charge.ts";
import type { PriceReason } from "../../../domain/fees/price-reasons.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { typedSum } from "../../../domain/money/typed-sum.ts";
import type { Language } from "../../../words/languages.ts";
import { hasWords, type PageKey } from "../../../words/page-words.ts";
import { say as sayReason } from "../../../words/say.ts";
import { alternatesOf, dayQuery } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { byDoing } from "../../ui/doings.ts";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A, Form } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import type { Say } from "../../ui/say.tsx";
import { dateWords } from "../../ui/words.ts";

/** What the person typed, as typed, and what is wrong with it, field by field. */
export type Typed = {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
};

/** How a fact is asked for. Its words are in `src/words`, under `ask.` and its name. */
type Ask = { readonly kind: "sum" | "count" } | { readonly kind: "choice"; readonly options: readonly string[] };

const SUM: Ask = { kind: "sum" };
const COUNT: Ask = { kind: "count" };
const YES_NO: Ask = { kind: "choice", options: ["true", "false"] };

export const ASKS: Readonly<Record<FactField, Ask>> = {
  amount: SUM,
  account: { kind: "choice", options: ["savings", "current", "domiciliary"] },
  locality: { kind: "choice", options: ["on_site", "off_site"] },
  party: { kind: "choice", options: ["sender", "receiver"] },
  customer: { kind: "choice", options: ["individual", "corporate"] },
  nthInMonth: COUNT,
  nthInDay: COUNT,
  pages: COUNT,
  leaves: COUNT,
  weekTotal: SUM,
  dayTotal: SUM,
  monthDebits: SUM,
  unitCost: SUM,
  days: COUNT,
  overdraft: SUM,
  sameBank: YES_NO,
  sameOwner: YES_NO,
  salary: YES_NO,
};

/** What a fact is asked as; nothing for what no form asks. */
const labelOf = (say: Say, fact: string): string | undefined =>
  Object.hasOwn(ASKS, fact) ? say.text(`ask.${fact as FactField}`) : undefined;
/** The same where it is no question; the fields beside the facts have no name there. */
const nameOf = (say: Say, field: string): string | undefined =>
  Object.hasOwn(ASKS, field) ? upperFirst(say.calledText("MISSING", field)) : undefined;
const optionOf = (say: Say, fact: FactField, value: string): string =>
  fact === "account"
    ? say.calledText("ACCOUNT_KINDS", value)
    : say.text(ASKS[fact] === YES_NO ? `ask.${value as "true" | "false"}` : (`ask.${fact}.${value}` as PageKey));

export function chargePage(view: ChargeView, typed: Typed, say: Say): PageView {
  const shown = shownIn(view);
  const faults = faultsOf(typed.wrong, (field) => nameOf(say, field)).filter(
    ({ field }) => field !== null && shown.includes(field),
  );
  return {
    title:
      view.service && view.answer
        ? say.text("charge.title_of", { service: view.service.name })
        : say.text("charge.title"),
    language: say.language,
    section: "/charge",
    faults,
    description: say.text("charge.description"),
    ...(view.answer && faults.length === 0
      ? { alternates: alternatesOf("/charge", `?${new URLSearchParams({ ...typed.values })}`) }
      : {}),
    body: (
      <>
        <h1>{view.answer && view.service ? named(say, view.service) : say("charge.title")}</h1>
        {view.answer && faults.length === 0 ? <p>{askedWords(view, view.answer, typed, say)}</p> : null}
        {view.answer && faults.length === 0 ? <Answer view={view} answer={view.answer} say={say} /> : null}
        {view.answer ? null : <p class="lead">{view.service ? say("charge.lead_service") : say("charge.lead")}</p>}
        {view.service ? null : (
          <p>
            <A class="tap" href="/">
              {say("charge.search")}
            </A>
          </p>
        )}
        {view.answer && faults.length === 0 ? (
          <Entry title={say("charge.change")}>
            <Questions view={view} typed={typed} say={say} />
          </Entry>
        ) : (
          <Questions view={view} typed={typed} say={say} />
        )}
        {view.service ? null : <Common view={view} say={say} />}
      </>
    ),
  };
}

/** What the answer is for: the sum, the bank and the day that were asked about. */
function askedWords(view: ChargeView, { currency }: PricedView, { values }: Typed, say: Say) {
  const day = dateWords(view.on);
  const amount = view.asks.includes("amount") ? typedSum(values.amount ?? "") : undefined;
  const bank = view.banks.find(({ id }) => id === values.bank)?.name;
  if (amount === undefined) return bank ? say("charge.at_bank", { bank, day }) : say("charge.on_day", { day });
  const sum = exactMoney(amount, currency);
  return bank ? say("charge.for_sum_at", { sum, bank, day }) : say("charge.for_sum", { sum, day });
}

/** Services with those first that most questions are about. */
function commonFirst({ services, common }: ChargeView): ChargeView["services"] {
  const placeOf = ({ id }: { readonly id: string }) => (common.includes(id) ? common.indexOf(id) : common.length);
  return services.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** What most people ask for, a tap away. */
function Common({ view, say }: { view: ChargeView; say: Say }) {
  const asked = view.common.flatMap((id) => view.services.find((service) => service.id === id) ?? []);
  return asked.length === 0 ? null : (
    <>
      <p class="small" id="common">
        {say("charge.common")}
      </p>
      <ul class="chips" aria-labelledby="common">
        {asked.map((service) => (
          <li key={service.id}>
            <A href={`/charge?service=${service.id}`}>{named(say, service)}</A>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The fields of the form: those that decide the price of the service, once it is picked. */
const shownIn = ({ service, asks, products }: ChargeView): readonly string[] => [
  "service",
  "on",
  ...asks,
  ...(service ? ["bank"] : []),
  ...(service && products.length > 0 ? ["product"] : []),
];

/** Every field that a form of ours may have sent, so that what was typed outlives a form without it. */
const ALL_FIELDS = [...Object.keys(ASKS), "bank", "product"];

function Questions({ view, typed, say }: { view: ChargeView; typed: Typed; say: Say }) {
  return (
    <Form method="get" action="/charge">
      <SelectField
        id="service"
        label={say.text("charge.service")}
        value={view.service?.id}
        empty={view.service ? undefined : say.text("charge.pick")}
        options={byDoing(
          commonFirst(view),
          ({ id }) => id,
          (id) => say.calledText("DOINGS", id),
        ).map(({ title, of }) => ({
          group: title,
          options: of.map((one) => [one.id, one.name, one.nameIn === say.language ? undefined : one.nameIn] as const),
        }))}
        wrong={typed.wrong.service}
      />
      <TextField
        id="on"
        label={say.text("charge.on")}
        type="date"
        short
        value={typed.values.on ?? view.on}
        wrong={typed.wrong.on}
      />
      {view.asks.map((field) => (
        <FactInput key={field} field={field} typed={typed} say={say} />
      ))}
      {view.service ? (
        <SelectField
          id="bank"
          label={say.text("charge.bank")}
          hint={say.text("charge.bank_hint")}
          value={typed.values.bank}
          empty={say.text("charge.any_bank")}
          options={view.banks.map((b) => [b.id, b.name] as const)}
          wrong={typed.wrong.bank}
        />
      ) : null}
      {view.service && view.products.length > 0 ? (
        <SelectField
          id="product"
          label={say.text("charge.product")}
          hint={say.text("charge.product_hint")}
          value={typed.values.product}
          empty={say.text("charge.any_product")}
          options={view.products.map((p) => [p.id, p.name] as const)}
          wrong={typed.wrong.product}
        />
      ) : null}
      {ALL_FIELDS.filter((field) => typed.values[field] && !shownIn(view).includes(field)).map((field) => (
        <input key={field} type="hidden" name={field} value={typed.values[field]} />
      ))}
      <button type="submit">{view.service ? say("charge.go") : say("charge.go_on")}</button>
    </Form>
  );
}

function FactInput({ field, typed, say }: { field: FactField; typed: Typed; say: Say }) {
  const ask = ASKS[field];
  const hint = `ask.${field}.hint`;
  const common = {
    id: field,
    label: say.text(`ask.${field}`),
    hint: hasWords(hint) ? say.text(hint) : undefined,
    value: typed.values[field],
    wrong: typed.wrong[field],
  };
  if (ask.kind === "choice")
    return (
      <SelectField
        {...common}
        empty={say.text("charge.unknown")}
        options={ask.options.map((value) => [value, optionOf(say, field, value)] as const)}
      />
    );
  return <TextField {...common} short inputMode={ask.kind === "sum" ? "decimal" : "numeric"} />;
}

/** The engine names facts by their keys; a person reads the words of the form, and one step a line. */
function Step({ step, say }: { step: PriceReason; say: Say }) {
  if (step.code === "depends_on") {
    const fact = labelOf(say, step.facts.fact);
    if (fact !== undefined) return <li>{say("charge.depends", { fact })}</li>;
  }
  if (step.code === "in_that_case" && Object.hasOwn(ASKS, step.facts.fact)) {
    const { value, work } = step.facts;
    const fact = step.facts.fact as FactField;
    const ask = ASKS[fact];
    const isOption = ask.kind === "choice" && ask.options.includes(String(value));
    return (
      <li>
        {isOption ? optionOf(say, fact, String(value)) : `${labelOf(say, fact)} ${value}`}
        <ul>
          {work.map((part, i) => (
            <li key={i}>{upperFirst(sayReason(part, say.language))}</li>
          ))}
        </ul>
      </li>
    );
  }
  return <li>{upperFirst(sayReason(step, say.language))}</li>;
}

/** What the government takes of the same action, and what leaves the account in all. */
function Together({ answer: { also, leaves, leavesLeast }, say }: { answer: PricedView; say: Say }) {
  if (also.length === 0) return null;
  return (
    <>
      <dl class="sum">
        {also.map((duty) => (
          <div key={duty.service}>
            <dt>
              <A href={`/fees/${duty.service}`}>{named(say, duty)}</A> <small>{say.called("KEEPS", duty.payee)}</small>
            </dt>
            <dd>{spanOf(say, duty)}</dd>
          </div>
        ))}
        {leavesLeast !== null ? (
          <div>
            <dt>{say("charge.leaves_least")}</dt>
            <dd>{leavesLeast}</dd>
          </div>
        ) : null}
        {leaves ? (
          <div class="line">
            <dt>{say("charge.leaves_most")}</dt>
            <dd>{leaves.high}</dd>
          </div>
        ) : null}
      </dl>
      {leaves ? null : <p class="unknown">{say("charge.leaves_unknown")}</p>}
    </>
  );
}

/** One sum where both ends are the same. */
function spanOf(say: Say, { low, high }: { readonly low: string | null; readonly high: string | null }) {
  if (low === null || high === null) return say("charge.not_known");
  return low === high ? low : say("charge.span", { low, high });
}

/** A service by its name, which may be in English still. */
const named = (say: Say, { name, nameIn }: { readonly name: string; readonly nameIn: Language }) =>
  say.said({ text: name, language: nameIn });

export function Answer({ view, answer, say }: { view: ChargeView; answer: PricedView; say: Say }) {
  const open = answer.maximum === null && (answer.state === "negotiable" || answer.state === "at_cost");
  const payee = say.calledText("PAYEES", answer.payee);
  const { usual } = answer;
  // what a duty of the same action turns on settles the total as well
  const missing = [...new Set([...answer.missing, ...answer.also.flatMap((duty) => duty.missing)])];
  return (
    <>
      <p class="lead">{say.called(open || usual ? "OPEN_STATES" : "STATES", usual ? "usual" : answer.state)}</p>
      {answer.maximum ? (
        <dl class="sum">
          <div>
            <dt>
              {say("charge.fee")} <small>{say.called("KEEPS", answer.payee)}</small>
            </dt>
            <dd>{answer.maximum.fee}</dd>
          </div>
          <div>
            <dt>
              {answer.vatPercent ? say("charge.vat_of", { percent: answer.vatPercent }) : say("charge.vat")}{" "}
              <small>{say.called("KEEPS", "government")}</small>
            </dt>
            <dd>{answer.maximum.tax}</dd>
          </div>
          <div class="line">
            <dt>
              {say(usual ? "table.fee_and_vat" : answer.also.length > 0 ? "charge.fee_and_vat" : "charge.you_pay")}
            </dt>
            <dd>{answer.maximum.total}</dd>
          </div>
        </dl>
      ) : null}
      {answer.range ? (
        <dl class="sum">
          <div>
            <dt>
              {say("charge.at_least")} <small>{say("charge.with_vat", { payee })}</small>
            </dt>
            <dd>{answer.range.low}</dd>
          </div>
          <div class="line">
            <dt>{say("charge.at_most")}</dt>
            <dd>{answer.range.high}</dd>
          </div>
        </dl>
      ) : null}
      <Together answer={answer} say={say} />
      {missing.length > 0 ? (
        <p class="note wait">
          {missing.includes("rule") ? (
            say("charge.no_rule")
          ) : (
            <>
              {say("charge.tell")}
              {missing.map((fact) => (
                <span key={fact}>
                  {" "}
                  <A class="tap" href={`#${fact}`}>
                    {labelOf(say, fact) ?? say.called("MISSING", fact)}
                  </A>
                </span>
              ))}
            </>
          )}
        </p>
      ) : null}
      {answer.listed ? (
        <p>
          <Listed listed={answer.listed} isWhole={answer.also.length > 0} say={say} />
        </p>
      ) : null}
      <Entry title={say("charge.working")}>
        <ol>
          {answer.work.map((step, i) => (
            <Step key={i} step={step} say={say} />
          ))}
        </ol>
        {answer.grade ? (
          <p class="small">
            <GradeSign grade={answer.grade} say={say} /> {say.called("GRADES", answer.grade)}.{" "}
            {say("charge.on_day", { day: dateWords(view.on) })}
          </p>
        ) : null}
        {view.service ? (
          <p>
            <A href={`/fees/${view.service.id}${dayQuery(view)}`}>{say("charge.rule")}</A>
          </p>
        ) : null}
      </Entry>
    </>
  );
}

type ListedView = NonNullable<PricedView["listed"]>;

function Listed({ listed, isWhole, say }: { listed: ListedView; isWhole: boolean; say: Say }) {
  const { total, fee, tax, leaves } = listed;
  const dress = { total: () => <strong>{total}</strong> };
  return (
    <>
      {leaves !== null && isWhole
        ? say.dressed("charge.listed_leaves", dress, { fee, tax, leaves })
        : say.dressed("charge.listed", dress, { fee, tax })}
    </>
  );
}
