import type { Said } from "../support/audit-rows.ts";

/** A small statement, and which of its rows are wrong under every reading; no other row may be accused. */
export type Case = {
  readonly name: string;
  readonly said: Said;
  readonly rows: string;
  readonly accused: Readonly<Record<number, string>>;
  /** Rows of which another verdict is wanted, or that must be no charge at all (null). */
  readonly told?: Readonly<Record<number, string | null>>;
};
