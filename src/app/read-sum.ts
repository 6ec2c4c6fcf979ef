import { type Minor, parseMinor } from "../domain/money/money.ts";
import { PAGES } from "../words/en/pages.ts";

export const SUM_FAULT: string = PAGES["fault.sum"];

/** Takes the sign and the thousands commas that people type; anything else unclear is refused, never guessed. */
export function readSum(text: string): Minor | undefined {
  const bare = text.replace(/^(?:₦|NGN|N)\s*/i, "");
  const plain = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  const value = parseMinor(plain);
  return value !== undefined && value > 0n ? value : undefined;
}
