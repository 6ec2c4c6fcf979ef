import type { AccountType, Pack, Product } from "./pack.ts";

/** Words that say nothing of which product it is. */
const KINDS = /\b(?:account|acct|a\/c|savings?|current)\b/g;

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(KINDS, " ")
    .match(/[a-z0-9]+/g)
    ?.join(" ") ?? "";

/**
 * The id of the product that a bank prints as `called` on a statement, such as `GOLD CURRENT ACCOUNT`. Only where its words are those of
 * one product of this bank, no more and no less, and the kind of account is not another.
 */
export function productCalled(
  pack: Pack,
  bank: string | null,
  { product: called, type }: { readonly product?: string; readonly type: AccountType | "unknown" },
): Product["id"] | undefined {
  const words = called === undefined ? "" : wordsOf(called);
  if (words === "") return undefined;
  const [one, ...others] = (pack.products ?? []).filter(
    ({ bank: whose, name, alsoKnown = [], account }) =>
      whose === bank &&
      [name, ...alsoKnown].some((own) => wordsOf(own) === words) &&
      (type === "unknown" || account === null || account === type),
  );
  return others.length === 0 ? one?.id : undefined;
}
