/** What a child is asked about a stranger's bytes, and what it says of its answer. The bytes themselves travel beside it. */
import type { AuditBundle, AuditResult } from "../../domain/audit/audit-result.ts";
import type { Said } from "../../domain/audit/audit-statement.ts";
import type { ToldFact } from "../../domain/audit/told-facts.ts";
import type { LetterTemplate } from "../../domain/complaints/letter-template.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import type { SaidFile, SaidRefusal } from "../../domain/statements/statement.ts";
import type { Site } from "../../web/ui/document.tsx";

/** What every child is given before anybody comes; the same object for as long as the facts are the same. */
export type ForeignFacts = {
  readonly pack: Pack;
  readonly template: LetterTemplate;
  readonly site: Site;
  readonly css: string;
};

/** The bytes are a statement. `page`: the answer is the page of the result, else its JSON. */
export type StatementHead = {
  readonly ask: "page" | "json";
  readonly fileName: string;
  readonly said?: Said | undefined;
  /** Facts that no file shows and that the person states with it. */
  readonly told?: readonly ToldFact[] | undefined;
  readonly password?: string | undefined;
  /** What the page says of an example; null for a statement that a person sent. */
  readonly example: string | null;
  readonly on: CivilDate;
  readonly rows: number;
};

/** The bytes are what a page carried; `told` are the answers to its questions, by their names, and it is judged again. */
export type AgainHead = {
  readonly ask: "page";
  readonly told: readonly (readonly [name: string, value: string])[];
  readonly on: CivilDate;
};

/** The bytes are a result as a page carried it; `what` names the file that is made of it. */
export type FileHead = { readonly ask: "file"; readonly what: string; readonly on: CivilDate };

/** The bytes are a tariff that a bank is about to publish. */
export type TariffHead = { readonly ask: "tariff"; readonly bank?: string | undefined; readonly on: CivilDate };

export type ForeignHead = StatementHead | AgainHead | FileHead | TariffHead;

export const FILE_TYPES = ["application/json", "text/html", "text/plain", "text/calendar"] as const;

/** `page` has three parts: the page before the result that it carries, that result, and the rest. The others have one. */
export type ForeignAnswer =
  | { readonly is: "page" | "json" | "tariff" }
  | { readonly is: "file"; readonly name: string; readonly type: string }
  | { readonly is: "refused"; readonly refusal: SaidRefusal }
  | { readonly is: "too_many_rows"; readonly rows: number }
  | { readonly is: "damaged" | "no_such_file" }
  /** The code failed: where, never on what. */
  | { readonly is: "failed"; readonly error: string; readonly at: readonly string[] };

/** What a result was judged of; with it a page can be judged again. */
export type JudgedOf = {
  readonly files: readonly SaidFile[];
  readonly said: Said;
  readonly told: readonly ToldFact[];
  /** What the page says of an example. */
  readonly example: string | null;
  /** Code and facts that judged it. */
  readonly by: string;
};

/** A result that was judged, before it is dressed. `of` is absent where it cannot be judged again. */
export type JudgedResult = {
  readonly result: AuditResult | AuditBundle;
  readonly printed: string;
  readonly of?: JudgedOf;
};
