/**
 * A price in words: what it comes to, and what a row of it is for. Functions, and apart from the pages: a phone says prices in
 * its letters and counts each byte.
 */
export const PRICES = {
  free: "Free",
  not_known: (verbatim: string) => `Not known: ${verbatim}`,
  share: (share: string, base: string) => `${share} of ${base}`,
  transaction_amount: "the amount",
  debit_turnover: "the month's payments out",
  overdraft_used: "the overdraft in use",
  validity_days: "the days",
  at_least: (sum: string) => `at least ${sum}`,
  at_most: (sum: string) => `at most ${sum}`,
  page: "each page",
  leaf: "each leaf",
  message: "each message",
  card: "each card",
  period: "each period",
  block: (size: string) => `each started ${size}`,
  first_free: (count: number, per: string) => `the first ${count} in a ${per === "day" ? "day" : "month"}`,
  after_free: "after that",
  individual: "a person",
  corporate: "a company",
  /** `per` is "day" or "week". */
  above_limit: (share: string, limit: string, per: "day" | "week") =>
    `${share} of what is above ${limit} in one ${per}`,
  negotiable: "As agreed with the bank",
  pass_through: "What it costs the bank",
  ceiling: (words: string, most: string) => `${words}, at most ${most}`,
  /** No text names the sum as a limit. */
  usual: (words: string, sum: string) => `${words}; banks take ${sum}`,
  days: (count: string) => `${count} days`,
  any_amount: "any amount",
  above: (low: string) => `above ${low}`,
  band: (low: string, high: string) => `above ${low} to ${high}`,
  up_to: (high: string) => `up to ${high}`,
  max: (words: string) => `whichever is higher: ${words}`,
  min: (words: string) => `whichever is lower: ${words}`,
  plus: " plus ",
  or: " or ",
  each: (price: string, unit: string) => `${price} for ${unit}`,
  between: (low: string, high: string) => `${low} to ${high}`,
};
