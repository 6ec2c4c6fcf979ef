/** Who is compared: every bank of the day, and those of its products that have prices of their own. */
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import { listedOf } from "../fees/listed-price.ts";
import type { AccountType, Pack, Product } from "../fees/pack.ts";
import { productsOf } from "../fees/products.ts";
import type { Seller, Usage } from "./usage.ts";

export const hasEnded = (ended: CivilDate | null | undefined, on: CivilDate): boolean => ended != null && ended <= on;

export type SellerRow = { readonly seller: NonNullable<Seller>; readonly name: string };

/**
 * Every bank of the day, and beside it each of its products that has a price of its own for something in the usage. What is
 * sold to businesses and agents alone is left out: it is a person's year that is compared.
 */
export function sellersOf(
  pack: Pack,
  usage: Usage,
  account: AccountType | undefined,
  on: CivilDate,
): readonly SellerRow[] {
  const services = [...new Set(usage.flatMap(({ lines }) => lines.map(({ service }) => service)))];
  const isPriced = ({ id, bank, customer }: Product): boolean =>
    customer !== "corporate" &&
    services.some((service) => listedOf(pack, bank, service, id).some((fee) => fee.product === id && inSpan(fee, on)));
  return pack.banks
    .filter(({ ended }) => !hasEnded(ended?.on, on))
    .flatMap(({ id: bank, name }): SellerRow[] => [
      { seller: { bank }, name },
      ...productsOf(pack, bank, on, account)
        .filter(isPriced)
        .map((product): SellerRow => ({ seller: { bank, product: product.id }, name: `${name}: ${product.name}` })),
    ]);
}
