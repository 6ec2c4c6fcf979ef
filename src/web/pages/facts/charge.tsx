/** The page that works out one charge: its questions, its answer, its working. */

import type { ChargeAnswer, ChargeView, FactField } from "../../../app/ask-charge.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { alternatesOf, dayQuery } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { byDoing } from "../../ui/doings.ts";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { dateWords, GRADE_WORDS, GROUP_WORDS, PAYEE_WORDS } from "../../ui/words.ts";

/** What the person typed, as typed, and what is wrong with it, field by field. */
export type Typed = {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
};

type Ask =
  | { readonly kind: "sum" | "count"; readonly label: string; readonly hint?: string }
  | {
      readonly kind: "choice";
      readonly label: string;
      readonly hint?: string;
      readonly options: readonly (readonly [string, string])[];
    };

const YES_NO = [
  ["true", "Yes"],
  ["false", "No"],
] as const;

export const ASKS: Readonly<Record<FactField, Ask>> = {
  amount: { kind: "sum", label: "Amount in naira", hint: "The money sent, paid or drawn. Such as 20000 or 20,000.00." },
  account: {
    kind: "choice",
    label: "Kind of account",
    options: [
      ["savings", "Savings"],
      ["current", "Current"],
      ["domiciliary", "Foreign currency (domiciliary)"],
    ],
  },
  locality: {
    kind: "choice",
    label: "Where is the machine?",
    options: [
      ["on_site", "At a bank’s branch"],
      ["off_site", "Away from a branch: a shop, a filling station"],
    ],
  },
  party: {
    kind: "choice",
    label: "Which side are you?",
    options: [
      ["sender", "I send the money"],
      ["receiver", "I get the money"],
    ],
  },
  customer: {
    kind: "choice",
    label: "Whose account?",
    options: [
      ["individual", "A person’s"],
      ["corporate", "A company’s"],
    ],
  },
  nthInMonth: { kind: "count", label: "How many such withdrawals this month?", hint: "This one counts too." },
  pages: { kind: "count", label: "How many pages?" },
  leaves: { kind: "count", label: "How many cheque leaves?" },
  weekTotal: { kind: "sum", label: "All cash drawn this week", hint: "This one counts too." },
  dayTotal: { kind: "sum", label: "All cash that day", hint: "This one counts too." },
  monthDebits: {
    kind: "sum",
    label: "Paid out to others that month",
    hint: "Leave out fees, tax and moves between your own accounts.",
  },
  unitCost: { kind: "sum", label: "What it cost the bank", hint: "If you know it." },
  days: { kind: "count", label: "For how many days?" },
  overdraft: { kind: "sum", label: "How far below zero?" },
  sameBank: { kind: "choice", label: "Both accounts in one bank?", options: YES_NO },
  sameOwner: { kind: "choice", label: "Do both accounts have one owner?", options: YES_NO },
  salary: { kind: "choice", label: "Is it a salary?", options: YES_NO },
};

export function chargePage(view: ChargeView, typed: Typed): PageView {
  const shown = shownIn(view);
  const faults = faultsOf(typed.wrong, (field) => ASKS[field as FactField]?.label).filter(
    ({ field }) => field !== null && shown.includes(field),
  );
  return {
    title: view.service && view.answer ? `What may it cost? ${view.service.name}` : "Work out a charge",
    section: "/charge",
    faults,
    description: "Work out the most a bank may charge for one thing on one day, with the working.",
    ...(view.answer && faults.length === 0
      ? { alternates: alternatesOf("/charge", `?${new URLSearchParams({ ...typed.values })}`) }
      : {}),
    body: (
      <>
        <h1>{view.answer && view.service ? view.service.name : "Work out a charge"}</h1>
        {view.answer && faults.length === 0 ? <Answer view={view} answer={view.answer} /> : null}
        {view.answer ? null : (
          <p class="lead">
            {view.service
              ? "Tell us what decides the price. What you leave out shows as a range."
              : "First pick what was charged. Then we ask only what decides its price."}
          </p>
        )}
        {view.service ? null : (
          <p>
            <a class="tap" href="/">
              Not sure what it is called? Search by your alert
            </a>
          </p>
        )}
        {view.answer && faults.length === 0 ? (
          <Entry title="Change the question">
            <Questions view={view} typed={typed} />
          </Entry>
        ) : (
          <Questions view={view} typed={typed} />
        )}
        {view.service ? null : <Common view={view} />}
      </>
    ),
  };
}

