/** How to complain: which clock for which problem, the steps in their order, and the days of one complaint. */

import type { ComplaintView, StepView } from "../../../app/show-complaint.ts";
import { hasWords } from "../../../words/page-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { English, IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

/** What people call it, and the clock that runs for it: the days are one tap away. */
const HAPPENED = [
  "failed_transfer",
  "failed_atm_own_bank",
  "failed_atm_other_bank",
  "failed_pos_web",
  "card_error",
] as const;

/** A kind that no table names is said by its id. */
function kindWords(kind: string, say: Say): string {
  const key = `complain.kind.${kind}`;
  return hasWords(key) ? say.text(key) : kind.replaceAll("_", " ");
}
const lengthWords = ({ minutes, hours, days }: Pick<StepView, "minutes" | "hours" | "days">, say: Say): string =>
  minutes !== undefined
    ? say.text("complain.minutes", { minutes })
    : hours !== undefined
      ? say.text("complain.hours", { hours })
      : say.text("complain.days", { days: days ?? "?" });

export function complainPage(
  view: ComplaintView,
  reminders: string | null,
  { wrong, typed }: GivenBack = NOTHING_WRONG,
  say: Say = IN_ENGLISH,
): PageView {
  return {
    title: say.text("home.how_to_complain"),
    language: say.language,
    section: "/complain",
    faults: faultsOf(wrong),
    description: say.text("complain.description"),
    alternates: [{ href: "/complain.json", type: "application/json", label: "JSON" }],
    body: (
      <>
        <h1>{say("home.how_to_complain")}</h1>
        <p class="lead">{say("complain.lead")}</p>
        {view.days && Object.keys(wrong).length === 0 ? <Days view={view} reminders={reminders} say={say} /> : null}
        <Entry title={say("complain.what_happened")} id="what">
          <ul class="plain">
            <li>
              <A class="tap" href="/audit">
                {say("complain.a_charge_is_too")}
              </A>
            </li>
            {HAPPENED.filter((kind) => view.kinds.some((one) => one.kind === kind)).map((kind) => (
              <li key={kind}>
                <A class="tap" href={`/complain?kind=${kind}#days`}>
                  {say(`complain.happened.${kind}`)}
                </A>
              </li>
            ))}
          </ul>
        </Entry>
        <Entry title={say("complain.work_out_your_days")}>
          <Form method="get" action="/complain">
            <SelectField
              id="kind"
              label={say.text("complain.what_went_wrong")}
              value={view.kind ?? undefined}
              empty={say.text("charge.pick")}
              options={view.kinds.map((one) => [one.kind, kindWords(one.kind, say)] as const)}
              wrong={wrong.kind}
            />
            <TextField
              id="on"
              label={say.text("complain.on_which_day_do")}
              type="date"
              short
              value={wrong.on ? typed.on : view.on}
              wrong={wrong.on}
            />
            <button type="submit">{say("complain.show_the_days")}</button>
          </Form>
        </Entry>
        <Entry title={say("complain.the_steps")}>
          <ol>
            <li>{say.dressed("complain.write_to_the_bank", { link: (words) => <A href="/audit">{words}</A> })}</li>
            <li>{say("complain.ask_for_a_tracking")}</li>
            <li>{say("complain.wait_until_both_clocks")}</li>
            <li>{say("complain.then_write_to_the")}</li>
          </ol>
          <p class="note">{say("complain.no_step_needs_your")}</p>
          {view.steps.map((step) => (
            <Step key={step.id} step={step} folded say={say} />
          ))}
        </Entry>
        <Entry title={say("complain.the_clocks")} id="clocks">
          <Table
            caption={say.text("complain.how_long_the_bank")}
            columns={[
              { label: say.text("complain.problem") },
              { label: say.text("complain.time") },
              { label: say.text("complain.grade") },
            ]}
            rows={view.kinds.map((one) => ({
              key: one.id,
              cells: [kindWords(one.kind, say), lengthWords(one, say), say("fees.sign", { grade: one.grade })],
            }))}
          />
          <details>
            <summary>{say("complain.where_each_clock_comes")}</summary>
            {view.kinds.map((step) => (
              <Step key={step.id} step={step} say={say} />
            ))}
          </details>
          <p>{say.dressed("fees.grades", { link: (words) => <A href="/method#grades">{words}</A> })}</p>
        </Entry>
      </>
    ),
  };
}

/** `folded`: where steps stand one below the other, their sources are a tap away. */
function Step({ step, folded, say }: { step: StepView; folded?: boolean; say: Say }) {
  return (
    <>
      <p>
        <English say={say}>{step.text}</English>
      </p>
      {step.contact ? (
        <p>
          <English say={say}>{step.contact.office}</English>
          {step.contact.email ? (
            <>
              , <A href={`mailto:${step.contact.email}`}>{step.contact.email}</A>
            </>
          ) : null}
          .{step.contact.postal ? <English say={say}> {step.contact.postal}.</English> : ""}
          {step.contact.phones ? (
            <> {say("complain.phone", { numbers: step.contact.phones.join(say.text("complain.or")) })}</>
          ) : (
            ""
          )}
        </p>
      ) : null}
      {step.note ? (
        <p>
          <English say={say}>{step.note}</English>
        </p>
      ) : null}
      {folded ? (
        <details>
          <summary>{say("complain.where_this_stands")}</summary>
          <Evidence of={step} say={say} />
        </details>
      ) : (
        <Evidence of={step} say={say} />
      )}
    </>
  );
}

function Days({ view, reminders, say }: { view: ComplaintView; reminders: string | null; say: Say }) {
  const { days } = view;
  if (!days) return null;
  return (
    <Entry title={say("complain.your_days")} id="days">
      <p>
        {say("complain.you_write_on", {
          kind: kindWords(days.kind, say),
          day: dateWords(days.sentOn),
        })}{" "}
        <English say={say}>{days.step.text}</English>
      </p>
      {days.regulatorWait ? (
        <p>
          {say("complain.regulator_waits", {
            wait: lengthWords(days.regulatorWait, say),
            grade: days.regulatorWait.grade,
          })}
        </p>
      ) : null}
      <dl class="sum">
        {days.acknowledgeBy ? (
          <div>
            <dt>{say("complain.tracking_number_by")}</dt>
            <dd>{dateWords(days.acknowledgeBy)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{say("complain.answer_by")}</dt>
          <dd>{dateWords(days.answerBy)}</dd>
        </div>
        <div class="line">
          <dt>{say("complain.central_bank_from")}</dt>
          <dd>{dateWords(days.regulatorFrom)}</dd>
        </div>
        {days.refundBy ? (
          <div>
            <dt>{say("complain.money_back_by_if")}</dt>
            <dd>{dateWords(days.refundBy)}</dd>
          </div>
        ) : null}
        {days.regulatorUntil ? (
          <div>
            <dt>{say("complain.central_bank_until_if")}</dt>
            <dd>{dateWords(days.regulatorUntil)}</dd>
          </div>
        ) : null}
        {days.oldest ? (
          <div>
            <dt>{say("complain.oldest_payment_you_can")}</dt>
            <dd>{dateWords(days.oldest)}</dd>
          </div>
        ) : null}
      </dl>
      {reminders ? (
        <p>
          <A class="button" href={reminders} download="complaint-days.ics">
            {say("complain.save_the_days_for")}
          </A>
        </p>
      ) : null}
    </Entry>
  );
}
