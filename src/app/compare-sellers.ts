/** Banks and products as a question names them, and how much is known of all. */
import type { SellerRow } from "../domain/compare/sellers.ts";
import type { Known } from "../domain/compare/tally.ts";
import type { Seller } from "../domain/compare/usage.ts";
import type { Licence, Pack } from "../domain/fees/pack.ts";
import { productOf } from "../domain/fees/products.ts";
import { noBank } from "./not-listed.ts";

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
  throw noBank(pack, id, param);
}
