/** Telling what a bank took: the form, the receipt, and what became of it. */

import { parseMinor } from "../../../domain/money/money.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { receiptWords } from "../../../domain/reports/receipt-number.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { dateWords } from "../../ui/words.ts";

type Names = {
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
};
type Fields = Readonly<Record<"bank" | "service" | "amount" | "on" | "words", string>>;

export type ReportFormView = Names & {
  readonly typed: Fields;
  readonly wrong: Partial<Fields>;
  /** Why it could not be stored; what was typed is still there. */
  readonly stopped: string | null;
  /** Makes one report of one that is sent twice. */
  readonly key: string;
  readonly today: string;
};

const options = (list: Names["banks"]) => list.map(({ id, name }) => [id, name] as const);

export function reportFormPage(view: ReportFormView): PageView {
  const { typed, wrong } = view;
  return {
    title: "Report a fee",
    section: "/report",
    faults: view.stopped === null ? faultsOf(wrong) : [{ field: null, words: `Not sent. ${view.stopped}` }],
    description: "Tell us what your bank took. It is looked at by a person and changes no figure by itself.",
    body: (
      <>
        <h1>Report a fee</h1>
        <p class="lead">Did your bank take a fee that is not shown here, or not that much? Tell us.</p>
        <p>
          Money that did not arrive is no fee:{" "}
          <A href="/complain?kind=failed_transfer#days">see how long a failed transfer may take</A>.
        </p>
        <Form method="post" action="/report">
          <input type="hidden" name="key" value={view.key} />
          <SelectField
            id="bank"
            label="Which bank?"
            empty="Pick one"
            value={typed.bank}
            wrong={wrong.bank}
            options={options(view.banks)}
          />
          <SelectField
            id="service"
            label="What for?"
            empty="Pick one"
            value={typed.service}
            wrong={wrong.service}
            options={options(view.services)}
          />
          <TextField
            id="amount"
            label="How much did it take?"
            hint="In naira, such as 26.88"
            inputMode="decimal"
            short
            value={typed.amount}
            wrong={wrong.amount}
          />
          <TextField id="on" label="On which day?" type="date" short value={typed.on || view.today} wrong={wrong.on} />
          <TextArea
            id="words"
            label="Your own words"
            hint="You can leave this out. No names, no account or phone numbers, no PIN. We take out what looks like such a number."
            most={1000}
            value={typed.words}
            wrong={wrong.words}
          />
          <button type="submit">Send</button>
        </Form>
        <Entry title="What we do with it">
          <p>A report never changes a fee here by itself. A person looks at it. No one report is shown to others.</p>
          <p>
            You get a number. With it you can see what came of your report: we changed a fee, we kept it as it is, or we
            could not tell. No account, no e-mail.
          </p>
        </Entry>
      </>
    ),
  };
}

type Told = Names & {
  readonly receipt: string;
  readonly bank: string;
  readonly service: string;
  readonly amount: string;
  readonly currency: string;
  readonly on: string;
};

const nameIn = (list: Names["banks"], id: string): string => list.find((one) => one.id === id)?.name ?? id;

function Sums({ of }: { of: Told }) {
  return (
    <dl class="sum">
      <div>
        <dt>Bank</dt>
        <dd>{nameIn(of.banks, of.bank)}</dd>
      </div>
      <div>
        <dt>Fee</dt>
        <dd>{nameIn(of.services, of.service)}</dd>
      </div>
      <div>
        <dt>Taken on</dt>
        <dd>{dateWords(of.on)}</dd>
      </div>
      <div class="line">
        <dt>Sum</dt>
        <dd>{exactMoney(parseMinor(of.amount) ?? 0n, of.currency)}</dd>
      </div>
    </dl>
  );
}

export function reportSentPage(view: Told & { readonly takenOut: number; readonly again: boolean }): PageView {
  return {
    title: "Thank you",
    section: "/report",
    body: (
      <>
        <h1>Thank you. We have it.</h1>
        <p class="lead">Keep this number. With it you can see what came of your report:</p>
        <p class="most">{receiptWords(view.receipt)}</p>
        {view.again ? <p>You had sent it before. It counts once.</p> : null}
        {view.takenOut > 0 ? (
          <p class="note">
            We took out {view.takenOut} {view.takenOut === 1 ? "part" : "parts"} of your words: it looked like a number
            or an address of a person. We have not kept it.
          </p>
        ) : null}
        <Entry title="What you told us">
          <Sums of={view} />
        </Entry>
        <p class="pair">
          <A class="button" href={`/report/${receiptWords(view.receipt)}`}>
            Follow it
          </A>
          <A class="button quiet" href={`/fees/${view.service}`}>
            The rule for this fee
          </A>
        </p>
      </>
    ),
  };
}

const OUTCOMES = {
  changed: "A person looked at it, and we changed a fee.",
  kept: "A person looked at it. The fee we show was right, so we kept it.",
  unclear: "A person looked at it. We could not tell what is right, so no figure was changed.",
} as const;

export function reportPage(
  view: Told & { readonly receivedAt: string; readonly outcome: keyof typeof OUTCOMES | null },
): PageView {
  return {
    title: `Report ${receiptWords(view.receipt)}`,
    section: "/report",
    body: (
      <>
        <h1>Report {receiptWords(view.receipt)}</h1>
        <p class="lead">
          We got it on {dateWords(view.receivedAt.slice(0, 10))}.{" "}
          {view.outcome === null ? "Nobody has looked at it yet. No figure was changed." : OUTCOMES[view.outcome]}
        </p>
        <Entry title="What was told">
          <Sums of={view} />
          <p class="small">Your words are kept for whoever looks into it. They are not shown here.</p>
        </Entry>
        <p>
          <A class="button quiet" href={`/fees/${view.service}`}>
            The rule for this fee
          </A>
        </p>
      </>
    ),
  };
}
