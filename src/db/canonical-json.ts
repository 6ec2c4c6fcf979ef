import { createHash } from "node:crypto";

/** JSON with the keys of every object in order and nothing undefined: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
