/** The same in Nigerian Pidgin. Our own wording, not yet read by a speaker. */
import type { LISTS as ENGLISH } from "../en/lists.ts";

export const LISTS: Partial<Record<keyof typeof ENGLISH, string>> = {
  "day.ask": "The rules of this day",
  "day.show": "Show me that day",
  "day.past": "Na <day/> you dey see.",
  "day.past_known": "Na <day/> you dey see, the way we know am on {known}.",
  "day.today": "Show me today",
  "day.another": "Another day",
  "fees.title": "All the fees",
  "fees.description": "Every bank fee wey we know for Nigeria, and the highest wey dem fit charge.",
  "fees.lead":
    "{count} fees, and the highest wey bank fit collect on {day}, before VAT. The last column dey show how many of the {banks} banks for our list we don see their own fee; duty and tax na the law get am, no bank get im own.",
  "fees.count": "{count} fees",
  "fees.caption": "{doing}: the highest wey the law allow",
  "fees.grade": "How sure we dey",
  "fees.sign": "Grade {grade}",
  "fees.stale": "e don old",
  "fees.seen": "Banks wey we see",
  "fees.seen_of": "{known} of {banks}",
  "fees.grades": "Wetin the grades mean: <link>how we dey judge</link>.",
  "banks.title": "Banks",
  "banks.description": "The banks wey dey our list for Nigeria, and how many of their own fees we don see.",
  "banks.none": "{banks} banks dey our list. We never see the own fees of any of them.",
  "banks.known": "Of the {banks} banks wey dey our list, we don see the own fees of {known} wey dey work on this day.",
  "banks.known_more":
    "Of the {banks} banks wey dey our list, we don see the own fees of {known} wey dey work on this day, and for {more} more na only fees of other days we see.",
  "banks.for_all": "The highest wey the law allow na for all commercial banks, whether we don see their own or not.",
  "banks.seen": "Fees wey we see",
  "banks.caption": "Of {services} kinds of fee",
  "banks.bank": "Bank",
  "banks.licence": "Licence",
  "banks.checked": "When we check am",
  "banks.seen_of": "{known} of {services} fees",
  "banks.other_days_head": "Wetin we see na for other days only",
  "banks.other_days_lead":
    "We don see their own fees, but none dey work on this day. We no know wetin dem dey collect on this day.",
  "banks.not_seen": "The ones wey we never see",
  "banks.not_seen_lead": "We no know their own fees. That one no mean say dem dey charge small or plenty.",
  "banks.ended": ", e end on {day}",
  "banks.ending": ", e dey end, we never confirm the day",
};
