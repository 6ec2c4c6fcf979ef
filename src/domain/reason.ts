/**
 * What the engine says, before it is said in words: a code from a closed list and the facts that its sentence needs. The room
 * `words` has a sentence for each code in each language; nothing else reads one.
 */

/**
 * A fact as it is, never as it is printed. A bigint is always a sum of money in minor units; a row or a
 * count is a number; a day is ISO 8601; a rate is the decimal fraction of the pack; a name is the pack's own text. A list of
 * reasons is for a sentence that contains other sentences.
 */
export type Fact =
  | bigint
  | number
  | boolean
  | string
  | null
  | readonly string[]
  | readonly number[]
  | readonly BareReason[];

export type Facts = { readonly [name: string]: Fact };

export type Reason = { readonly code: string; readonly facts: Facts };

/** Turns a list of codes (code to facts) into the union of their reasons. */
export type ReasonOf<L> = { readonly [C in keyof L & string]: { readonly code: C; readonly facts: L[C] } }[keyof L &
  string];

/** The facts of a code that needs none. */
export type NoFacts = { readonly [name: string]: never };
export const NO_FACTS_NEEDED: NoFacts = {};

/** A reason that may come without facts, where its code needs none. */
export type BareReason = { readonly code: string; readonly facts?: Facts | undefined };

/** As `ReasonOf`; a code that needs no facts has no `facts` field. */
export type BareReasonOf<L> = {
  readonly [C in keyof L & string]: L[C] extends NoFacts
    ? { readonly code: C; readonly facts?: undefined }
    : { readonly code: C; readonly facts: L[C] };
}[keyof L & string];
