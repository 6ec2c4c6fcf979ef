import type { Minor } from "../domain/money/money.ts";
import { typedSum } from "../domain/money/typed-sum.ts";
import { PAGES } from "../words/en/pages.ts";

export const SUM_FAULT: string = PAGES["fault.sum"];

/** A sum that somebody typed and that is asked about: nothing is no sum. */
export function readSum(text: string): Minor | undefined {
  const value = typedSum(text);
  return value !== undefined && value > 0n ? value : undefined;
}
