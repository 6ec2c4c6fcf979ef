import type { Price } from "../fees/price.ts";

/** After how many of a month the price of the next one is another. */
export function freeOnesIn(price: Price): readonly number[] {
  switch (price.kind) {
    case "first_free":
      return [price.free, ...freeOnesIn(price.then)];
    case "tiered":
      return price.tiers.flatMap((tier) => freeOnesIn(tier.price));
    case "combine":
      return price.parts.flatMap(freeOnesIn);
    case "by_customer":
      return [...freeOnesIn(price.individual), ...freeOnesIn(price.corporate)];
    case "negotiable":
    case "pass_through":
      return price.ceiling ? freeOnesIn(price.ceiling) : [];
    default:
      return [];
  }
}
