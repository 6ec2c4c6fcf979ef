import type { CivilDate } from "../dates/civil-date.ts";
import type { AccountType } from "../fees/pack.ts";
import type { BareReasonOf, NoFacts } from "../reason.ts";
import type { NoteReasons, RowReasons } from "./reading-reasons.ts";
import type { FileReasons, TryReasons } from "./refusal-reasons.ts";

/** A canonical decimal string as exact as the file: `-?\d+(\.\d+)?`. */
export type DecimalText = string;

/** One row of a statement that was read. Rows count data rows from 1 in the order of the file. */
export type StatementLine = {
  readonly row: number;
  readonly date: CivilDate;
  readonly valueDate: CivilDate | null;
  /** `HH:MM:SS` where the file prints one. */
  readonly time?: string;
  /** Signed: money leaving the account is negative. */
  readonly amount: DecimalText;
  readonly balance: DecimalText | null;
  readonly narration: string;
  readonly reference: string | null;
  readonly code: string | null;
  readonly page?: number;
  /** What of this line nothing in the file proves: then it is read, reported as a warning, and not used to accuse. */
  readonly doubt?: Doubt;
};

/** A side, a day or a sum that was chosen of two that are possible. */
export type Doubt = "side" | "day" | "sum";

export type RowReason = BareReasonOf<RowReasons>;

/** One row that could not be read, with its text: nothing is guessed and nothing is dropped. */
export type RejectedLine = { readonly row: number; readonly raw: string; readonly reason: RowReason };

/** The same in words. */
export type SaidRow = Omit<RejectedLine, "reason"> & { readonly reason: string };

/** Whether the running balance proves that every row was read: `breaks` are the rows where it does not. */
export type Chain = { readonly state: "complete" | "broken" | "absent"; readonly breaks: readonly number[] };

/** `R`: a row that was not read, with its reason as a code or in words. */
type StatementOf<R> = {
  readonly bank: string | null;
  readonly account: {
    readonly masked: string | null;
    readonly currency: string | null;
    readonly type: AccountType | "unknown";
    /** What the bank calls the account, as printed; absent where the file does not say it. */
    readonly product?: string;
  };
  /** The holder's name as printed: used to tell own transfers, never put out. */
  readonly holder: string | null;
  /** First and last day of the lines. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** The period printed in the file's head, both days in it; null where none is printed. */
  readonly period: { readonly from: CivilDate; readonly to: CivilDate } | null;
  readonly opening: DecimalText | null;
  readonly closing: DecimalText | null;
  readonly order: "oldest_first" | "newest_first" | "unordered";
  readonly chain: Chain;
  readonly lines: readonly StatementLine[];
  readonly rejected: readonly R[];
};
type FileOf<W, S> = {
  readonly format: string;
  readonly encoding: string;
  readonly warnings: readonly W[];
  readonly statements: readonly S[];
};

/** As a reader gives it: reasons, not sentences. */
export type ParsedStatement = StatementOf<RejectedLine>;
/** As everybody else has it: in words. */
export type SaidStatement = StatementOf<SaidRow>;

/** What had to be chosen or left out. `how` tells the sentences of one code apart. */
type NoteOf<K, F> = (K extends `${infer C}.${infer H}`
  ? { readonly code: C; readonly how: H }
  : { readonly code: K; readonly how?: undefined }) &
  (F extends NoFacts ? { readonly facts?: undefined } : { readonly facts: F });
export type Note = { [K in keyof NoteReasons]: NoteOf<K, NoteReasons[K]> }[keyof NoteReasons];
export type ReadWarning = Note & { readonly row?: number };
/** The same in words. */
export type SaidWarning = { readonly code: string; readonly message: string; readonly row?: number };

export type ParsedFile = FileOf<ReadWarning, ParsedStatement>;
export type SaidFile = FileOf<SaidWarning, SaidStatement>;

export type FileReason = BareReasonOf<FileReasons>;
export type TryReason = BareReasonOf<TryReasons>;
type RefusalOf<S, T> = {
  readonly code: "empty" | "unknown_format" | "unsupported_format" | "no_table" | "too_large" | "too_slow";
  readonly message: S;
  readonly tryThis: T;
  /** What a person could give so that it is read after all; absent where it is another file. */
  readonly asks?: "password" | undefined;
};
/** Why a whole file was refused, and what the person can try instead. Codes are a closed list. */
export type Refusal = RefusalOf<FileReason, TryReason>;
/** The same in words. */
export type SaidRefusal = RefusalOf<string, string>;

/** What a person may say about a file instead of leaving it to be sniffed. */
export type ReadOptions = {
  readonly encoding?: string;
  readonly dateOrder?: "dmy" | "mdy" | "ymd";
  /** Column names by position, e.g. `date,narration,debit,credit,balance`; `-` skips one. */
  readonly columns?: readonly string[];
  readonly fileName?: string;
  /** No day of a payment is later than in this year: it tells a two-digit year from a day. Readers know no clock. */
  readonly lastYear?: number;
  /** Whose statement it is, by its id; asked only where a file that cannot be read does not say. */
  readonly bank?: string;
  /** True when the time for this file is over: readers ask between pages and sheets, since they know no clock. */
  readonly stop?: () => boolean;
  readonly password?: string;
};
