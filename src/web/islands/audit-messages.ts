import type { SaidRefusal } from "../../domain/statements/statement.ts";

/** A file as the person chose it; it is read in the worker, one after the other, so that many need not be held at once. */
export type Chosen = { readonly name: string; readonly file: Blob };

/** What the page asks of its worker. Every message stays inside the browser. */
export type Ask =
  | {
      readonly kind: "check";
      /** Where the facts lie. */
      readonly facts: string;
      readonly files: readonly Chosen[];
      /** Where a made-up statement lies; it is read in place of files. */
      readonly example?: string;
      readonly bank?: string;
      readonly accountType?: string;
      readonly product?: string;
      readonly password?: string;
      /** What the person said of the columns, by position. */
      readonly columns?: readonly string[];
      /** Readers that the person agreed to fetch. */
      readonly agreed: readonly Heavy[];
      readonly rates?: Chosen;
      /** Work that was saved on this page. */
      readonly work?: Chosen;
      /** The files join those in the binder. */
      readonly more?: true;
      readonly packKb: number;
    }
  /** Puts what was checked last in the binder for many files. */
  | { readonly kind: "binder"; readonly packKb: number }
  /** Groups of findings, by their place in the binder, that are asked for or left out. */
  | { readonly kind: "decide"; readonly groups: readonly number[]; readonly accepted: boolean }
  /** A part of a long list of the binder. */
  | {
      readonly kind: "list";
      readonly list: string;
      readonly from: number;
      /** What the filters of the findings say, by their fields. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  /** What the person tells of the statements, by the names of the questions; what is open is judged again. */
  | {
      readonly kind: "tell";
      readonly fields: readonly (readonly [name: string, value: string])[];
      readonly packKb: number;
    }
  | {
      readonly kind: "make";
      readonly facts: string;
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
      /** The page is the binder, whose boxes and lists want answers. */
      readonly binder: boolean;
    }
  /** `columns`: the three questions, where the file holds a table that we could not make out. */
  | { readonly kind: "refused"; readonly refusal: SaidRefusal; readonly columns: string | null }
  /** Nothing was changed; why, line by line. */
  | { readonly kind: "stopped"; readonly lines: readonly string[]; readonly field: "file" | "rates" | "work" }
  | { readonly kind: "needs"; readonly reader: Heavy }
  | { readonly kind: "reading"; readonly words: string }
  | { readonly kind: "decided"; readonly words: readonly (readonly [id: string, words: string])[] }
  | {
      readonly kind: "list";
      readonly list: string;
      readonly html: string;
      /** Of the findings, when a filter was changed: how many there are. The list stands in place of the one before. */
      readonly found?: string;
    }
  | { readonly kind: "made"; readonly name: string; readonly file: Blob }
  | { readonly kind: "unmade"; readonly name: string; readonly words: string }
  | { readonly kind: "failed"; readonly message: string };

/** Names of the files that a result is saved as. */
export const KEPT_PAGE = "statement-check.html";
export const KEPT_JSON = "statement-check.json";
