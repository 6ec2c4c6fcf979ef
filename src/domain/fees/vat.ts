import type { CivilDate } from "../dates/civil-date.ts";
import { formatPercent, parseRate, type Rate } from "../money/rate.ts";
import type { Grade, Pack } from "./pack.ts";
import { ceilingRules, rulesOf } from "./rules-of-day.ts";

/** The service whose rules hold the tax on fees. */
export const VAT_SERVICE = "tax.vat";

export type VatOfDay = {
  readonly ruleId: string;
  readonly rate: Rate;
  /** `7.5 %`. */
  readonly percent: string;
  /** The rate as the pack writes it: `0.075`. */
  readonly fraction: string;
  readonly grade: Grade;
  readonly accusable: boolean;
};

const known = new WeakMap<Pack, Map<CivilDate, VatOfDay | null>>();

/** The value-added tax on fees of a day as the pack has it; null when it has none. */
export function vatOn(pack: Pack, on: CivilDate): VatOfDay | null {
  let days = known.get(pack);
  if (!days) {
    days = new Map();
    known.set(pack, days);
  }
  const before = days.get(on);
  if (before !== undefined) return before;
  const [rule] = ceilingRules(rulesOf(pack, VAT_SERVICE), on);
  const found =
    rule?.price.kind === "rate"
      ? {
          ruleId: rule.id,
          rate: parseRate(rule.price.fraction),
          percent: formatPercent(parseRate(rule.price.fraction)),
          fraction: rule.price.fraction,
          grade: rule.grade,
          accusable: (rule.enforceable || rule.judged === true) && rule.grade !== "D",
        }
      : null;
  days.set(on, found);
  return found;
}
