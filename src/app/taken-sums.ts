/** What was taken for a payment, where a question names two sums: `103.75 for sending 60,000`. */
import { isUnderTheTable } from "../domain/fees/price-event.ts";
import { priceWhole, type WholeAction } from "../domain/fees/whole-action.ts";
import type { Minor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import type { Because } from "./find-banks.ts";
import type { Clue, Question } from "./search-clues.ts";

/** Smaller sums are figures of a fee sooner than the amount of a payment: 100 naira. */
export const LEAST_AMOUNT: Minor = 100_00n;

/** Somebody took something, or one sum stands for the other. */
const TAKING =
  /\b(?:took|takes?|taken|taking|charge[ds]?|charging|chop|cut|comot|komot|collect(?:ed|s)?|deduct(?:ed|s)?|debit(?:ed|s)?|remove[ds]?|fees?|cost)\b|\d ?(?:naira )?(?:for|on)\b/i;
/** No fee of a payment is a larger part of it; two sums that are nearer to each other are two payments. */
const TAKEN_PART = 10n;

/**
 * Of two sums the much smaller one is what was taken, the other the payment, whatever the fee should have been: `they took 153.75
 * for sending 60,000`, `i sent 5k and dem comot 60`, `60k 103.75`.
 */
export function takenAndPaid({
  q,
  sums,
  isAlert,
}: Pick<Question, "q" | "sums" | "isAlert">): { readonly taken: Minor; readonly paid: Minor } | undefined {
  const [less, more, other] = [...sums].sort((a, b) => (a.minor < b.minor ? -1 : 1));
  if (!less || !more || other || isAlert || sums.some(({ isBound, currency }) => isBound || currency === "USD"))
    return undefined;
  if (more.minor < LEAST_AMOUNT || less.minor * TAKEN_PART > more.minor) return undefined;
  return TAKING.test(q) || less.minor % 100n !== 0n ? { taken: less.minor, paid: more.minor } : undefined;
}

/**
 * The institution that took it, where the table of the rules is no measure of that: the only one that the question names, and
 * not the one that the money went to. null: a bank, or none.
 */
export function takerOf({ pack, q, banks }: Pick<Question, "pack" | "q" | "banks">): string | null {
  const [named, other] = banks;
  if (!named || other) return null;
  const institution = pack.banks.find(({ id }) => id === named.bank);
  if (!institution || isUnderTheTable(institution)) return null;
  const at = q.toLowerCase().indexOf(named.as);
  return /\b(?:to|into|go)\s*$/.test(q.slice(0, Math.max(at, 0)).toLowerCase()) ? null : named.bank;
}

export function becauseTaken(
  { pack, on }: Pick<Question, "pack" | "on">,
  { service, account, bank }: Pick<Clue, "service" | "account" | "bank">,
  { taken, paid }: { readonly taken: Minor; readonly paid: Minor },
): Because {
  const event = {
    service: service as string,
    on,
    amount: paid,
    facts: {},
    ...(account ? { account } : {}),
    ...(bank ? { bank } : {}),
  };
  return takenWords(taken, paid, priceWhole(pack, event));
}

/** What is said of a sum that somebody took for a payment. */
function takenWords(taken: Minor, paid: Minor, { own, leaves }: WholeAction): Because {
  const money = (minor: Minor) => exactMoney(minor, own.currency);
  const payment = money(paid);
  // where no rule binds the taker, a price that it lists is no limit
  if (!leaves || own.missing.includes("rule")) return { code: "found.worked_out", facts: { payment } };
  const most = money(leaves.high);
  const said = { taken: money(taken), payment, most };
  if (taken > leaves.high) return { code: "found.too_much", facts: { ...said, over: money(taken - leaves.high) } };
  // a question is open: neither end is the sum that may be taken
  if (leaves.low < leaves.high) {
    const least = money(leaves.low);
    return taken > leaves.low
      ? { code: "found.hangs", facts: { ...said, least } }
      : { code: "found.all_between", facts: { payment, least, most } };
  }
  if (taken === leaves.high) return { code: "found.just_all", facts: said };
  const fee = own.maximum?.total;
  if (fee !== undefined && taken > fee)
    return { code: "found.more_than_fee", facts: { ...said, fee: money(fee), over: money(taken - fee) } };
  return own.maximum
    ? { code: "found.fee_and_all", facts: { payment, most, fee: money(own.maximum.total) } }
    : { code: "found.all", facts: { payment, most } };
}
