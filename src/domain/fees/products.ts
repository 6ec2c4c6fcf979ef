import type { CivilDate } from "../dates/civil-date.ts";
import { inSpan } from "../dates/civil-date.ts";
import type { AccountType, ListedFee, Pack, Product } from "./pack.ts";

export const productOf = (pack: Pack, id: string | undefined): Product | undefined =>
  id === undefined ? undefined : pack.products?.find((product) => product.id === id);

/** Words that say nothing of which product it is. */
const KINDS = /\b(?:account|acct|a\/c|savings?|current)\b/g;

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(KINDS, " ")
    .match(/[a-z0-9]+/g)
    ?.join(" ") ?? "";

/**
 * The product that a bank prints as `called` on a statement, such as `GOLD CURRENT ACCOUNT`. Only where its words are those of
 * one product of this bank, no more and no less, and the kind of account is not another.
 */
export function productCalled(
  pack: Pack,
  bank: string | null,
  { product: called, type }: { readonly product?: string; readonly type: AccountType | "unknown" },
): Product | undefined {
  const words = called === undefined ? "" : wordsOf(called);
  if (words === "") return undefined;
  const [one, ...others] = (pack.products ?? []).filter(
    ({ bank: whose, name, alsoKnown = [], account }) =>
      whose === bank &&
      [name, ...alsoKnown].some((own) => wordsOf(own) === words) &&
      (type === "unknown" || account === null || account === type),
  );
  return others.length === 0 ? one : undefined;
}

/** What a fee's product is called. Before products were things, a fee's product was its name. */
export const productName = (pack: Pack, id: string | undefined): string | null =>
  productOf(pack, id)?.name ?? id ?? null;

/** The products of a bank that can be had on a day, or of which no day is known; for one kind of account, where it is said. */
export const productsOf = (
  pack: Pack,
  bank: string,
  on: CivilDate,
  account?: AccountType | undefined,
): readonly Product[] =>
  (pack.products ?? []).filter(
    (product) =>
      product.bank === bank &&
      inSpan(product, on) &&
      (account === undefined || product.account === null || product.account === account),
  );

/** For what a price of a list is, beside the bank: the product and the kind of the thing. */
export const whoseWords = (pack: Pack, { product, variant }: Pick<ListedFee, "product" | "variant">): string | null => {
  const said = [productName(pack, product), variant].filter((one) => one !== null && one !== undefined);
  return said.length === 0 ? null : said.join(", ");
};
