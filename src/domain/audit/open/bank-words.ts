import type { NarrationHints } from "../../fees/pack.ts";
import { madeOnce } from "../made-once.ts";

/** Shortest glued part, and shortest beginning of a word that was cut off, which are taken for a word of the bank's. */
const SHORTEST_PART = 3;
const SHORTEST_CUT = 5;
const MOST_GLUED = 48;

/** The words that banks of a country print in a charge's narration. */
export type BankWords = {
  /** The word that a written word stands for: `CHGS` is CHARGE; null where a bank prints no such word. The last word of a line may be cut off. */
  readonly meaning: (word: string, last: boolean) => string | null;
};

const made = new WeakMap<NarrationHints, BankWords>();

/** The words of a pack, made once: abbreviations, glued words (`CARDMAINTFEE`) and words that were cut off are opened. */
export const bankWords = (hints: NarrationHints): BankWords => madeOnce(made, hints, () => build(hints));

function build(hints: NarrationHints): BankWords {
  const meanings = new Map<string, string>();
  for (const word of hints.joiningWords ?? []) meanings.set(word, word);
  const joining = new Set(meanings.keys());
  for (const [meaning, variants] of Object.entries(hints.bankWords ?? {})) {
    for (const variant of [meaning.replaceAll(" ", ""), ...variants]) meanings.set(variant, meaning);
    for (const part of meaning.split(" ")) if (!meanings.has(part)) meanings.set(part, part);
  }
  const long = [...meanings.keys()].filter((word) => word.length > SHORTEST_CUT && !joining.has(word)).sort();
  const opened = new Map<string, string | null>();
  const glue = (word: string): string | null => {
    if (word.length < 2 * SHORTEST_PART || word.length > MOST_GLUED) return null;
    // the fewest parts that give the letters from each place to the end
    const best = new Array<readonly string[] | null>(word.length + 1).fill(null);
    best[word.length] = [];
    for (let from = word.length - SHORTEST_PART; from >= 0; from--)
      for (let to = word.length; to >= from + SHORTEST_PART; to--) {
        const rest = best[to];
        const part = word.slice(from, to);
        const meaning = rest && !joining.has(part) ? meanings.get(part) : undefined;
        if (rest && meaning !== undefined && (!best[from] || rest.length + 1 < (best[from]?.length ?? 0)))
          best[from] = [meaning, ...rest];
      }
    return best[0]?.join(" ") ?? null;
  };
  const cut = (word: string): string | null => {
    if (word.length < SHORTEST_CUT) return null;
    const whole = long.find((one) => one.startsWith(word));
    return whole === undefined ? null : (meanings.get(whole) as string);
  };
  return {
    meaning: (word, last) =>
      meanings.get(word) ?? madeOnce(opened, word, () => glue(word)) ?? (last ? cut(word) : null),
  };
}
