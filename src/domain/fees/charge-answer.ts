/** An answer of the charge contract as JSON, the same from the command line, the API and the library. */
import { formatMinor } from "../money/money.ts";
import { NO_FACTS_NEEDED } from "../reason.ts";
import { type FoundFault, type QuestionId, type QuestionReason, readQuestion } from "./charge-question.ts";
import type { Grade, Pack, Payee } from "./pack.ts";
import { priceEvent } from "./price-event.ts";
import type { PriceReason } from "./price-reasons.ts";
import type { ChargeEvent, ChargeState, Priced, Sum } from "./priced.ts";
import { priceWhole, type WholeAction } from "./whole-action.ts";

export type PrintedSum = { readonly fee: string; readonly tax: string; readonly total: string };

/** Sums are decimal strings with two places in `currency`. */
export type ChargeAnswer = {
  readonly id: QuestionId;
  readonly state: ChargeState;
  readonly maximum: PrintedSum | null;
  readonly range: { readonly low: string; readonly high: string } | null;
  readonly listed: (PrintedSum & { readonly fee_id: string }) | null;
  readonly missing: readonly string[];
  readonly rules: readonly string[];
  readonly grade: Grade | null;
  readonly payee: Payee;
  readonly currency: string;
  readonly worksheet: readonly string[];
  /** With `whole`: every duty that the same event draws, each an answer of its own. */
  readonly also?: readonly (Omit<ChargeAnswer, "id"> & { readonly service: string })[];
  /** With `whole`: what leaves the account on top of the amount; null where that is not known. */
  readonly leaves?: { readonly low: string; readonly high: string } | null;
};

/** What an answer is given with, beside the contract's fields: `lang` is what the question asked to be told in. */
export type Teller<T> = (answer: ChargeAnswer, event: ChargeEvent, pack: Pack, lang: string) => T;

/** `message` says what is wrong and what would fix it. */
export type Fault = Omit<FoundFault, "reason"> & { readonly message: string };

export type ChargeFault = { readonly id: QuestionId | null; readonly error: Fault };

const printSum = (sum: Sum): PrintedSum => ({
  fee: formatMinor(sum.fee),
  tax: formatMinor(sum.tax),
  total: formatMinor(sum.total),
});

/** Says what an answer says in its language, as the room of words does: the lines of a worksheet, and what is wrong in a question. */
export type SayCharge = {
  readonly sayAll: (work: readonly PriceReason[]) => readonly string[];
  readonly sayFault: (reason: QuestionReason) => string;
};

const printPriced = (priced: Priced, say: SayCharge): Omit<ChargeAnswer, "id"> => ({
  state: priced.state,
  maximum: priced.maximum && printSum(priced.maximum),
  range: priced.range && { low: formatMinor(priced.range.low), high: formatMinor(priced.range.high) },
  listed: priced.listed && { ...printSum(priced.listed), fee_id: priced.listed.feeId },
  missing: priced.missing,
  rules: priced.rules,
  grade: priced.grade,
  payee: priced.payee,
  currency: priced.currency,
  worksheet: say.sayAll(priced.work),
});

function printWhole(id: QuestionId, { own, also, leaves }: WholeAction, say: SayCharge): ChargeAnswer {
  return {
    id,
    ...printPriced(own, say),
    also: also.map(({ service, priced }) => ({ service, ...printPriced(priced, say) })),
    leaves: leaves && { low: formatMinor(leaves.low), high: formatMinor(leaves.high) },
  };
}

const printFault = ({ reason, ...fault }: FoundFault, say: SayCharge): Fault => ({
  ...fault,
  message: say.sayFault(reason),
});

/**
 * Answers one question; a bad one gets its fault, with the id where it had one. Never throws on what a person sent. A question
 * with `lang` also gets `said`, by `tell` where there is one.
 */
export function answerCharge<T = never>(
  value: unknown,
  packOf: (jurisdiction: string) => Pack | undefined,
  say: SayCharge,
  tell?: Teller<T>,
): (ChargeAnswer & { readonly said?: T }) | ChargeFault {
  const read = readQuestion(value, packOf);
  if ("error" in read) return { id: read.id, error: printFault(read.error, say) };
  const { id, pack, event, whole, lang } = read;
  const answer = whole
    ? printWhole(id, priceWhole(pack, event), say)
    : { id, ...printPriced(priceEvent(pack, event), say) };
  return tell && lang !== undefined ? { ...answer, said: tell(answer, event, pack, lang) } : answer;
}

/** Answers a line of text: one that is no JSON gets `bad_json` with id null. */
export function answerChargeLine<T = never>(
  line: string,
  packOf: (jurisdiction: string) => Pack | undefined,
  say: SayCharge,
  tell?: Teller<T>,
): (ChargeAnswer & { readonly said?: T }) | ChargeFault {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    const reason = { code: "not_json", facts: NO_FACTS_NEEDED } as const;
    return { id: null, error: printFault({ code: "bad_json", param: null, reason }, say) };
  }
  return answerCharge(value, packOf, say, tell);
}
