/** Which catalogues there are: under its name each code that the catalogue has a sentence for, with the facts of the code. */
import type { FindingReasons } from "../domain/audit/audit-reasons.ts";
import type { OutcomeFacts } from "../domain/audit/outcome.ts";
import type { RateReasons } from "../domain/fees/agreed-rates.ts";
import type { QuestionReasons } from "../domain/fees/charge-question.ts";
import type { PriceReasons } from "../domain/fees/price-reasons.ts";
import type { PackReasons } from "../domain/pack-check/pack-reasons.ts";
import type {
  AlertNotes,
  FormatNotes,
  FormatRows,
  TableNotes,
  TableRows,
} from "../domain/statements/reading-reasons.ts";
import type { FileReasons, TryReasons } from "../domain/statements/refusal-reasons.ts";

export type Catalogues = {
  /** What was found of a line of a statement. */
  readonly finding: FindingReasons;
  /** What one audit comes to. */
  readonly outcome: OutcomeFacts;
  /** How a price is worked out. */
  readonly price: PriceReasons;
  /** What may be wrong in a pack. */
  readonly pack: PackReasons;
  /** What may be wrong in a question about a charge. */
  readonly question: QuestionReasons;
  /** What may be wrong in a table of agreed rates. */
  readonly rates: RateReasons;
  /** What had to be chosen or left out when a file was read. */
  readonly notes: TableNotes;
  readonly alertNotes: AlertNotes;
  readonly formatNotes: FormatNotes;
  /** Why a row became no line. */
  readonly rows: TableRows;
  readonly formatRows: FormatRows;
  /** Why a whole file was refused, and what to try. */
  readonly refused: FileReasons & TryReasons;
};

/** Every code of an answer, with its facts. */
export type Sayable = Catalogues["finding"] & Catalogues["outcome"] & Catalogues["price"];
