/**
 * A QIF text to its sections, one for each list of payments, with the account that its `!Account` names. A record
 * is a field a line, `^` at its end; which records are no payments is decided here; payments are read elsewhere.
 */
import { type Summary, summaryOf } from "../table/summary-words.ts";
import { MOST_LINES } from "../text/limits.ts";

export type QifRecord = {
  readonly fields: ReadonlyMap<string, string>;
  readonly raw: string;
  readonly invested: boolean;
};

/** An account as `!Account` describes it, with its last balance and the day of it, as printed. */
export type QifAccount = { readonly name: string; readonly balance: string | null; readonly balanceOn: string | null };

export type QifSection = {
  readonly account: QifAccount | null;
  /** What the heading says of the account. */
  readonly kind: string;
  /** How often it stands in the text. */
  headings: number;
  readonly records: QifRecord[];
  /** The record that only says with how much the account began. */
  opening: QifRecord | null;
  /** How many records of an investment account are no payments. */
  trades: number;
};

/** Lists of a QIF file that hold no payments; every other type is an account, whatever a program calls it. */
const NO_PAYMENTS = /^(?:cat|class|memorized|security|prices|budget|template|invitem|tag|payee|account)/i;
const INVESTMENT = /^invst/i;
const HEAD = /^(\s{0,40})!(type|account|option|clear)\b:?\s{0,9}(.*)$/i;
/** Of what an investment account does these move its money in or out; all else buys, sells or earns within. */
const MONEY_MOVES = /^(?:\d*|cash|xin|xout|contribx?|withdrwx?)$/i;

export const amountOf = ({ fields }: QifRecord): string => fields.get("T") ?? fields.get("U") ?? "no";

/** Every section that may hold payments, in the order of the text; null when it has too many records. */
export function qifSections(text: string): QifSection[] | null {
  const sections: QifSection[] = [];
  let section: QifSection | null = null;
  let kind = "";
  let account: QifAccount | null = null;
  let accounts = 0;
  let inAccount = false;
  let indent = "";
  let records = 0;
  let headed = false;
  let fields = new Map<string, string>();
  let raw: string[] = [];
  const end = (): void => {
    if (inAccount) {
      const name = fields.get("N");
      if (name) accounts++;
      // a list of accounts does not say whose payments follow
      if (name)
        account = accounts > 1 ? null : { name, balance: fields.get("$") || null, balanceOn: fields.get("/") || null };
    } else if (section && raw.length > 0) take(section);
    fields = new Map();
    raw = [];
  };
  const take = (into: QifSection): void => {
    const record: QifRecord = { fields, raw: raw.join(" | "), invested: INVESTMENT.test(kind) };
    if (record.invested && (amountOf(record) === "no" || !MONEY_MOVES.test(fields.get("N") ?? ""))) into.trades++;
    else if (!fields.has("D") && !fields.has("T")) return;
    else if (into.opening === null && into.records.length === 0 && isOpening(record, into.account))
      into.opening = record;
    else into.records.push(record);
  };
  for (const whole of text.split(/\r\n|\r|\n/)) {
    const line = whole.replace(/^\ufeff/, "").trimEnd();
    if (line.trim() === "") continue;
    const head = HEAD.exec(line);
    if (head) {
      headed = true;
      end();
      indent = head[1] as string;
      const what = (head[2] as string).toLowerCase();
      inAccount = what === "account";
      if (inAccount) accounts = 0;
      if (what === "clear") account = null;
      if (what !== "type") continue;
      kind = (head[3] as string).trim();
      const before: QifSection | undefined = sections.at(-1);
      // some programs print the heading of an account again before each of its records
      if (section !== null && section === before && again(before, kind, account)) {
        section.headings++;
        continue;
      }
      section = NO_PAYMENTS.test(kind) ? null : { account, kind, headings: 1, records: [], opening: null, trades: 0 };
      if (section) sections.push(section);
      continue;
    }
    if (/^\s{0,40}\^/.test(line)) {
      if (++records > MOST_LINES) return null;
      end();
      continue;
    }
    if (!section && !inAccount) {
      // records before any heading are payments of an account that is not named
      if (sections.length > 0 || headed || !/^\s{0,9}D\s?\d/i.test(line)) continue;
      section = { account: null, kind: "", headings: 1, records: [], opening: null, trades: 0 };
      sections.push(section);
    }
    // a file that was indented as a whole has its fields under its headings
    const field = line.startsWith(indent) ? line.slice(indent.length) : line;
    raw.push(field);
    const key = (field[0] as string).toUpperCase();
    // a record that lacks its end ends where the next one says its day
    if (key === "D" && !inAccount && fields.has("D") && fields.has("T")) {
      const next = raw.pop() as string;
      if (++records > MOST_LINES) return null;
      end();
      raw.push(next);
    }
    if (!fields.has(key)) fields.set(key, field.slice(1).trim());
  }
  end();
  return sections;
}

/** A heading that stands again before the next record of the account that it named before. */
const again = (before: QifSection, kind: string, account: QifAccount | null): boolean =>
  before.kind === kind && before.account === account && (account !== null || before.records.length <= before.headings);

/**
 * What the words of a record say that it sums up; null of one that is booked to a category, or to another account than its
 * own: that is a payment, whatever it is called.
 */
export function summaryIn(record: QifRecord, account: QifAccount | null): Summary | null {
  const { fields } = record;
  const to = fields.get("L") ?? "";
  // nought changes nothing
  if (!/[1-9]/.test(amountOf(record))) return null;
  if (to !== "" && (account !== null || !to.startsWith("["))) return null;
  return summaryOf(fields.get("P") || fields.get("M") || "");
}

/**
 * The first record of an account may only say with how much it began: Quicken books it from the account to itself. Where no
 * `!Account` proves that by its name, its words must say so.
 */
function isOpening(record: QifRecord, account: QifAccount | null): boolean {
  if (account && record.fields.get("L") === `[${account.name}]`) return true;
  return summaryIn(record, account) === "opening";
}
