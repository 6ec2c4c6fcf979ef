/** Which rules a sum comes from: a figure of theirs, bare, with its VAT, the VAT alone, or all that one action takes together. */
import { madeOnce } from "../audit/made-once.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { Pack, Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { standsOn } from "../fees/rules-of-day.ts";
import { type VatOfDay, vatOn } from "../fees/vat.ts";
import { type Minor, parseMinor } from "../money/money.ts";
import { exactMoney } from "../money/money-words.ts";
import { applyRateHalfUp } from "../money/rate.ts";

export type FromFigure = {
  readonly service: string;
  readonly score: number;
  readonly because: FigureReason;
  /** False: it led there in the past. */
  readonly stands: boolean;
};

/** How a sum comes of a figure, as code and facts; sums in it are printed with their currency. */
export type FigureReason = {
  readonly code: "found.is" | "found.was" | "found.until_own_day";
  readonly facts: { readonly sum: string; readonly what: FigureWhat };
};
export type FigureWhat = {
  readonly code:
    | "figure.own"
    | "figure.times"
    | "figure.with_vat"
    | "figure.times_with_vat"
    | "figure.vat"
    | "figure.with_duty";
  readonly facts: Readonly<Record<string, string | number>>;
};

/** Up to how many blocks, pages or leaves, and how many messages, one sum may be of. */
const MOST_TIMES = 12n;
const MOST_MESSAGES = 200n;
/** A figure that is only a part of what is due together is the less likely one. */
const LESS_OF_PART = 0.15;

/** A rule with what its figures come to: read once for a pack and a day, and asked by every sum. */
type FiguredRule = {
  readonly rule: Rule & { readonly service: string };
  readonly isToday: boolean;
  readonly figures: readonly Figure[];
  readonly vats: readonly { readonly percent: string; readonly stands: boolean; readonly taxes: readonly Minor[] }[];
  readonly duties: readonly Minor[];
};
const MOST_DAYS = 4;
const keptDays = new WeakMap<Pack, Map<CivilDate, readonly FiguredRule[]>>();

function figuredRules(pack: Pack, on: CivilDate): readonly FiguredRule[] {
  const days = madeOnce(keptDays, pack, () => new Map<CivilDate, readonly FiguredRule[]>());
  const known = days.get(on);
  if (known) return known;
  const made = pack.rules.flatMap((rule): FiguredRule[] => {
    const { service } = rule;
    if (!service || service === "tax.vat" || rule.standing === "draft") return [];
    const figures = figuresOf(rule.price).filter(({ minor }) => minor !== 0n);
    const vats = vatsOn(pack, rule, on).map(({ vat, stands }) => ({
      percent: vat.percent,
      stands,
      taxes: figures.map(({ minor }) => applyRateHalfUp(minor, vat.rate)),
    }));
    const isToday = standsOn(rule, on);
    return [{ rule: { ...rule, service }, isToday, figures, vats, duties: dutiesOf(pack, service, on) }];
  });
  const [oldest] = days.keys();
  if (oldest !== undefined && days.size >= MOST_DAYS) days.delete(oldest);
  days.set(on, made);
  return made;
}

