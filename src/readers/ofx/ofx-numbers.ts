/**
 * What an OFX amount is worth. OFX allows a comma or a point before the decimals and nothing between thousands;
 * files do what they like, and some do both.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { decimalStyle, type Exact, type PrintedNumber, valueIn } from "../text/exact-number.ts";

/** One or two digits behind the last separator are decimals: no thousand is as short. */
const DECIMALS = /([.,])\d{1,2}$/;

/** Currencies whose sums have two decimals: three digits behind a point may be thousands. */
const TWO_DECIMALS = /^(?:USD|EUR|GBP|NGN|CAD|AUD|NZD|CHF|BRL|ZAR|GHS|KES|INR|MXN|SEK|NOK|DKK|PLN)/i;

/**
 * The value of each number of a statement, without its sign; undefined where it cannot be told. A number that shows its
 * decimals is read by them, whatever the others write. `1.234` is read as the file's other numbers prove, and not at all when
 * they prove both: so a file that writes both leaves nothing to warn of.
 */
export function ofxNumbers(
  numbers: readonly (PrintedNumber | null | undefined)[],
  warnings: ReadWarning[],
  currency = "",
): (number: PrintedNumber) => Exact | undefined {
  const found = decimalStyle(numbers);
  const separators = new Set(numbers.map((one) => DECIMALS.exec(one?.digits ?? "")?.[1]).filter(Boolean));
  const both = separators.size > 1;
  const open = both || found.style ? null : found.openSeparator;
  if (open === ",")
    warnings.push({
      code: "decimal_comma_assumed",
    });
  else if (open === "." && TWO_DECIMALS.test(currency))
    warnings.push({
      code: "decimals_assumed",
      how: "point",
    });
  const style = found.style ?? (found.openSeparator === "," ? "comma" : "point");
  const other = style === "point" ? "comma" : "point";
  return (number) => {
    const separator = DECIMALS.exec(number.digits)?.[1];
    if (separator !== undefined) return valueIn(separator === "," ? "comma" : "point", number);
    if (both && /[.,]/.test(number.digits)) return undefined;
    return valueIn(style, number) ?? valueIn(other, number);
  };
}

/** So many sums without decimals are a habit of the file. */
const MANY = 5;

/** No sum has decimals and their balance has. */
export const lacksDecimals = (
  numbers: readonly (PrintedNumber | null | undefined)[],
  balance: PrintedNumber,
): boolean =>
  numbers.length >= MANY && numbers.every((one) => one && !/[.,]/.test(one.digits)) && DECIMALS.test(balance.digits);
