/** A price at cost whose sum is what banks take, not a limit that a text names: nobody may say "at most" of it. */
import type { Pack } from "./pack.ts";
import type { Price } from "./price.ts";

export const isUsualPrice = (price: Price): boolean => price.kind === "pass_through" && price.usual === true;

/** One of the rules that an answer follows has such a price. */
export const isUsualIn = (pack: Pack, rules: readonly string[]): boolean =>
  pack.rules.some(({ id, price }) => rules.includes(id) && isUsualPrice(price));
