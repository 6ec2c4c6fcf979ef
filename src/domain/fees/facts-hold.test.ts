/** The facts themselves are asked: every rule on its days and at the edges of its bands, every bank, every day of change. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import { formatMinor, parseMinor } from "../money/money.ts";
import { answerCharge, type ChargeAnswer } from "./charge-answer.ts";
import type { Rule } from "./pack.ts";
import type { Price } from "./price.ts";
import { NTH } from "./priced.ts";

const pack = shippedPack();
const day = (text: string) => text as CivilDate;
const minor = (text: string): bigint => parseMinor(text) as bigint;
const ask = (question: Record<string, unknown>): ChargeAnswer => {
  const answer = answerCharge({ id: "q", jurisdiction: "ng", ...question }, () => pack, CHARGE_ENGLISH);
  if ("error" in answer) throw new Error(JSON.stringify(answer.error));
  return answer;
};

/** A share of a sum in kobo, a half rounded up: worked out in millionths, apart from the engine's own rates. */
const share = (sum: bigint, fraction: string): bigint => {
  const [whole = "0", decimals = ""] = fraction.split(".");
  const millionths = BigInt(whole + decimals.padEnd(8, "0"));
  return (sum * millionths * 2n + 10n ** 8n) / (2n * 10n ** 8n);
};
const vatShare = (on: string): string => (on < "2020-02-01" ? "0.05" : "0.075");

type Asked = { amount: bigint; facts: Record<string, unknown> };
/** What a price makes of a question, by the row's own figures; null where it is free, undefined where it names no sum. */
function figure(price: Price, asked: Asked): bigint | null | undefined {
  switch (price.kind) {
    case "free":
      return null;
    case "fixed":
      if (price.unit?.per === "block") {
        const size = minor(price.unit.size);
        return minor(price.amount) * ((asked.amount + size - 1n) / size);
      }
      if (price.unit?.per === "page") return minor(price.amount) * BigInt(asked.facts.pages as number);
      if (price.unit?.per === "leaf") return minor(price.amount) * BigInt(asked.facts.leaves as number);
      return minor(price.amount);
    case "rate": {
      if (price.base === "validity_days") return undefined;
      const base = price.base === "debit_turnover" ? minor(asked.facts.monthDebits as string) : asked.amount;
      const plain = share(base, price.fraction);
      const floor = price.min === undefined || plain > minor(price.min) ? plain : minor(price.min);
      return price.max === undefined || floor < minor(price.max) ? floor : minor(price.max);
    }
    case "tiered": {
      if (price.on !== "transaction_amount" || price.mode !== "whole") return undefined;
      const tier = price.tiers.find(({ upTo }) => upTo === null || asked.amount <= minor(upTo));
      return tier && figure(tier.price, asked);
    }
    case "combine": {
      const parts = price.parts.map((part) => figure(part, asked));
      if (parts.some((part) => part === null || part === undefined)) return undefined;
      const sums = parts as bigint[];
      if (price.op === "sum") return sums.reduce((a, b) => a + b);
      return sums.reduce((a, b) => (a > b === (price.op === "max") ? a : b));
    }
    case "first_free":
      return (asked.facts[NTH[price.per]] as number) <= price.free ? null : figure(price.then, asked);
    case "by_customer":
      return figure(price[asked.facts.customer as "individual" | "corporate"], asked);
    case "over_limit": {
      const total = minor(asked.facts[price.per === "week" ? "weekTotal" : "dayTotal"] as string);
      const above = total - minor(price.limit);
      return above <= 0n ? null : share(above < asked.amount ? above : asked.amount, price.fraction);
    }
    case "negotiable":
    case "pass_through":
      return price.ceiling && figure(price.ceiling, asked);
    case "unresolved":
      return undefined;
  }
}

/** Rules that set a ceiling by themselves on their days: what stands beside or behind another is not asked. */
const speaking = pack.rules.filter(
  (rule) =>
    rule.service !== null &&
    !rule.reference &&
    !rule.never &&
    !rule.levy &&
    !rule.startsByBank &&
    !rule.standsBehind &&
    rule.service !== "tax.vat" &&
    !["draft", "withdrawn", "unknown"].includes(rule.standing),
);

const edgesOf = (price: Price): bigint[] =>
  price.kind === "tiered" && price.on === "transaction_amount"
    ? price.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [minor(upTo), minor(upTo) + 1n, minor(upTo) - 1n]))
    : [];
