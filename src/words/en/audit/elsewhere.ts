/** What the section says that compares a statement's charges with the prices of other banks. */
export const ELSEWHERE = {
  "elsewhere.title": "What would this cost elsewhere?",
  "elsewhere.took_one":
    "We took {count} charge of your statement and asked what each bank takes for the same on {day}.",
  "elsewhere.took": "We took {count} charges of your statement and asked what each bank takes for the same on {day}.",
  "elsewhere.here": "This was worked out on your device: nothing was sent.",
  "elsewhere.paid": "You paid for them, with VAT",
  "elsewhere.ceiling": "The most that law lets any bank take today",
  "elsewhere.or_more": "{low} or more",
  "elsewhere.span": "{low} to {high}",
  "elsewhere.show_one": "Show {count} price list",
  "elsewhere.show": "Show {count} price lists",
  "elsewhere.order": "Lowest upper end first: no place is paid for",
  "elsewhere.bank": "Bank",
  "elsewhere.same": "The same charges",
  "elsewhere.own_prices": "Own prices",
  "elsewhere.own": "your bank’s price list",
  "elsewhere.known.whole": "all known",
  "elsewhere.known.some": "some known",
  "elsewhere.known.none": "none known",
  "elsewhere.unknown":
    "Of {count} more banks and wallets we know no own price for these: each may take anything up to the limit. Where ranges overlap we name no cheapest.",
  "elsewhere.left_out":
    "Not counted: payments for which your bank took nothing{others}. Stamp duty and levies are the same at every bank.",
  "elsewhere.left_out_also": "; {count} × {what}",
  "elsewhere.unseen.how_many": "alerts: one sum may be for many",
  "elsewhere.unseen.month": "account maintenance: it depends on all that was paid out",
  "elsewhere.unseen.not_told": "charges of which we do not know what they were for, or that were for many payments",
  "elsewhere.unseen.came_back": "charges that came back",
  "elsewhere.year": "Work out a whole year from a usual month of this",
  "elsewhere.address": "The counts and sums go into the address of that page. We do not write them down.",
} as const;
