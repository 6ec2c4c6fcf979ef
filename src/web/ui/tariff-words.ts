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
import { priceSummary } from "../../words/price-words.ts";
import { ENGLISH_TEXTS, type Texts } from "../../words/texts.ts";
import { caseWords } from "./change-words.ts";
import { dateWords } from "./words.ts";

export function findingWords(finding: TariffFinding, pack: Pack, say: Texts = ENGLISH_TEXTS): string {
  const money = (sum: Minor) => plainMoney(sum, pack.currency);
  switch (finding.code) {
    case "row":
      return rowWords(finding.fault, pack, say);
    case "gap": {
      const above = money(finding.above ?? 0n);
      return finding.upTo === null
        ? say.text("tariff.gap_open", { above })
        : say.text("tariff.gap", { above, upTo: money(finding.upTo) });
    }
    case "overlap": {
      const above = money(finding.above ?? 0n);
      return finding.upTo === null
        ? say.text("tariff.overlap_open", { above })
        : say.text("tariff.overlap", { above, upTo: money(finding.upTo) });
    }
    case "gap_untold":
      return say.text("tariff.gap_untold", { unread: linesWords(finding.unread, say) });
    case "above_limit":
      return overWords(finding, pack, say);
    case "short_notice":
      return say.text("tariff.short_notice", {
        given: finding.given,
        needed: finding.needed,
        rule: finding.rule,
        grade: finding.grade,
      });
    default:
      return say.text(`tariff.${finding.code}`);
  }
}

function overWords(finding: Extract<TariffFinding, { code: "above_limit" }>, pack: Pack, say: Texts): string {
  const { own, limit, currency, facts, amount, rules, grade, draft, per } = finding;
  const where = caseWords(
    {
      facts,
      amount: amount === null ? null : formatMinor(amount),
      before: { kind: "unknown" },
      knownUntil: null,
      after: { kind: "sum", currency, fee: "0.00", tax: "0.00", total: "0.00" },
    },
    say,
  );
  const names = rules.flatMap((id) => pack.rules.find((rule) => rule.id === id)?.instrument?.title ?? []);
  const parts = [
    say.text(limit.total === 0n ? "tariff.must_be_free" : "tariff.above_limit", {
      where: `${where.charAt(0).toUpperCase()}${where.slice(1)}`,
      own: exactMoney(own.total, currency),
      most: exactMoney(limit.total, currency),
    }),
    per === null ? "" : say.text("tariff.tenfold"),
    say.text(grade === null ? "tariff.by_rule_unknown" : "tariff.by_rule", {
      rules: [...new Set(names)].join("; ") || rules.join(", "),
      grade: grade ?? "",
    }),
    grade === "C" || grade === "D" ? say.text("tariff.weak") : "",
    draft ? say.text("tariff.lifted") : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function rowWords({ column, why, value }: RowFault, pack: Pack, say: Texts): string {
  return say.text(`tariff.row.${why}`, {
    column,
    value,
    got: value === "" ? "" : say.text("tariff.got", { value }),
    services: pack.services.length - 1,
    choices: why === "one_of" ? allowedWords(column, say) : "",
  });
}

/** The words that a column allows, in a row. */
const allowedWords = (column: TariffColumn, say: Texts): string =>
  [...choicesOf(column), ...(column === "per" ? [say.text("tariff.a_sum")] : [])].join(", ");

/** What each column of the template says and allows. */
export const columnWords = (
  say: Texts = ENGLISH_TEXTS,
): readonly { readonly column: string; readonly says: string; readonly allowed: string }[] =>
  TARIFF_COLUMNS.map((column) => ({
    column,
    says: say.text(`tariff.column.${column}`),
    allowed: allowedWords(column, say),
  }));

const linesWords = (lines: readonly number[], say: Texts): string =>
  lines.length === 1
    ? say.text("tariff.unread_line", { line: String(lines[0]) })
    : say.text("tariff.unread_lines", { lines: lines.join(", ") });

/** Each draft that would change a limit of this tariff: what it would set, from when, and for which lines. */
export function draftsWords(
  fees: readonly CheckedFee[],
  pack: Pack,
  say: Texts = ENGLISH_TEXTS,
): readonly { readonly rule: string; readonly said: string }[] {
  const ids = [...new Set(fees.flatMap(({ drafts }) => drafts))];
  return pack.rules
    .filter(({ id }) => ids.includes(id))
    .map((rule) => {
      const draft = say.text("tariff.draft_rule", {
        title: rule.instrument?.title ?? rule.id,
        name: rule.name,
        price: priceSummary(rule.price, rule.currency),
        from: rule.proposedFrom ? dateWords(rule.proposedFrom) : "",
      });
      const lines = linesWords(
        fees.filter(({ drafts }) => drafts.includes(rule.id)).map(({ line }) => line),
        say,
      );
      return { rule: rule.id, said: say.text("tariff.draft_lines", { draft, lines }) };
    });
}

export function refusalWords(report: Extract<TariffReport, { ok: false }>, say: Texts = ENGLISH_TEXTS): string {
  if (report.why !== "columns") return say.text(`tariff.${report.why}`, { most: MOST_TARIFF_ROWS });
  const columns = TARIFF_COLUMNS.join(", ");
  const unknown = report.columns.map((name) => `“${name.slice(0, 40)}”`).join(", ");
  return unknown === ""
    ? say.text("tariff.no_service_column", { columns })
    : say.text("tariff.unknown_columns", { columns, unknown });
}

/** One head, and no all-clear while something is open. */
export function headWords({ findings, fees }: Extract<TariffReport, { ok: true }>, say: Texts = ENGLISH_TEXTS): string {
  const faults = findings.filter(({ severity }) => severity === "fault").length;
  const doubts = findings.length - faults;
  const within = fees.filter(({ state }) => state === "within").length;
  if (faults > 0) return say.text(doubts > 0 ? "tariff.faults_and_doubts" : "tariff.faults", { faults, doubts });
  if (doubts > 0) return say.text("tariff.doubts", { doubts });
  if (within < fees.length) return say.text("tariff.some_within", { within, fees: fees.length });
  return say.text(fees.length === 1 ? "tariff.one_within" : "tariff.all_within", { fees: fees.length });
}

/** What the rules say of notice, so that silence is not taken for a rule. */
export function noticeWords(pack: Pack, say: Texts = ENGLISH_TEXTS): string {
  const asked = pack.rules.filter(({ notice, standing }) => notice && standing === "in_force");
  const notices = asked.map(({ name, notice }) =>
    say.text("tariff.notice_of", { name, days: notice?.workingDays ?? "" }),
  );
  return notices.length === 0
    ? say.text("tariff.no_notice")
    : say.text("tariff.notice", { notices: notices.join("; ") });
}
