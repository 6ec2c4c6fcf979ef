import type { Pack } from "../fees/pack.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Price } from "../fees/price.ts";
import { parseRate } from "../money/rate.ts";
import { NO_FACTS_NEEDED } from "../reason.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";
import type { PackReason } from "./pack-reasons.ts";

/** Every figure can be worked with: amounts and rates are exact decimals, bands rise, and a state fits its price. */
export function checkPrices({ pack }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const look = (file: string, at: string, price: Price) => {
    for (const reason of faultsOf(price)) found.push({ check: "price", file, at, reason });
  };
  for (const rule of pack.rules) {
    look("rules.json", rule.id, rule.price);
    for (const relaxed of rule.relaxed ?? []) look("rules.json", rule.id, relaxed.price);
    for (const edge of rule.unprinted ?? []) {
      for (const reason of amount(edge.amount)) found.push({ check: "price", file: "rules.json", at: rule.id, reason });
      look("rules.json", rule.id, edge.price);
    }
    if (rule.levy)
      for (const reason of amount(rule.levy.from))
        found.push({ check: "price", file: "rules.json", at: rule.id, reason });
  }
  for (const fee of pack.listedFees) {
    look("listed-fees.json", fee.id, fee.price);
    for (const reason of stateFaults(fee)) found.push({ check: "price", file: "listed-fees.json", at: fee.id, reason });
  }
  for (const text of Object.values(pack.narration.sameNarration))
    for (const reason of amount(text))
      found.push({ check: "price", file: "narration.json", at: "/sameNarration", reason });
  return found;
}

/** Never 0 for unknown, and never unknown for a price that is there. */
function stateFaults({ status, price }: Pack["listedFees"][number]): PackReason[] {
  const zero = price.kind === "fixed" && /^0+(\.0+)?$/.test(price.amount);
  if (zero) return [{ code: "price_of_zero", facts: NO_FACTS_NEEDED }];
  if (status === "not_offered")
    return price.kind === "free" ? [] : [{ code: "not_offered_with_price", facts: NO_FACTS_NEEDED }];
  if ((status === "free" || status === "included") !== (price.kind === "free"))
    return [{ code: "state_without_its_price", facts: { status, kind: price.kind } }];
  if ((status === "unresolved") !== (price.kind === "unresolved"))
    return [{ code: "state_without_its_price", facts: { status, kind: price.kind } }];
  return [];
}

const amount = (text: string): PackReason[] =>
  tried(() => parsePackAmount(text), { code: "no_amount", facts: { text } });
const rate = (text: string): PackReason[] => tried(() => parseRate(text), { code: "no_rate", facts: { text } });

function tried(parse: () => unknown, fault: PackReason): PackReason[] {
  try {
    parse();
    return [];
  } catch {
    return [fault];
  }
}

function faultsOf(price: Price): PackReason[] {
  switch (price.kind) {
    case "free":
      return [];
    case "unresolved":
      return price.verbatim.trim() === "" ? [{ code: "nothing_quoted", facts: NO_FACTS_NEEDED }] : [];
    case "fixed":
      return [...amount(price.amount), ...(price.unit?.per === "block" ? blockFaults(price.unit.size) : [])];
    case "rate":
      return [rate(price.fraction), ...[price.min, price.max].map((edge) => (edge ? amount(edge) : []))].flat();
    case "range":
      return [
        ...amount(price.max),
        ...(price.min === undefined ? [] : amount(price.min)),
        ...(price.unit?.per === "block" ? blockFaults(price.unit.size) : []),
      ];
    case "tiered":
      return [...bandFaults(price), ...price.tiers.flatMap((tier) => faultsOf(tier.price))];
    case "combine":
      return price.parts.flatMap(faultsOf);
    case "first_free":
      return faultsOf(price.then);
    case "by_customer":
      return [...faultsOf(price.individual), ...faultsOf(price.corporate)];
    case "over_limit":
      return [...amount(price.limit), ...rate(price.fraction)];
    case "pass_through":
    case "negotiable":
      return price.ceiling ? faultsOf(price.ceiling) : [];
  }
}

const blockFaults = (size: string): PackReason[] =>
  amount(size).length > 0 || parsePackAmount(size) === 0n ? [{ code: "no_block", facts: { size } }] : [];

function bandFaults({ tiers }: Extract<Price, { kind: "tiered" }>): PackReason[] {
  const edges = tiers.map((tier) => tier.upTo);
  if (edges.at(-1) !== null || edges.slice(0, -1).includes(null))
    return [{ code: "last_band", facts: NO_FACTS_NEEDED }];
  const sums = edges.slice(0, -1) as string[];
  const wrong = sums.flatMap(amount);
  if (wrong.length > 0) return wrong;
  return sums.some((text, i) => i > 0 && parsePackAmount(text) <= parsePackAmount(sums[i - 1] as string))
    ? [{ code: "bands_do_not_rise", facts: NO_FACTS_NEEDED }]
    : [];
}
