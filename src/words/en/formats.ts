/** How figures are written in English. */
import { groupMinor, type Minor } from "../../domain/money/money.ts";
import { formatPercent, parseRate } from "../../domain/money/rate.ts";

/** A sum without its currency: `1,234.56`. */
export const money = (value: Minor): string => groupMinor(value);

/** A civil day: `2026-02-01`. */
export const day = (on: string): string => on;

/** A decimal fraction in percent: `0.075` is `7.5 %`. */
export const percent = (fraction: string): string => formatPercent(parseRate(fraction));
