/**
 * One idea: what an audit found, told to the person whose statement it is. First one number and the proof that all was
 * read, then the findings, then apart what cannot be told, then every row.
 */
import type { AuditBundle, AuditLine, AuditResult, Verdict } from "../../domain/audit/audit-result.ts";
import { ACCUSATIONS } from "../../domain/audit/audit-result.ts";
import { findingId, recomputePath } from "../../domain/audit/receipt.ts";
import { exactMoney } from "../../domain/fees/price-words.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { type ShareBar, ShareBars } from "../charts/share-bars.tsx";
import { Entry, type PageView } from "../ui/document.tsx";
import { GradeSign } from "../ui/evidence.tsx";
import { SAVE_FORM, Save, type SaveFrom } from "../ui/save.tsx";
import { Table } from "../ui/table.tsx";
import { dateWords, GRADE_WORDS, monthWords, PAYEE_WORDS } from "../ui/words.ts";
import { LetterEntry, type LetterLinks } from "./letter-entry.tsx";

export type AuditView = {
  readonly result: AuditResult | AuditBundle;
  readonly services: Readonly<Record<string, string>>;
  readonly banks: Readonly<Record<string, string>>;
  readonly example: string | null;
  /** Where the files to keep come from; null inside such a file itself. */
  readonly keep: {
    readonly html: SaveFrom;
    readonly json: SaveFrom;
    readonly letters: readonly LetterLinks[];
    /** The result as it goes back to the server to be saved; absent where the files are made on the device. */
    readonly carried?: string;
  } | null;
};

type Names = Pick<AuditView, "services" | "banks">;

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  right: "Right",
  over_cap: "More than the rule allows",
  over_tariff: "More than the bank’s own list says",
  not_permitted: "Not allowed at all",
  duplicate: "Taken twice",
  wrong_tax: "Too much tax",
  wrong_payer: "Taken from the wrong side",
  not_returned: "The payment came back, its charge did not",
  cannot_tell: "We cannot tell",
};

const MISSING_WORDS: Readonly<Record<string, string>> = {
  account: "what kind of account this is",
  card: "which card was billed",
  customer: "whether the account is a person’s or a company’s",
  dayTotal: "all cash of that day",
  leaves: "how many cheque leaves there were",
  locality: "where the cash machine stands",
  migrationDate: "the day your bank moved USSD charges to airtime",
  monthDebits: "all payments out of the billed month",
  nthInMonth: "how many such withdrawals there were that month",
  pages: "how many pages there were",
  period: "the whole billed period in one statement",
  rule: "a rule that settles it",
  sameOwner: "whether both accounts have one owner",
  service: "what the charge was for",
  transfer: "which payment the fee belongs to",
  weekTotal: "all cash of that week",
};

const ACCOUNT_WORDS = {
  savings: "Savings account.",
  current: "Current account.",
  domiciliary: "Foreign-currency account.",
} as const;

/** Findings shown before the rest is folded away. */
const SHOWN = 5;
/** Entries of one list on a page that has to stay quick on a phone; the saved page shows them all. */
const SHOWN_ROWS = 200;
/** Bars of one chart; the table below has every sum. */
const MOST_BARS = 24;

const isAccusation = (line: AuditLine): boolean => line.verdict !== null && ACCUSATIONS.has(line.verdict);
const minor = (text: string | null): bigint => (text === null ? 0n : (parseMinor(text) ?? 0n));

export function auditResultPage(view: AuditView): PageView {
  const results = "results" in view.result ? view.result.results : [view.result];
  const over = minor(view.result.totals.over);
  const currency = results[0]?.statement.account.currency ?? "NGN";
  const nothing = over === 0n && results.every((result) => !result.lines.some(isAccusation));
  return {
    title: nothing ? "Nothing wrong found" : "What we found",
    section: "/audit",
    body: (
      <>
        <h1>{nothing ? "Nothing wrong found" : `${exactMoney(over, currency)} too much`}</h1>
        {view.example ? (
          <p class="note wait">
            This is a <strong>made-up statement</strong> of a person who does not exist. {view.example}
          </p>
        ) : null}
        {results.map((result, i) => (
          <Statement
            key={i}
            result={result}
            names={view}
            nth={results.length > 1 ? i + 1 : null}
            most={view.keep === null ? Number.POSITIVE_INFINITY : SHOWN_ROWS}
          />
        ))}
        {"duplicates" in view.result && view.result.duplicates.length > 0 ? (
          <Entry title="In two files">
            <p>{view.result.duplicates.length} rows are in more than one file. They are counted once.</p>
          </Entry>
        ) : null}
        {view.keep?.letters.map((letter, i) => (
          <LetterEntry key={i} letter={letter} nth={i} />
        ))}
        <Keep view={view} />
      </>
    ),
  };
}

