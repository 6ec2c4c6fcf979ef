/**
 * Pasted SMS or e-mail alerts to the statements of their accounts. What a bank leaves out (direction, balance) is
 * told by the alerts around it or the alert is rejected.
 */
import type {
  ParsedStatement,
  ReadOptions,
  ReadWarning,
  Refusal,
  StatementLine,
} from "../../domain/statements/statement.ts";
import { bookRecords } from "../proof/book-records.ts";
import { sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { bankIn, type NamedBank } from "../table/read-preamble.ts";
import { decimalStyle, type Exact, type PrintedNumber, signedIn, valueIn } from "../text/exact-number.ts";
import { maskAccount } from "../text/mask-account.ts";
import { type DateOrder, dayIn, orderOf } from "../text/printed-date.ts";
import { type Alert, balanceOf, saidOf } from "./alert.ts";
import { sumOf } from "./alert-amount.ts";
import { datesOf, dayOf, ownDayOf, placesOfYears, type YearPlace } from "./alert-days.ts";
import { cameOnTop, feeIn } from "./alert-fees.ts";
import { proveSteps } from "./alert-steps.ts";
import { currencyOf, numberOf } from "./alert-values.ts";
import { collectAlerts, collectMessages } from "./collect-alerts.ts";
import type { Message } from "./message-backup.ts";

/** What to say of a text that mentions payments and holds no alert that can be read. */
export const noAlert = (): Refusal => refusal("no_table", "file.no_alert", "try.alerts_whole");

export function readAlerts(
  text: string | readonly Message[],
  banks: readonly NamedBank[] = [],
  options: Pick<ReadOptions, "dateOrder" | "lastYear"> = {},
): ReaderAnswer {
  const collected = typeof text === "string" ? collectAlerts(text) : collectMessages(text);
  if (collected === null) return tooManyLines();
  const { words } = collected;
  const alerts = withoutRepeated(collected.alerts);
  if (alerts.length === 0) return noAlert();
  const warnings: ReadWarning[] = [...collected.warnings];
  if (alerts.length < collected.alerts.length)
    warnings.push({
      code: "repeated_row",
      how: "alerts",
      facts: { count: collected.alerts.length - alerts.length },
    });
  const accounts = new Map<string, Alert[]>();
  // an alert without an account is of the one that its sender named before
  const last = new Map<string, string>();
  const spelled = new Map<string, string>();
  const currencyIn = new Map<string, string>();
  for (const alert of alerts) {
    const account = saidOf(alert, "account");
    const sender = alert.message?.sender ?? "";
    // one message masks with stars what the next masks with letters
    const shape = account?.replace(/[*.x]+/gi, "*") ?? "";
    if (account && !spelled.has(shape)) spelled.set(shape, account);
    const own = /\d{2}/.test(shape) ? (spelled.get(shape) as string) : (last.get(sender) ?? sender);
    last.set(sender, own);
    // a wallet keeps each of its currencies apart
    const money = currencyOf(sumOf(alert) ?? "") ?? currencyIn.get(own) ?? "";
    if (money !== "" && !currencyIn.has(own)) currencyIn.set(own, money);
    const key = money === (currencyIn.get(own) ?? "") ? own : `${own}\u0000${money}`;
    const same = accounts.get(key);
    if (same) same.push(alert);
    else accounts.set(key, [alert]);
  }
  const undated = alerts.filter((alert) => ownDayOf(alert) === undefined && dayOf(alert) !== undefined);
  // a wallet that never prints its day does so in each of its messages: one note says as much
  if (undated.length > MOST_NOTES)
    warnings.push({ code: "day_of_message", how: "many", facts: { count: undated.length } });
  else for (const { row } of undated) warnings.push({ code: "day_of_message", how: "one", row });
  const places = options.dateOrder
    ? null
    : placesOfYears([...accounts.values()], options.lastYear ?? Number.POSITIVE_INFINITY);
  const dates = [...accounts.values()].flatMap((list, i) => (places?.[i]?.first ? [] : datesOf(list)));
  // whether the year stands first is settled by then
  const found = orderOf(places ? dates.map(({ short: _, ...date }) => date) : dates, null, options.dateOrder);
  const order = options.dateOrder ?? found.order;
  if (!options.dateOrder && found.assumed)
    warnings.push({
      code: "date_order_assumed",
      how: "day",
    });
  // what stands in no alert may name the bank of the only account, and says nothing of several
  const around = accounts.size === 1 ? words : [];
  const statements = [...accounts].map(([account, list], i) =>
    finish(
      list,
      {
        account: account.split("\u0000")[0] ?? "",
        years: places?.[i] ?? { first: false, doubtful: false },
        order,
        bank: bankOf([...list.flatMap((alert) => alert.words), ...around], banks),
      },
      warnings,
    ),
  );
  return { format: "alerts", statements, warnings };
}

const MOST_NOTES = 40;

/**
 * The same alert twice: its words are the same, and so is its balance, which two payments would have moved twice. Several in one
 * line have their labels to tell them apart.
 */
function withoutRepeated(alerts: readonly Alert[]): readonly Alert[] {
  const seen = new Set<string>();
  return alerts.filter((alert) => {
    const text = [...alert.raw, ...alert.labels.values(), ...alert.told.values()].join("\n");
    if (balanceOf(alert) !== undefined && seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** The bank that the alerts name; a customer who is greeted may be called like one. */
const bankOf = (words: readonly string[], banks: readonly NamedBank[]): string | null =>
  bankIn(
    words
      .join("\n")
      .slice(0, 20_000)
      .replace(/^\W{0,20}(?:dear|hello|hi)\b[^,.!:\n]{0,120}/gim, " "),
    banks,
  );

/** What an alert books: its payment, or with `words` the fee that it names beside it. */
type Booking = {
  readonly alert: Alert;
  readonly amount: Exact | undefined;
  readonly out: boolean | null;
  readonly balance: Exact | null;
  readonly words: string | null;
};

const BALANCE_UNREAD = (row: number): ReadWarning => ({
  code: "balance_unread",
  how: "alert",
  row,
});

const FEE_BESIDE = (row: number): ReadWarning => ({
  code: "fees_beside",
  how: "alert",
  row,
});

type OneAccount = {
  readonly account: string;
  readonly years: YearPlace;
  readonly order: DateOrder;
  readonly bank: string | null;
};

function finish(
  alerts: readonly Alert[],
  { account, years, order, bank }: OneAccount,
  warnings: ReadWarning[],
): ParsedStatement {
  const numbers = alerts.flatMap((alert) => [numberOf(sumOf(alert)), numberOf(balanceOf(alert))]);
  const style = decimalStyle(numbers).style ?? "point";
  let before: Exact | null = null;
  const records = alerts.flatMap((alert): Booking[] => {
    const number = numberOf(sumOf(alert));
    const amount = number ? valueIn(style, number) : undefined;
    const after = signedIn(style, numberOf(balanceOf(alert))) ?? null;
    if (!after && /\d/.test(balanceOf(alert) ?? "")) warnings.push(BALANCE_UNREAD(alert.row));
    const out = number && amount ? directionOf(alert, number, amount, before, after) : null;
    const moved = before && after ? after.units - before.units : null;
    before = after ?? before;
    const own = { alert, amount, out, balance: after, words: null };
    const cost = amount && out !== null ? feeIn(alert.raw.join(" "), style) : null;
    // of an alert about a fee the fee is the sum
    if (!cost || !amount || cost.fee.units === amount.units) return [own];
    if (!cameOnTop(moved, out ? -amount.units : amount.units, cost.fee)) {
      warnings.push(FEE_BESIDE(alert.row));
      return [own];
    }
    return [
      { ...own, balance: null },
      { alert, amount: cost.fee, out: true, balance: after, words: cost.words },
    ];
  });
  const booked = bookRecords(
    records,
    ({ alert, amount, out, balance, words }) => {
      const printed = dayOf(alert);
      return {
        amount,
        date: printed && dayIn(years.first && printed.short ? "ymd" : order, printed),
        out,
        balance,
        valueDate: null,
        time: printed?.time || null,
        narration: words ?? (saidOf(alert, "narration") ?? saidOf(alert, "party") ?? "").replace(/\s+/g, " ").trim(),
        reference: referenceOf(alert),
        code: null,
      };
    },
    ({ alert }) => alert.raw.join(" | "),
  );
  const currency = alerts
    .flatMap((alert) => [currencyOf(sumOf(alert) ?? ""), currencyOf(balanceOf(alert) ?? "")])
    .find((one) => one !== null);
  const lines = booked.lines.map((line): StatementLine => {
    const alert = (records[line.row - 1] as Booking).alert;
    const doubt = alert.receipt ? "side" : years.doubtful && dayOf(alert)?.short ? "day" : null;
    return doubt ? { ...line, doubt } : line;
  });
  if (years.doubtful) warnings.push({ code: "year_place_assumed", row: (alerts[0] as Alert).row });
  for (const { row } of alerts.filter(({ receipt }) => receipt)) warnings.push(OF_RECEIPT(row));
  const sealed = sealStatement({
    bank,
    masked: maskAccount(/\d{2}/.test(account) ? account : null),
    currency: currency ?? null,
    lines,
    rejected: booked.rejected,
  });
  const [proved, apart] = proveSteps(sealed, (row) => (records[row - 1] as Booking).alert.row);
  if (apart) warnings.push(apart);
  return proved;
}

const OF_RECEIPT = (row: number): ReadWarning => ({
  code: "receipt_side_assumed",
  row,
});

/** A row of zeros is what a bank prints where it has none. */
const referenceOf = (alert: Alert): string | null => (saidOf(alert, "reference") ?? "").replace(/^0+$/, "") || null;

/** true: money leaves. What the alert says, then what the balances before and after prove. */
function directionOf(
  alert: Alert,
  number: PrintedNumber,
  value: Exact,
  before: Exact | null,
  after: Exact | null,
): boolean | null {
  if (number.mark && alert.side && number.mark !== alert.side) return null;
  const side = number.mark ?? alert.side;
  // a sign that says the other side leaves both open
  const denied = number.signed && (number.negative ? side === "credit" : side === "debit" && number.mark === null);
  if (side && !denied) return side === "debit";
  if (number.signed && !denied) return number.negative;
  if (before && after) {
    if (before.units - value.units === after.units) return true;
    if (before.units + value.units === after.units) return false;
  }
  return null;
}
