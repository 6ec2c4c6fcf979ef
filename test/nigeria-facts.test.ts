import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../e2e/support/shipped-pack.ts";
import { addDays, type CivilDate } from "../src/domain/dates/civil-date.ts";
import type { Rule } from "../src/domain/fees/pack.ts";
import type { Price } from "../src/domain/fees/price.ts";
import { sharedPath } from "./support/shared-folder.ts";
import { textOf } from "./support/tracked-files.ts";

// The pack against the research it comes from, row by row. Where the pack says another figure than the row, on purpose,
// it stands in READ_ANOTHER_WAY with the words that the rule itself must give for it.

type Amount = {
  kind: "flat" | "free" | "percent" | "per_mille" | "tiered" | "at_cost" | "negotiable";
  value?: string;
  per?: string;
  basis?: string;
  tiers?: { to: string | null; fee: string }[];
  individual?: { threshold: string; percent: string };
  corporate?: { threshold: string; percent: string };
  plusFlat?: string;
  surchargeMax?: string;
};
type Fact = {
  id: string;
  service: string | null;
  name: string;
  payer: string;
  accountTypes: string[];
  amount: Amount;
  cap: string | null;
  floor: string | null;
  currency: string;
  period: string;
  conditions: string;
  vatApplies: boolean | "unknown";
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  proposedEffectiveFrom?: CivilDate;
  effectiveFromConfidence?: string;
  uncertainAfter?: { date: string };
  observed?: string;
  source: Rule["source"];
  status: string;
  enforceable: boolean;
  grade: string;
};

const folder = sharedPath("facts");
const facts = <T>(name: string): T => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as T;
const pack = shippedPack();
const leftOut = JSON.parse(textOf("data/ng/left-out.json")) as { id: string; reason: string }[];

const STANDING: Readonly<Record<string, Rule["standing"]>> = {
  in_force: "in_force",
  superseded: "superseded",
  superseded_by_bank_migration: "superseded",
  abolished: "abolished",
  draft_unconfirmed: "draft",
  withdrawn: "withdrawn",
  unknown_status: "unknown",
};

/** Prices that differ from the row's own figure, and the word in the rule that says why. */
const READ_ANOTHER_WAY: Readonly<Record<string, RegExp>> = {
  "ng-eft-2013": /more lenient/,
  "ng-card-maint-2017": /more lenient/,
  "ng-sms-2020": /benchmark/,
  "ng-sms-bench-2025": /benchmark/,
  "ng-atm-offus-2020": /after the third/,
  "ng-atm-offus-2014": /After the third/,
  "ng-swift-out": /no one ceiling/,
};

const money = (text: string): string => (text.includes(".") ? text : `${text}.00`);
/** `0.75` of a hundred is `0.0075`, exactly, by moving the point. */
function shifted(text: string, places: number): string {
  const [whole = "0", part = ""] = text.split(".");
  const digits = `${"0".repeat(places)}${whole}${part}`;
  const point = digits.length - part.length - places;
  return `${digits.slice(0, point).replace(/^0+(?=\d)/, "")}.${digits.slice(point)}`.replace(/\.?0+$/, "");
}
const fixed = (text: string): Price => ({ kind: "fixed", amount: money(text) });

function expected({ amount, cap, floor, period }: Fact): Price {
  const most = cap === null ? {} : { ceiling: fixed(cap) };
  switch (amount.kind) {
    case "free":
      return { kind: "free" };
    case "at_cost":
      return { kind: "pass_through", ...most };
    case "negotiable":
      return { kind: "negotiable", ...most };
    case "flat": {
      const one = amount.value as string;
      if (amount.per === "20000") {
        const unit = { per: "block", of: "transaction_amount", size: "20000.00", partial: "up" } as const;
        const base: Price = { kind: "fixed", amount: money(one), unit };
        if (!amount.surchargeMax) return base;
        return { kind: "combine", op: "sum", parts: [base, { ...base, amount: money(amount.surchargeMax) }] };
      }
      if (amount.per === "page" || period === "per_leaf")
        return { kind: "fixed", amount: money(one), unit: { per: period === "per_leaf" ? "leaf" : "page" } };
      return fixed(one);
    }
    case "percent":
    case "per_mille": {
      const perMille = amount.kind === "per_mille";
      const fraction = shifted(amount.value as string, perMille ? 3 : 2);
      const rate: Price = {
        kind: "rate",
        fraction,
        base: perMille ? "debit_turnover" : "transaction_amount",
        ...(floor === null ? {} : { min: money(floor) }),
        ...(cap === null ? {} : { max: money(cap) }),
      };
      return amount.plusFlat ? { kind: "combine", op: "sum", parts: [rate, fixed(amount.plusFlat)] } : rate;
    }
    case "tiered":
      return tiered(amount, period);
  }
}

function tiered({ basis, tiers = [], individual, corporate }: Amount, period: string): Price {
  if (individual && corporate) {
    const per = period.startsWith("per_week") ? "week" : "day";
    const over = (one: { threshold: string; percent: string }): Price => ({
      kind: "over_limit",
      limit: money(one.threshold),
      per,
      fraction: shifted(one.percent, 2),
    });
    return { kind: "by_customer", individual: over(individual), corporate: over(corporate) };
  }
  const days = basis === "validity_days";
  return {
    kind: "tiered",
    on: days ? "validity_days" : "transaction_amount",
    mode: "whole",
    tiers: tiers.map(({ to, fee }) => ({
      upTo: to === null || days ? to : money(to),
      price: days ? { kind: "rate", fraction: shifted(fee, 2), base: "transaction_amount" } : fixed(fee),
    })),
  };
}

