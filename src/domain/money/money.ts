/**
 * Money is a whole number of minor units (kobo, cents) as a bigint. The currency travels beside it, in the fee, the
 * account or the statement; one computation never sees two currencies.
 * Text is parsed and printed here and nowhere else.
 */
export type Minor = bigint;

const PLAIN = /^(-?)(\d{1,30})(?:\.(\d{1,2}))?$/;

/** Reads `^-?\d+(\.\d{1,2})?$` as minor units; undefined when the text is anything else. Two decimals, as naira and dollar have. */
export function parseMinor(text: string): Minor | undefined {
  const match = PLAIN.exec(text);
  if (!match) return undefined;
  const whole = BigInt(match[2] as string) * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -whole : whole;
}

/** Prints minor units as a decimal string with two decimals: `-1234n` is `-12.34`. */
export function formatMinor(value: Minor): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Prints minor units for people, grouped by thousands: `123456n` is `1,234.56`. */
export function groupMinor(value: Minor): string {
  const [whole, fraction] = formatMinor(value).split(".") as [string, string];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
}
