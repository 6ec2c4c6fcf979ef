/** Which catalogues there are: under its name each code that the catalogue has a sentence for, with the facts of the code. */
import type { FindingReasons } from "../domain/audit/audit-reasons.ts";
import type { OutcomeFacts } from "../domain/audit/outcome.ts";
import type { PriceReasons } from "../domain/fees/price-reasons.ts";

export type Catalogues = {
  /** What was found of a line of a statement. */
  readonly finding: FindingReasons;
  /** What one audit comes to. */
  readonly outcome: OutcomeFacts;
  /** How a price is worked out. */
  readonly price: PriceReasons;
};

/** Every code that can be said, with its facts. */
export type Sayable = Catalogues["finding"] & Catalogues["outcome"] & Catalogues["price"];
