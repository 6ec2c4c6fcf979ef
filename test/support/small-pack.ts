import type { CivilDate } from "../../src/domain/dates/civil-date.ts";
import type { Bank, ListedFee, Pack, Rule, Service } from "../../src/domain/fees/pack.ts";
import type { Price } from "../../src/domain/fees/price.ts";

const source = { title: "A made-up law", ref: null, section: "1", url: null };
const fixed = (amount: string): Price => ({ kind: "fixed", amount });

export function smallRule(id: string, amount: string, from: string | null, until: string | null): Rule {
  return {
    id,
    service: "transfer.made_up",
    name: "A made-up transfer",
    standing: "in_force",
    from: from as CivilDate | null,
    until: until as CivilDate | null,
    payer: "customer",
    payee: "bank",
    currency: "XTS",
    price: fixed(amount),
    when: {},
    vat: "added",
    negotiable: false,
    period: "per_event",
    grade: "A",
    enforceable: true,
    binds: "banks",
    conditions: "",
    source,
    checkedOn: "2026-01-01" as CivilDate,
  };
}

export function smallFee(id: string, amount: string, from: string | null): ListedFee {
  return {
    id,
    bank: "made_up",
    service: "transfer.made_up",
    name: "Transfer",
    status: "charged",
    price: fixed(amount),
    when: {},
    vat: "added",
    currency: "XTS",
    from: from as CivilDate | null,
    until: null,
    validBasis: "stated",
    grade: "B",
    source,
    checkedOn: "2026-01-01" as CivilDate,
  };
}

const services: readonly Service[] = [{ id: "transfer.made_up", name: "Transfer", aliases: ["TRF"] }];
const banks: readonly Bank[] = [
  { id: "made_up", name: "Made-up Bank", aliases: [], licence: "commercial", grade: "A" },
];

/** A pack of a few made-up rows in the currency for tests, for a country that does not exist. */
export function smallPack(version: string, change: Partial<Pack> = {}): Pack {
  return {
    jurisdiction: "xx",
    version,
    sha256: "0".repeat(64),
    currency: "XTS",
    services,
    banks,
    rules: [smallRule("rule-a", "10.00", null, "2026-03-01"), smallRule("rule-b", "12.00", "2026-03-01", null)],
    listedFees: [smallFee("fee-a", "9.00", "2026-01-01")],
    wordings: [
      { id: "w1", order: 1, match: "^TRF CHG", kind: "fee", service: "transfer.made_up", examples: ["TRF CHG"] },
    ],
    narration: { commonWords: ["THE"], sameNarration: { stepWithVat: "10.00", largestWithVat: "50.00" } },
    layouts: [{ id: "l1", header: ["date", "amount"], columns: ["date", "amount"] }],
    complaintClock: [],
    ...change,
  };
}
