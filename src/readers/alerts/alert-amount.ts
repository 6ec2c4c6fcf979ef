/** The sum of an alert in the currency of its account, of two that it prints. */

import { type Alert, balanceOf, saidOf } from "./alert.ts";
import { MONEY } from "./alert-keys.ts";
import { currencyOf, numberOf } from "./alert-values.ts";

const IN_BRACKETS = new RegExp(`^\\s?(?:DR|CR)?\\s?[(/=]\\s?(${MONEY.source}(?:\\s?(?:DR|CR)\\b)?)`, "i");

/**
 * The sum in the currency of the account, which is that of its balance: `USD10.00 DR (NGN15,000.00)`. An alert that prints
 * it in another currency alone does not say what was booked.
 */
export function sumOf(alert: Alert): string | undefined {
  const sum = saidOf(alert, "amount");
  if (sum === undefined) return undefined;
  const printed = MONEY.exec(sum)?.[0] ?? sum;
  const text = alert.raw.join(" ");
  const at = text.indexOf(printed);
  const beside = at < 0 ? undefined : IN_BRACKETS.exec(text.slice(at + printed.length))?.[1];
  const kept = currencyOf(balanceOf(alert) ?? "");
  // a dollar may be of many countries, and none of them is that of a balance in another currency
  const mark = kept === null ? undefined : /[$£]/.exec(printed)?.[0];
  const own = currencyOf(printed) ?? (mark ? (mark === "$" ? "USD" : "GBP") : null);
  const other = currencyOf(beside ?? "");
  if (own === null || own === kept || (kept === null && (other === null || other === own))) return sum;
  if (beside === undefined || other !== kept) return undefined;
  const side = numberOf(sum)?.mark;
  return side && !numberOf(beside)?.mark ? `${beside} ${side}` : beside;
}
