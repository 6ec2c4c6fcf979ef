import type { Minor } from "./money.ts";

/** An exact rate: `numerator / denominator` of the base. 7.5 % is 75/1000. */
export type Rate = { readonly numerator: bigint; readonly denominator: bigint };

const FRACTION = /^(\d{1,6})(?:\.(\d{1,10}))?$/;

/** Reads a decimal fraction of one, `"0.075"` for 7.5 %; throws RangeError on anything else, since rates come from checked packs. */
export function parseRate(fraction: string): Rate {
  const match = FRACTION.exec(fraction);
  if (!match) throw new RangeError(`not a decimal fraction: ${fraction}`);
  const decimals = match[2] ?? "";
  return { numerator: BigInt(`${match[1]}${decimals}`), denominator: 10n ** BigInt(decimals.length) };
}

/** `base` x `rate`, rounded half-up to the minor unit. `base` is not negative. */
export function applyRateHalfUp(base: Minor, rate: Rate): Minor {
  if (base < 0n) throw new RangeError(`negative base: ${base}`);
  return (base * rate.numerator * 2n + rate.denominator) / (rate.denominator * 2n);
}

/** The rate in percent for people: 75/1000 is `7.5 %`, 1/1000 is `0.1 %`. */
export function formatPercent(rate: Rate): string {
  const scaled = (rate.numerator * 1_000_000n) / rate.denominator;
  const digits = scaled.toString().padStart(5, "0");
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0{1,4}$/, "");
  return `${text} %`;
}
