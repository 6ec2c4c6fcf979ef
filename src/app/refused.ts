/** Why a question cannot be answered. The codes are a closed list; each door translates them once. */
export type RefusalCode =
  | "unknown_service"
  | "unknown_bank"
  | "unknown_product"
  | "unknown_example"
  | "unknown_file"
  | "unknown_change"
  | "unknown_rule"
  | "unknown_jurisdiction"
  | "bad_json"
  | "missing_field"
  | "bad_amount"
  | "bad_fact"
  | "bad_date"
  | "bad_instant"
  | "bad_cursor"
  | "bad_field"
  | "nothing_known"
  | "no_file"
  | "too_large"
  | "too_slow"
  | "busy"
  | "database_away"
  | "outcome_unknown"
  | "key_reused"
  | "unknown_receipt"
  | "unreadable";

/** A question that was refused: `param` names the field, the message says what is wrong and what would fix it. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: RefusalCode;
  readonly param: string | null;
  /** Seconds after which it is worth asking again, where that is known. */
  readonly afterSeconds: number | undefined;

  constructor(code: RefusalCode, param: string | null, message: string, afterSeconds?: number) {
    super(message);
    this.afterSeconds = afterSeconds;
    this.code = code;
    this.param = param;
  }
}
