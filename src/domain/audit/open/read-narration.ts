/**
 * A narration is understood by its words, and its digits count as digits: `NIP 0042` and `NIP 1951` are one text. So a long
 * statement, which names few things many times, is understood once for each such text.
 */
import type { Pack } from "../../fees/pack.ts";
import { bankWords } from "./bank-words.ts";
import { classifierFor, digitsTold, type LineClass, type Told } from "./classify.ts";
import { tellingWords } from "./narration.ts";
import { otherBankNamed } from "./other-bank.ts";

/** What the words of a line say: what it may be, and what may tell its payment from others. */
export type Understood = {
  readonly told: Told;
  readonly words: readonly string[];
  /** Whether it names another bank than the statement's. */
  readonly namesOther: boolean;
};
type Known = {
  readonly words: readonly string[];
  readonly namesOther: boolean;
  debit: Understood | null;
  credit: Understood | null;
};

const MOST_KNOWN = 20_000;

/** Makes a reader of normalised narrations for one bank's statements. */
export function narrationReader(
  pack: Pick<Pack, "wordings" | "narration" | "banks">,
  bank: string | null,
): (narration: string, direction: "debit" | "credit") => Understood {
  const { wordings, narration: hints } = pack;
  const classify = classifierFor(pack, bank);
  const common: ReadonlySet<string> = new Set(hints.commonWords);
  const { meaning } = bankWords(hints);
  const isCommon = (word: string): boolean => common.has(word) || meaning(word, false) !== null;
  const namesOther = otherBankNamed(pack, bank);
  const alike = digitsTold(wordings);
  const known = new Map<string, Known>();
  return (narration, direction) => {
    const text = alike === null ? narration : narration.replace(alike, "0");
    let one = known.get(text);
    if (!one) {
      one = { words: tellingWords(text, isCommon), namesOther: namesOther(text), debit: null, credit: null };
      if (known.size < MOST_KNOWN) known.set(text, one);
    }
    one[direction] ??= { told: classify(text, direction), words: one.words, namesOther: one.namesOther };
    return one[direction];
  };
}

/** What a line is when its sum is not asked: the likeliest of what its words may say. */
export const likeliest = ({ named, doubtful, plain }: Told): LineClass => named[0] ?? doubtful[0] ?? plain;
