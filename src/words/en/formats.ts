/** How figures and lists are written in English. A fact that is not there is written as nothing. */
import { groupMinor, type Minor } from "../../domain/money/money.ts";
import { formatPercent, parseRate } from "../../domain/money/rate.ts";
import { MISSING_OF_PRICE } from "./missing-of-price.ts";

/** A sum without its currency: `1,234.56`. */
export const money = (value: Minor | null): string => (value === null ? "" : groupMinor(value));

/** A civil day: `2026-02-01`. */
export const day = (on: string | null): string => on ?? "";

/** A decimal fraction in percent: `0.075` is `7.5 %`. */
export const percent = (fraction: string): string => formatPercent(parseRate(fraction));

/** Rows or names: `3, 5, 8`. */
export const list = (all: readonly (number | string)[]): string => all.join(", ");

/** Names of which one is meant: `a, b or c`. */
export const either = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : names.join("");

/** Facts that are missing, any of which would settle it. */
export const facts = (names: readonly string[]): string =>
  names.map((name) => MISSING_OF_PRICE[name] ?? name).join(" or ");

/** Lines of a worksheet inside one line. */
export const steps = (lines: readonly string[]): string => lines.join("; ");

/** Sentences, one after the other. */
export const sentences = (said: readonly string[]): string => said.join(" ");

/** Ways of which each leads there. */
export const ways = (all: readonly string[]): string => all.join("; or: ");

/** A number of things: `20,000`. */
export const count = (of: number): string => of.toLocaleString("en");
