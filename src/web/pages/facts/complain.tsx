/** How to complain: which clock for which problem, the steps in their order, and the days of one complaint. */

import type { ComplaintView, StepView } from "../../../app/show-complaint.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence } from "../../ui/evidence.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { type GivenBack, NOTHING_WRONG, SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const KIND_WORDS: Readonly<Record<string, string>> = {
  card: "A card",
  transfer: "A transfer",
  account: "How the account is run",
  excess_charge: "A charge that is too high",
  failed_atm_own_bank: "Cash not paid, my bank’s machine",
  failed_atm_other_bank: "Cash not paid, another bank’s machine",
  failed_pos_web: "A payment in a shop or on the web that failed",
  failed_transfer: "A transfer that failed",
  card_error: "A wrong entry on a card",
  loan: "A loan",
};

/** What people call it, and the clock that runs for it: the days are one tap away. */
const HAPPENED: readonly (readonly [kind: string, words: string])[] = [
  ["failed_transfer", "A transfer failed, and the money is not back"],
  ["failed_atm_own_bank", "My own bank’s machine did not pay the cash"],
  ["failed_atm_other_bank", "Another bank’s machine did not pay the cash"],
  ["failed_pos_web", "A payment in a shop or on the web failed, and the money is gone"],
  ["card_error", "A wrong entry on my card"],
];

const kindWords = (kind: string): string => KIND_WORDS[kind] ?? kind.replaceAll("_", " ");
const lengthWords = ({ minutes, hours, days }: Pick<StepView, "minutes" | "hours" | "days">): string =>
  minutes !== undefined ? `${minutes} minutes` : hours !== undefined ? `${hours} hours` : `${days ?? "?"} days`;

export function complainPage(
  view: ComplaintView,
  reminders: string | null,
  { wrong, typed }: GivenBack = NOTHING_WRONG,
): PageView {
  return {
    title: "How to complain",
    section: "/complain",
    faults: faultsOf(wrong),
    description: "How long your bank has for each kind of complaint, and what you can do next.",
    alternates: [{ href: "/complain.json", type: "application/json", label: "JSON" }],
    body: (
      <>
        <h1>How to complain</h1>
        <p class="lead">
          Write to your bank first. Each kind of problem has its own clock. The central bank has a clock of its own too.
          When both end, you can go on.
        </p>
        {view.days && Object.keys(wrong).length === 0 ? <Days view={view} reminders={reminders} /> : null}
        <Entry title="What happened?" id="what">
          <ul class="plain">
            <li>
              <A class="tap" href="/audit">
                A charge is too high, was taken twice, or was kept when the payment came back: check it, get the letter
              </A>
            </li>
            {HAPPENED.filter(([kind]) => view.kinds.some((one) => one.kind === kind)).map(([kind, words]) => (
              <li key={kind}>
                <A class="tap" href={`/complain?kind=${kind}#days`}>
                  {words}
                </A>
              </li>
            ))}
          </ul>
        </Entry>
        <Entry title="Work out your days">
          <Form method="get" action="/complain">
            <SelectField
              id="kind"
              label="What went wrong?"
              value={view.kind ?? undefined}
              empty="Pick one"
              options={view.kinds.map((one) => [one.kind, kindWords(one.kind)] as const)}
              wrong={wrong.kind}
            />
            <TextField
              id="on"
              label="On which day do you write?"
              type="date"
              short
              value={wrong.on ? typed.on : view.on}
              wrong={wrong.on}
            />
            <button type="submit">Show the days</button>
          </Form>
        </Entry>
        <Entry title="The steps">
          <ol>
            <li>
              Write to the bank. If it is about charges, <A href="/audit">check your statement</A>. We make the letter.
            </li>
            <li>Ask for a tracking number. Keep it.</li>
            <li>Wait until both clocks end.</li>
            <li>Then write to the central bank. Add your first letter and what the bank said.</li>
          </ol>
          <p class="note">No step needs your PIN or a password. If someone asks for one, stop.</p>
          {view.steps.map((step) => (
            <Step key={step.id} step={step} folded />
          ))}
        </Entry>
        <Entry title="The clocks" id="clocks">
          <Table
            caption="How long the bank has"
            columns={[{ label: "Problem" }, { label: "Time" }, { label: "Grade" }]}
            rows={view.kinds.map((one) => ({
              key: one.id,
              cells: [kindWords(one.kind), lengthWords(one), `Grade ${one.grade}`],
            }))}
          />
          <details>
            <summary>Where each clock comes from</summary>
            {view.kinds.map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </details>
          <p>
            What the grades mean: <A href="/method#grades">how we judge</A>.
          </p>
        </Entry>
      </>
    ),
  };
}

/** `folded`: where steps stand one below the other, their sources are a tap away. */
function Step({ step, folded }: { step: StepView; folded?: boolean }) {
  return (
    <>
      <p>{step.text}</p>
      {step.contact ? (
        <p>
          {step.contact.office}
          {step.contact.email ? (
            <>
              , <A href={`mailto:${step.contact.email}`}>{step.contact.email}</A>
            </>
          ) : null}
          .{step.contact.postal ? ` ${step.contact.postal}.` : ""}
          {step.contact.phones ? ` Phone ${step.contact.phones.join(" or ")}.` : ""}
        </p>
      ) : null}
      {step.note ? <p>{step.note}</p> : null}
      {folded ? (
        <details>
          <summary>Where this stands</summary>
          <Evidence of={step} />
        </details>
      ) : (
        <Evidence of={step} />
      )}
    </>
  );
}

function Days({ view, reminders }: { view: ComplaintView; reminders: string | null }) {
  const { days } = view;
  if (!days) return null;
  return (
    <Entry title="Your days" id="days">
      <p>
        {kindWords(days.kind)}. You write on {dateWords(days.sentOn)}. {days.step.text}
      </p>
      {days.regulatorWait ? (
        <p>
          The bank’s clock ends first. The central bank then waits until {lengthWords(days.regulatorWait)} after you
          wrote to the bank (grade {days.regulatorWait.grade}).
        </p>
      ) : null}
      <dl class="sum">
        {days.acknowledgeBy ? (
          <div>
            <dt>Tracking number by</dt>
            <dd>{dateWords(days.acknowledgeBy)}</dd>
          </div>
        ) : null}
        <div>
          <dt>The bank’s clock ends on</dt>
          <dd>{dateWords(days.answerBy)}</dd>
        </div>
        <div class="line">
          <dt>Central bank from</dt>
          <dd>{dateWords(days.regulatorFrom)}</dd>
        </div>
        {days.refundBy ? (
          <div>
            <dt>Money back by, if the bank agrees on the last day</dt>
            <dd>{dateWords(days.refundBy)}</dd>
          </div>
        ) : null}
        {days.regulatorUntil ? (
          <div>
            <dt>Central bank until, if the bank decides on the last day</dt>
            <dd>{dateWords(days.regulatorUntil)}</dd>
          </div>
        ) : null}
        {days.oldest ? (
          <div>
            <dt>Oldest payment you can complain about</dt>
            <dd>{dateWords(days.oldest)}</dd>
          </div>
        ) : null}
      </dl>
      {reminders ? (
        <p>
          <A class="button" href={reminders} download="complaint-days.ics">
            Save the days for your calendar
          </A>
        </p>
      ) : null}
    </Entry>
  );
}
