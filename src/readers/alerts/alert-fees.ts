/**
 * What an alert says its payment cost, in words beside the sum: "Transaction cost, Ksh7.00". It becomes a line of its own
 * where the balances before and after prove that it came on top of the sum; else the reader warns of it.
 */

import { type DecimalStyle, type Exact, valueIn } from "../text/exact-number.ts";
import { MONEY } from "./alert-keys.ts";
import { numberOf } from "./alert-values.ts";

const FEE = new RegExp(
  `\\b(transaction cost|transaction fee|transfer fee|fees?(?: charged)?|charges?|commission)\\b(?: of| is| was)?[\\s:,.-]{0,4}(${MONEY.source})`,
  "i",
);

export type AlertFee = { readonly words: string; readonly fee: Exact };

/** The fee that the words of an alert name beside its sum; null where there is none or it is nought. */
export function feeIn(text: string, style: DecimalStyle): AlertFee | null {
  const found = FEE.exec(text.slice(0, 2_000));
  const number = numberOf(found?.[2]);
  const fee = number ? valueIn(style, number) : undefined;
  return found && fee && fee.units !== 0n ? { words: (found[1] as string).toUpperCase(), fee } : null;
}

/** Whether the balance moved by the sum and the fee together. */
export function cameOnTop(moved: bigint | null, signed: bigint, fee: Exact): boolean {
  return moved !== null && moved === signed - fee.units;
}
