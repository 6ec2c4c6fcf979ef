/** What pages say that speak English only, and the commands beside them. */
export const FACTS = {
  "draft.not_in_force": "A draft, not in force",
  "drafts.lead": "Not in force. Each would change this if it came to hold from the day that it names.",
  "banks.none": "We list {banks} banks. We have not seen the own fees of any of them yet.",
  "banks.known": "We have seen fees of their own that hold on this day for {known} of the {banks} banks we list",
  "banks.other_days": ", and for {more} more only fees that held on other days",
  "banks.other_days_head": "Seen for other days only",
  "banks.other_days_lead":
    "We have seen fees of their own, and none that holds on this day. What they take on it is unknown to us.",
  "compare.all":
    "Of {whole} of {banks} banks and wallets we know all the own prices that you need, and of {some} more a part.",
  "compare.part":
    "Of none of {banks} banks and wallets do we know all the own prices that you need, and of {some} a part.",
  "compare.none": "We know no own price that you need of any of {banks} banks and wallets.",
  "compare.left_open": "It depends on what you left open: {fields}.",
  "compare.field": "“{label}”",
  "compare.not_asked": "It depends on what this page does not ask: {facts}.",
  "audit.files":
    "One or many: of each account and each month. For CSV {csv} KB follow after this page; {kept} KB in all, and it works without a line. For Excel it first fetches {workbook} KB more, for PDF {pdf} KB more. It asks before it does.",
} as const;
