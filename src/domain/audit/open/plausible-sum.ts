/**
 * Which sums a bank would ever print for a service: from nothing up to some times the highest figure that the pack's rules
 * and listed fees give for this statement. Outside it a line with a charge's words is a payment.
 */
import type { Pack, Rule } from "../../fees/pack.ts";
import type { Base, Price, Unit } from "../../fees/price.ts";
import { type Minor, parseMinor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";

/**
 * What a statement holds that prices may be taken on, in minor units: the largest payment, out or in (cash and what a merchant
 * took are charged on the way in), and the debits of the dearest month.
 */
export type StatementSize = {
  readonly largest: Minor;
  readonly debits: Minor;
  readonly lines: number;
  /** Every line, with its day as a number. */
  readonly entries: readonly { readonly amount: Minor; readonly day: number }[];
};

/** `more`: words follow that no bank prints in a charge. `sure`: all words up to the charge's are the bank's. */
export type SaidSum = {
  readonly service: string;
  readonly sum: Minor;
  readonly more: boolean;
  readonly sure: boolean;
};

/** No rule of the pack counts more leaves, pages or days than this. */
const MANY = 50;
/** Fee and tax of any rate so far. */
const withTax = (sum: number): number => sum * 1.1;
/** Sums that people write: a doubtful charge of such a sum is a payment. */
const ROUND = 100_00n;
/** So many days after its payment a levy is taken: over a weekend. Any payment of the statement would be some round sum's. */
const LEVIED_WITHIN = [0, 1, 2, 3] as const;

export type PlausibleSums = {
  /** Whether a bank would ever print the sum for the service. */
  readonly fits: (said: SaidSum) => boolean;
  /**
   * Whether it is not above every figure known, its tax included. Of a tax whether it is no round sum; of a levy whether it is
   * its figure, once or several times, or its share of what went out on that day or the three before.
   */
  readonly known: (service: string, sum: Minor, day: number) => boolean;
};

/** Makes the tests of one statement's sums. */
export function plausibleSums(pack: Pack, size: StatementSize): PlausibleSums {
  const { chargeSums } = pack.narration;
  if (!chargeSums) return { fits: () => true, known: () => true };
  const { announced } = chargeSums;
  const times = Number(chargeSums.times);
  const unpriced = Number(parseMinor(chargeSums.unpriced));
  const ceilings = new Map<string, number>();
  const ceilingOf = (service: string): number =>
    madeOnce(ceilings, service, () => highest(pack, service, size) ?? unpriced);
  const fits = ({ service, sum, more, sure }: SaidSum): boolean => {
    const charged = Number(sum);
    if (!sure) {
      if (isRound(sum)) return false;
      return charged <= (service === "unknown" ? unpriced / MANY : withTax(ceilingOf(service)));
    }
    if (service === "unknown") return charged <= unpriced;
    if (service.startsWith("tax.")) return charged <= withTax(unpriced) / 10;
    // the payment that a share was taken of need not stand in the statement
    if (announced?.[service] !== undefined && !more && charged <= unpriced) return true;
    const most = withTax(ceilingOf(service)) * times;
    return charged <= (service.startsWith("levy.") && !more ? Math.max(most, ceilingOf(service) * size.lines) : most);
  };
  const levies = new Map<string, ReadonlySet<string>>();
  const isLevied = (service: string, sum: Minor, day: number): boolean => {
    const share = Number(announced?.[service]);
    if (!share) return fixedFigures(pack, service).some((figure) => sum % figure === 0n);
    const due = madeOnce(
      levies,
      service,
      () => new Set(size.entries.map((one) => `${one.day} ${Math.round(-Number(one.amount) * share)}`)),
    );
    // one more or less, however the bank rounded
    return LEVIED_WITHIN.some((back) => [-1n, 0n, 1n].some((off) => due.has(`${day - back} ${sum + off}`)));
  };
  const known = (service: string, sum: Minor, day: number): boolean => {
    if (service.startsWith("tax.")) return !isRound(sum);
    if (service.startsWith("levy.")) return isLevied(service, sum, day);
    return Number(sum) <= withTax(ceilingOf(service));
  };
  return { fits, known };
}

const fixedFigures = (pack: Pack, service: string): readonly Minor[] =>
  pack.rules.flatMap(({ service: of, price }) =>
    of === service && price.kind === "fixed" ? (parseMinor(price.amount) ?? []) : [],
  );

const isRound = (sum: Minor): boolean => sum > ROUND && sum % ROUND === 0n;

/** Null where nothing gives a figure: what is at cost or agreed has no ceiling. */
function highest(pack: Pack, service: string, size: StatementSize): number | null {
  const figures = [
    ...pack.rules.filter((rule) => rule.service === service && rule.standing !== "draft"),
    ...pack.listedFees.filter((fee) => fee.service === service && fee.status === "charged"),
  ];
  if (figures.some(({ price }) => isOpen(price))) return null;
  if (pack.rules.some((rule) => rule.service === service && isOffStatement(rule))) return null;
  const announced = pack.narration.chargeSums?.announced?.[service];
  const found = Math.max(
    0,
    announced ? Number(announced) * Number(size.largest) : 0,
    ...figures.map(({ price }) => most(price, size)),
  );
  return found > 0 ? found : highestOfGroup(pack, service, size);
}

/** A duty that is a share of a sum which no payment of the statement need be: of a loan. A levy on payments has terms. */
const isOffStatement = ({ payee, levy, price }: Rule): boolean =>
  payee === "government" && levy === undefined && price.kind === "rate";

const isOpen = (price: Price): boolean =>
  price.kind === "unresolved" || ((price.kind === "pass_through" || price.kind === "negotiable") && !price.ceiling);

/** A service that no figure is known of is measured by its like: what other machines or transfers cost. */
function highestOfGroup(pack: Pack, service: string, size: StatementSize): number | null {
  const group = `${service.split(".")[0]}.`;
  const found = pack.rules.flatMap((rule) => (rule.service?.startsWith(group) ? [most(rule.price, size)] : []));
  return Math.max(0, ...found) || null;
}

const minor = (decimal: string): number => Number(parseMinor(decimal) ?? 0n);

/** The most that a price can come to; 0 where it gives no figure. */
function most(price: Price, size: StatementSize): number {
  switch (price.kind) {
    case "fixed":
      return minor(price.amount) * units(price.unit, size);
    case "rate": {
      const sum = Number(price.fraction) * baseOf(price.base, size);
      const atLeast = Math.max(sum, price.min ? minor(price.min) : 0);
      return price.max ? Math.min(atLeast, minor(price.max)) : atLeast;
    }
    case "tiered":
      return Math.max(0, ...price.tiers.map((tier) => most(tier.price, size)));
    case "combine":
      return price.parts.reduce((sum, part) => sum + most(part, size), 0);
    case "pass_through":
    case "negotiable":
      return price.ceiling ? most(price.ceiling, size) : 0;
    case "first_free":
      return most(price.then, size);
    case "by_customer":
      return Math.max(most(price.individual, size), most(price.corporate, size));
    case "over_limit":
      return Number(price.fraction) * Number(size.largest);
    default:
      return 0;
  }
}

const baseOf = (base: Base, size: StatementSize): number =>
  base === "debit_turnover" ? Number(size.debits) : base === "transaction_amount" ? Number(size.largest) : MANY;

function units(unit: Unit | undefined, size: StatementSize): number {
  if (!unit) return 1;
  if (unit.per === "block") return Math.max(1, Math.ceil(baseOf(unit.of, size) / minor(unit.size)));
  if (unit.per === "message") return 4 * Math.max(size.lines, MANY);
  return unit.per === "leaf" || unit.per === "page" ? MANY : unit.per === "occurrence" ? 1 : 4;
}
