/** Who is compared: every bank of the day, and those of its products that have prices of their own. */
import type { Known } from "../domain/compare/tally.ts";
import type { TypedUsage } from "../domain/compare/typed-usage.ts";
import type { Seller, Usage } from "../domain/compare/usage.ts";
import { type CivilDate, inSpan } from "../domain/dates/civil-date.ts";
import { listedOf } from "../domain/fees/listed-price.ts";
import type { Licence, Pack, Product } from "../domain/fees/pack.ts";
import { productOf, productsOf } from "../domain/fees/products.ts";
import { Refused } from "./refused.ts";

export const hasEnded = (ended: CivilDate | null | undefined, on: CivilDate): boolean => ended != null && ended <= on;

export type SellerRow = { readonly seller: NonNullable<Seller>; readonly name: string };

/** Every bank of the day, and beside it each of its products that has a price of its own for something in the usage. */
export function sellersOf(
  pack: Pack,
  usage: Usage,
  account: TypedUsage["account"],
  on: CivilDate,
): readonly SellerRow[] {
  const services = [...new Set(usage.flatMap(({ lines }) => lines.map(({ service }) => service)))];
  const isPriced = ({ id, bank }: Product): boolean =>
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

/** Of banks: a bank is known as well as the best known of what it sells. */
export function coverageOf(costs: readonly { readonly seller: NonNullable<Seller>; readonly known: Known }[]) {
  const best = new Map<string, Known>();
  for (const { seller, known } of costs) {
    const before = best.get(seller.bank) ?? "none";
    best.set(seller.bank, known === "whole" || before === "none" ? known : before);
  }
  const count = (of: Known) => [...best.values()].filter((one) => one === of).length;
  return { banks: best.size, whole: count("whole"), some: count("some"), none: count("none") };
}

/** A bank or one of its products, by its id. */
export function sellerOf(pack: Pack, id: string, param = "bank"): SellerRow {
  const product = productOf(pack, id);
  const bank = bankOf(pack, product?.bank ?? id, param);
  return product
    ? { seller: { bank: bank.id, product: id }, name: `${bank.name}: ${product.name}` }
    : { seller: { bank: id }, name: bank.name };
}

export function bankOf(
  pack: Pack,
  id: string,
  param = "bank",
): { readonly id: string; readonly name: string; readonly licence: Licence } {
  const bank = pack.banks.find((one) => one.id === id);
  if (bank) return bank;
  throw new Refused("unknown_bank", param, `We list no bank called "${id}". Pick one from the list.`);
}
