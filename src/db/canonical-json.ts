import { createHash } from "node:crypto";
import type { Pack } from "../domain/fees/pack.ts";

/** JSON with the keys of every object in order and nothing undefined: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What an audit names: the hash of all that a judgement rests on. */
export const hashOfFacts = ({ rules, wordings, products, listedFees }: Pack): string =>
  sha256Of(canonicalJson({ rules, wordings, products, listedFees }));

export const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
