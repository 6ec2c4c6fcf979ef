/** Each charge that was judged wrong: its sum and its payment at once, its working when it is opened. */
import type { ComponentChildren } from "preact";
import type { AuditLine, AuditResult } from "../../../domain/audit/audit-result.ts";
import type { Charge } from "../../../domain/audit/claim/charges.ts";
import { paymentOf } from "../../../domain/audit/claim/payment-of.ts";
import { findingId, recomputePath } from "../../../domain/audit/claim/receipt.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { GRADES, SHORT_VERDICTS, VERDICTS } from "../../../words/en/names.ts";
import { dateWords } from "../../ui/words.ts";
import { minor, type Names, serviceName } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const findingSays = sayOf(CHARGES, { GRADES, SHORT_VERDICTS, VERDICTS });

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
          {dateWords(line.date)}. {line.verdict ? findingSays(names).called("SHORT_VERDICTS", line.verdict) : ""}:{" "}
          {takenWords(charge, currency, names)}
        </span>
      </summary>
      <FindingWork charge={charge} names={names} />
    </details>
  );
}

/** `₦26.88 with VAT for your payment of ₦4,500.00. Right: ₦10.75`; the day of the payment only where it is another one. */
function takenWords({ lead, taxes }: Charge<Placed>, currency: string, names: Names): string {
  const { text } = findingSays(names);
  const money = (value: bigint) => exactMoney(value, currency);
  const sumOf = (field: "charged" | "allowed") =>
    [lead, ...taxes].reduce((all, { line }) => all + minor(line[field]), 0n);
  const { one, rows } = paymentOf(lead.result, lead.line);
  const charged = money(sumOf("charged"));
  const sum = taxes.length > 0 ? text("result.with_vat", { sum: charged }) : charged;
  const payment = one && paymentWords(one, money, names);
  const what =
    payment && one.date !== lead.line.date
      ? text("result.on", { what: payment, day: dateWords(one.date) })
      : (payment ?? (rows.length > 0 && text("result.payments", { count: rows.length })));
  const right = sumOf("allowed");
  return `${what ? text("result.for_what", { sum, what }) : sum}.${right > 0n ? ` ${text("result.right_is", { sum: money(right) })}` : ""}`;
}

function paymentWords({ amount }: AuditLine, money: (value: bigint) => string, names: Names): string {
  const { text } = findingSays(names);
  const value = minor(amount);
  return value < 0n ? text("result.payment", { sum: money(-value) }) : text("result.credit", { sum: money(value) });
}

/** The working of a charge and of the tax on it, line by line. */
export function FindingWork({ charge: { lead, taxes }, names, from }: Told) {
  const payment = paymentOf(lead.result, lead.line).one;
  return (
    <>
      {payment ? (
        <p class="small">
          {findingSays(names).dressed(
            "result.taken_for",
            { line: () => <bdi class="told">{payment.narration}</bdi> },
            { row: payment.row },
          )}
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
  const say = findingSays(names);
  const currency = result.statement.account.currency ?? "NGN";
  const money = (text: string | null) =>
    text === null ? say.text("result.not_known") : exactMoney(minor(text), currency);
  const told = { line: () => <bdi class="told">{line.narration}</bdi>, file: () => <>{from}</> };
  const sums = { charged: money(line.charged), allowed: money(line.allowed), over: money(line.over) };
  const again = recomputePath(result, line);
  return (
    <div class="work">
      <p>{say.dressed(from === undefined ? "result.line" : "result.line_of", told, { row: line.row })}</p>
      <p>
        <strong>{line.verdict ? say.called("VERDICTS", line.verdict) : ""}.</strong>{" "}
        {line.returned
          ? say("result.work_returned", { ...sums, returned: money(line.returned) })
          : say("result.work", sums)}{" "}
        {line.why}
      </p>
      {line.worksheet.length > 0 ? (
        <ol>
          {line.worksheet.map((step, i) => (
            <li key={i}>{step}</li>
          ))}
        </ol>
      ) : null}
      {line.also.length > 0 ? (
        <p>
          {say("result.also", {
            verdicts: line.also.map((verdict) => say.called("VERDICTS", verdict).toLowerCase()).join("; "),
          })}
        </p>
      ) : null}
      <p class="small">
        {line.grade ? (
          <>
            <span class="grade">{say("result.grade", { grade: line.grade })}</span> {say.called("GRADES", line.grade)}.{" "}
          </>
        ) : null}
        {line.service ? (
          <Leading to={`/fees/${line.service}?on=${line.date}`} names={names}>
            {say("result.rule")}
          </Leading>
        ) : null}
        {again ? (
          <>
            .{" "}
            <Leading to={again} names={names}>
              {say("result.again")}
            </Leading>
          </>
        ) : null}
        . {say.dressed("result.receipt", { id: () => <code>{findingId(result, line)}</code> })}
      </p>
    </div>
  );
}
