/** Each charge that was judged wrong with its working, and apart from these what cannot be told. */
import type { AuditLine, AuditResult } from "../../../domain/audit/audit-result.ts";
import { findingId, recomputePath } from "../../../domain/audit/claim/receipt.ts";
import { madeOnce } from "../../../domain/audit/made-once.ts";
import { exactMoney } from "../../../domain/fees/price-words.ts";
import { Entry } from "../../ui/entry.tsx";
import { GradeSign } from "../../ui/evidence.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, GRADE_WORDS } from "../../ui/words.ts";
import { Cut } from "./audit-rows.tsx";
import { minor, type Names, serviceName, VERDICT_WORDS } from "./audit-view.ts";

export const MISSING_WORDS: Readonly<Record<string, string>> = {
  account: "what kind of account this is",
  card: "which card was billed",
  customer: "whether the account is a person’s or a company’s",
  dayTotal: "all cash of that day",
  leaves: "how many cheque leaves there were",
  locality: "where the cash machine stands",
  migrationDate: "whether your bank had moved USSD charges to airtime by then",
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

export function Finding({
  line,
  result,
  names,
  currency,
  from,
}: {
  line: AuditLine;
  result: AuditResult;
  names: Names;
  currency: string;
  /** The file it stands in, where there are several. */
  from?: string;
}) {
  const again = recomputePath(result, line);
  const money = (text: string | null) => (text === null ? "not known" : exactMoney(minor(text), currency));
  return (
    <article class="finding" id={from === undefined ? `row-${line.row}` : undefined}>
      <h3>
        <span>
          {serviceName(names, line.service, line.date)}, {dateWords(line.date)}
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
          Row {line.row}
          {from === undefined ? "" : ` of ${from}`}: <bdi class="told">{line.narration}</bdi>
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

export function Untold({
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
    madeOnce(groups, line.missing.join(" and ") || "rule", () => []).push(line);
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
              cells: () => [
                `${line.row}, ${dateWords(line.date)}`,
                <>
                  {serviceName(names, line.service, line.date)} <bdi class="keeps told">{line.narration}</bdi>
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
