/** Sums of money as people read them. */
import { groupMinor, type Minor } from "./money.ts";

/** What stands before a sum for people, by currency. */
export const SIGNS: Readonly<Record<string, string>> = { NGN: "₦", USD: "US$" };

/** A sum with its currency sign and two decimals: `2688n` NGN is `₦26.88`. */
export const exactMoney = (value: Minor, currency: string): string =>
  `${value < 0n ? "-" : ""}${SIGNS[currency] ?? `${currency} `}${groupMinor(value < 0n ? -value : value)}`;

/** A sum for sentences: whole amounts lose their zeros, `₦5,000` and `₦26.88`. */
export const plainMoney = (value: Minor, currency: string): string => exactMoney(value, currency).replace(/\.00$/, "");
