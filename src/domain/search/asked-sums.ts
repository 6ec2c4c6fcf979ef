import { type Minor, parseMinor } from "../money/money.ts";

export type AskedSum = {
  readonly minor: Minor;
  /** As it was typed. */
  readonly text: string;
};

const TIMES: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  thousand: 1_000n,
  thousands: 1_000n,
  hundred: 100n,
  m: 1_000_000n,
  million: 1_000_000n,
};

/** A sum of money, with the mark of the currency before or after it, and a word or letter for thousands. */
const SUM =
  /(?<![a-z\d.,*#/-])(ngn|n|₦|#)? ?(\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(\.\d{1,2})?(?: ?(k|m|thousands?|million|hundred))?(?: ?(naira|ngn|bucks))?(?![a-z\d*#/%]|[.,-]\d| ?(?:percent|days?|months?|years?|digits?|hours?|staff|people)\b)/gi;

/** `26 naira 88 kobo`, `75 kobo`. */
const KOBO = /(?<![\d.,])(?:(\d{1,3}(?:,\d{3}){1,3}|\d{1,9}) ?naira ?)?(\d{1,2}) ?kobo\b/gi;

/**
 * The sums that a question names: `60k`, `N50`, `20 thousand`, `₦1,000.50`. A bare number that may be a year is none, and
 * neither is a part of a day, of a code such as *737# or of an account's number.
 */
export function askedSums(text: string): AskedSum[] {
  const kobo = [...text.matchAll(KOBO)].flatMap(([whole, naira, part = ""]) => {
    const value = parseMinor(`${naira?.replaceAll(",", "") ?? "0"}.${part.padStart(2, "0")}`);
    return value !== undefined && value > 0n ? [{ minor: value, text: whole.trim() }] : [];
  });
  if (kobo.length > 0) return kobo;
  return [...text.matchAll(SUM)].flatMap(([whole, mark, digits = "", decimals = "", times, after]) => {
    const bare = !mark && !times && !after && decimals === "" && !digits.includes(",");
    if (bare && /^(?:19[5-9]\d|20[0-4]\d)$/.test(digits)) return [];
    // `terminal 2076`, `180 days`: a longer number that nothing marks as money is one only where it is round
    if (bare && digits.length > 3 && !digits.endsWith("0")) return [];
    const value = parseMinor(`${digits.replaceAll(",", "")}${decimals}`);
    if (value === undefined || value <= 0n) return [];
    return [{ minor: value * (TIMES[(times ?? "").toLowerCase()] ?? 1n), text: whole.trim() }];
  });
}

/** The question without its sums. */
export const withoutSums = (text: string): string => text.replace(SUM, " ");
