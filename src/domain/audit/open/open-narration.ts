import type { NarrationHints, PaymentHead } from "../../fees/pack.ts";
import { madeOnce } from "../made-once.ts";
import { bankWords } from "./bank-words.ts";
import { compileExpression } from "./classify.ts";

/** Stands where the bank's words end and somebody's own begin; no wording matches it. */
const CUT = " \u00a4";

/** A narration in its parts: what the bank prints, and what others wrote. */
export type OpenNarration = {
  /** The whole text behind leading codes, every word in its usual form. */
  readonly text: string;
  /** Up to the first word that no bank prints in a charge; empty when the line starts with one. */
  readonly bank: string;
  /** True when words follow that no bank prints in a charge: a name, a note, a merchant. */
  readonly more: boolean;
  /** How a payment of this kind begins, where the line begins so: what follows is the payer's, the payee's or a merchant's. */
  readonly head: PaymentHead | null;
};

type Meaning = ReturnType<typeof bankWords>["meaning"];
type Grammar = {
  readonly open: (narration: string, side: "debit" | "credit") => OpenNarration;
};
type CompiledHead = PaymentHead & { readonly test: RegExp };

const grammars = new WeakMap<NarrationHints, Map<string | null, Grammar>>();

/** How one bank's narrations are cut into parts: the grammar of the pack, its general rows and that bank's own. */
export const grammarOf = (hints: NarrationHints, bank: string | null): Grammar =>
  madeOnce(
    madeOnce(grammars, hints, () => new Map<string | null, Grammar>()),
    bank,
    () => build(hints, bank),
  );

function build(hints: NarrationHints, bank: string | null): Grammar {
  const { meaning } = bankWords(hints);
  const heads: readonly CompiledHead[] = (hints.payments ?? [])
    .filter(({ banks }) => !banks || (bank !== null && banks.includes(bank)))
    .map((head) => ({ ...head, test: compileExpression(head.match) }));
  const leads = (hints.leadingCodes ?? []).map((code) => new RegExp(code, "u"));
  const signs = Object.entries(hints.bankSigns ?? {}).map(([sign, word]) => [new RegExp(sign, "gu"), word] as const);
  const of = (side: "debit" | "credit") => heads.filter((head) => (head.side ?? side) === side);
  const by = { debit: of("debit"), credit: of("credit") };
  return { open: (narration, side) => openOne(narration, meaning, by[side], leads, signs) };
}

function openOne(
  narration: string,
  meaning: Meaning,
  heads: readonly CompiledHead[],
  leads: readonly RegExp[],
  signs: readonly (readonly [RegExp, string])[],
): OpenNarration {
  let plain = narration;
  for (const lead of leads) plain = plain.replace(lead, "");
  for (const [sign, word] of signs) plain = plain.replace(sign, word);
  let end = -1;
  const text = plain.replace(/([A-Z]+)(\d*)/g, (whole, word: string, digits: string, at: number) => {
    const known = meaning(word, at + whole.length === plain.length);
    if (known === null) {
      if (end < 0) end = at;
      return whole;
    }
    return digits === "" || word.length < 3 ? known + digits : `${known} ${digits}`;
  });
  const head = heads.find((one) => one.test.test(text)) ?? heads.find((one) => one.test.test(narration)) ?? null;
  const more = end >= 0;
  const bank = more ? openedUpTo(plain, end, meaning) : text;
  return { text, bank: more ? bank + CUT : bank, more, head };
}

/** The bank's own part again, word by word: opening a word may change its length. */
const openedUpTo = (plain: string, end: number, meaning: Meaning): string =>
  plain
    .slice(0, end)
    .replace(/([A-Z]+)(\d*)/g, (_, word: string, digits: string) =>
      digits === "" || word.length < 3 ? `${meaning(word, false)}${digits}` : `${meaning(word, false)} ${digits}`,
    );
