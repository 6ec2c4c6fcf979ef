/**
 * One idea: QIF is a list of records, a field a line, `^` at the end of each; `!Type:` says what the records are. It names
 * no balance, no currency and no order of day and month.
 */
import { type CivilDate, dayNumber } from "../domain/dates/civil-date.ts";
import type { ParsedStatement, ReadOptions, ReadWarning } from "../domain/statements/statement.ts";
import { bookRecords, joinNarration, sealStatement } from "./booked-statement.ts";
import { type DecimalStyle, decimalStyle, readPrinted, valueIn } from "./exact-number.ts";
import { MOST_LINES } from "./limits.ts";
import { type DateOrder, dayIn, orderOf, type PrintedDate, readPrintedDate } from "./printed-date.ts";
import { accountType } from "./read-preamble.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "./reader-answer.ts";

type QifRecord = { readonly fields: ReadonlyMap<string, string>; readonly raw: string; readonly invested: boolean };
type Section = { readonly name: string | null; readonly kind: string; readonly records: QifRecord[]; trades: number };

const PAYMENTS = /^(bank|cash|ccard|oth a|oth l|oth s|invst|invoice)/i;
const HEAD = /^!(type|account|option|clear)\b:?\s*(.*)$/i;

export function readQif(text: string, options: Pick<ReadOptions, "dateOrder"> = {}): ReaderAnswer {
  const sections = sectionsOf(text);
  if (sections === null) return tooManyLines();
  const paid = sections.filter((section) => section.records.length > 0);
  if (paid.length === 0)
    return refusal(
      "no_table",
      "This QIF file holds no payments.",
      "Ask the bank for a QIF, OFX or CSV export of the account.",
    );
  const warnings: ReadWarning[] = [];
  const trades = sections.reduce((sum, section) => sum + section.trades, 0);
  if (trades > 0)
    warnings.push({
      code: "investments_not_read",
      message: `${trades} trades of an investment account are no payments and were not read.`,
    });
  const records = paid.flatMap((section) => section.records);
  const order = orderOfFile(records, options.dateOrder, warnings);
  const found = decimalStyle(records.map((record) => readPrinted(amountOf(record))));
  if (!found.style && found.openSeparator === ",")
    warnings.push({ code: "thousands_comma_assumed", message: "Amounts like 1,234 are read as thousands." });
  const style = found.style ?? "point";
  return { format: "qif", statements: paid.map((section) => finish(section, order, style)), warnings };
}

function sectionsOf(text: string): Section[] | null {
  const sections: Section[] = [];
  let section: Section | null = null;
  let account: string | null = null;
  let inAccount = false;
  let lines = 0;
  let fields = new Map<string, string>();
  let raw: string[] = [];
  const end = () => {
    if (inAccount) account = fields.get("N") ?? account;
    else if (section && /^invst/i.test(section.kind) && !fields.has("T") && !fields.has("U"))
      section.trades += raw.length > 0 ? 1 : 0;
    else if (section && (fields.has("D") || fields.has("T")))
      section.records.push({ fields, raw: raw.join(" | "), invested: /^invst/i.test(section.kind) });
    fields = new Map();
    raw = [];
  };
  for (const whole of text.split(/\r\n|\r|\n/)) {
    const line = whole.replace(/^\ufeff/, "").trimEnd();
    if (line.trim() === "") continue;
    const head = HEAD.exec(line.trim());
    if (head) {
      end();
      const kind = (head[1] as string).toLowerCase();
      inAccount = kind === "account";
      if (kind !== "type") continue;
      const what = (head[2] as string).trim();
      section = PAYMENTS.test(what) ? { name: account, kind: what, records: [], trades: 0 } : null;
      if (section) sections.push(section);
      continue;
    }
    if (line.trim() === "^") {
      if (++lines > MOST_LINES) return null;
      end();
      continue;
    }
    if (!section && !inAccount) continue;
    raw.push(line);
    const key = (line[0] as string).toUpperCase();
    if (!fields.has(key)) fields.set(key, line.slice(1).trim());
  }
  end();
  return sections;
}

const amountOf = ({ fields }: QifRecord): string => fields.get("T") ?? fields.get("U") ?? "no";
const dateOf = ({ fields }: QifRecord): PrintedDate | undefined =>
  readPrintedDate((fields.get("D") ?? "").replace(/\s*([/.'-])\s*/g, "$1"));

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
  const words = order === "dmy" ? "day first" : "month first";
  warnings.push({
    code: "date_order_assumed",
    message: `No date proves the order of day and month: ${words} is assumed.`,
  });
  return order;
}

function finish(section: Section, order: DateOrder, style: DecimalStyle): ParsedStatement {
  const booked = bookRecords(
    section.records,
    (record) => {
      const { fields, invested } = record;
      const number = readPrinted(amountOf(record));
      const printed = dateOf(record);
      const bought = invested && /^(buy|xout|withdrw|miscexp|margint)/i.test(fields.get("N") ?? "");
      return {
        amount: number ? valueIn(style, number) : undefined,
        date: printed && dayIn(order, printed),
        out: (number?.negative === true) !== bought,
        balance: null,
        valueDate: null,
        time: printed?.time || null,
        narration: joinNarration([fields.get("P"), fields.get("M")]) || (fields.get("L") ?? ""),
        reference: invested ? null : fields.get("N") || null,
        code: fields.get("L") || null,
      };
    },
    ({ raw }) => raw,
  );
  return sealStatement({ type: accountType(section.name ?? "") ?? "unknown", ...booked });
}
