/** One idea: what a draft that is in force on nobody does to an answer: it may lift a limit, and what it would lower is said. */
import type { CivilDate } from "../dates/civil-date.ts";
import { groupMinor, type Minor } from "../money/money.ts";
import type { Relaxation, Rule } from "./pack.ts";
import type { ChargeEvent, Priced } from "./priced.ts";

/** The draft's price that nothing up to it is called too much by on that day; null where there is none. */
export const relaxationOn = (rule: Rule, on: CivilDate): Relaxation | null =>
  rule.relaxed?.find(({ from, until }) => from <= on && (until === null || on < until)) ?? null;

/** True from the day that a draft names for itself, for the accounts it names. */
export const proposesFor = (rule: Rule, { on, account }: ChargeEvent): boolean =>
  rule.proposedFrom !== undefined &&
  rule.proposedFrom <= on &&
  (rule.proposedUntil === undefined || on < rule.proposedUntil) &&
  (rule.when.account === undefined || (account !== undefined && rule.when.account.includes(account)));

/** What a draft would make of a limit, with both figures; one wording for answers and findings. */
export const draftWords = (draft: NonNullable<Priced["draft"]>, limit: Minor, lowered: Minor): string =>
  `A draft would lower the limit from ${groupMinor(limit)} to ${groupMinor(lowered)} from ${draft.from}; it is not known to be in force.`;

/** What a rule is called in a sentence: the text that it stands in. */
const textOf = ({ instrument, name }: Rule): string => instrument?.title ?? name;

/** Which text has which figure, where a draft's higher one is taken. */
export const toleratedWords = (rule: Rule, draft: Rule, from: CivilDate, firm: Minor, most: Minor): string =>
  `${textOf(rule)}: ${groupMinor(firm)}. ${textOf(draft)}, not known to be in force: ${groupMinor(most)} from ${from}. Nothing up to the draft's figure is called too much.`;
