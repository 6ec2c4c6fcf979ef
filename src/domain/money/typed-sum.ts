import { type Minor, parseMinor } from "./money.ts";

/**
 * A sum as people type it, zero or more: with the sign of the naira before it and commas between the thousands. Anything
 * else unclear is undefined, never guessed.
 */
export function typedSum(text: string): Minor | undefined {
  const bare = text.replace(/^(?:₦|NGN|N)\s*/i, "");
  const plain = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  const value = parseMinor(plain);
  return value !== undefined && value >= 0n ? value : undefined;
}
