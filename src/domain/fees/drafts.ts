/** What a draft, which binds no bank, does to an answer: it may lift a limit, and what it would lower is said. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import type { Pack, Relaxation, Rule } from "./pack.ts";
import type { PriceReason } from "./price-reasons.ts";
import type { ChargeEvent, Priced } from "./priced.ts";

/** The draft's price that nothing up to it is called too much by on that day; null where there is none. */
export const relaxationOn = (rule: Rule, on: CivilDate): Relaxation | null =>
  rule.relaxed?.find(({ from, until }) => from <= on && (until === null || on < until)) ?? null;

/** True while a draft is known and its own days are not over: from the date of its text, where it has one. */
export const isProposalOn = (rule: Rule, on: CivilDate): boolean =>
  rule.standing === "draft" &&
  (rule.instrument?.on ?? rule.proposedFrom ?? on) <= on &&
  (rule.proposedUntil === undefined || on < rule.proposedUntil);

/**
 * The draft that would lower a rule on that day: for the same accounts, from the day that it names for itself, and not one
 * whose higher price is taken instead.
 */
export const loweringOn = (pack: Pack, rule: Rule, on: CivilDate): Rule | undefined =>
  rule.standing === "draft" || rule.price.kind === "free"
    ? undefined
    : pack.rules.find(
        (draft) =>
          isProposalOn(draft, on) &&
          draft.service === rule.service &&
          draft.currency === rule.currency &&
          draft.proposedFrom !== undefined &&
          draft.proposedFrom <= on &&
          JSON.stringify(draft.when) === JSON.stringify(rule.when) &&
          !rule.relaxed?.some(({ by }) => by === draft.id),
      );

/** True from the day that a draft names for itself, for the accounts it names. */
export const proposesFor = (rule: Rule, { on, account }: ChargeEvent): boolean =>
  rule.proposedFrom !== undefined &&
  rule.proposedFrom <= on &&
  (rule.proposedUntil === undefined || on < rule.proposedUntil) &&
  (rule.when.account === undefined || (account !== undefined && rule.when.account.includes(account)));

/** What a draft would make of a limit, with both figures; one reason for answers and findings. */
export const draftLowers = ({ from }: NonNullable<Priced["draft"]>, limit: Minor, lowered: Minor): PriceReason => ({
  code: "draft_lowers",
  facts: { limit, lowered, from },
});

/** What a rule is called in a sentence: the text that it stands in. */
const textOf = ({ instrument, name }: Rule): string => instrument?.title ?? name;

/** Which text has which figure, where a draft's higher one is taken. */
export const draftIsHigher = (rule: Rule, draft: Rule, from: CivilDate, firm: Minor, most: Minor): PriceReason => ({
  code: "draft_is_higher",
  facts: { rule: textOf(rule), firm, draft: textOf(draft), most, from },
});
