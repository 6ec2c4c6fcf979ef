/**
 * One idea: from the words of a bank's alert to the fee. Three clues, strongest first: a statement wording of the pack
 * matches the words as they are; the words are a name or alias of a service, short forms opened; a sum in the words is a
 * figure of a rule, bare or with its VAT.
 */
import { classifierFor } from "../domain/audit/classify.ts";
import { likeliest } from "../domain/audit/read-narration.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack, Rule } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { exactMoney } from "../domain/fees/price-words.ts";
import { standsOn } from "../domain/fees/rules-of-day.ts";
import { vatOn } from "../domain/fees/vat.ts";
import { type Minor, parseMinor } from "../domain/money/money.ts";
import { applyRateHalfUp } from "../domain/money/rate.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { type BankHit, findBanks } from "./find-banks.ts";
import { type FeeSummary, summaryOf } from "./list-fees.ts";

export type SearchHit = FeeSummary & {
  /** Why this fee was found, in a sentence. */
  readonly because: string;
};

export type SearchView = Dated & {
  readonly q: string;
  readonly hits: readonly SearchHit[];
  /** Banks and wallets that the question names. */
  readonly banks: readonly BankHit[];
};

const MOST_HITS = 8;

/** Short forms that Nigerian alerts print; opened on both sides before words are compared. */
const SHORT: Readonly<Record<string, string>> = {
  CHG: "CHARGE",
  CHGS: "CHARGE",
  CHRG: "CHARGE",
  CHARGES: "CHARGE",
  FEES: "FEE",
  COMM: "COMMISSION",
  TRF: "TRANSFER",
  TRSF: "TRANSFER",
  TRANSFERS: "TRANSFER",
  MAINT: "MAINTENANCE",
  MTCE: "MAINTENANCE",
  MNT: "MAINTENANCE",
  ACCT: "ACCOUNT",
  AC: "ACCOUNT",
  WDL: "WITHDRAWAL",
  WTHDRWL: "WITHDRAWAL",
  CHQ: "CHEQUE",
  STMT: "STATEMENT",
  DUTIES: "DUTY",
  ALERTS: "ALERT",
  CARDS: "CARD",
};

/** Words that name no fee by themselves. */
const WEAK = new Set([
  "CHARGE",
  "FEE",
  "COMMISSION",
  "OF",
  "ON",
  "THE",
  "A",
  "FOR",
  "TO",
  "MY",
  "AND",
  "VAT",
  "NGN",
  "N",
  "NAIRA",
  "BANK",
]);

const wordsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .map((word) => SHORT[word] ?? word);

/** Finds fees for the words of an alert, or for a sum such as "N50 charge". */
export async function searchFees(ctx: Context, input: When & { readonly q: string }): Promise<SearchView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const q = input.q.trim().slice(0, 200);
  const found = new Map<string, { score: number; because: string }>();
  const add = (service: string, score: number, because: string) => {
    const before = found.get(service);
    if (service !== "unknown" && (!before || before.score < score)) found.set(service, { score, because });
  };
  byWording(pack, q, add);
  byName(pack, q, add);
  bySum(pack, q, on, add);
  const hits = [...found]
    .sort(([, a], [, b]) => b.score - a.score)
    .slice(0, MOST_HITS)
    .flatMap(([id, { because }]) => {
      const service = pack.services.find((s) => s.id === id);
      return service ? [{ ...summaryOf(pack, service, on, today), because }] : [];
    });
  return { ...datedOf(dated), q, hits, banks: findBanks(pack, q) };
}

type Add = (service: string, score: number, because: string) => void;

function byWording(pack: Pack, q: string, add: Add): void {
  const narration = q.toUpperCase().replace(/\s+/g, " ");
  const told = likeliest(classifierFor(pack, null)(narration, "debit"));
  if (told.service && told.kind !== "transaction") add(told.service, 90, "Banks print this fee in these words.");
}

function byName(pack: Pack, q: string, add: Add): void {
  const asked = wordsOf(q);
  const strong = asked.filter((word) => !WEAK.has(word) && !/^N?\d+$/.test(word));
  if (asked.length === 0) return;
  for (const service of pack.services) {
    for (const name of [service.name, ...service.aliases]) {
      const words = wordsOf(name);
      if (words.join(" ") === asked.join(" ")) add(service.id, 100, `Also called “${name}”.`);
      else if (strong.length > 0) {
        const shared = strong.filter((word) =>
          words.some((w) => w === word || (word.length > 4 && w.startsWith(word))),
        );
        const all = shared.length === strong.length;
        if (shared.length > 0)
          add(
            service.id,
            (all ? 60 : 20) + (shared.length * 20) / words.length,
            name === service.name ? "Its name has your words." : `Also called “${name}”.`,
          );
      }
    }
  }
}

const SUM = /(?:^|[^A-Z0-9.])(?:NGN|N|₦)?\s?(\d{1,3}(?:,\d{3}){1,6}|\d{1,9})(\.\d{1,2})?(?=$|[^A-Z0-9.])/gi;

function bySum(pack: Pack, q: string, on: CivilDate, add: Add): void {
  const sums = [...q.matchAll(SUM)].flatMap((m) => {
    const value = parseMinor(`${(m[1] as string).replaceAll(",", "")}${m[2] ?? ""}`);
    return value !== undefined && value > 0n ? [value] : [];
  });
  if (sums.length === 0) return;
  const vat = vatOn(pack, on);
  for (const rule of pack.rules) {
    if (!rule.service || rule.service === "tax.vat" || rule.standing === "draft") continue;
    const stands = standsOn(rule, on);
    for (const figure of figuresOf(rule.price)) {
      for (const sum of sums) {
        const withVat = vat && rule.vat !== "none" ? figure + applyRateHalfUp(figure, vat.rate) : null;
        if (sum === figure) add(rule.service, (stands ? 50 : 30) + weightOf(rule), sentence(rule, figure, stands, ""));
        else if (sum === withVat)
          add(
            rule.service,
            (stands ? 55 : 35) + weightOf(rule),
            sentence(rule, withVat, stands, `, ${vat?.percent} VAT inside`),
          );
      }
    }
  }
}

/** Between fees with the same figure those that touch most people come first: transfers, levies, cards. */
const weightOf = (rule: Rule): number =>
  /^levy\./.test(rule.service ?? "")
    ? 8
    : /^transfer\./.test(rule.service ?? "")
      ? 5
      : /^(card|alert|atm)\./.test(rule.service ?? "")
        ? 3
        : 0;

const sentence = (rule: Rule, sum: Minor, stands: boolean, tail: string): string =>
  `${exactMoney(sum, rule.currency)} ${stands ? "is" : "was"} a figure of its rule${stands ? "" : " in the past"}${tail}.`;

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
