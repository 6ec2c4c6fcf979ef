import type { Price } from "./price.ts";
import type { FreePer } from "./priced.ts";

/** After how many of a month, or of a day, the price of the next one is another. */
export function freeOnesIn(price: Price, per: FreePer): readonly number[] {
  const freeOf = (one: Price) => freeOnesIn(one, per);
  switch (price.kind) {
    case "first_free":
      return [...(price.per === per ? [price.free] : []), ...freeOf(price.then)];
    case "tiered":
      return price.tiers.flatMap((tier) => freeOf(tier.price));
    case "combine":
      return price.parts.flatMap(freeOf);
    case "by_customer":
      return [...freeOf(price.individual), ...freeOf(price.corporate)];
    case "negotiable":
    case "pass_through":
      return price.ceiling ? freeOf(price.ceiling) : [];
    default:
      return [];
  }
}