const daysOf = ({ from, until }: Rule): CivilDate[] => [
  from ?? day("2012-06-01"),
  ...(until ? [addDays(until, -1)] : [day("2026-11-29"), day("2027-03-01")]),
];

describe.each(speaking.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const sums = [...new Set([100n, 2_000_000n, 2_000_001n, 90_000_000n, ...edgesOf(rule.price)])];
  const factsFor = (amount: bigint) => ({
    nthInMonth: 4,
    nthInDay: 4,
    pages: 3,
    leaves: 25,
    monthDebits: "1234567.89",
    weekTotal: formatMinor(amount + 60_000_000n),
    dayTotal: formatMinor(amount + 60_000_000n),
    ...(rule.when.locality ? { locality: rule.when.locality[0] } : {}),
    ...(rule.when.party ? { party: rule.when.party[0] } : {}),
    ...(rule.when.sameBank === undefined ? {} : { sameBank: rule.when.sameBank }),
  });

  test("answers its own figure on its first and last day, at every edge of its bands, and no day after", () => {
    let told = 0;
    for (const on of daysOf(rule))
      for (const amount of sums)
        for (const customer of ["individual", "corporate"]) {
          const facts = { ...factsFor(amount), customer };
          const answer = ask({
            service: rule.service,
            on,
            amount: formatMinor(amount),
            facts,
            ...(rule.when.account ? { account: rule.when.account[0] } : {}),
          });
          const relaxed = (rule.relaxed ?? []).filter((one) => one.from <= on).map((one) => one.price);
          const figures = [rule.price, ...relaxed].map((price) => figure(price, { amount, facts }));
          if (figures.includes(undefined)) continue;
          told++;
          const fee = figures.some((one) => one === null)
            ? null
            : (figures as bigint[]).reduce((a, b) => (a > b ? a : b));
          expect(answer.rules, `${on} ${amount}`).toContain(rule.id);
          if (fee === null) expect(answer.state).toBe("free");
          else {
            expect(answer.maximum?.fee, `${on} ${amount}`).toBe(formatMinor(fee));
            const tax = rule.vat === "none" ? 0n : share(fee, vatShare(on));
            expect(answer.maximum?.total).toBe(formatMinor(fee + tax));
          }
        }
    const silent = rule.price.kind === "unresolved" || /unresolved|validity_days/.test(JSON.stringify(rule.price));
    const openEnded = /"(negotiable|pass_through)"\}/.test(JSON.stringify(rule.price));
    if (!silent && !openEnded) expect(told).toBeGreaterThan(0);
    if (rule.until) {
      const after = ask({
        service: rule.service,
        on: rule.until,
        amount: "20000.00",
        facts: { ...factsFor(2_000_000n), customer: "individual" },
        ...(rule.when.account ? { account: rule.when.account[0] } : {}),
      });
      expect(after.rules).not.toContain(rule.id);
    }
  });
});

const tabled = ["commercial", "merchant", "non_interest"];

test("cash paid in is free at every bank on every day from 6 May 2024 on, the nine months of 2025 included", () => {
  for (const bank of pack.banks)
    for (let on = day("2025-03-25"); on < "2026-01-10"; on = addDays(on, 3)) {
      const facts = { dayTotal: "9000000.00", customer: "corporate" };
      const answer = ask({ service: "cash.deposit", on, amount: "9000000.00", bank: bank.id, facts });
      // from 2026 the rule binds every institution
      if (tabled.includes(bank.licence) || on >= "2026-01-01")
        expect([bank.id, on, answer.state]).toEqual([bank.id, on, "free"]);
      else expect(answer.missing).toEqual(["rule"]);
    }
  expect(ask({ service: "cash.deposit", on: "2025-06-01", amount: "1.00", facts: { dayTotal: "1.00" } })).toMatchObject(
    {
      state: "free",
      rules: ["ng-cashdep-susp3"],
      grade: "A",
    },
  );
});

