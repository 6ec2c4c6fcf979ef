/**
 * Many statements on one desk. First one number and the proof that all was read, then the findings by kind, each
 * kind taken or left, then a pack for each bank, and below what was seen of each account and of each file.
 */
import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { outcomeOf } from "../../../domain/audit/outcome.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { TextField } from "../../ui/field.tsx";
import { dateWords } from "../../ui/words.ts";
import { AuditHead, titleOf } from "./audit-head.tsx";
import { Questions, QuestionsLink } from "./audit-questions.tsx";
import { DeskAccounts } from "./desk-accounts.tsx";
import { DeskFiles } from "./desk-files.tsx";
import { DeskFindings } from "./desk-findings.tsx";
import { askedWords, bankSum, bankWords, DeskGroups, STATE_WORDS } from "./desk-groups.tsx";
import { deskList } from "./desk-list.tsx";
import { type DeskView, lines, resultsIn } from "./desk-view.ts";
import { SumList } from "./sum-list.tsx";

export function deskPage(view: DeskView): PageView {
  const { totals } = view.result;
  const [first] = resultsIn(view);
  const currency = first?.statement.account.currency ?? "NGN";
  const outcome = outcomeOf(view.result, view.unread.length);
  const duplicates = "duplicates" in view.result ? view.result.duplicates.length : 0;
  return {
    title: titleOf(outcome),
    section: "/audit",
    body: (
      <>
        <AuditHead outcome={outcome} currency={currency} example={view.example} />
        <Proof view={view} />
        <SumList totals={totals} currency={currency} />
        <QuestionsLink view={view} />
        {view.decided.groups.length === 0 ? null : (
          <>
            <DeskFindings view={view}>{deskList(view, "f", 0)}</DeskFindings>
            <DeskGroups view={view} />
          </>
        )}
        {view.decided.asked.length === 0 ? null : <Packs view={view} />}
        <Questions view={view} />
        <DeskAccounts accounts={view.accounts} names={view} />
        <DeskFiles view={view} />
        {duplicates === 0 ? null : (
          <Entry title="In two files">
            <p>
              {duplicates === 1 ? "One row stands" : `${duplicates} rows stand`} in two of your files. We count each of
              them once.
            </p>
            <details data-list="again">
              <summary>Show them</summary>
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

function Proof({ view }: { view: DeskView }) {
  const results = resultsIn(view);
  const sum = (of: (rows: { total: number; read: number; rejected: number }) => number) =>
    results.reduce((all, { statement }) => all + of(statement.rows), 0);
  const [read, total] = [sum((rows) => rows.read), sum((rows) => rows.total)];
  const count = (state: string) => results.filter(({ statement }) => statement.chain.state === state).length;
  const [broken, absent] = [count("broken"), count("absent")];
  const { opened, rates, unread } = view;
  return (
    <>
      {opened === null ? null : (
        <p class="note">
          You saved this on {dateWords(opened.savedOn)}. It was judged then by the facts of {dateWords(opened.factsOf)}.{" "}
          {opened.over === view.result.totals.over
            ? "We judged it again now, and the sum is the same."
            : `We judged it again now, and the sum is another one: it was ${opened.over}, and it is ${view.result.totals.over}.`}
        </p>
      )}
      {unread.length === 0 ? null : (
        <div class="note bad">
          <p>
            <strong>{unread.length === 1 ? "One file was not read." : `${unread.length} files were not read.`}</strong>{" "}
            The others were, and what follows is of them.
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
        {results.length === 1 ? "One statement" : `${results.length} statements`} of{" "}
        {view.accounts.length === 1 ? "one account" : `${view.accounts.length} accounts`}, judged by the facts of{" "}
        {dateWords(view.factsOf)}.{" "}
        <strong>
          We read {read} of {total} lines.
        </strong>{" "}
        {broken === 0 && absent === 0
          ? "All balances add up, so no line is missing."
          : [
              broken === 0 ? "" : `In ${lines(broken, "statement")} the balances do not add up.`,
              absent === 0 ? "" : `In ${lines(absent, "statement")} there is no balance to prove it by.`,
              "See the files below.",
            ].join(" ")}
      </p>
      {rates === null ? null : (
        <p class="note">
          {rates.count === 1 ? "One agreed rate comes" : `${rates.count} agreed rates come`} before the bank’s own list,
          from <bdi class="told">{rates.name}</bdi>.
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

function Packs({ view }: { view: DeskView }) {
  const banks = [...new Map(view.decided.asked.map((one) => [one.bank, one])).values()];
  return (
    <Entry title="A pack for each bank" id="packs">
      <p>
        A pack holds a letter for each account, the list of charges as Excel and CSV, the rules and the months we saw.
        It asks for what you took above and nothing else. To make one, the page first fetches {view.packKb} KB.
      </p>
      {banks.map((one, i) => (
        <div key={one.bank}>
          <p id={`bank${i}`}>{bankWords(bankSum(view.decided.asked, one.bank), view)}</p>
          <p>
            <a class="button" {...packLink(one, view.make)}>
              Save the pack for {one.bank === null ? "the bank that is not named" : (view.banks[one.bank] ?? one.bank)}
            </a>
          </p>
        </div>
      ))}
      <p role="status" class="live" />
    </Entry>
  );
}

function More({ view }: { view: DeskView }) {
  return (
    <Entry title="Add more">
      <form id="more">
        <TextField
          id="moreFiles"
          label="More statements"
          hint="They join those that are here, and your choices stay."
          type="file"
          multiple
        />
        <TextField
          id="moreRates"
          label={view.rates === null ? "Rates you agreed with your bank" : "Other agreed rates"}
          hint="A CSV table. Its prices come before the bank’s own list."
          type="file"
          accept=".csv,text/csv"
        />
        <p>
          <a class="tap" href={`${view.make}rates-template.csv`} download="agreed-rates.csv">
            Save an empty table to fill in
          </a>
        </p>
        <button type="submit">Add and check</button>
      </form>
      <div role="status" class="live" />
    </Entry>
  );
}

function Keep({ view }: { view: DeskView }) {
  const { engine } = view.result;
  return (
    <Entry title="Keep this">
      <p>
        We have kept nothing. Save your work to go on another day: it holds your lines, rates and choices, so keep it
        where you keep your statements. Open it on this page.
      </p>
      <p class="pair">
        <a class="button" href={`${view.make}openfees-work.json`} download="openfees-work.json">
          Save the work
        </a>
        <a class="button quiet" href={`${view.make}statement-check.html`} download="statement-check.html">
          Save as one web page
        </a>
        <a class="button quiet" href={`${view.make}statement-check.json`} download="statement-check.json">
          Save as JSON
        </a>
      </p>
      <p role="status" class="live" />
      <p>
        <a class="tap" href="/audit">
          Check other statements
        </a>
      </p>
      <p class="small">
        openfees {engine.version}, rules of {engine.rules.jurisdiction.toUpperCase()} version {engine.rules.version},
        fingerprint <code>{engine.rules.sha256.slice(0, 16)}</code>. The same files and rules always give the same
        result.
      </p>
    </Entry>
  );
}

/** What a choice changes on the page: the words by the id of the part that shows them. */
export function decidedWords(view: DeskView): readonly (readonly [id: string, words: string])[] {
  const { groups, asked } = view.decided;
  const banks = [...new Set(asked.map(({ bank }) => bank))];
  return [
    ["asked", askedWords(view)],
    ...groups.map(({ accepted }, i) => [`g${i}-state`, accepted ? STATE_WORDS.taken : STATE_WORDS.left] as const),
    ...banks.map((bank, i) => [`bank${i}`, bankWords(bankSum(asked, bank), view)] as const),
  ];
}