/** Says so where a list is cut. */
function Cut({ all, most }: { all: number; most: number }) {
  return all > most ? (
    <p>
      These are the first {most} of {all}. The files that you can save below hold all.
    </p>
  ) : null;
}

type Part = { readonly result: AuditResult; readonly names: Names; readonly most: number };

function Statement({ result, names, nth, most }: Part & { nth: number | null }) {
  const currency = result.statement.account.currency ?? "NGN";
  const accused = result.lines
    .filter(isAccusation)
    .sort((a, b) => (minor(b.over) > minor(a.over) ? 1 : minor(b.over) < minor(a.over) ? -1 : a.row - b.row));
  const untold = result.lines.filter((line) => line.verdict === "cannot_tell");
  return (
    <>
      {nth ? <h2>Statement {nth}</h2> : null}
      <Summary result={result} names={names} accused={accused.length} currency={currency} />
      {accused.length > 0 ? (
        <Entry title={`Findings (${accused.length})`} id="findings">
          <p>
            Largest first. Each one opens its working. A finding is a question to your bank, not a verdict of a court.
          </p>
          {accused.slice(0, SHOWN).map((line) => (
            <Finding key={line.row} line={line} result={result} names={names} currency={currency} />
          ))}
          {accused.length > SHOWN ? (
            <details>
              <summary>Show {accused.length - SHOWN} more</summary>
              {accused.slice(SHOWN, most).map((line) => (
                <Finding key={line.row} line={line} result={result} names={names} currency={currency} />
              ))}
              <Cut all={accused.length} most={most} />
            </details>
          ) : null}
        </Entry>
      ) : null}
      {untold.length > 0 ? <Untold lines={untold} names={names} currency={currency} most={most} /> : null}
      <Sums result={result} names={names} currency={currency} />
      <EveryRow result={result} names={names} most={most} />
    </>
  );
}

function Summary({
  result,
  names,
  accused,
  currency,
}: {
  result: AuditResult;
  names: Names;
  accused: number;
  currency: string;
}) {
  const { rows, chain, from, to, bank, account } = result.statement;
  const { totals } = result;
  const money = (text: string) => exactMoney(minor(text), currency);
  const charges = result.lines.filter((line) => line.verdict !== null).length;
  return (
    <>
      <p class="lead">
        {from && to ? `${dateWords(from)} to ${dateWords(to)}. ` : ""}
        {bank
          ? `${names.banks[bank] ?? bank}. `
          : "The file names no bank, so we used the rules for commercial banks. "}
        {account.type === "unknown" ? "It does not say what kind of account it is." : ACCOUNT_WORDS[account.type]}
      </p>
      <p class={chain.state === "broken" || rows.rejected > 0 ? "note wait" : "note"}>
        <strong>
          We read {rows.read} of {rows.total} lines.
        </strong>{" "}
        {chain.state === "complete"
          ? `The balances add up${rows.rejected === 0 ? ", so no line is missing" : ""}.`
          : chain.state === "broken"
            ? `The balances do not add up at row ${chain.breaks.slice(0, 5).join(", ")}: something may be missing there.`
            : "The file has no balance column, so we cannot prove that no line is missing."}
        {rows.rejected > 0
          ? rows.rejected === 1
            ? " One could not be read; it is listed below."
            : ` ${rows.rejected} could not be read; they are listed below.`
          : ""}
      </p>
      {accused === 0 ? (
        <p>
          {charges === 0
            ? "There are no charges in this statement."
            : "Every charge we could judge is inside the rule of its day and your bank’s own list. That is good news, and it is a full answer."}
        </p>
      ) : null}
      <dl class="sum">
        <div>
          <dt>
            Charged, {charges} {charges === 1 ? "line" : "lines"}
          </dt>
          <dd>{money(totals.charged)}</dd>
        </div>
        <div>
          <dt>Right</dt>
          <dd>{money(totals.allowed)}</dd>
        </div>
        <div>
          <dt>We cannot tell</dt>
          <dd>{money(totals.cannotTell)}</dd>
        </div>
        <div class="line">
          <dt>Too much</dt>
          <dd class={minor(totals.over) > 0n ? "over" : undefined}>{money(totals.over)}</dd>
        </div>
        {minor(totals.returned) > 0n ? (
          <div>
            <dt>
              Already given back <small>not part of the sum above</small>
            </dt>
            <dd>{money(totals.returned)}</dd>
          </div>
        ) : null}
      </dl>
    </>
  );
}

