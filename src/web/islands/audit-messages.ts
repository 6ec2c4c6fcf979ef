import type { Refusal } from "../../domain/statements/statement.ts";

/** What the page asks of its worker. Every message stays inside the browser. */
export type Ask =
  | {
      readonly kind: "check";
      /** Where the facts lie. */
      readonly facts: string;
      readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
      /** Where a made-up statement lies; it is read in place of files. */
      readonly example?: string;
      readonly bank?: string;
      readonly accountType?: string;
      readonly password?: string;
      /** What the person said of the columns, by position. */
      readonly columns?: readonly string[];
      /** Readers that the person agreed to fetch. */
      readonly agreed: readonly Heavy[];
    }
  | {
      readonly kind: "make";
      /** `statement-check.json`, `second-letter-1.txt`: the name says which. */
      readonly name: string;
      /** The page's style, for a saved page that stands alone. */
      readonly css: string;
    };

export type Heavy = "pdf" | "workbook";

/** What the worker tells. */
export type Told =
  | {
      readonly kind: "checked";
      readonly title: string;
      readonly html: string;
      /** Set when the columns may have been taken for others: why, and the three questions. */
      readonly unsure: { readonly why: string; readonly html: string } | null;
    }
  /** `columns`: the three questions, where the file holds a table that we could not make out. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly columns: string | null }
  | { readonly kind: "needs"; readonly reader: Heavy }
  | { readonly kind: "made"; readonly name: string; readonly file: Blob }
  | { readonly kind: "failed"; readonly message: string };
