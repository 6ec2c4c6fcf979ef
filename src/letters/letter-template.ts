import type { Verdict } from "../domain/audit/audit-result.ts";

type Opening = { readonly one: string; readonly many: string };
type Reminder = { readonly title: string; readonly text: string };

/** The words of one letter; `{name}` is filled in. */
export type LetterWords = {
  readonly to: readonly string[];
  readonly subject: string;
  /** Said first where the bank became part of another, and where it was closed. */
  readonly passed: string;
  readonly closed: string;
  readonly opening: Opening;
  readonly alertsFirst: string;
  readonly asks: readonly string[];
  /** Asked for too where the clock knows what a bank owes besides the sum. */
  readonly refund: string;
  readonly stateRule: string;
  readonly clock: string;
  readonly next: string;
  /** Said after `next` where the clock knows how long the regulator's door stays open. */
  readonly window: string;
  readonly closing: string;
};

/** The wording of a country's letters: data (`data/<jurisdiction>/letter.json`), so that a lawyer can read and sign it. */
export type LetterTemplate = {
  readonly version: string;
  readonly language: string;
  /** A named lawyer who signed; null until one has. */
  readonly reviewer: string | null;
  readonly reviewedOn: string | null;
  readonly review: { readonly none: string; readonly signed: string };
  readonly blanks: Readonly<
    Record<"bank" | "address" | "name" | "account" | "contact" | "tracking" | "sentOn" | "signed", string>
  >;
  readonly headings: Readonly<Record<"asks" | "schedule" | "working" | "clock" | "sources", string>>;
  readonly columns: readonly string[];
  readonly total: string;
  readonly verdicts: Readonly<Record<Exclude<Verdict, "right" | "cannot_tell">, string>>;
  readonly grounds: Readonly<Record<"cited" | "asked" | "sourceCited" | "sourceReported" | "sourceNone", string>>;
  readonly working: string;
  readonly workingTotal: string;
  readonly reported: string;
  readonly noBank: string;
  /** Who is written to where a bank was closed and nobody is known to have taken it over. */
  readonly winder: string;
  /** The last line of the address, where an address is known well enough. */
  readonly byEmail: string;
  readonly bank: LetterWords;
  readonly regulator: LetterWords;
  readonly mail: { readonly short: string };
  readonly reminders: Readonly<Record<"acknowledge" | "answer" | "regulator" | "refund" | "window", Reminder>>;
};

/** Fills `{name}` from `values`; a name without a value is a fault of the template and throws. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text
    .replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the letter's template asks for {${name}}, which nobody knows`);
      return String(value);
    })
    .replace(/ {2,}/g, " ")
    .trim();

/** Who read the wording, or that nobody has. */
export const reviewLine = ({ review, reviewer, reviewedOn }: LetterTemplate): string =>
  reviewer === null || reviewedOn === null ? review.none : fill(review.signed, { reviewer, reviewedOn });
