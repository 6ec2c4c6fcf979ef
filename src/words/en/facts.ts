/** What pages say that speak English only, and the commands beside them. */
export const FACTS = {
  "draft.not_in_force": "A draft, not in force",
  "drafts.lead": "Not in force. Each would change this if it came to hold from the day that it names.",
  "compare.all": "Of {whole} of {banks} banks and wallets we know all the own prices that you need.",
  "compare.all_and_part":
    "Of {whole} of {banks} banks and wallets we know all the own prices that you need, and of {some} more a part.",
  "compare.part":
    "Of none of {banks} banks and wallets do we know all the own prices that you need, and of {some} a part.",
  "compare.none": "We know no own price that you need of any of {banks} banks and wallets.",
  "compare.left_open": "It depends on what you left open: {fields}.",
  "compare.field": "“{label}”",
  "compare.not_asked": "It depends on what this page does not ask: {facts}.",
} as const;
