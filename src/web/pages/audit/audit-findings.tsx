/** Each charge that was judged wrong: its sum and its payment at once, its working when it is opened. */
import type { ComponentChildren } from "preact";
import type { AuditLine, AuditResult } from "../../../domain/audit/audit-result.ts";
import type { Charge } from "../../../domain/audit/claim/charges.ts";
import { paymentOf } from "../../../domain/audit/claim/payment-of.ts";
import { findingId, recomputePath } from "../../../domain/audit/claim/receipt.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { GRADES, SHORT_VERDICTS, VERDICTS } from "../../../words/en/names.ts";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { dateWords } from "../../ui/words.ts";
import { minor, type Names, serviceName } from "./audit-view.ts";

/** A line with the result that it stands in. */
export type Placed = { readonly result: AuditResult; readonly line: AuditLine };

type Told = {
  readonly charge: Charge<Placed>;
  readonly names: Names;
  /** The file it stands in, where there are several. */
  readonly from?: string;
};

/** What is too much of a charge and the tax on it. */
const overOf = ({ lead, taxes }: Charge<Placed>): bigint =>
  [lead, ...taxes].reduce((sum, { line }) => sum + minor(line.over), 0n);

/** The largest first, then in the order of the rows. */
export const largestFirst = (a: Charge<Placed>, b: Charge<Placed>): number => {
  const [one, other] = [overOf(a), overOf(b)];
  return one === other ? a.lead.line.row - b.lead.line.row : one < other ? 1 : -1;
};

export function Finding({ charge, names }: Pick<Told, "charge" | "names">) {
  const { line, result } = charge.lead;
  const currency = result.statement.account.currency ?? "NGN";
  return (
    <details class="finding" id={`row-${line.row}`}>
      <summary>
        <h3>
          <span>{serviceName(names, line.service, line.date)}</span>
          <span class="over">{exactMoney(overOf(charge), currency)}</span>
        </h3>
        <span class="small">
          {dateWords(line.date)}. {SHORT_VERDICTS[line.verdict ?? ""]}: {takenWords(charge, currency)}
        </span>
      </summary>
      <FindingWork charge={charge} names={names} />
    </details>
  );
}

/** `₦26.88 with VAT for your payment of ₦4,500.00. Right: ₦10.75`; the day of the payment only where it is another one. */
function takenWords({ lead, taxes }: Charge<Placed>, currency: string): string {
  const money = (value: bigint) => exactMoney(value, currency);
  const sum = (field: "charged" | "allowed") =>
    [lead, ...taxes].reduce((all, { line }) => all + minor(line[field]), 0n);
  const { one, rows } = paymentOf(lead.result, lead.line);
  const on = one && one.date !== lead.line.date ? ` on ${dateWords(one.date)}` : "";
  const paid = one ? ` for ${amountWords(one, money)}${on}` : rows.length > 0 ? ` for ${rows.length} payments` : "";
  const right = sum("allowed");
  return `${money(sum("charged"))}${taxes.length > 0 ? " with VAT" : ""}${paid}.${right > 0n ? ` Right: ${money(right)}.` : ""}`;
}

function amountWords({ amount }: AuditLine, money: (value: bigint) => string): string {
  const value = minor(amount);
  return value < 0n ? `your payment of ${money(-value)}` : `${money(value)} paid to you`;
}

/** The working of a charge and of the tax on it, line by line. */
export function FindingWork({ charge: { lead, taxes }, names, from }: Told) {
  const payment = paymentOf(lead.result, lead.line).one;
  return (
    <>
      {payment ? (
        <p class="small">
          Taken for row {payment.row}: <bdi class="told">{payment.narration}</bdi>
        </p>
      ) : null}
      {[lead, ...taxes].map(({ line, result }) => (
        <Work key={line.row} line={line} result={result} names={names} {...(from === undefined ? {} : { from })} />
      ))}
    </>
  );
}

type Leads = { to: string; names: Names; children: ComponentChildren };

/** A link to a page of this site; its words only in a file that stands alone. */
const Leading = ({ to, names: { alone, away }, children }: Leads) =>
  alone ? (
    children
  ) : (
    <a href={to} target={away}>
      {children}
    </a>
  );

function Work({ line, result, names, from }: Placed & { names: Names; from?: string }) {
  const currency = result.statement.account.currency ?? "NGN";
  const money = (text: string | null) => (text === null ? "not known" : exactMoney(minor(text), currency));
  const again = recomputePath(result, line);
  return (
    <div class="work">
      <p>
        Row {line.row}
        {from === undefined ? "" : ` of ${from}`}: <bdi class="told">{line.narration}</bdi>
      </p>
      <p>
        <strong>{line.verdict ? VERDICTS[line.verdict] : ""}.</strong> {money(line.charged)} taken,{" "}
        {money(line.allowed)} right, {money(line.over)} too much
        {line.returned ? `, ${money(line.returned)} given back` : ""}. {line.why}
      </p>
      {line.worksheet.length > 0 ? (
        <ol>
          {line.worksheet.map((step, i) => (
            <li key={i}>{step}</li>
          ))}
        </ol>
      ) : null}
      {line.also.length > 0 ? (
        <p>It is also: {line.also.map((verdict) => VERDICTS[verdict].toLowerCase()).join("; ")}.</p>
      ) : null}
      <p class="small">
        {line.grade ? (
          <>
            <GradeSign grade={line.grade} /> {GRADES[line.grade]}.{" "}
          </>
        ) : null}
        {line.service ? (
          <Leading to={`/fees/${line.service}?on=${line.date}`} names={names}>
            The rule of that day
          </Leading>
        ) : null}
        {again ? (
          <>
            .{" "}
            <Leading to={again} names={names}>
              Work this sum out again
            </Leading>
          </>
        ) : null}
        . Receipt <code>{findingId(result, line)}</code>.
      </p>
    </div>
  );
}
