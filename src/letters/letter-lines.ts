/** The schedule of a letter: each charge with its day, the payment that it was taken for, its rule and its sums. */
import type { FindingReasons } from "../domain/audit/audit-reasons.ts";
import type { AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { chargesOf } from "../domain/audit/claim/charges.ts";
import { minorOf } from "../domain/audit/claim/claims.ts";
import { paymentOf } from "../domain/audit/claim/payment-of.ts";
import { madeOnce } from "../domain/audit/made-once.ts";
import { fill, type LetterTemplate } from "../domain/complaints/letter-template.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { vatOn } from "../domain/fees/vat.ts";
import type { Minor } from "../domain/money/money.ts";
import { dateWords } from "../web/ui/words.ts";
import { type Ground, groundOf, type TextSeen, textOf } from "./rule-words.ts";

/** `told` stands between the two others as the statement prints it; empty where nothing of it is quoted. */
export type SchedulePart = {
  readonly label: string;
  readonly before: string;
  readonly told: string;
  readonly after: string;
};

/** One line of the schedule, with all that someone who knows nothing needs to find it on the statement. */
export type ScheduleLine = {
  readonly no: number;
  readonly head: string;
  readonly parts: readonly SchedulePart[];
};

/** A claimed charge with the tax on it, ready to be said in any form. */
export type ClaimedCharge = {
  readonly name: string;
  readonly line: AuditLine;
  readonly reason: string;
  readonly ground: Ground;
  /** The text that the tax in the right sum stands in; null where no tax is in it. */
  readonly tax: TextSeen | null;
  readonly taken: Minor;
  readonly right: Minor;
  readonly over: Minor;
  readonly schedule: ScheduleLine;
};

/** A claim; `statement` is the number of its statement where there are several, else null. */
export type LetterClaim = { readonly result: AuditResult; readonly line: AuditLine; readonly statement: number | null };

type Values = Readonly<Record<string, string | number>>;
type Say = { readonly pack: Pack; readonly template: LetterTemplate; readonly money: (value: Minor) => string };

/** The charges of these claims in the order of their days; a tax stands with its fee. */
export function claimedCharges(claims: readonly LetterClaim[], say: Say): ClaimedCharge[] {
  return chargesOf(claims)
    .sort((a, b) => (a.lead.line.date < b.lead.line.date ? -1 : a.lead.line.date > b.lead.line.date ? 1 : 0))
    .map(({ lead, taxes }, i) => chargeOf(lead, taxes, i + 1, say));
}

function chargeOf(lead: LetterClaim, taxes: readonly LetterClaim[], no: number, say: Say): ClaimedCharge {
  const { pack, template, money } = say;
  const { result, line, statement } = lead;
  const words = template.line;
  const all = [lead, ...taxes];
  const sum = (field: "charged" | "allowed" | "over") =>
    all.reduce((total, one) => total + minorOf(one.line[field]), 0n);
  const [taken, right, over] = [sum("charged"), sum("allowed"), sum("over")];
  const rowOf = (row: number) =>
    fill(statement === null ? words.row : words.rowOf, { row, statement: statement ?? "" });
  const service = pack.services.find(({ id }) => id === line.service);
  const name = service ? nameOn(service, line.date as CivilDate) : line.narration;
  const paid = paymentOf(result, line);
  const amount = paid.one ? sizeOf(paid.one) : undefined;
  const ground = groundOf(
    line,
    paid.one && amount !== undefined ? { amount, on: paid.one.date } : null,
    pack,
    template,
  );
  const agreed = ground.row !== null && "agreed" in ground.row && ground.row.agreed === true;
  const reason =
    template.verdicts[agreed && line.verdict === "over_tariff" ? "over_agreed" : (line.verdict as "over_cap")];
  const returned = all.reduce((total, one) => total + minorOf(one.line.returned ?? null), 0n);
  const parts: SchedulePart[] = [];
  const part = ({ label, text }: { label: string; text: string }, values: Values, told = "") => {
    const [before = "", after = ""] = text.split("{words}").map((words) => fill(words, values));
    parts.push({ label, before, told, after });
  };
  for (const one of all)
    part(words.words, { sum: money(minorOf(one.line.charged)), row: rowOf(one.line.row) }, one.line.narration);
  if (paid.one)
    part(
      paid.one.amount.startsWith("-") ? words.sent : words.received,
      { amount: money(sizeOf(paid.one)), day: dateWords(paid.one.date), row: rowOf(paid.one.row) },
      paid.one.narration,
    );
  else if (paid.rows.length > 0)
    part(words.several, { count: paid.rows.length, rows: paid.rows.map(rowOf).join(", ") });
  part(words.rule, { rule: ground.rule });
  part(words.wrong, { reason: whatIsWrong(lead, paid.one, reason, template, rowOf) });
  const working = paid.one === null ? workingOf(line) : undefined;
  if (working) part(words.working, { steps: working });
  if (returned > 0n) part(words.returned, { sum: money(returned) });
  part(words.sums, { taken: money(taken), right: money(right), over: money(over) });
  const head = { charge: name, day: dateWords(line.date), sum: money(taken) };
  return {
    ...{ name, line, reason, ground, taken, right, over },
    tax: right > 0n ? taxText(ground, line, pack) : null,
    schedule: { no, head: fill(taxes.length > 0 ? words.withTax : words.head, head), parts },
  };
}

function taxText({ row }: Ground, line: AuditLine, pack: Pack): TextSeen | null {
  const id = row && row.vat === "added" ? vatOn(pack, line.date as CivilDate)?.ruleId : undefined;
  const rule = id === undefined ? undefined : pack.rules.find((one) => one.id === id);
  return rule ? textOf(rule) : null;
}

/** What makes a sum that no single payment makes, such as one for a month: the step before sum and limit are compared. */
const workingOf = ({ verdict, worksheet, steps = [] }: AuditLine): string | undefined =>
  verdict === "over_cap" || verdict === "over_tariff" ? worksheet[steps.indexOf(COMPARED) - 1] : undefined;

const COMPARED: keyof FindingReasons = "comparison";

const sizeOf = ({ amount }: AuditLine): Minor => {
  const minor = minorOf(amount);
  return minor < 0n ? -minor : minor;
};

/** The verdict in words, with the row that shows it: the same charge before, or the payment that came back. */
function whatIsWrong(
  { result, line }: LetterClaim,
  payment: AuditLine | null,
  reason: string,
  template: LetterTemplate,
  rowOf: (row: number) => string,
): string {
  const { twin, cameBack } = template.line;
  const shown = (text: string, one: AuditLine) => fill(text, { day: dateWords(one.date), row: rowOf(one.row) });
  if (line.verdict === "duplicate") {
    const before = twinOf(result, line);
    if (before) return shown(twin, before);
  }
  if (line.verdict === "not_returned" && payment) {
    const back = indexOf(result).reversals.get(payment.row);
    if (back) return shown(cameBack, back);
  }
  return reason;
}

/** The same charge taken before, where only one line can be it: of the same words, else of the same payment. */
function twinOf(result: AuditResult, line: AuditLine): AuditLine | null {
  const alike = (indexOf(result).charges.get(sameCharge(line)) ?? []).filter(
    (one) => one.row !== line.row && one.date <= line.date && one.verdict !== "duplicate",
  );
  const only = (list: readonly AuditLine[]) => (list.length === 1 ? (list[0] as AuditLine) : null);
  return (
    (line.for === null ? null : only(alike.filter((one) => one.for === line.for))) ??
    only(alike.filter((one) => one.narration === line.narration))
  );
}

const sameCharge = ({ service, charged }: AuditLine): string => `${service} ${charged}`;

type Index = {
  /** By the row of the payment that came back. */
  readonly reversals: ReadonlyMap<number, AuditLine>;
  /** By service and sum. */
  readonly charges: ReadonlyMap<string, readonly AuditLine[]>;
};
const indexes = new WeakMap<AuditResult, Index>();

function indexOf(result: AuditResult): Index {
  return madeOnce(indexes, result, () => {
    const reversals = new Map<number, AuditLine>();
    const charges = new Map<string, AuditLine[]>();
    for (const line of result.lines) {
      if (line.kind === "reversal" && typeof line.for === "number") reversals.set(line.for, line);
      if (line.verdict !== null) madeOnce(charges, sameCharge(line), (): AuditLine[] => []).push(line);
    }
    return { reversals, charges };
  });
}
