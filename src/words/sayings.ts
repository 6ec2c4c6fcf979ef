/** The shapes of a catalogue, as it is written and as it is run. */
import type { BareReason, NoFacts } from "../domain/reason.ts";

/** A sentence for each code, in ICU MessageFormat. A language that is not complete leaves out what it does not have. */
export type Messages<L> = { readonly [C in keyof L]: string };

/** The same made into functions by `npm run words`, which take the facts of their code, or nothing where it has none. */
export type Sayings<L> = {
  readonly [C in keyof L]: L[C] extends NoFacts ? () => string : (facts: Told<L[C]>) => string;
};

/** Facts as a sentence takes them: reasons within it are said already. */
type Told<F> = { readonly [N in keyof F]: F[N] extends readonly BareReason[] ? readonly string[] : F[N] };