const serviceName = (names: Names, service: string | null): string =>
  service ? (names.services[service] ?? service) : "A charge";

function Finding({
  line,
  result,
  names,
  currency,
}: {
  line: AuditLine;
  result: AuditResult;
  names: Names;
  currency: string;
}) {
  const again = recomputePath(result, line);
  const money = (text: string | null) => (text === null ? "not known" : exactMoney(minor(text), currency));
  return (
    <article class="finding" id={`row-${line.row}`}>
      <h3>
        <span>
          {serviceName(names, line.service)}, {dateWords(line.date)}
        </span>
        <span class="over">{money(line.over)} too much</span>
      </h3>
      <p>
        <strong>{line.verdict ? VERDICT_WORDS[line.verdict] : ""}.</strong> {line.why}
      </p>
      <dl class="facts">
        <div>
          <dt>Charged</dt>
          <dd>{money(line.charged)}</dd>
        </div>
        <div>
          <dt>Allowed</dt>
          <dd>{money(line.allowed)}</dd>
        </div>
        {line.returned ? (
          <div>
            <dt>Given back</dt>
            <dd>{money(line.returned)}</dd>
          </div>
        ) : null}
      </dl>
      <details>
        <summary>
          Working<span class="gone"> of row {line.row}</span>
        </summary>
        <p>
          Row {line.row}: <span class="told">{line.narration}</span>
        </p>
        {line.worksheet.length > 0 ? (
          <ol>
            {line.worksheet.map((step, i) => (
              <li key={i}>{step}</li>
            ))}
          </ol>
        ) : null}
        {line.also.length > 0 ? (
          <p>It is also: {line.also.map((verdict) => VERDICT_WORDS[verdict].toLowerCase()).join("; ")}.</p>
        ) : null}
        <p class="small">
          {line.grade ? (
            <>
              <GradeSign grade={line.grade} /> {GRADE_WORDS[line.grade]}.{" "}
              {line.grade === "C" ? "Ask the bank to name the rule under which it took the charge. " : ""}
            </>
          ) : null}
          {line.service ? <a href={`/fees/${line.service}?on=${line.date}`}>The rule of that day</a> : null}
        </p>
        <p class="small">
          Receipt <code>{findingId(result, line)}</code>. {again ? <a href={again}>Work this sum out again</a> : null}
        </p>
      </details>
    </article>
  );
}

