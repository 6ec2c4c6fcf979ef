/** Telling what a bank took: the form, the receipt, and what became of it. */

import { parseMinor } from "../../../domain/money/money.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { receiptWords } from "../../../domain/reports/receipt-number.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
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

export function reportFormPage(view: ReportFormView, say: Say = IN_ENGLISH): PageView {
  const { typed, wrong } = view;
  return {
    title: say.text("tell.report_a_fee"),
    language: say.language,
    section: "/report",
    faults:
      view.stopped === null
        ? faultsOf(wrong)
        : [{ field: null, words: say.text("tell.not_sent", { why: view.stopped }) }],
    description: say.text("tell.description"),
    body: (
      <>
        <h1>{say("tell.report_a_fee")}</h1>
        <p class="lead">{say("tell.lead")}</p>
        <p>
          {say.dressed("tell.money_that_did_not", {
            link: (words) => <A href="/complain?kind=failed_transfer#days">{words}</A>,
          })}
        </p>
        <Form method="post" action="/report">
          <input type="hidden" name="key" value={view.key} />
          <SelectField
            id="bank"
            label={say.text("tell.which_bank")}
            empty={say.text("charge.pick")}
            value={typed.bank}
            wrong={wrong.bank}
            options={options(view.banks)}
          />
          <SelectField
            id="service"
            label={say.text("tell.what_for")}
            empty={say.text("charge.pick")}
            value={typed.service}
            wrong={wrong.service}
            options={options(view.services)}
          />
          <TextField
            id="amount"
            label={say.text("tell.how_much_did_it")}
            hint={say.text("tell.in_naira_such_as")}
            inputMode="decimal"
            short
            value={typed.amount}
            wrong={wrong.amount}
          />
          <TextField
            id="on"
            label={say.text("charge.on")}
            type="date"
            short
            value={typed.on || view.today}
            wrong={wrong.on}
          />
          <TextArea
            id="words"
            label={say.text("tell.your_own_words")}
            hint={say.text("tell.you_can_leave_this")}
            most={1000}
            value={typed.words}
            wrong={wrong.words}
          />
          <button type="submit">{say("tell.send")}</button>
        </Form>
        <Entry title={say("tell.what_we_do_with")}>
          <p>{say("tell.a_report_never_changes")}</p>
          <p>{say("tell.you_get_a_number")}</p>
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

function Sums({ of, say }: { of: Told; say: Say }) {
  return (
    <dl class="sum">
      <div>
        <dt>{say("banks.bank")}</dt>
        <dd>{nameIn(of.banks, of.bank)}</dd>
      </div>
      <div>
        <dt>{say("home.fee")}</dt>
        <dd>{nameIn(of.services, of.service)}</dd>
      </div>
      <div>
        <dt>{say("tell.taken_on")}</dt>
        <dd>{dateWords(of.on)}</dd>
      </div>
      <div class="line">
        <dt>{say("tell.sum")}</dt>
        <dd>{exactMoney(parseMinor(of.amount) ?? 0n, of.currency)}</dd>
      </div>
    </dl>
  );
}

export function reportSentPage(
  view: Told & { readonly takenOut: number; readonly again: boolean },
  say: Say = IN_ENGLISH,
): PageView {
  return {
    title: say.text("tell.thank_you"),
    language: say.language,
    section: "/report",
    body: (
      <>
        <h1>{say("tell.thank_you_head")}</h1>
        <p class="lead">{say("tell.keep_this_number_with")}</p>
        <p class="most">{receiptWords(view.receipt)}</p>
        {view.again ? <p>{say("tell.you_had_sent_it")}</p> : null}
        {view.takenOut > 0 ? (
          <p class="note">
            {view.takenOut === 1 ? say("tell.took_out_one") : say("tell.took_out", { count: view.takenOut })}
          </p>
        ) : null}
        <Entry title={say("tell.what_you_told_us")}>
          <Sums of={view} say={say} />
        </Entry>
        <p class="pair">
          <A class="button" href={`/report/${receiptWords(view.receipt)}`}>
            {say("tell.follow_it")}
          </A>
          <A class="button quiet" href={`/fees/${view.service}`}>
            {say("tell.the_rule_for_this")}
          </A>
        </p>
      </>
    ),
  };
}

type Outcome = "changed" | "kept" | "unclear";

export function reportPage(
  view: Told & { readonly receivedAt: string; readonly outcome: Outcome | null },
  say: Say = IN_ENGLISH,
): PageView {
  return {
    title: say.text("tell.report", { receipt: receiptWords(view.receipt) }),
    language: say.language,
    section: "/report",
    body: (
      <>
        <h1>{say("tell.report", { receipt: receiptWords(view.receipt) })}</h1>
        <p class="lead">
          {say("tell.we_got_it_on", { day: dateWords(view.receivedAt.slice(0, 10)) })}{" "}
          {view.outcome === null ? say("tell.nobody_has_looked_at") : say(`tell.outcome.${view.outcome}`)}
        </p>
        <Entry title={say("tell.what_was_told")}>
          <Sums of={view} say={say} />
          <p class="small">{say("tell.your_words_are_kept")}</p>
        </Entry>
        <p>
          <A class="button quiet" href={`/fees/${view.service}`}>
            {say("tell.the_rule_for_this")}
          </A>
        </p>
      </>
    ),
  };
}
