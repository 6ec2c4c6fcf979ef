/**
 * One idea: a narration is understood by its words, and its digits count as digits: `NIP 0042` and `NIP 1951` are one text. So
 * a long statement, which names few things many times, is understood once for each such text.
 */
import type { Pack } from "../fees/pack.ts";
import { classifierFor, digitsTold, type LineClass } from "./classify.ts";
import { tellingWords } from "./narration.ts";

/** What the words of a line say: its class, and what may tell its payment from others. */
export type Understood = { readonly told: LineClass; readonly words: readonly string[] };
type Known = { readonly words: readonly string[]; debit: Understood | null; credit: Understood | null };

const MOST_KNOWN = 20_000;

/** Makes a reader of normalised narrations for one bank's statements. */
export function narrationReader(
  { wordings, narration: hints }: Pick<Pack, "wordings" | "narration">,
  bank: string | null,
): (narration: string, direction: "debit" | "credit") => Understood {
  const classify = classifierFor(wordings, bank);
  const common: ReadonlySet<string> = new Set(hints.commonWords);
  const alike = digitsTold(wordings);
  const known = new Map<string, Known>();
  return (narration, direction) => {
    const text = alike === null ? narration : narration.replace(alike, "0");
    let one = known.get(text);
    if (!one) {
      one = { words: tellingWords(text, common), debit: null, credit: null };
      if (known.size < MOST_KNOWN) known.set(text, one);
    }
    one[direction] ??= { told: classify(text, direction), words: one.words };
    return one[direction];
  };
}