/** Services with those first that most questions are about. */
function commonFirst({ services, common }: ChargeView): ChargeView["services"] {
  const placeOf = ({ id }: { readonly id: string }) => (common.includes(id) ? common.indexOf(id) : common.length);
  return services.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** What most people ask for, a tap away. */
function Common({ view }: { view: ChargeView }) {
  const asked = view.common.flatMap((id) => view.services.find((service) => service.id === id) ?? []);
  return asked.length === 0 ? null : (
    <>
      <p class="small" id="common">
        Asked about most
      </p>
      <ul class="chips" aria-labelledby="common">
        {asked.map(({ id, name }) => (
          <li key={id}>
            <a href={`/charge?service=${id}`}>{name}</a>
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

function Questions({ view, typed }: { view: ChargeView; typed: Typed }) {
  return (
    <form method="get" action="/charge">
      <SelectField
        id="service"
        label="What was charged?"
        value={view.service?.id}
        empty={view.service ? undefined : "Pick one"}
        options={byDoing(
          commonFirst(view),
          ({ id }) => id,
          (kind) => GROUP_WORDS[kind] ?? kind,
        ).map(({ title, of }) => ({ group: title, options: of.map((s) => [s.id, s.name] as const) }))}
        wrong={typed.wrong.service}
      />
      <TextField
        id="on"
        label="On which day?"
        type="date"
        short
        value={typed.values.on ?? view.on}
        wrong={typed.wrong.on}
      />
      {view.asks.map((field) => (
        <FactInput key={field} field={field} typed={typed} />
      ))}
      {view.service ? (
        <SelectField
          id="bank"
          label="Your bank"
          hint="You may leave this out."
          value={typed.values.bank}
          empty="Any bank"
          options={view.banks.map((b) => [b.id, b.name] as const)}
          wrong={typed.wrong.bank}
        />
      ) : null}
      {view.service && view.products.length > 0 ? (
        <SelectField
          id="product"
          label="Which of its accounts is it?"
          hint="Some have a price of their own."
          value={typed.values.product}
          empty="Another, or I do not know"
          options={view.products.map((p) => [p.id, p.name] as const)}
          wrong={typed.wrong.product}
        />
      ) : null}
      {ALL_FIELDS.filter((field) => typed.values[field] && !shownIn(view).includes(field)).map((field) => (
        <input key={field} type="hidden" name={field} value={typed.values[field]} />
      ))}
      <button type="submit">{view.service ? "Work it out" : "Go on"}</button>
    </form>
  );
}

function FactInput({ field, typed }: { field: FactField; typed: Typed }) {
  const ask = ASKS[field];
  const common = { id: field, label: ask.label, hint: ask.hint, value: typed.values[field], wrong: typed.wrong[field] };
  if (ask.kind === "choice") return <SelectField {...common} empty="I do not know" options={ask.options} />;
  return <TextField {...common} short inputMode={ask.kind === "sum" ? "decimal" : "numeric"} />;
}

/** The engine names facts by their keys; a person reads the words of the form, and one step a line. */
function Step({ step }: { step: string }) {
  const depends = /^It depends on (\w+), which is not given\.$/.exec(step);
  const asked = depends && ASKS[depends[1] as FactField];
  if (asked) return <li>It depends on what you did not say: {asked.label}</li>;
  const [, fact = "", value = "", rest = ""] = /^(\w+) ([\w.]+): (.*)$/s.exec(step) ?? [];
  const ask = ASKS[fact as FactField];
  if (!ask) return <li>{upperFirst(step)}</li>;
  const chosen = ask.kind === "choice" ? ask.options.find(([key]) => key === value)?.[1] : undefined;
  return (
    <li>
      {chosen ?? `${ask.label} ${value}`}
      <ul>
        {rest.split(/; /).map((part, i) => (
          <li key={i}>{upperFirst(part)}</li>
        ))}
      </ul>
    </li>
  );
}

const SENTENCES: Readonly<Record<ChargeAnswer["state"], string>> = {
  charged: "The most you may be charged:",
  free: "This is free. Your bank may not charge for it.",
  not_permitted: "No bank may take this charge, on any day.",
  negotiable: "The price is as agreed with your bank, up to:",
  at_cost: "The bank may ask what it costs the bank, up to:",
  cannot_tell: "We cannot give one sum yet.",
};

/** What the government takes of the same action, and what leaves the account in all. */
function Together({ answer: { also, leaves } }: { answer: ChargeAnswer }) {
  if (also.length === 0) return null;
  return (
    <>
      <dl class="sum">
        {also.map(({ service, name, payee, sum }) => (
          <div key={service}>
            <dt>
              <a href={`/fees/${service}`}>{name}</a> <small>{PAYEE_WORDS[payee]} keeps it</small>
            </dt>
            <dd>{sum}</dd>
          </div>
        ))}
        {leaves && leaves.low !== leaves.high ? (
          <div>
            <dt>Leaves your account on top, at least</dt>
            <dd>{leaves.low}</dd>
          </div>
        ) : null}
        {leaves ? (
          <div class="line">
            <dt>Leaves your account on top, at most</dt>
            <dd>{leaves.high}</dd>
          </div>
        ) : null}
      </dl>
      {leaves ? null : (
        <p class="unknown">What leaves your account in all is not known: one part has no limit that we know of.</p>
      )}
    </>
  );
}

export function Answer({ view, answer }: { view: ChargeView; answer: ChargeAnswer }) {
  const open = answer.maximum === null && (answer.state === "negotiable" || answer.state === "at_cost");
  return (
    <>
      <p class="lead">
        {open
          ? answer.state === "negotiable"
            ? "The price is as agreed with your bank. No rule sets a limit."
            : "The bank may ask what it costs the bank. No rule sets a limit."
          : SENTENCES[answer.state]}
      </p>
      {answer.maximum ? (
        <dl class="sum">
          <div>
            <dt>
              Fee <small>{PAYEE_WORDS[answer.payee]} keeps it</small>
            </dt>
            <dd>{answer.maximum.fee}</dd>
          </div>
          <div>
            <dt>
              VAT{answer.vatPercent ? `, ${answer.vatPercent}` : ""} <small>the government keeps it</small>
            </dt>
            <dd>{answer.maximum.tax}</dd>
          </div>
          <div class="line">
            <dt>{answer.also.length > 0 ? "Fee and VAT, at most" : "You pay at most"}</dt>
            <dd>{answer.maximum.total}</dd>
          </div>
        </dl>
      ) : null}
      {answer.range ? (
        <dl class="sum">
          <div>
            <dt>
              At least <small>the fee, which {PAYEE_WORDS[answer.payee]} keeps, with the government’s VAT</small>
            </dt>
            <dd>{answer.range.low}</dd>
          </div>
          <div class="line">
            <dt>At most</dt>
            <dd>{answer.range.high}</dd>
          </div>
        </dl>
      ) : null}
      <Together answer={answer} />
      {answer.missing.length > 0 ? (
        <p class="note wait">
          {answer.missing.includes("rule") ? (
            <>We know no rule that settles this. That does not mean it is free.</>
          ) : (
            <>
              To know more, tell us:
              {answer.missing.map((fact) => (
                <span key={fact}>
                  {" "}
                  <a class="tap" href={`#${fact}`}>
                    {ASKS[fact as FactField]?.label ?? fact}
                  </a>
                </span>
              ))}
            </>
          )}
        </p>
      ) : null}
      {answer.listed ? (
        <p>
          The bank’s own listed fee: <strong>{answer.listed.total}</strong> ({answer.listed.fee} and {answer.listed.tax}{" "}
          VAT
          {answer.listed.leaves && answer.also.length > 0
            ? `; ${answer.listed.leaves} with all that leaves your account`
            : ""}
          ).
        </p>
      ) : null}
      <Entry title="The working">
        <ol>
          {ENGLISH.sayAll(answer.work).map((step, i) => (
            <Step key={i} step={step} />
          ))}
        </ol>
        {answer.grade ? (
          <p class="small">
            <GradeSign grade={answer.grade} /> {GRADE_WORDS[answer.grade]}. On {dateWords(view.on)}.
          </p>
        ) : null}
        {view.service ? (
          <p>
            <a href={`/fees/${view.service.id}${dayQuery(view)}`}>The rule, its source and what banks list</a>
          </p>
        ) : null}
      </Entry>
    </>
  );
}
