/**
 * What a year at 2,000 made products costs, as `/compare` asks it: both ends, how much is known and the order for all, the working for
 * a page of them; beside the same sums in plain floats. Only the ratio counts, taken within a round, and whether twice as
 * many products take twice as long. The two must agree to the naira, or nothing is measured.
 */
import { byCost } from "../src/domain/compare/break-even.ts";
import { PriceBook } from "../src/domain/compare/occurrence.ts";
import type { Usage, UsageLine } from "../src/domain/compare/usage.ts";
import { yearOf } from "../src/domain/compare/year-cost.ts";
import { endsOf, type YearEnds } from "../src/domain/compare/year-ends.ts";
import type { Pack } from "../src/domain/fees/pack.ts";
import type { Price } from "../src/domain/fees/price.ts";
import { DAY, type MadeFee, madePack, madeRule } from "../test/support/made-tariff.ts";
import { type Bench, interleaved, type Measured, measured, spreadOf, spreadText } from "./bench.ts";

const PRODUCTS = 2_000;
/** Of one bank. */
const OF_BANK = 40;
/** Rows of a page. */
const PAGE = 20;
const MOST_TIMES = 6;
const MOST_GROWTH = 2.6;
const SERVICES = ["transfer", "cash", "alert", "card", "upkeep", "statement"] as const;
const TAX = 0.075;

const price = (n: number, k: number): Price => {
  const sum = (n * 7 + k * 13) % 90;
  const fixed = (add: number): Price => ({ kind: "fixed", amount: `${sum + add}.00` });
  if (k % 3 === 0)
    return {
      kind: "tiered",
      on: "transaction_amount",
      mode: "whole",
      tiers: [
        { upTo: "5000.00", price: fixed(1) },
        { upTo: "50000.00", price: fixed(11) },
        { upTo: null, price: fixed(21) },
      ],
    };
  return k % 3 === 1 ? fixed(3) : { kind: "rate", fraction: "0.001", base: "transaction_amount", min: `${sum}.00` };
};

const sellerOf = (n: number) => ({ bank: `xx.b${Math.floor(n / OF_BANK)}`, product: `xx.p${n}` });

function made(products: number): Pack {
  const fees = Array.from({ length: products }, (_, n) =>
    SERVICES.map((service, k): MadeFee => ({ ...sellerOf(n), service, price: price(n, k), vat: "added" })),
  ).flat();
  return madePack(fees, [madeRule("tax", "tax.vat", { kind: "rate", fraction: `${TAX}`, base: "transaction_amount" })]);
}

/** Twelve months, each with counts and sums of its own. */
const USAGE: Usage = Array.from({ length: 12 }, (_, month) => ({
  on: DAY,
  repeats: 1,
  lines: SERVICES.map(
    (service, k): UsageLine => ({
      id: service,
      service,
      times: 1 + ((month * 5 + k * 3) % 40),
      amount: BigInt(100_000 * (1 + ((month * 17 + k * 29) % 80))),
      facts: {},
    }),
  ),
}));

const productsOf = ({ listedFees }: Pack) =>
  Array.from({ length: listedFees.length / SERVICES.length }, (_, n) => sellerOf(n));

/** The same walk over the same rows, with numbers where ours has whole kobo, ends, reasons and who keeps what. */
function plainYears(pack: Pack): number[] {
  const byProduct = new Map<string, Map<string, Price>>();
  for (const { product = "", service, price: of } of pack.listedFees) {
    const own = byProduct.get(product) ?? new Map<string, Price>();
    own.set(service, of);
    byProduct.set(product, own);
  }
  return productsOf(pack).map(({ product }) => {
    let total = 0;
    for (const { lines, repeats } of USAGE)
      for (const { service, times, amount } of lines) {
        const own = byProduct.get(product)?.get(service);
        if (own) total += plainPrice(own, Number(amount) / 100) * (1 + TAX) * times * repeats;
      }
    return total;
  });
}

function plainPrice(of: Price, amount: number): number {
  switch (of.kind) {
    case "fixed":
      return Number(of.amount);
    case "rate":
      return Math.max(Number(of.fraction) * amount, Number(of.min ?? 0));
    case "tiered": {
      const tier = of.tiers.find(({ upTo }) => upTo === null || amount <= Number(upTo));
      return tier ? plainPrice(tier.price, amount) : 0;
    }
    default:
      throw new Error(`no price of this bench: ${of.kind}`);
  }
}

/** As `src/app/compare-fees.ts` does it for a page. */
function exactYears(pack: Pack): readonly YearEnds[] {
  const book = new PriceBook(pack);
  const ends = endsOf(pack, USAGE, book);
  const costs = productsOf(pack).map((seller) => ({ seller, ...ends(seller) }));
  const ranked = costs.toSorted(byCost);
  const year = yearOf(pack, USAGE, book);
  for (const { seller } of ranked.slice(0, PAGE)) year(seller);
  return costs;
}

/** Rounding of each tax apart, the floats come to the same. */
function disagreeing(pack: Pack): number {
  const plain = plainYears(pack);
  return exactYears(pack).filter(({ low }, i) => Math.abs(Number(low) / 100 - (plain[i] ?? 0)) > 12).length;
}

export const bench: Bench = {
  does: `a year of use at ${PRODUCTS} made products, exact and with reasons, beside the same sums in plain floats`,
  passLine: `at most ${MOST_TIMES} times the floats, and at most ${MOST_GROWTH} times for twice the products`,
  run: async (options) => {
    const [pack, twice] = [made(PRODUCTS), made(PRODUCTS * 2)];
    const wrong = disagreeing(pack);
    if (wrong > 0) return { tables: [], failures: [`${wrong} products come to another sum in floats`] };
    const contender = (name: string, once: () => unknown) => ({ name, work: (ms: number) => measured(ms, 1, once) });
    const rounds = await interleaved(
      [
        contender("floats", () => plainYears(pack)),
        contender("ours", () => exactYears(pack)),
        contender("ours, twice the products", () => exactYears(twice)),
      ],
      options,
    );
    const each = ({ cpuMicros, times }: Measured): number => cpuMicros / times;
    const ratio = (a: string, b: string) =>
      spreadOf(rounds.map((round) => each(round.get(a) as Measured) / each(round.get(b) as Measured)));
    const [beside, growth] = [ratio("ours", "floats"), ratio("ours, twice the products", "ours")];
    const failures = [
      ...(beside.median > MOST_TIMES ? [`${beside.median.toFixed(1)} times the floats`] : []),
      ...(growth.median > MOST_GROWTH ? [`${growth.median.toFixed(1)} times for twice the products`] : []),
    ];
    const ms = (name: string) =>
      spreadText(spreadOf(rounds.map((round) => each(round.get(name) as Measured) / 1_000)), 1);
    const rows = ["floats", "ours", "ours, twice the products"].map((name) => [name, ms(name)]);
    return {
      tables: [
        { title: "CPU of one comparison, ms (median, least to most)", rows: [["", "ms"], ...rows] },
        {
          title: "Ratios",
          rows: [
            ["", "times"],
            ["ours to floats", spreadText(beside)],
            ["twice the products", spreadText(growth)],
          ],
        },
      ],
      failures,
    };
  },
};
