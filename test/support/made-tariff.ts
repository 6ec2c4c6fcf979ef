import type { CivilDate } from "../../src/domain/dates/civil-date.ts";
import type { ListedFee, Pack, Rule } from "../../src/domain/fees/pack.ts";
import type { Price } from "../../src/domain/fees/price.ts";
import type { Terms } from "../../src/domain/fees/terms.ts";

// A pack made for a test: institutions and prices of no real country, so that the sums are the test's own.

export const DAY = "2026-03-01" as CivilDate;

const SOURCE = { title: "Made for a test", ref: null, section: null, url: null };

export type MadeFee = {
  readonly service: string;
  readonly price: Price;
  readonly bank?: string;
  readonly product?: string;
  readonly terms?: Terms;
  readonly vat?: ListedFee["vat"];
  readonly when?: ListedFee["when"];
  readonly status?: ListedFee["status"];
};

function madeFee(fee: MadeFee, n = 0): ListedFee {
  const bank = fee.bank ?? "xx.one";
  return {
    id: `${bank}.${fee.service}-${n}`,
    bank,
    service: fee.service,
    name: fee.service,
    status: fee.status ?? "charged",
    price: fee.price,
    when: fee.when ?? {},
    ...(fee.product === undefined ? {} : { product: fee.product }),
    ...(fee.terms === undefined ? {} : { terms: fee.terms }),
    vat: fee.vat ?? "none",
    currency: "XXD",
    from: null,
    until: null,
    validBasis: "stated",
    grade: "B",
    source: SOURCE,
    checkedOn: DAY,
  };
}

export const madeRule = (id: string, service: string, price: Price, more: Partial<Rule> = {}): Rule => ({
  id,
  service,
  name: id,
  standing: "in_force",
  from: "2020-01-01" as CivilDate,
  until: null,
  payer: "customer",
  payee: "bank",
  currency: "XXD",
  price,
  when: {},
  vat: "none",
  negotiable: false,
  period: "per_event",
  grade: "A",
  enforceable: true,
  binds: "everyone",
  conditions: "",
  source: SOURCE,
  checkedOn: DAY,
  ...more,
});

export function madePack(fees: readonly MadeFee[], rules: readonly Rule[] = []): Pack {
  const listedFees = fees.map(madeFee);
  const services = [...new Set([...listedFees, ...rules].flatMap(({ service }) => service ?? []))];
  const banks = [...new Set(["xx.one", ...listedFees.map(({ bank }) => bank)])];
  return {
    jurisdiction: "xx",
    version: "1",
    sha256: "",
    currency: "XXD",
    services: services.map((id) => ({ id, name: id, aliases: [] })),
    banks: banks.map((id) => ({ id, name: id, aliases: [], licence: "commercial", grade: "B" })),
    rules,
    listedFees,
    wordings: [],
    narration: { commonWords: [], sameNarration: { stepWithVat: "0", largestWithVat: "0" } },
    layouts: [],
    complaintClock: [],
  };
}
