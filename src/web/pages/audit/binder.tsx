/**
 * Many statements in one binder. First one number and the proof that all was read, then the findings by kind, each
 * kind taken or left, then a pack for each bank, and below what was seen of each account and of each file.
 */
import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { outcomeOf } from "../../../domain/audit/outcome.ts";
import { BINDER } from "../../../words/en/audit/binder.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { TextField } from "../../ui/field.tsx";
import { dateWords } from "../../ui/words.ts";
import { AuditHead, titleOf } from "./audit-head.tsx";
import { Questions, QuestionsLink } from "./audit-questions.tsx";
import { BinderAccounts } from "./binder-accounts.tsx";
import { BinderFiles } from "./binder-files.tsx";
import { BinderFindings } from "./binder-findings.tsx";
import { askedWords, BinderGroups, bankSum, bankWords, stateWords } from "./binder-groups.tsx";
import { binderList } from "./binder-list.tsx";
import { type BinderView, resultsIn } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";
import { SumList } from "./sum-list.tsx";

const binderSays = sayOf({ ...RESULT, ...BINDER });

export function binderPage(view: BinderView): PageView {
  const say = binderSays(view);
  const { totals } = view.result;
  const [first] = resultsIn(view);
  const currency = first?.statement.account.currency ?? "NGN";
  const outcome = outcomeOf(view.result, view.unread.length);
  const duplicates = "duplicates" in view.result ? view.result.duplicates.length : 0;
  return {
    title: titleOf(outcome, view),
    section: "/audit",
    body: (
      <>
        <AuditHead outcome={outcome} currency={currency} example={view.example} spoken={view} />
        <Proof view={view} />
        <SumList totals={totals} currency={currency} spoken={view} />
        <QuestionsLink view={view} />
        {view.decided.groups.length === 0 ? null : (
          <>
            <BinderFindings view={view}>{binderList(view, "f", 0)}</BinderFindings>
            <BinderGroups view={view} />
          </>
        )}
        {view.decided.asked.length === 0 ? null : <Packs view={view} />}
        <Questions view={view} />
        <BinderAccounts accounts={view.accounts} names={view} />
        <BinderFiles view={view} />
        {duplicates === 0 ? null : (
          <Entry title={say("result.twice")}>
            <p>{duplicates === 1 ? say("binder.twice_one") : say("binder.twice_count", { count: duplicates })}</p>
            <details data-list="again">
              <summary>{say("binder.show_twice")}</summary>
              <div />
            </details>
          </Entry>
        )}
        <More view={view} />
        <Keep view={view} />
      </>
    ),
  };
}

