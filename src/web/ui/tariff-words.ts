/** What is wrong with a tariff, in a sentence: the same on the page and in the terminal. */
import type { Pack } from "../../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../../domain/money/money.ts";
import { exactMoney, plainMoney } from "../../domain/money/money-words.ts";
import {
  type CheckedFee,
  MOST_TARIFF_ROWS,
  type TariffFinding,
  type TariffReport,
} from "../../domain/tariff-check/check-tariff.ts";
import { choicesOf } from "../../domain/tariff-check/tariff-choices.ts";
import { type RowFault, TARIFF_COLUMNS, type TariffColumn } from "../../domain/tariff-check/tariff-rows.ts";
import { TARIFF_COLUMN_WORDS, TARIFF_WORDS } from "../../words/en/tariff.ts";
import { filled } from "../../words/message.ts";
import { priceSummary } from "../../words/price-words.ts";
import { caseWords } from "./change-words.ts";
import { dateWords } from "./words.ts";

export function findingWords(finding: TariffFinding, pack: Pack): string {
  const money = (sum: Minor) => plainMoney(sum, pack.currency);
  switch (finding.code) {
    case "row":
      return rowWords(finding.fault, pack);
    case "gap":
      return finding.upTo === null
        ? `No price above ${money(finding.above ?? 0n)}: the last band has an end.`
        : `No price for sums above ${money(finding.above ?? 0n)} up to ${money(finding.upTo)}.`;
    case "overlap":
      return `Two prices for sums above ${money(finding.above ?? 0n)}${finding.upTo === null ? "" : ` up to ${money(finding.upTo)}`}.`;
    case "gap_untold":
      return filled(TARIFF_WORDS.gap_untold, { unread: linesWords(finding.unread) });
    case "twice":
      return "This fee stands in two rows that begin on the same day: one of them must go, or each needs a band.";
    case "above_limit":
      return overWords(finding, pack);
    case "vat_not_said":
      return "Say of VAT whether it is added, included or none. It was checked as added.";
    case "vat_due":
      return "By the rule VAT is due on this fee, and the row says none.";
    case "vat_not_due":
      return "The rule knows no VAT on this, and the row takes it.";
    case "from_not_said":
      return "The row names no first day. It was held against the rules of today.";
    case "announced_late":
      return "It is announced on its first day or after it.";
    case "short_notice":
      return `${finding.given} working days of notice; the rule asks for ${finding.needed} (${finding.rule}, grade ${finding.grade}).`;
  }
}

function overWords(finding: Extract<TariffFinding, { code: "above_limit" }>, pack: Pack): string {
  const { own, limit, currency, facts, amount, rules, grade, draft, per } = finding;
  const where = caseWords({
    facts,
    amount: amount === null ? null : formatMinor(amount),
    before: { kind: "unknown" },
    knownUntil: null,
    after: { kind: "sum", currency, fee: "0.00", tax: "0.00", total: "0.00" },
  });
  const most = limit.total === 0n ? "it must be free" : `the most is ${exactMoney(limit.total, currency)}`;
  const tenfold = per === null ? "" : " The rate is ten times that of the rule: is it per mille, and not percent?";
  const names = rules.flatMap((id) => pack.rules.find((rule) => rule.id === id)?.instrument?.title ?? []);
  const weak = grade === "C" || grade === "D" ? " Look it up before you rely on it." : "";
  const lifted = draft ? " A draft that is not in force has a higher figure." : "";
  return `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${exactMoney(own.total, currency)} with VAT, and ${most}.${tenfold} ${[...new Set(names)].join("; ") || rules.join(", ")}, grade ${grade ?? "unknown"}.${weak}${lifted}`;
}

function rowWords({ column, why, value }: RowFault, pack: Pack): string {
  const got = value === "" ? "" : filled(TARIFF_WORDS.got, { value });
  switch (why) {
    case "unknown_service":
      return `Column service: no service is called “${value}”. The template has all ${pack.services.length - 1}.`;
    case "one_of":
      return filled(TARIFF_WORDS.one_of, { column, choices: allowedWords(column), got });
    case "no_sum":
      return `Column ${column} is a sum like 25.00${got}.`;
    case "no_rate":
      return `Column rate is written like 0.5 % or 5 per mille${got}.`;
    case "rate_without_unit":
      return `Column rate says “${value}” and not of what: write ${value} % or ${value} per mille. They are ten times apart.`;
    case "no_price":
      return "The row has no price: fill in fixed or rate.";
    case "fixed_and_rate":
      return "The row has a fixed price and a rate: keep one.";
    case "no_day":
      return `Column ${column} is a day like 2026-01-31${got}.`;
    case "bad_band":
      return "The band ends before it begins: above is less than up_to.";
  }
}

