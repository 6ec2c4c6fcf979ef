/**
 * The records of a QIF section to a statement. QIF names no currency and no order of day and month, and a balance
 * only at the start of an account or at its end.
 */
import { type CivilDate, dayNumber } from "../../domain/dates/civil-date.ts";
import type {
  DecimalText,
  ParsedStatement,
  ReadOptions,
  ReadWarning,
  StatementLine,
} from "../../domain/statements/statement.ts";
import { bookRecords } from "../proof/book-records.ts";
import { joinNarration, sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { paysTheCard } from "../table/card-words.ts";
import { accountType } from "../table/read-preamble.ts";
import { type DecimalStyle, decimalStyle, exactText, readPrinted, signedIn, valueIn } from "../text/exact-number.ts";
import { type DateOrder, dayIn, orderOf, type PrintedDate, readPrintedDate } from "../text/printed-date.ts";
import { amountOf, type QifAccount, type QifRecord, type QifSection, qifSections, summaryIn } from "./qif-sections.ts";
import { sidesInDoubt } from "./qif-sides.ts";

export function readQif(text: string, options: Pick<ReadOptions, "dateOrder"> = {}): ReaderAnswer {
  const sections = qifSections(text);
  if (sections === null) return tooManyLines();
  const paid = sections.filter((section) => section.records.length > 0 || section.opening !== null);
  const trades = sections.reduce((sum, section) => sum + section.trades, 0);
  if (paid.length === 0)
    return refusal(
      "no_table",
      trades > 0 ? { code: "file.qif_trades", facts: { trades } } : "file.qif_empty",
      "try.qif_export",
    );
  const warnings: ReadWarning[] = [];
  if (trades > 0)
    warnings.push({
      code: "investments_not_read",
      facts: { count: trades },
    });
  const records = paid.flatMap(({ opening, records }) => (opening ? [opening, ...records] : records));
  const order = orderOfFile(records, options.dateOrder, warnings);
  const balances = paid.map(({ account }) => account?.balance ?? "");
  const found = decimalStyle([...records.map(amountOf), ...balances].map(readPrinted));
  if (!found.style && found.openSeparator === ",") warnings.push({ code: "thousands_comma_assumed" });
  const style = found.style ?? "point";
  return { format: "qif", statements: paid.map((section) => finish(section, order, style, warnings)), warnings };
}

const printedDay = (text: string): PrintedDate | undefined =>
  // a year of one digit behind the apostrophe is one of this century
  readPrintedDate(text.replace(/\s{0,9}([/.'-])\s{0,9}/g, "$1").replace(/'(\d)$/, "'0$1"));
const dateOf = ({ fields }: QifRecord): PrintedDate | undefined => printedDay(fields.get("D") ?? "");

/** Day or month first: what the dates prove, else the order that keeps the payments closest together. */
function orderOfFile(records: readonly QifRecord[], said: DateOrder | undefined, warnings: ReadWarning[]): DateOrder {
  if (said) return said;
  const dates = records.map(dateOf).filter((date): date is PrintedDate => date !== undefined);
  const found = orderOf(dates, null, undefined);
  if (!found.assumed) return found.order;
  const span = (order: DateOrder): number => {
    const days = dates.map((date) => dayIn(order, date)).filter((day): day is CivilDate => day !== undefined);
    const numbers = days.map(dayNumber);
    return (
      numbers.reduce((a, b) => Math.max(a, b), 0) - numbers.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER)
    );
  };
  const order = span("mdy") < span("dmy") ? "mdy" : "dmy";
  warnings.push({
    code: "date_order_assumed",
    how: order === "dmy" ? "day" : "month",
  });
  return order;
}

function finish(section: QifSection, order: DateOrder, style: DecimalStyle, warnings: ReadWarning[]): ParsedStatement {
  const exact = (printed: string | null): DecimalText | null => {
    const value = signedIn(style, readPrinted(printed ?? ""));
    return value ? exactText(value) : null;
  };
  const opening = section.opening && exact(amountOf(section.opening));
  // one that cannot be read is rejected with its text like any other record
  const records = section.opening && opening === null ? [section.opening, ...section.records] : section.records;
  const worded = saysDirection(section.records);
  if (worded)
    warnings.push({
      code: "direction_from_type",
      how: "words",
    });
  const plusIsSpent = isCard(section.kind) && spendsWithPlus(section.records);
  if (plusIsSpent)
    warnings.push({
      code: "direction_by_words",
      how: "card_paid",
    });
  if (!worded && !plusIsSpent) warnings.push(...sidesInDoubt(records));
  const sumsUp = (record: QifRecord | undefined): boolean =>
    record !== undefined && record !== section.opening && summaryIn(record, section.account) !== null;
  const booked = bookRecords(
    records,
    (record) => {
      const { fields, invested } = record;
      const number = readPrinted(amountOf(record));
      const printed = dateOf(record);
      const leaves = worded ? WITHDRAWAL.test(fields.get("N") ?? "") : invested && LEAVES.test(fields.get("N") ?? "");
      return {
        amount: number && !sumsUp(record) ? valueIn(style, number) : undefined,
        date: printed && dayIn(order, printed),
        out: (number?.negative === true) !== (leaves || plusIsSpent),
        balance: null,
        valueDate: null,
        time: printed?.time || null,
        narration: joinNarration([fields.get("P"), fields.get("M")]) || (fields.get("L") ?? ""),
        reference: invested || worded ? null : fields.get("N") || null,
        code: fields.get("L") || null,
      };
    },
    ({ raw }) => raw,
  );
  const rejected = booked.rejected.map((one) =>
    sumsUp(records[one.row - 1]) ? { ...one, reason: { code: "row.balance_or_total" } as const } : one,
  );
  const { account } = section;
  return sealStatement({
    type: accountType(account?.name ?? "") ?? "unknown",
    opening,
    closing: account && section.trades === 0 && isClosing(account, booked.lines, order) ? exact(account.balance) : null,
    lines: booked.lines,
    rejected,
  });
}

/** A balance closes the payments when its day is known and none of them is later. */
function isClosing({ balanceOn }: QifAccount, lines: readonly StatementLine[], order: DateOrder): boolean {
  const printed = printedDay(balanceOn ?? "");
  const day = printed && dayIn(order, printed);
  return day !== undefined && lines.every(({ date }) => date <= day);
}

const isCard = (kind: string): boolean => /^ccard/i.test(kind);

/** Every record that its words call a payment to the card carries a minus, and most of the others carry none. */
function spendsWithPlus(records: readonly QifRecord[]): boolean {
  let [paid, spent, other] = [0, 0, 0];
  for (const record of records) {
    const minus = readPrinted(amountOf(record))?.negative === true;
    if (!paysTheCard(`${record.fields.get("P") ?? ""} ${record.fields.get("M") ?? ""}`)) minus ? other++ : spent++;
    else if (minus) paid++;
    else return false;
  }
  return paid > 0 && spent > other;
}

const LEAVES = /^(?:xout|withdrw)/i;
const WITHDRAWAL = /^withdrawal$/i;

/** Some banks print no sign and say in the place of a cheque number which way the money went. */
function saysDirection(records: readonly QifRecord[]): boolean {
  const worded = ({ fields }: QifRecord): boolean => /^(?:withdrawal|deposit)$/i.test(fields.get("N") ?? "");
  return records.length > 0 && records.every((one) => worded(one) && readPrinted(amountOf(one))?.signed !== true);
}
