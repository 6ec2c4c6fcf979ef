import type { AccountType, Grade, Payee } from "../fees/pack.ts";
import type { Chain, SaidRow } from "../statements/statement.ts";

/** The audit's answer, field for field the contract's JSON (design of the audit): decimals are strings, dates ISO 8601. */
export type Verdict =
  | "right"
  | "over_cap"
  | "over_tariff"
  | "not_permitted"
  | "duplicate"
  | "wrong_tax"
  | "wrong_payer"
  | "not_returned"
  | "cannot_tell";

export type LineKind = "transaction" | "fee" | "tax" | "levy" | "interest" | "reversal";

/** A reason as JSON has it: its code, and its facts with sums as decimals in text. */
export type SaidReason = {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[] | readonly number[]>>;
};

export type AuditLine = {
  readonly row: number;
  readonly date: string;
  readonly narration: string;
  readonly amount: string;
  readonly kind: LineKind;
  readonly service: string | null;
  readonly for: number | readonly number[] | null;
  readonly verdict: Verdict | null;
  readonly charged: string | null;
  readonly allowed: string | null;
  readonly over: string | null;
  /** Only where something of the charge came back: JSON leaves it out of the others. */
  readonly returned?: string | undefined;
  readonly rule: string | null;
  readonly grade: Grade | null;
  readonly missing: readonly string[];
  readonly also: readonly Verdict[];
  /** Why this verdict, in plain sentences of the language asked for. */
  readonly why: string;
  readonly worksheet: readonly string[];
  /** What each line of the worksheet is, by its code; only where there are some. */
  readonly steps?: readonly string[] | undefined;
  /** The same before it was said; only where something is said. */
  readonly reason?: SaidReason | undefined;
  /** What `why` says after its reason; only where it says more. */
  readonly notes?: readonly SaidReason[] | undefined;
};

export type AuditSums = {
  readonly charged: string;
  readonly allowed: string;
  readonly over: string;
  readonly cannotTell: string;
  readonly returned: string;
};

export type AuditResult = {
  readonly engine: {
    readonly name: "openfees";
    readonly version: string;
    readonly rules: { readonly jurisdiction: string; readonly version: string; readonly sha256: string };
  };
  readonly statement: {
    readonly format: string;
    readonly encoding: string;
    readonly bank: string | null;
    readonly account: {
      readonly type: AccountType | "unknown";
      readonly currency: string | null;
      readonly masked: string | null;
    };
    readonly from: string | null;
    readonly to: string | null;
    readonly opening: string | null;
    readonly closing: string | null;
    readonly rows: { readonly total: number; readonly read: number; readonly rejected: number };
    readonly chain: Chain;
    /** What the reader had to choose or leave out; those without a row are of the whole file. */
    readonly warnings: readonly { readonly code: string; readonly message: string; readonly row: number | null }[];
  };
  readonly totals: AuditSums & {
    readonly byService: readonly (AuditSums & { readonly service: string })[];
    readonly byPayee: readonly (AuditSums & { readonly payee: Payee })[];
    readonly byMonth: readonly (AuditSums & { readonly month: string })[];
  };
  readonly lines: readonly AuditLine[];
  readonly rejected: readonly SaidRow[];
};

/** Several statements, in one file or several. */
export type AuditBundle = {
  readonly engine: AuditResult["engine"];
  readonly results: readonly AuditResult[];
  readonly duplicates: readonly {
    readonly date: string;
    readonly amount: string;
    readonly narration: string;
    /** Its row in each statement that holds it, and the place of each of them in `results`, from 0. */
    readonly rows: readonly number[];
    readonly results: readonly number[];
  }[];
  readonly totals: AuditSums;
};

export const ACCUSATIONS: ReadonlySet<Verdict> = new Set<Verdict>([
  "over_cap",
  "over_tariff",
  "not_permitted",
  "duplicate",
  "wrong_tax",
  "wrong_payer",
  "not_returned",
]);

export const resultsOf = (answer: AuditResult | AuditBundle): readonly AuditResult[] =>
  "results" in answer ? answer.results : [answer];