function Proof({ view }: { view: BinderView }) {
  const say = binderSays(view);
  const { text } = binderSays(view);
  const results = resultsIn(view);
  const sum = (of: (rows: { total: number; read: number; rejected: number }) => number) =>
    results.reduce((all, { statement }) => all + of(statement.rows), 0);
  const [read, total] = [sum((rows) => rows.read), sum((rows) => rows.total)];
  const count = (state: string) => results.filter(({ statement }) => statement.chain.state === state).length;
  const [broken, absent] = [count("broken"), count("absent")];
  const { opened, rates, unread, accounts } = view;
  const { over } = view.result.totals;
  const rateFile = { file: () => <bdi class="told">{rates?.name}</bdi> };
  return (
    <>
      {opened === null ? null : (
        <p class="note">
          {say("binder.opened", { day: dateWords(opened.savedOn), facts: dateWords(opened.factsOf) })}{" "}
          {opened.over === over
            ? say("binder.opened_same")
            : say("binder.opened_other", { before: opened.over, now: over })}
        </p>
      )}
      {unread.length === 0 ? null : (
        <div class="note bad">
          <p>
            <strong>
              {unread.length === 1 ? say("binder.one_unread") : say("binder.unread", { count: unread.length })}
            </strong>{" "}
            {say("binder.others_read")}
          </p>
          <ul>
            {unread.map(({ name, message, tryThis }, i) => (
              <li key={i}>
                <bdi class="told">{name}</bdi>: {message} {tryThis}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class={broken > 0 || read < total ? "note wait" : "note"}>
        {say("binder.judged", {
          statements:
            results.length === 1 ? text("binder.one_statement") : text("binder.statements", { count: results.length }),
          accounts:
            accounts.length === 1 ? text("binder.one_account") : text("binder.accounts", { count: accounts.length }),
          day: dateWords(view.factsOf),
        })}{" "}
        <strong>{say("result.read", { read, total })}</strong>{" "}
        {broken === 0 && absent === 0
          ? say("binder.whole")
          : [
              broken === 1 ? text("binder.one_broken") : broken > 1 ? text("binder.broken", { count: broken }) : "",
              absent === 1 ? text("binder.one_unproven") : absent > 1 ? text("binder.unproven", { count: absent }) : "",
              text("binder.see_files"),
            ].join(" ")}
      </p>
      {rates === null ? null : (
        <p class="note">
          {rates.count === 1
            ? say.dressed("binder.one_rate", rateFile)
            : say.dressed("binder.rates", rateFile, { count: rates.count })}
        </p>
      )}
    </>
  );
}

/** The place of a bank's pack among the banks, as its link has it. */
const packLink = ({ bank }: Asked, make: string) => ({
  href: `${make}dispute-${bank ?? "bank-not-named"}.zip`,
  download: `dispute-${bank ?? "bank-not-named"}.zip`,
});

function Packs({ view }: { view: BinderView }) {
  const say = binderSays(view);
  const banks = [...new Map(view.decided.asked.map((one) => [one.bank, one])).values()];
  return (
    <Entry title={say("binder.packs")} id="packs">
      <p>{say("binder.packs_lead", { kb: view.packKb })}</p>
      {banks.map((one, i) => (
        <div key={one.bank}>
          <p id={`bank${i}`}>{bankWords(bankSum(view.decided.asked, one.bank), view)}</p>
          <p>
            <a class="button" {...packLink(one, view.make)}>
              {say("binder.save_pack", {
                bank: one.bank === null ? say.text("binder.the_unnamed") : (view.banks[one.bank] ?? one.bank),
              })}
            </a>
          </p>
        </div>
      ))}
      <p role="status" class="live" />
    </Entry>
  );
}

function More({ view }: { view: BinderView }) {
  const { text } = binderSays(view);
  return (
    <Entry title={text("binder.more")}>
      <form id="more">
        <TextField
          id="moreFiles"
          label={text("binder.more_files")}
          hint={text("binder.more_files_hint")}
          type="file"
          multiple
        />
        <TextField
          id="moreRates"
          label={text(view.rates === null ? "binder.more_rates" : "binder.other_rates")}
          hint={text("binder.rates_hint")}
          type="file"
          accept=".csv,text/csv"
        />
        <p>
          <a class="tap" href={`${view.make}rates-template.csv`} download="agreed-rates.csv">
            {text("binder.rates_empty")}
          </a>
        </p>
        <button type="submit">{text("binder.add")}</button>
      </form>
      <div role="status" class="live" />
    </Entry>
  );
}

function Keep({ view }: { view: BinderView }) {
  const say = binderSays(view);
  const { version, rules } = view.result.engine;
  return (
    <Entry title={say("result.keep")}>
      <p>{say("binder.kept")}</p>
      <p class="pair">
        <a class="button" href={`${view.make}openfees-work.json`} download="openfees-work.json">
          {say("binder.save_work")}
        </a>
        <a class="button quiet" href={`${view.make}statement-check.html`} download="statement-check.html">
          {say("result.save_page")}
        </a>
        <a class="button quiet" href={`${view.make}statement-check.json`} download="statement-check.json">
          {say("result.save_json")}
        </a>
      </p>
      <p role="status" class="live" />
      <p>
        <a class="tap" href="/audit">
          {say("binder.other")}
        </a>
      </p>
      <p class="small">
        {say.dressed(
          "binder.made_by",
          { hash: () => <code>{rules.sha256.slice(0, 16)}</code> },
          { engine: version, country: rules.jurisdiction.toUpperCase(), version: rules.version },
        )}
      </p>
    </Entry>
  );
}

/** What a choice changes on the page: the words by the id of the part that shows them. */
export function decidedWords(view: BinderView): readonly (readonly [id: string, words: string])[] {
  const { groups, asked } = view.decided;
  const banks = [...new Set(asked.map(({ bank }) => bank))];
  return [
    ["asked", askedWords(view)],
    ...groups.map(({ accepted }, i) => [`g${i}-state`, stateWords(accepted, view)] as const),
    ...banks.map((bank, i) => [`bank${i}`, bankWords(bankSum(asked, bank), view)] as const),
  ];
}
