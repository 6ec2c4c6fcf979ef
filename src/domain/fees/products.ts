import type { CivilDate } from "../dates/civil-date.ts";
import { inSpan } from "../dates/civil-date.ts";
import type { AccountType, ListedFee, Pack, Product } from "./pack.ts";

export const productOf = (pack: Pick<Pack, "products">, id: string | undefined): Product | undefined =>
  id === undefined ? undefined : pack.products?.find((product) => product.id === id);

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