function Untold({
  lines,
  names,
  currency,
  most,
}: {
  lines: readonly AuditLine[];
  names: Names;
  currency: string;
  most: number;
}) {
  const groups = new Map<string, AuditLine[]>();
  for (const line of lines) {
    const key = line.missing.join(" and ") || "rule";
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return (
    <Entry title="We cannot tell" id="cannot-tell">
      <p>We accuse nobody of these {lines.length}. A fact is missing that decides them.</p>
      {[...groups].map(([missing, group]) => (
        <details key={missing}>
          <summary>
            {group.length} {group.length === 1 ? "line" : "lines"}: we would need{" "}
            {missing
              .split(" and ")
              .map((fact) => MISSING_WORDS[fact] ?? fact)
              .join("; ")}
          </summary>
          <Table
            caption="Not judged"
            columns={[
              { label: "Row" },
              { label: "Charge", kind: "words" },
              { label: "Sum", kind: "num" },
              { label: "Why", kind: "words" },
            ]}
            rows={group.slice(0, most).map((line) => ({
              key: String(line.row),
              cells: [
                `${line.row}, ${dateWords(line.date)}`,
                <>
                  {serviceName(names, line.service)} <span class="keeps told">{line.narration}</span>
                </>,
                exactMoney(minor(line.charged), currency),
                line.why,
              ],
            }))}
          />
          <Cut all={group.length} most={most} />
        </details>
      ))}
    </Entry>
  );
}

function Sums({ result, names, currency }: { result: AuditResult; names: Names; currency: string }) {
  const { byService, byPayee, byMonth } = result.totals;
  if (byService.length === 0) return null;
  const money = (text: string) => exactMoney(minor(text), currency);
  const columns = (first: string) =>
    [
      { label: first },
      { label: "Charged", kind: "num" },
      { label: "Right", kind: "num" },
      { label: "Cannot tell", kind: "num" },
      { label: "Too much", kind: "num" },
    ] as const;
  type Sum = { charged: string; allowed: string; over: string; cannotTell: string };
  const bars = <T extends Sum>(sums: readonly T[], label: (sum: T) => string): ShareBar[] =>
    sums.slice(0, MOST_BARS).map((sum, i) => ({
      key: String(i),
      label: label(sum),
      right: minor(sum.allowed),
      unsure: minor(sum.cannotTell),
      over: minor(sum.over),
      sum: money(sum.charged),
    }));
  const row = (key: string, label: string, sum: Sum) => ({
    key,
    cells: [label, money(sum.charged), money(sum.allowed), money(sum.cannotTell), money(sum.over)],
  });
  return (
    <Entry title="Where it went">
      <ShareBars about="By what was charged." bars={bars(byService, (sum) => serviceName(names, sum.service))} />
      <Table
        caption="By what was charged"
        columns={columns("Fee")}
        rows={byService.map((sum) => row(sum.service, serviceName(names, sum.service), sum))}
      />
      <details>
        <summary>By who keeps it, and by month</summary>
        <ShareBars about="By who keeps it." bars={bars(byPayee, (sum) => PAYEE_WORDS[sum.payee])} />
        <Table
          caption="By who keeps it"
          columns={columns("Who")}
          rows={byPayee.map((sum) => row(sum.payee, PAYEE_WORDS[sum.payee], sum))}
        />
        <ShareBars about="By month." bars={bars(byMonth.slice(-MOST_BARS), (sum) => monthWords(sum.month))} />
        <Table
          caption="By month"
          columns={columns("Month")}
          rows={byMonth.map((sum) => row(sum.month, monthWords(sum.month), sum))}
        />
      </details>
    </Entry>
  );
}

const KIND_WORDS: Readonly<Record<AuditLine["kind"], string>> = {
  transaction: "Payment",
  fee: "Fee",
  tax: "Tax",
  levy: "Levy",
  interest: "Interest",
  reversal: "Given back",
};

function EveryRow({ result, names, most }: Part) {
  const rest = result.lines.length - most;
  return (
    <Entry title="Every row" id="rows">
      <p>Nothing is left out: each row of the file is here, as we understood it.</p>
      {result.rejected.length > 0 ? (
        <Table
          caption="Rows we could not read"
          columns={[{ label: "Row" }, { label: "As it stands", kind: "words" }, { label: "Why not", kind: "words" }]}
          rows={result.rejected.slice(0, most).map((row) => ({
            key: String(row.row),
            cells: [
              row.row,
              <span key="r" class="told">
                {row.raw}
              </span>,
              row.reason,
            ],
          }))}
        />
      ) : null}
      <Cut all={result.rejected.length} most={most} />
      <details>
        <summary>
          {rest > 0 ? `The first ${most} of ${result.lines.length} rows` : `All ${result.lines.length} rows`}
        </summary>
        {rest > 0 ? <p>The web page that you can save below shows the other {rest} too.</p> : null}
        <Table
          caption="Rows in the order of the file"
          columns={[
            { label: "Row" },
            { label: "What it says", kind: "words" },
            { label: "Amount", kind: "num" },
            { label: "What it is" },
            { label: "Found" },
          ]}
          rows={result.lines.slice(0, most).map((line) => ({
            key: String(line.row),
            cells: [
              `${line.row}, ${dateWords(line.date)}`,
              <span key="n" class="told">
                {line.narration}
              </span>,
              line.amount,
              line.service ? `${KIND_WORDS[line.kind]}: ${serviceName(names, line.service)}` : KIND_WORDS[line.kind],
              line.verdict ? VERDICT_WORDS[line.verdict] : "",
            ],
          }))}
        />
      </details>
    </Entry>
  );
}

function Keep({ view }: { view: AuditView }) {
  const engine = view.result.engine;
  return (
    <Entry title="Keep this">
      {view.keep ? (
        <>
          <p>We have kept nothing. When you close this page the result is gone, so save it if you need it.</p>
          <p class="pair">
            <Save from={view.keep.html} name="statement-check.html" look="button">
              Save as one web page
            </Save>
            <Save from={view.keep.json} name="statement-check.json" look="button quiet">
              Save as JSON
            </Save>
          </p>
          {view.keep.carried === undefined ? null : (
            <form id={SAVE_FORM} method="post" action="/audit/server/save" enctype="multipart/form-data">
              <p class="small">
                The result is inside this page. A button sends it back to have your file made; we keep nothing of it.
              </p>
              <input type="hidden" name="result" value={view.keep.carried} />
            </form>
          )}
          <p>
            <a class="tap" href={view.keep.carried === undefined ? "/audit" : "/audit/server"}>
              Check another statement
            </a>
          </p>
        </>
      ) : null}
      <p class="small">
        openfees {engine.version}, rules of {engine.rules.jurisdiction.toUpperCase()} version {engine.rules.version},
        fingerprint <code>{engine.rules.sha256.slice(0, 16)}</code>. The same file and rules always give the same
        result.
      </p>
    </Entry>
  );
}
