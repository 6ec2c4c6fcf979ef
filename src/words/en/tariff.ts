/** What is said of a tariff before it is published: of each column of the template, of rows that cannot be read, of drafts. */
export const TARIFF_COLUMN_WORDS = {
  service: "The service by its name in the template; a row with another name is refused",
  name: "What you call the fee; the service's own name where it is blank",
  product: "The account or card that has this price, in your words; blank: all",
  account: "The kind of account; blank: every kind",
  customer: "Whose account it is; blank: everybody's",
  locality: "Where the cash machine stands; blank: it does not matter",
  same_bank: "Whether the other side is at the same bank; blank: it does not matter",
  above: "The band is for sums above this; blank: from the first naira",
  up_to: "The band is for sums up to this, which is in it; blank: without end",
  fixed: "A fixed price, 0 where it is free; a row has this or a rate",
  rate: "A share of the sum, with its unit: 0.5 % or 5 per mille",
  minimum: "The fee at a rate is at least this",
  maximum: "The fee at a rate is at most this",
  per: "What a fixed price is for each of; a sum: for each started part of that size",
  vat: "Whether VAT comes on top of the price, is inside it, or is not taken",
  from: "The first day, like 2026-01-31",
  announced: "The day on which customers are told, like 2026-01-31",
};

export const TARIFF_WORDS = {
  columns: "What each column says",
  help: "The columns of a tariff, with the words that each allows.",
  column: "Column",
  says: "What stands in it",
  allowed: "Words it allows",
  sums: "Sums are read as 5000, 5,000.00 or ₦5,000. Words that can mean nothing else are read too: VAT “exclusive” is added, “savings account” is savings.",
  one_of: "Column {column} is {choices} or blank{got}.",
  a_sum: "a sum",
  got: ", but it says “{value}”",
  gap_untold:
    "Its bands leave sums without a price as far as they could be read. Whether there is a gap cannot be told before {unread} is put right.",
  unread_line: "line {line}",
  unread_lines: "lines {lines}",
  drafts: "Drafts that would change a limit",
  drafts_lead:
    "Not in force: the check above does not count them. If one comes to hold, the limit of these lines is another.",
  draft: "{title}: {name}, {price} from {from}",
  draft_lines: "{draft} ({lines}).",
};
