/** Amounts as XML writes them, kept as exact as they stand. */
import { unitsOf } from "../text/exact-number.ts";

/** A decimal with a point; null when it is none. */
export function decimalOf(text: string | undefined): string | null {
  const match = /^([+-]?)(\d{1,24})(?:\.(\d{0,8}))?$/.exec(text ?? "");
  if (!match) return null;
  const plain = `${(match[2] as string).replace(/^0+(?=\d)/, "")}${match[3] ? `.${match[3]}` : ""}`;
  return match[1] === "-" && unitsOf(plain) !== 0n ? `-${plain}` : plain;
}

export const negate = (text: string): string =>
  unitsOf(text) === 0n ? text : text.startsWith("-") ? text.slice(1) : `-${text}`;

/** The amount with the sign that `CdtDbtInd` gives it. A minus that stands before it says the same once more. */
export const signed = (amount: string, mark: string | undefined): string =>
  /^DBIT$/i.test(mark ?? "") && !amount.startsWith("-") ? negate(amount) : amount;

export const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;