/** Two ways of writing one price are one: "the higher of a rate and a sum", and a rate with a least sum; a last band that is unknown. */
function plain(price: Price): Price {
  if (price.kind === "combine" && price.op === "max") {
    const [rate, least] = price.parts;
    if (rate?.kind === "rate" && least?.kind === "fixed") return { ...rate, min: least.amount };
  }
  if (price.kind === "tiered")
    return { ...price, tiers: price.tiers.filter((tier) => tier.price.kind !== "unresolved") };
  return price;
}

const accountsOf = ({ accountTypes }: Fact): readonly string[] | undefined =>
  accountTypes.some((type) => type === "any" || type === "business") ? undefined : accountTypes;

describe.skipIf(!folder)("the Nigerian pack and the facts it comes from", () => {
  const rows = folder ? facts<Fact[]>("nigeria-rules") : [];
  const used = rows.filter((row) => pack.rules.some((rule) => rule.id === row.id));

  test("each of the 117 rows is a rule or left out with a reason, and no rule is without a row", () => {
    expect(rows).toHaveLength(117);
    const ids = [...pack.rules.map((rule) => rule.id), ...leftOut.map((row) => row.id)];
    expect(ids.toSorted()).toEqual(rows.map((row) => row.id).toSorted());
    expect(leftOut.filter((row) => row.reason.length < 20)).toEqual([]);
  });

  test("what is left out is no charge of a service, or has no service", () => {
    const services = new Map(rows.map((row) => [row.id, row.service]));
    expect(leftOut.filter((row) => services.get(row.id) !== null)).toEqual([]);
  });

  test.each(used.map((row) => [row.id, row] as const))("%s says what its row says", (id, row) => {
    const rule = pack.rules.find((one) => one.id === id) as Rule;
    const { service, name, payer, currency, period, conditions, source, grade, enforceable } = row;
    expect(rule).toMatchObject({ service, name, payer, currency, period, conditions, source, grade, enforceable });
    expect(rule.from).toBe(row.effectiveFrom);
    expect(rule.until).toBe(row.effectiveTo === null ? null : addDays(row.effectiveTo, 1));
    expect(rule.proposedFrom).toBe(row.proposedEffectiveFrom);
    expect(rule.observed).toBe(row.observed);
    expect(rule.standing).toBe(STANDING[row.status]);
    expect(rule.vat).toBe(row.vatApplies === "unknown" ? "unsettled" : row.vatApplies ? "added" : "none");
    expect(rule.levy ? rule.levy.accounts : rule.when.account).toEqual(accountsOf(row));
    expect(rule.relaxed?.[0]?.from).toBe(row.uncertainAfter?.date);
    if (row.effectiveFromConfidence) expect(rule.reading).toContain("first day");
  });

  test.each(used.map((row) => [row.id, row] as const))("%s has the figure of its row", (id, row) => {
    const rule = pack.rules.find((one) => one.id === id) as Rule;
    const why = READ_ANOTHER_WAY[id];
    if (!why) return expect(plain(rule.price)).toEqual(plain(expected(row)));
    expect(plain(rule.price)).not.toEqual(plain(expected(row)));
    expect(`${rule.reading ?? ""} ${rule.conditions}`).toMatch(why);
  });

  test("a row with another day, grade or figure is seen", () => {
    const [row] = used as [Fact, ...Fact[]];
    const rule = pack.rules.find((one) => one.id === row.id) as Rule;
    expect(plain(rule.price)).not.toEqual(plain(expected({ ...row, amount: { kind: "flat", value: "10" } })));
    expect(shifted("0.75", 2)).toBe("0.0075");
    expect(shifted("3", 3)).toBe("0.003");
  });

  test("the banks are those of the facts, with their licence and at least their aliases, and no other", () => {
    const wanted = facts<(typeof pack.banks)[number][]>("banks");
    const bare = (banks: typeof pack.banks) => banks.map((bank) => ({ ...bank, aliases: [] }));
    expect(bare(pack.banks)).toEqual(bare(wanted));
    for (const { id, aliases } of wanted)
      expect(pack.banks.find((bank) => bank.id === id)?.aliases).toEqual(expect.arrayContaining([...aliases]));
  });

  test("the services are those of the facts, under the same names and at least their aliases", () => {
    const wanted = facts<{ id: string; name: string; aliases: string[]; note?: string }[]>("services");
    expect(pack.services.map(({ id, name, note }) => ({ id, name, note }))).toEqual(
      wanted.map(({ id, name, note }) => ({ id, name, note })),
    );
    for (const { id, aliases } of wanted)
      expect(pack.services.find((service) => service.id === id)?.aliases).toEqual(expect.arrayContaining(aliases));
  });
});

const contract = sharedPath("design/charge.md");

test.skipIf(!contract)("every worked answer of the charge contract is a worked example of the pack", () => {
  const examples = JSON.parse(textOf("data/ng/worked-examples.json")) as { question: unknown; answer: unknown }[];
  const printed = JSON.stringify(examples).replaceAll(",", "");
  const [, table = ""] = /## Worked answers\n([\s\S]*?)\n## /.exec(readFileSync(contract as string, "utf8")) ?? [];
  const rows = table.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| question"));
  expect(rows.length).toBe(13);
  for (const row of rows) {
    const [, question = "", answer = ""] = row.split("|");
    expect(printed, row).toContain(/[a-z_]+(?:\.[a-z_]+)?/.exec(question)?.[0]);
    for (const sum of answer.matchAll(/\d+\.\d{2}/g)) expect(printed, row).toContain(sum[0]);
    for (const day of question.matchAll(/\d{4}-\d{2}-\d{2}/g)) expect(printed, row).toContain(day[0]);
  }
  const outcomes = rows.reduce((sum, row) => sum + (row.split("|")[2] ?? "").split(" / ").length, 0);
  expect(examples).toHaveLength(outcomes);
});