/** Every fee whose rule, on that day or before it, leads to the sum; best first. `currency` null: the country's own. */
export function figuresThatGive(
  pack: Pack,
  { minor: sum, currency }: { readonly minor: Minor; readonly currency: string | null },
  on: CivilDate,
): FromFigure[] {
  const found: FromFigure[] = [];
  for (const { rule, isToday, figures, vats, duties } of figuredRules(pack, on)) {
    if (rule.currency !== (currency ?? pack.currency)) continue;
    const say = (score: number, stands: boolean, code: FigureWhat["code"], facts: FigureWhat["facts"] = {}) =>
      found.push({
        service: rule.service,
        score: score - (stands ? 0 : 0.2),
        because: {
          code: rule.startsByBank ? "found.until_own_day" : stands ? "found.is" : "found.was",
          facts: { sum: exactMoney(sum, rule.currency), what: { code, facts } },
        },
        stands,
      });
    for (const { minor: figure, per, isPart } of figures) {
      if (sum === figure) say(0.7 - (isPart ? LESS_OF_PART : 0), isToday, "figure.own");
      else if (per && isTimes(sum, figure, per)) say(0.55, isToday, "figure.times", { times: String(sum / figure) });
    }
    for (const { percent, stands, taxes } of vats)
      for (const [i, { minor: figure, per, isPart }] of figures.entries()) {
        const tax = taxes[i] as Minor;
        const less = isPart ? LESS_OF_PART : 0;
        const printed = () => exactMoney(figure, rule.currency);
        if (sum === figure + tax) say(0.75 - less, stands, "figure.with_vat", { percent });
        else if (per && isTimes(sum, figure + tax, per))
          say(0.6, stands, "figure.times_with_vat", { times: String(sum / (figure + tax)), percent });
        if (sum === tax) say(0.6 - less, stands, "figure.vat", { percent, figure: printed() });
        if (duties.some((duty) => sum === figure + tax + duty))
          say(0.75, stands, "figure.with_duty", { figure: printed() });
      }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** The VAT on a rule's figures: today's, and that of the first and the last day of the rule where it was another. */
function vatsOn(
  pack: Pack,
  rule: Rule,
  on: CivilDate,
): readonly { readonly vat: VatOfDay; readonly stands: boolean }[] {
  if (rule.vat === "none") return [];
  const today = vatOn(pack, on);
  const isToday = standsOn(rule, on);
  const before = [rule.from, rule.until && addDays(rule.until, -1)].flatMap((day) =>
    day && day < on ? [vatOn(pack, day)] : [],
  );
  const all = [
    ...(today ? [{ vat: today, stands: isToday }] : []),
    ...before.flatMap((vat) => (vat && vat.ruleId !== today?.ruleId ? [{ vat, stands: false }] : [])),
  ];
  return all.filter(({ vat }, i) => all.findIndex((one) => one.vat.ruleId === vat.ruleId) === i);
}

function isTimes(sum: Minor, one: Minor, per: Figure["per"]): boolean {
  return sum % one === 0n && sum / one >= 2n && sum / one <= (per === "message" ? MOST_MESSAGES : MOST_TIMES);
}

/** Sums of the duties that an event of the service draws, as the pack says. */
const dutiesOf = (pack: Pack, service: string, on: CivilDate): Minor[] =>
  (pack.services.find(({ id }) => id === service)?.draws ?? []).flatMap((drawn) =>
    pack.rules
      .filter((rule) => rule.service === drawn.service && standsOn(rule, on))
      .flatMap((rule) => figuresOf(rule.price).map(({ minor }) => minor)),
  );

type Figure = {
  readonly minor: Minor;
  /** It is due as often as there are of these. */
  readonly per: "block" | "message" | "page" | "leaf" | null;
  /** It is only one part of what is due together. */
  readonly isPart: boolean;
};

/** Every fixed sum in a price, and of parts that are due together their sum. */
function figuresOf(price: Price): Figure[] {
  switch (price.kind) {
    case "fixed": {
      const per = price.unit?.per;
      const counted = per === "block" || per === "message" || per === "page" || per === "leaf";
      return [{ minor: parseMinor(price.amount) ?? 0n, per: counted ? per : null, isPart: false }];
    }
    case "range": {
      const per = price.unit?.per;
      return [{ minor: parseMinor(price.max) ?? 0n, per: per === "block" ? per : null, isPart: false }];
    }
    case "tiered":
      return price.tiers.flatMap((tier) => figuresOf(tier.price));
    case "combine": {
      const parts = price.parts.map(figuresOf);
      const each = parts.flat();
      if (price.op !== "sum" || parts.some((of) => of.length !== 1)) return each;
      const minor = each.reduce((all, one) => all + one.minor, 0n);
      return [{ minor, per: each[0]?.per ?? null, isPart: false }, ...each.map((one) => ({ ...one, isPart: true }))];
    }
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
