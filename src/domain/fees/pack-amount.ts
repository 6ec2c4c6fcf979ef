import type { Minor } from "../money/money.ts";
import { parseMinor } from "../money/money.ts";
import type { Decimal } from "./price.ts";

/** A decimal of the pack as minor units. Throws RangeError on a malformed one, which the data check finds first. */
export function parsePackAmount(text: Decimal): Minor {
  const value = parseMinor(text);
  if (value === undefined) throw new RangeError(`not an amount in the pack: ${text}`);
  return value;
}
