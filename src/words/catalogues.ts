/** Which catalogues there are: under its name each code that the catalogue has a sentence for, with the facts of the code. */
import type { OutcomeFacts } from "../domain/audit/outcome.ts";

export type Catalogues = {
  /** What one audit comes to. */
  readonly outcome: OutcomeFacts;
};

/** Every code that can be said, with its facts. */
export type Sayable = Catalogues["outcome"];
