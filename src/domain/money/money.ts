/**
 * Money is a whole number of minor units (kobo, cents) as a bigint. The currency travels beside it, in the fee, the
 * account or the statement; one computation never sees two currencies.
 * Text is parsed and printed here and nowhere else.
 */
export type Minor = bigint;

const PLAIN = /^-?\d{1,30}(?:\.\d{1,2})?$/;

/** Reads `^-?\d+(\.\d{1,2})?$` as minor units; undefined when the text is anything else. Two decimals, as naira and dollar have. */
export function parseMinor(text: string): Minor | undefined {
  if (!PLAIN.test(text)) return undefined;
  const point = text.indexOf(".");
  if (point < 0) return BigInt(text) * 100n;
  const digits = BigInt(text.slice(0, point) + text.slice(point + 1));
  return text.length - point === 3 ? digits : digits * 10n;
}

/** Prints minor units as a decimal string with two decimals: `-1234n` is `-12.34`. */
export function formatMinor(value: Minor): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Prints minor units for people, grouped by thousands: `123456n` is `1,234.56`. */
export function groupMinor(value: Minor): string {
  const plain = formatMinor(value);
  const first = value < 0n ? 1 : 0;
  let end = plain.length - 6;
  if (end <= first) return plain;
  let grouped = plain.slice(end);
  for (; end > first + 3; end -= 3) grouped = `${plain.slice(end - 3, end)},${grouped}`;
  return `${plain.slice(0, end)},${grouped}`;
}