test("a USSD session is free at a bank from the day it announced, and nowhere else is that known", () => {
  const days: Record<string, string> = {
    "ng.uba": "2025-06-03",
    "ng.gtbank": "2025-06-18",
    "ng.union": "2025-07-01",
    "ng.fcmb": "2025-07-02",
    "ng.firstbank": "2025-07-15",
  };
  for (const bank of pack.banks.filter(({ licence }) => tabled.includes(licence)))
    for (let on = day("2025-06-03"); on < "2025-07-20"; on = addDays(on, 1)) {
      const answer = ask({ service: "ussd.session", on, bank: bank.id });
      const begun = (days[bank.id] ?? "9999") <= on;
      expect([bank.id, on, answer.state, answer.missing]).toEqual(
        begun ? [bank.id, on, "free", []] : [bank.id, on, "cannot_tell", ["migrationDate"]],
      );
    }
  expect(ask({ service: "ussd.session", on: "2025-06-02", bank: "ng.uba" }).maximum?.fee).toBe("6.98");
  expect(ask({ service: "ussd.session", on: "2025-06-03" }).missing).toEqual(["migrationDate"]);
});

test("exactly 5,000.00 is answered with 10 and says that the printed bands leave it out; its neighbours do not", () => {
  const at = (amount: string) => ask({ service: "transfer.interbank", on: "2026-02-01", amount });
  expect(at("5000.00").maximum?.total).toBe("10.75");
  expect(at("5000.00").worksheet.join(" ")).toContain("stands in none of them");
  for (const amount of ["4999.99", "5000.01", "50000.00"])
    expect(at(amount).worksheet.join(" ")).not.toContain("stands in none of them");
});

test("a draft of lower limits is said beside the answer with both figures from its own day on, and changes no answer", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000_000 }), fc.integer({ min: -30, max: 200 }), (kobo, shift) => {
      const on = addDays(day("2026-05-01"), shift);
      const amount = formatMinor(BigInt(kobo));
      const answer = ask({ service: "transfer.interbank", on, amount });
      const before = ask({ service: "transfer.interbank", on: "2026-04-30", amount });
      expect(answer.maximum).toEqual(before.maximum);
      const said = answer.worksheet.filter((step) => step.startsWith("A draft would lower"));
      const lowered = on >= "2026-05-01" && kobo <= 5_000_000;
      expect(said).toHaveLength(lowered ? 1 : 0);
      if (lowered) {
        expect(said[0]).toContain(answer.maximum?.total as string);
        expect(said[0]).toContain(kobo <= 500_000 ? "0.00" : "10.75");
      }
    }),
  );
  const month = { account: "current", facts: { monthDebits: "1000000.00" } };
  const said = (on: string) => ask({ service: "account.maintenance", on, ...month }).worksheet.join(" ");
  expect(said("2026-04-30")).not.toContain("draft");
  expect(said("2026-12-31")).toContain("from 1,075.00 to 537.50");
  expect(said("2027-01-31")).toContain("from 1,075.00 to 0.00");
  expect(ask({ service: "card.maintenance", on: "2026-06-01", account: "savings" }).worksheet.join(" ")).toContain(
    "from 53.75 to 0.00",
  );
});

test("a service without any rule cannot be told, whatever is asked of it, and is no other service", () => {
  const ruled = new Set(pack.rules.map((rule) => rule.service));
  const open = pack.services.filter(({ id }) => !ruled.has(id) && id !== "unknown");
  expect(open.map(({ id }) => id)).toEqual(
    expect.arrayContaining(
      "cash.agent pay.with_transfer card.credit_interest card.credit_late card.foreign_markup account.bundle cash.withdrawal_slip transfer.inbound_remittance card.topup".split(
        " ",
      ),
    ),
  );
  for (const { id, plain } of open) {
    expect(plain).toBeTruthy();
    expect(ask({ service: id, on: "2026-06-01", amount: "20000.00" })).toMatchObject({
      state: "cannot_tell",
      missing: ["rule"],
      maximum: null,
    });
  }
});

test("an account has one row in force for its maintenance, and SMS alerts have one", () => {
  for (let on = day("2016-01-20"); on < "2026-12-01"; on = addDays(on, 29)) {
    const standing = (service: string, account?: "current" | "savings") =>
      pack.rules.filter(
        (rule) =>
          rule.service === service &&
          !rule.reference &&
          !["draft", "withdrawn"].includes(rule.standing) &&
          (rule.from ?? "") <= on &&
          (rule.until === null || on < rule.until) &&
          (account === undefined || rule.when.account === undefined || rule.when.account.includes(account)),
      );
    expect(standing("account.maintenance", "current")).toHaveLength(1);
    expect(standing("account.maintenance", "savings").length).toBeLessThanOrEqual(1);
    expect(standing("alert.sms")).toHaveLength(1);
  }
});
