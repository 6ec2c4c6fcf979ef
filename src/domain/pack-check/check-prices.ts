import type { Pack } from "../fees/pack.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Price } from "../fees/price.ts";
import { parseRate } from "../money/rate.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";

/** Every figure can be worked with: amounts and rates are exact decimals, bands rise, and a state fits its price. */
export function checkPrices({ pack }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const look = (file: string, at: string, price: Price) => {
    for (const message of faultsOf(price)) found.push({ check: "price", file, at, message });
  };
  for (const rule of pack.rules) {
    look("rules.json", rule.id, rule.price);
    for (const relaxed of rule.relaxed ?? []) look("rules.json", rule.id, relaxed.price);
    for (const edge of rule.unprinted ?? []) {
      for (const m of amount(edge.amount)) found.push({ check: "price", file: "rules.json", at: rule.id, message: m });
      look("rules.json", rule.id, edge.price);
    }
    if (rule.levy)
      for (const m of amount(rule.levy.from))
        found.push({ check: "price", file: "rules.json", at: rule.id, message: m });
  }
  for (const fee of pack.listedFees) {
    look("listed-fees.json", fee.id, fee.price);
    for (const message of stateFaults(fee))
      found.push({ check: "price", file: "listed-fees.json", at: fee.id, message });
  }
  for (const text of Object.values(pack.narration.sameNarration))
    for (const message of amount(text))
      found.push({ check: "price", file: "narration.json", at: "/sameNarration", message });
  return found;
}

/** Never 0 for unknown, and never unknown for a price that is there. */
function stateFaults({ status, price }: Pack["listedFees"][number]): string[] {
  const zero = price.kind === "fixed" && /^0+(\.0+)?$/.test(price.amount);
  if (zero) return ["a price of zero: say free, included, at_cost or unresolved instead"];
  if (status === "not_offered") return price.kind === "free" ? [] : ["not_offered, but with a price"];
  if ((status === "free" || status === "included") !== (price.kind === "free"))
    return [`${status}, but its price is of the kind ${price.kind}`];
  if ((status === "unresolved") !== (price.kind === "unresolved"))
    return [`${status}, but its price is of the kind ${price.kind}`];
  return [];
}

const amount = (text: string): string[] => tried(() => parsePackAmount(text), `${text} is no amount`);
const rate = (text: string): string[] => tried(() => parseRate(text), `${text} is no rate`);

function tried(parse: () => unknown, fault: string): string[] {
  try {
    parse();
    return [];
  } catch {
    return [fault];
  }
}

function faultsOf(price: Price): string[] {
  switch (price.kind) {
    case "free":
      return [];
    case "unresolved":
      return price.verbatim.trim() === "" ? ["an unresolved price quotes what the source says"] : [];
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

const blockFaults = (size: string): string[] =>
  amount(size).length > 0 || parsePackAmount(size) === 0n ? [`${size} is no size of a block`] : [];

function bandFaults({ tiers }: Extract<Price, { kind: "tiered" }>): string[] {
  const edges = tiers.map((tier) => tier.upTo);
  if (edges.at(-1) !== null || edges.slice(0, -1).includes(null)) return ["the last band, and only it, is without end"];
  const sums = edges.slice(0, -1) as string[];
  const wrong = sums.flatMap(amount);
  if (wrong.length > 0) return wrong;
  return sums.some((text, i) => i > 0 && parsePackAmount(text) <= parsePackAmount(sums[i - 1] as string))
    ? ["the bands do not rise"]
    : [];
}
