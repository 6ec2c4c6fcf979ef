import type { Entry } from "./book.ts";

const AT_COUNTER = /\b(?:OTC|COUNTER|TELLER|BRANCH|CHE?Q\w{0,6}|PAID|SELF|SLIP|BY|AGENT|POS)\b/;

/** Cash from a machine: its words say so, or they say cash and not that it was handed over a counter. */
export const isFromMachine = ({ tags, narration }: Entry): boolean =>
  tags.has("atm") || (tags.has("cash_out") && !AT_COUNTER.test(narration));
