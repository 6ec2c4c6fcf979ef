import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../e2e/support/shipped-pack.ts";
import { addDays, type CivilDate } from "../src/domain/dates/civil-date.ts";
import type { Bank, ListedFee, Rule } from "../src/domain/fees/pack.ts";
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

type Correction = { id: string; patch: Partial<Rule>; grade: { to: Rule["grade"] } };

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
  "ng-sms-2020": /stands for the limit/,
  "ng-sms-bench-2025": /not a figure of the central bank/,
  "ng-atm-offus-2020": /after the third/,
  "ng-atm-offus-2014": /After the third/,
  "ng-swift-out": /no one figure/,
};

/** Rules that stand on the dated research and not on a row: what the exposure draft says besides. */
const OF_THE_DRAFT: readonly string[] = ["ng-card-maint-2026-draft", "ng-camf-2027-draft"];

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
  const newer = folder ? facts<Rule[]>("2026-11-29/new-rules") : [];
  const corrected = folder ? facts<{ rules: Correction[] }>("2026-11-29/corrections").rules : [];
  // the later research has the last word on a row that both hold
  const used = rows.filter(
    (row) => pack.rules.some((rule) => rule.id === row.id) && !newer.some((rule) => rule.id === row.id),
  );

  test("each of the 117 rows is a rule or left out with a reason, and no rule is without a row", () => {
    expect(rows).toHaveLength(117);
    const ids = [...pack.rules.map((rule) => rule.id), ...leftOut.map((row) => row.id)];
    const wanted = new Set([...rows, ...newer].map((row) => row.id));
    expect(ids.toSorted()).toEqual([...wanted, ...OF_THE_DRAFT].toSorted());
    expect(leftOut.filter((row) => row.reason.length < 20)).toEqual([]);
  });

  test.each(corrected.filter(({ id }) => !id.includes(" ")).map((one) => [one.id, one] as const))(
    "the correction of %s is in the pack, with its reason kept in the folder alone",
    (id, { patch, grade }) => {
      const rule = pack.rules.find((one) => one.id === (patch.id ?? id)) as Rule;
      const { from, until, standing, enforceable, price } = { ...rule, ...patch };
      expect(rule).toMatchObject({
        from,
        until,
        standing,
        enforceable,
        price,
        grade: grade.to,
        checkedOn: "2026-11-29",
      });
      const url = patch.source?.url;
      // a day that the facts keep behind the address is no part of it
      if (url?.startsWith("http")) expect(rule.source.url).toBe(url.split(" ")[0]);
      const row = (JSON.parse(textOf("data/ng/rules.json")) as { id: string; comment?: string }[]).find(
        (one) => one.id === rule.id,
      );
      expect(row?.comment?.length ?? 0).toBeGreaterThan(5);
      expect(JSON.stringify(pack)).not.toContain(row?.comment as string);
    },
  );

  test.each(newer.map((rule) => [rule.id, rule] as const))(
    "the new rule %s has its figure, days and grade",
    (id, row) => {
      const { name, standing, from, until, payer, payee, currency, price, vat, period, grade, enforceable } = row;
      const wanted = { name, standing, from, until, payer, payee, currency, price, vat, period, grade, enforceable };
      expect(pack.rules.find((rule) => rule.id === id)).toMatchObject(wanted);
    },
  );

  test("the forty listed fees are in the pack with their figure, days and grade, and the doubtful ones are not", () => {
    const listed = folder ? facts<ListedFee[]>("2026-11-29/listed-fees") : [];
    expect(listed).toHaveLength(40);
    // a price that the folder has in words alone, and the pack's algebra can say
    const inWords: Readonly<Record<string, { words: string; price: Price }>> = {
      "ng.opay.transfer-2023": {
        words: "the first three transfers of a day are free, then 10 each",
        // biome-ignore lint/suspicious/noThenProperty: the pack's own word for the price after the free ones
        price: { kind: "first_free", free: 3, per: "day", then: { kind: "fixed", amount: "10.00" } },
      },
    };
    for (const { id, price } of listed) {
      const said = inWords[id];
      if (!said) continue;
      expect(price).toMatchObject({ verbatim: said.words });
      expect(pack.listedFees.find((fee) => fee.id === id)?.inWords).toBe(said.words);
    }
    for (const { id, bank, status, price, when, vat, currency, from, until, grade } of listed)
      expect(pack.listedFees.find((fee) => fee.id === id)).toMatchObject({
        bank,
        status: inWords[id] ? "charged" : status,
        price: inWords[id]?.price ?? price,
        when,
        vat,
        currency,
        from,
        until,
        grade,
      });
    for (const id of "zenith.card-maintenance opay.transfer palmpay.transfer carbon.transfer fairmoney.transfer".split(
      " ",
    ))
      expect(pack.listedFees.some((fee) => fee.id === `ng.${id}`)).toBe(false);
  });

  test("what is left out is no charge of a service, or has no service", () => {
    const services = new Map(rows.map((row) => [row.id, row.service]));
    const replaced = corrected.flatMap(({ id, patch }) => (patch.id && patch.id !== id ? [id] : []));
    expect(leftOut.filter((row) => services.get(row.id) !== null).map(({ id }) => id)).toEqual(replaced);
  });

  test.each(used.map((row) => [row.id, row] as const))("%s says what its row says", (id, row) => {
    const rule = pack.rules.find((one) => one.id === id) as Rule;
    const { service, payer, currency, period, source } = row;
    const later = corrected.filter((one) => one.id === id).at(-1);
    const { grade, enforceable } = { ...row, ...later?.patch, grade: later?.grade.to ?? row.grade };
    expect(rule).toMatchObject({ service, payer, currency, period, grade, enforceable });
    if (rule.standing !== "draft") expect(rule.name).toBe(row.name);
    if (source.url?.startsWith("http") && !later?.patch.source) expect(rule.source.url).toBe(source.url);
    expect(rule.from).toBe(row.effectiveFrom);
    expect(rule.proposedFrom).toBe(row.proposedEffectiveFrom);
    expect(rule.observed).toBe(row.observed);
    // the row of the name that ended is closed on the day its successor began
    if (id !== "ng-cot-zero") {
      expect(rule.until).toBe(later?.patch.until ?? (row.effectiveTo === null ? null : addDays(row.effectiveTo, 1)));
      expect(rule.standing).toBe(later?.patch.standing ?? STANDING[row.status]);
    }
    expect(rule.vat).toBe(row.vatApplies === "unknown" ? "unsettled" : row.vatApplies ? "added" : "none");
    expect(rule.levy ? rule.levy.accounts : rule.when.account).toEqual(accountsOf(row));
    expect(rule.relaxed?.[0]?.from).toBe(row.uncertainAfter?.date);
    if (row.effectiveFromConfidence && !later?.patch.source) expect(rule.reading).toContain("first day");
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
    const wanted = [...facts<Bank[]>("banks"), ...facts<{ banksToAdd: Bank[] }>("2026-11-29/corrections").banksToAdd];
    const bare = (banks: readonly Bank[]) => banks.map(({ id, name, licence }) => ({ id, name, licence }));
    expect(bare(pack.banks)).toEqual(bare(wanted));
    for (const { id, aliases } of wanted) {
      const bank = pack.banks.find((one) => one.id === id) as Bank;
      expect([...bank.aliases, ...(bank.alsoKnown ?? [])]).toEqual(expect.arrayContaining([...aliases]));
    }
  });

  test("what is known of a bank is in the pack with its grade, and nothing that was marked doubtful", () => {
    type Known = { value: string | null; grade: Bank["grade"] | null; note?: string };
    const more =
      facts<
        {
          bank: string;
          licence: { grade: string };
          contacts: Known[];
          ussd: { code: string | null };
          history: { what: string }[];
        }[]
      >("2026-11-29/banks-more");
    expect(more).toHaveLength(42);
    for (const { bank: id, licence, contacts, ussd, history } of more) {
      const bank = pack.banks.find((one) => one.id === id) as Bank;
      expect(bank.grade).toBe(licence.grade);
      expect(bank.ussd?.code ?? null).toBe(ussd?.code ?? null);
      expect(bank.history?.length ?? 0).toBeGreaterThanOrEqual(history.length);
      for (const { value, grade, note } of contacts) {
        const there = bank.contacts?.find((one) => one.value === value);
        if (value === null || note?.startsWith("DOUBTFUL")) expect(there).toBeUndefined();
        else if (id !== "ng.titan") expect(there?.grade).toBe(grade);
      }
    }
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