/** The words that a column allows, in a row. */
const allowedWords = (column: TariffColumn): string =>
  [...choicesOf(column), ...(column === "per" ? [TARIFF_WORDS.a_sum] : [])].join(", ");

/** What each column of the template says and allows. */
export const columnWords = (): readonly {
  readonly column: string;
  readonly says: string;
  readonly allowed: string;
}[] => TARIFF_COLUMNS.map((column) => ({ column, says: TARIFF_COLUMN_WORDS[column], allowed: allowedWords(column) }));

const linesWords = (lines: readonly number[]): string =>
  lines.length === 1
    ? filled(TARIFF_WORDS.unread_line, { line: String(lines[0]) })
    : filled(TARIFF_WORDS.unread_lines, { lines: lines.join(", ") });

/** Each draft that would change a limit of this tariff: what it would set, from when, and for which lines. */
export function draftsWords(
  fees: readonly CheckedFee[],
  pack: Pack,
): readonly { readonly rule: string; readonly said: string }[] {
  const ids = [...new Set(fees.flatMap(({ drafts }) => drafts))];
  return pack.rules
    .filter(({ id }) => ids.includes(id))
    .map((rule) => {
      const draft = filled(TARIFF_WORDS.draft, {
        title: rule.instrument?.title ?? rule.id,
        name: rule.name,
        price: priceSummary(rule.price, rule.currency),
        from: rule.proposedFrom ? dateWords(rule.proposedFrom) : "",
      });
      const lines = linesWords(fees.filter(({ drafts }) => drafts.includes(rule.id)).map(({ line }) => line));
      return { rule: rule.id, said: filled(TARIFF_WORDS.draft_lines, { draft, lines }) };
    });
}

export function refusalWords(report: Extract<TariffReport, { ok: false }>): string {
  switch (report.why) {
    case "no_table":
      return "The file is empty.";
    case "no_rows":
      return "No row has a price: fill in fixed or rate.";
    case "too_many_rows":
      return `The file has more than ${MOST_TARIFF_ROWS} fees. Send it in parts.`;
    case "columns":
      return `${report.columns.length > 0 ? `There is no column ${report.columns.map((name) => `“${name.slice(0, 40)}”`).join(", ")}. ` : ""}The columns are ${TARIFF_COLUMNS.join(", ")}; service must be there.`;
  }
}

export const STATE_WORDS: Readonly<Record<CheckedFee["state"], string>> = {
  within: "within the limit",
  above: "above the limit",
  no_limit: "no limit with a sum is known",
  not_priced: "not checked: it has two prices",
};

/** One head, and no all-clear while something is open. */
export function headWords({ findings, fees }: Extract<TariffReport, { ok: true }>): string {
  const faults = findings.filter(({ severity }) => severity === "fault").length;
  const doubts = findings.length - faults;
  const within = fees.filter(({ state }) => state === "within").length;
  if (faults > 0) return `${faults} to put right${doubts > 0 ? `, ${doubts} to look at` : ""}`;
  if (doubts > 0) return `${doubts} to look at`;
  if (within === fees.length)
    return fees.length === 1 ? "The fee is within its limit" : `All ${fees.length} fees are within their limits`;
  return `${within} of ${fees.length} fees are within a limit; for the others we know none`;
}

/** What the rules say of notice, so that silence is not taken for a rule. */
export function noticeWords(pack: Pack): string {
  const asked = pack.rules.filter(({ notice, standing }) => notice && standing === "in_force");
  const names = asked.map(({ name, notice }) => `${name}: ${notice?.workingDays} working days`);
  return names.length === 0
    ? "No rule that we know says how long before a change a bank must tell."
    : `Notice before a change, as far as we know a rule: ${names.join("; ")}. For other fees we know none.`;
}
