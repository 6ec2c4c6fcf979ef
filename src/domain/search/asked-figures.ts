/** Which rules a sum comes from: a figure of theirs, bare, with its VAT, the VAT alone, or all that one action takes together. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Pack, Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { standsOn } from "../fees/rules-of-day.ts";
import { vatOn } from "../fees/vat.ts";
import { type Minor, parseMinor } from "../money/money.ts";
import { exactMoney } from "../money/money-words.ts";
import { applyRateHalfUp } from "../money/rate.ts";

export type FromFigure = { readonly service: string; readonly score: number; readonly because: string };

/** Every fee whose rule, on that day or before it, leads to the sum; best first. */
export function figuresThatGive(pack: Pack, sum: Minor, on: CivilDate): FromFigure[] {
  const found: FromFigure[] = [];
  const vat = vatOn(pack, on);
  for (const rule of pack.rules) {
    if (!rule.service || rule.service === "tax.vat" || rule.standing === "draft") continue;
    const stands = standsOn(rule, on);
    const say = (score: number, what: string) => {
      const words = `${exactMoney(sum, rule.currency)} ${stands ? "is" : "was"} ${what}${stands ? "" : " in the past"}.`;
      found.push({
        service: rule.service as string,
        score: score - (stands ? 0 : 0.2) + weightOf(rule),
        because: words,
      });
    };
    for (const figure of figuresOf(rule.price)) {
      const tax = vat && rule.vat !== "none" ? applyRateHalfUp(figure, vat.rate) : null;
      if (sum === figure) say(0.7, "a figure of its rule");
      if (tax === null) continue;
      if (sum === figure + tax) say(0.75, `its figure with ${vat?.percent} VAT`);
      if (sum === tax) say(0.6, `the ${vat?.percent} VAT on its ${exactMoney(figure, rule.currency)}`);
      if (dutiesOf(pack, rule.service, on).some((duty) => sum === figure + tax + duty))
        say(0.75, `its ${exactMoney(figure, rule.currency)} with VAT and the stamp duty`);
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Sums of the duties that an event of the service draws, as the pack says. */
const dutiesOf = (pack: Pack, service: string, on: CivilDate): Minor[] =>
  (pack.services.find(({ id }) => id === service)?.draws ?? []).flatMap((drawn) =>
    pack.rules
      .filter((rule) => rule.service === drawn.service && standsOn(rule, on))
      .flatMap((rule) => figuresOf(rule.price)),
  );

/** Between fees with the same figure those that touch most people come first: transfers, levies, cards. */
function weightOf({ service }: Rule): number {
  if (/^levy\./.test(service ?? "")) return 0.08;
  if (/^transfer\./.test(service ?? "")) return 0.05;
  return /^(?:card|alert|atm)\./.test(service ?? "") ? 0.03 : 0;
}

/** Every fixed sum in a price. */
function figuresOf(price: Price): Minor[] {
  switch (price.kind) {
    case "fixed":
      return [parseMinor(price.amount) ?? 0n];
    case "tiered":
      return price.tiers.flatMap((tier) => figuresOf(tier.price));
    case "combine":
      return price.parts.flatMap(figuresOf);
    case "first_free":
      return figuresOf(price.then);
    case "by_customer":
      return [...figuresOf(price.individual), ...figuresOf(price.corporate)];
    case "negotiable":
    case "pass_through":
      return price.ceiling ? figuresOf(price.ceiling) : [];
    default:
      return [];
  }
}
