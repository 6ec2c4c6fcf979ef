/**
 * One idea: pasted SMS or e-mail alerts to the statements of their accounts. What a bank leaves out (direction, balance) is
 * told by the alerts around it or the alert is rejected.
 */
import type { ParsedStatement, ReadOptions, ReadWarning, Refusal } from "../domain/statements/statement.ts";
import { currencyOf, dateOf, numberOf } from "./alert-values.ts";
import { bookRecords, sealStatement } from "./booked-statement.ts";
import { type Alert, collectAlerts, saidOf } from "./collect-alerts.ts";
import { decimalStyle, type Exact, type PrintedNumber, signedIn, valueIn } from "./exact-number.ts";
import { maskAccount } from "./mask-account.ts";
import { dayIn, orderOf, type PrintedDate } from "./printed-date.ts";
import { bankIn, type NamedBank } from "./read-preamble.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "./reader-answer.ts";

/** What to say of a text that speaks of payments and holds no alert that can be read. */
export const noAlert = (): Refusal =>
  refusal(
    "no_table",
    "This text holds no alert that we can read: an alert says debit or credit, how much, and on which day.",
    "Paste each alert whole, as the bank sent it, or ask the bank for the statement as CSV or Excel.",
  );

export function readAlerts(
  text: string,
  banks: readonly NamedBank[] = [],
  options: Pick<ReadOptions, "dateOrder"> = {},
): ReaderAnswer {
  const collected = collectAlerts(text);
  if (collected === null) return tooManyLines();
  const { alerts, words } = collected;
  if (alerts.length === 0) return noAlert();
  const warnings: ReadWarning[] = [...collected.warnings];
  const accounts = new Map<string, Alert[]>();
  let last = "";
  for (const alert of alerts) {
    const account = saidOf(alert, "account");
    const key = account !== undefined && /\d{2}/.test(account) ? account : last;
    last = key;
    const same = accounts.get(key);
    if (same) same.push(alert);
    else accounts.set(key, [alert]);
  }
  const dates = alerts.map(dayOf).filter((one): one is PrintedDate => one !== undefined);
  const found = orderOf(dates, null, options.dateOrder);
  const order = options.dateOrder ?? found.order;
  if (!options.dateOrder && found.assumed)
    warnings.push({
      code: "date_order_assumed",
      message: "No date proves the order of day and month: day first is assumed.",
    });
  // what stands in no alert may name the bank of the only account, and says nothing of several
  const around = accounts.size === 1 ? words : [];
  const statements = [...accounts].map(([account, list]) =>
    finish(account, list, order, bankOf([...list.flatMap((alert) => alert.words), ...around], banks)),
  );
  return { format: "alerts", statements, warnings };
}

const dayOf = (alert: Alert): PrintedDate | undefined => dateOf((role) => saidOf(alert, role));

/** The bank that the alerts name; a customer who is greeted may be called like one. */
const bankOf = (words: readonly string[], banks: readonly NamedBank[]): string | null =>
  bankIn(
    words
      .join("\n")
      .slice(0, 20_000)
      .replace(/^\W{0,20}(?:dear|hello|hi)\b[^,.!:\n]{0,120}/gim, " "),
    banks,
  );

function finish(
  account: string,
  alerts: readonly Alert[],
  order: "dmy" | "mdy" | "ymd",
  bank: string | null,
): ParsedStatement {
  const numbers = alerts.flatMap((alert) => [numberOf(saidOf(alert, "amount")), numberOf(balanceOf(alert))]);
  const style = decimalStyle(numbers).style ?? "point";
  let before: Exact | null = null;
  const booked = bookRecords(
    alerts,
    (alert) => {
      const number = numberOf(saidOf(alert, "amount"));
      const amount = number ? valueIn(style, number) : undefined;
      const printed = dayOf(alert);
      const after = signedIn(style, numberOf(balanceOf(alert))) ?? null;
      const out = number && amount ? directionOf(alert, number, amount, before, after) : null;
      before = after ?? before;
      return {
        amount,
        date: printed && dayIn(order, printed),
        out,
        balance: after,
        valueDate: null,
        time: printed?.time || null,
        narration: (saidOf(alert, "narration") ?? saidOf(alert, "party") ?? "").replace(/\s+/g, " ").trim(),
        reference: referenceOf(alert),
        code: null,
      };
    },
    (alert) => alert.raw.join(" | "),
  );
  const currency = alerts.map((alert) => currencyOf(saidOf(alert, "amount") ?? "")).find((one) => one !== null);
  const sealed = sealStatement({
    bank,
    masked: maskAccount(account),
    currency: currency ?? null,
    ...booked,
  });
  // alerts are sent for some movements and not for others: a gap between two proves nothing against either
  return sealed.chain.state === "broken" ? { ...sealed, chain: { state: "absent", breaks: [] } } : sealed;
}

const balanceOf = (alert: Alert): string | undefined => saidOf(alert, "balance") ?? saidOf(alert, "otherBalance");

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
  if (side) return side === "debit";
  if (number.signed) return number.negative;
  if (before && after) {
    if (before.units - value.units === after.units) return true;
    if (before.units + value.units === after.units) return false;
  }
  return null;
}
