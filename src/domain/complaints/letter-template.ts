import type { Verdict } from "../audit/audit-result.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { Grade, Instrument, LevyTerms, Source } from "../fees/pack.ts";

type Opening = { readonly one: string; readonly many: string };
type Reminder = { readonly title: string; readonly text: string };
/** One part of a line of the schedule: what it is called, and its words. */
type Labelled = { readonly label: string; readonly text: string };

/** The words of one letter; `{name}` is filled in. */
export type LetterWords = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly greeting: string;
  /** Said first where the bank became part of another, and where it was closed. */
  readonly passed: string;
  readonly closed: string;
  readonly opening: Opening;
  readonly alertsFirst: string;
  readonly asks: readonly string[];
  /** Stands for the request for the sum where the clock knows what a bank owes besides it. */
  readonly refund: string;
  readonly clock: string;
  /** Said where the clock knows how old a charge may be. */
  readonly oldest: string;
  readonly next: string;
  /** Said after `next` where the clock knows how long the regulator's door stays open. */
  readonly window: string;
  readonly closing: string;
};

/**
 * A sentence of the regulator's own text that a letter may lean on. `when` says what must be claimed for it: a charge whose
 * rule stands in the banks' Guide, one that the rule calls negotiable, or one that may not be taken at all.
 */
export type Principle = {
  readonly id: string;
  readonly when: "guide" | "negotiable" | "not_permitted";
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly text: string;
  /** The same, said to the regulator. */
  readonly regulator: string;
  readonly grade: Grade;
  readonly instrument: Instrument;
  readonly source: Source;
  readonly checkedOn: CivilDate;
};

type Accusation = Exclude<Verdict, "right" | "cannot_tell">;

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
  readonly headings: Readonly<Record<"asks" | "charges" | "why" | "clock" | "schedule" | "sources", string>>;
  /** Of the table in the letter: a row a charge, or a row a kind where there are many. */
  readonly columns: Readonly<Record<"lines" | "kinds", readonly string[]>>;
  readonly total: string;
  readonly verdicts: Readonly<Record<Accusation | "over_agreed", string>>;
  /** The parts of one line of the schedule. */
  readonly line: {
    readonly row: string;
    readonly rowOf: string;
    readonly head: string;
    readonly withTax: string;
    readonly words: Labelled;
    readonly sent: Labelled;
    readonly received: Labelled;
    readonly several: Labelled;
    readonly rule: Labelled;
    readonly norule: string;
    readonly wrong: Labelled;
    readonly twin: string;
    readonly cameBack: string;
    readonly returned: Labelled;
    readonly working: Labelled;
    readonly sums: Labelled;
  };
  /** How a rule is said with its band. */
  readonly rules: {
    readonly limit: string;
    readonly limitFor: string;
    readonly plusVat: string;
    readonly withVat: string;
    readonly free: string;
    readonly share: string;
    readonly shareFor: string;
    readonly levy: string;
    readonly levyExempt: string;
    readonly exempt: Readonly<Record<LevyTerms["exempt"][number], string>>;
    readonly payers: Readonly<Record<LevyTerms["payer"], string>>;
    readonly agreed: string;
  };
  readonly principles: readonly Principle[];
  /** How far each text that is named was read: said once, at the end. */
  readonly sources: Readonly<Record<"read" | "reported" | "lines", string>>;
  readonly noBank: string;
  /** Whom the letter goes to where a bank was closed and no successor is known. */
  readonly winder: string;
  /** The last line of the address, where an address is known well enough. */
  readonly byEmail: string;
  readonly bank: LetterWords;
  readonly regulator: LetterWords;
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

/** Who reviewed the wording, or that it was not reviewed. */
export const reviewLine = ({ review, reviewer, reviewedOn }: LetterTemplate): string =>
  reviewer === null || reviewedOn === null ? review.none : fill(review.signed, { reviewer, reviewedOn });
