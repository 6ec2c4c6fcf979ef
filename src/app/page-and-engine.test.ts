/** What a page prints as the most that may be taken is what the engine answers: for every service, on days where drafts and banks' own days matter. */
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Rule } from "../domain/fees/pack.ts";
import { priceEvent } from "../domain/fees/price-event.ts";
import type { ChargeEvent } from "../domain/fees/priced.ts";
import { plainMoney } from "../domain/money/money-words.ts";
import { bankPage } from "../web/pages/facts/bank.tsx";
import { feePage } from "../web/pages/facts/fee.tsx";
import { homePage } from "../web/pages/facts/home.tsx";
import { IN_ENGLISH } from "../web/ui/say.tsx";
import { dateWords } from "../web/ui/words.ts";
import { priceSummary } from "../words/price-words.ts";
import { ENGLISH } from "../words/say-english.ts";
import { listFees } from "./list-fees.ts";
import { searchSite } from "./search-site.ts";
import { showBank } from "./show-bank.ts";
import { showFee } from "./show-fee.ts";

const pack = shippedPack();
const ctx = contextOf(pack, "2026-11-29");
const day = (text: string) => text as CivilDate;
const DAYS = ["2025-06-10", "2026-04-30", "2026-05-01", "2026-11-29"].map(day);
const textOf = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const priced = (event: Partial<ChargeEvent> & { service: string; on: CivilDate }) =>
  priceEvent(pack, { facts: {}, ...event });

/** Rules whose figure needs no fact of the event: their page must print exactly what the engine answers. */
const isFlat = ({ price }: Pick<Rule, "price">): boolean => price.kind === "fixed" && !price.unit;

describe.each(DAYS)("on %s", (on) => {
  test("the flat maximum of every service stands on its page and in the lists, with the rule's own beside a draft's", async () => {
    const groups = (await listFees(ctx, { on })).groups.flatMap(({ fees }) => fees);
    let told = 0;
    for (const { id: service } of pack.services.filter(({ id }) => id !== "unknown" && id !== "tax.vat")) {
      const answer = priced({ service, on });
      const fee = await showFee(ctx, { service, on });
      const inForce = pack.rules.find(({ id }) => id === fee.inForce[0]?.id);
      if (!answer.maximum || fee.inForce.length !== 1 || !inForce || !isFlat(inForce)) continue;
      told++;
      const most = plainMoney(answer.maximum.fee, answer.currency);
      expect(groups.find((one) => one.service === service)?.maximum, service).toContain(most);
      expect(textOf(render(feePage(fee).body)), service).toContain(most);
      const [hit] = (await searchSite(ctx, { q: service.replace(/[._]/g, " "), on })).hits.filter(
        (one) => one.service === service,
      );
      if (hit) expect(hit.maximum, service).toContain(most);
      if (answer.firm) expect(fee.inForce[0]?.summary).toContain(plainMoney(answer.firm.sum.fee, answer.currency));
    }
    expect(told).toBeGreaterThan(3);
  });

  test("a draft's higher figure stands on a page exactly where the engine takes it", async () => {
    for (const rule of pack.rules.filter(({ relaxed }) => relaxed)) {
      const service = rule.service as string;
      const fee = await showFee(ctx, { service, on });
      const shown = fee.inForce.find(({ id }) => id === rule.id)?.tolerated ?? null;
      const answer = priced({ service, on, amount: 1_000_000_000n });
      expect([service, shown !== null]).toEqual([service, answer.firm !== undefined]);
      expect([service, shown !== null]).toEqual([service, on >= "2026-05-01"]);
      if (!shown) continue;
      const page = textOf(render(feePage(fee).body));
      for (const words of [priceSummary(rule.price, "NGN"), priceSummary(shown.price, "NGN"), "called too much"])
        expect(page).toContain(words);
      expect(page).not.toContain("The most that may be taken");
      const bank = await showBank(ctx, { bank: "ng.zenith", on });
      const cell = bank.fees.find((one) => one.service === service)?.maximum;
      for (const words of [priceSummary(rule.price, "NGN"), priceSummary(shown.price, "NGN")])
        expect(cell).toContain(words);
    }
  });
});

test("an answer by a draft's figure has the draft's grade and names both texts in words, never by an id", () => {
  for (const rule of pack.rules.filter(({ relaxed }) => relaxed)) {
    const service = rule.service as string;
    const answer = priced({ service, on: day("2026-11-29"), amount: 1_000_000_000n });
    expect([service, answer.grade]).toEqual([service, "D"]);
    expect(answer.firm?.grade).not.toBe("D");
    const said = ENGLISH.sayAll(answer.work).join(" ");
    expect(said).not.toMatch(/\bng-/);
    expect(said).toContain(rule.instrument?.title as string);
    expect(said).toMatch(/draft, 2026.*not known to be in force/);
    const before = priced({ service, on: day("2026-04-30"), amount: 1_000_000_000n });
    expect([before.grade, before.firm, ENGLISH.sayAll(before.work).join(" ").includes("draft")]).toEqual([
      "C",
      undefined,
      false,
    ]);
  }
});

/** Events that between them reach every band of what a draft would lower. */
const EVENTS = ["savings", "current", "domiciliary"].flatMap((account) =>
  [100_000n, 2_000_000n, 90_000_000n].map((amount) => ({
    account: account as NonNullable<ChargeEvent["account"]>,
    amount,
    facts: { monthDebits: amount },
  })),
);

const EVERY_FACT = {
  nthInMonth: 4,
  pages: 1,
  leaves: 1,
  days: 90,
  customer: "individual",
  locality: "on_site",
  party: "sender",
  weekTotal: 90_000_000n,
  dayTotal: 90_000_000n,
} as const;

describe.each([...DAYS, day("2026-12-31"), day("2027-01-01")])("what a draft would lower, on %s", (on) => {
  test("stands on the fee's page and in a search's answer with its days and both figures, exactly where the engine says it", async () => {
    const told = new Set<string>();
    for (const { id: service, name } of pack.services.filter(({ id }) => id !== "unknown")) {
      const drafts = EVENTS.flatMap((event) => priced({ service, on, ...event }).draft ?? []);
      const fee = await showFee(ctx, { service, on });
      const page = textOf(render(feePage(fee).body));
      const from = drafts[0] && dateWords(drafts[0].from);
      expect([service, page.includes("A draft would lower it")]).toEqual([service, drafts.length > 0]);
      if (!from) continue;
      told.add(service);
      expect(page).toContain(`A draft would lower it from ${from}`);
      const shown = fee.inForce.flatMap(({ lowered }) => lowered ?? []);
      expect(shown.map(({ rule }) => rule)).toEqual([...new Set(drafts.map(({ rule }) => rule))]);
      for (const { rows } of shown) for (const { price, total } of rows) expect(page).toContain(total ?? price);
      const search = await searchSite(ctx, { q: name, on });
      const found = textOf(
        render(
          homePage(
            { fees: await listFees(ctx, { on }), search, best: fee, charge: null, examples: [], changes: [] },
            IN_ENGLISH,
          ).body,
        ),
      );
      if (search.answers[0]?.sure && search.answers[0].service === service)
        expect(found).toContain(`A draft would lower it from ${from}`);
    }
    expect([on, told.size]).toEqual([on, on >= "2026-05-01" ? 3 : 0]);
  });

  test("two drafts of one fee never name the same day for the same account", async () => {
    for (const { id: service } of pack.services.filter(({ id }) => id !== "unknown")) {
      const { drafts } = await showFee(ctx, { service, on });
      const now = drafts.filter(({ proposed }) => proposed && proposed.from <= on).map(({ appliesTo }) => appliesTo);
      expect([service, now.length]).toEqual([service, new Set(now).size]);
      for (const draft of drafts) expect(draft.proposed?.from).toBeTruthy();
    }
  });
});

test("a page says that nobody is accused on a rule exactly where an audit accuses nobody on it", async () => {
  const seen = new Set<string>();
  for (const on of ["2015-06-01", "2019-06-01", "2022-06-01", ...DAYS].map(day))
    for (const { id: service } of pack.services.filter(({ id }) => id !== "unknown")) {
      const fee = await showFee(ctx, { service, on });
      const [rule] = fee.inForce;
      if (fee.inForce.length !== 1 || !rule) continue;
      const answers = EVENTS.flatMap((event) =>
        ["ng.uba", "ng.zenith"].map((bank) =>
          priced({
            service,
            on,
            ...event,
            bank,
            facts: { ...event.facts, ...EVERY_FACT },
          }),
        ),
      ).filter(({ rules, state }) => rules[0] === rule.id && state !== "cannot_tell");
      if (answers.length === 0) continue;
      seen.add(rule.id);
      const told = textOf(render(feePage(fee).body)).includes("we do not accuse a bank on this figure");
      expect([rule.id, on, told]).toEqual([rule.id, on, !answers.some(({ accusable }) => accusable)]);
    }
  for (const id of ["ng-ussd-flat-2021", "ng-ussd-eub-2025", "ng-cheque-counter-2020", "ng-sms-bench-2025"])
    expect([...seen]).toContain(id);
});

test("a draft is not shown on a day before its text was known", async () => {
  for (const { service, instrument } of pack.rules.filter(({ standing }) => standing === "draft")) {
    expect(instrument?.on).toBe("2026-04-21");
    const before = await showFee(ctx, { service: service as string, on: day("2026-04-20") });
    expect(before.drafts).toEqual([]);
    expect((await showFee(ctx, { service: service as string, on: day("2026-04-21") })).drafts).not.toEqual([]);
  }
});

test("a draft that takes nothing more from a small sum leaves the grade of the rule", () => {
  const answer = priced({ service: "pos.merchant_service", on: day("2026-11-29"), amount: 1_000_000n });
  expect([answer.maximum?.fee, answer.grade, answer.firm]).toEqual([5_000n, "C", undefined]);
});

test("no worksheet names a row by its id, and none has an empty day", () => {
  const said: string[] = [];
  for (const { id: service } of pack.services)
    for (const on of DAYS)
      for (const account of ["savings", "current", "domiciliary"] as const)
        for (const bank of [undefined, "ng.uba", "ng.gtbank", "ng.opay"])
          said.push(
            ...ENGLISH.sayAll(priced({ service, on, account, amount: 2_000_000n, ...(bank ? { bank } : {}) }).work),
          );
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((step) => /\bng-[a-z]/.test(step) || /in force \./.test(step))).toEqual([]);
});

test("what a draft would lower is said where the answer is a range too", () => {
  const event = { service: "card.maintenance", on: day("2026-11-29") };
  const answer = priced(event);
  expect(answer.range).toEqual({ low: 0n, high: 5_375n });
  expect(ENGLISH.sayAll(answer.work).join(" ")).toContain("A draft would lower the limit from 53.75 to 0.00");
  expect(ENGLISH.sayAll(priced({ ...event, on: day("2026-04-30") }).work).join(" ")).not.toContain("draft");
});

describe("a rule that each bank begins on a day of its own", () => {
  const service = "ussd.session";
  const on = day("2026-11-29");

  test("has no one figure on its page, as the engine has none", async () => {
    expect(priced({ service, on })).toMatchObject({ state: "cannot_tell", maximum: null, missing: ["migrationDate"] });
    const fee = await showFee(ctx, { service, on });
    const [rule] = fee.inForce;
    expect(JSON.stringify([rule?.rows, rule?.summary, rule?.price])).not.toContain("6.98");
    const list = (await listFees(ctx, { on })).groups.flatMap(({ fees }) => fees);
    expect(list.find((one) => one.service === service)?.maximum).toMatch(/^Free at a bank from the day/);
    // the flat price of the years before stands in the history
    expect(JSON.stringify(fee.history.map(({ summary }) => summary))).toContain("6.98");
  });

  test("stands on each bank's page as the engine answers for that bank on that day", async () => {
    const days = ["2025-06-10", "2025-06-18", "2025-07-01", "2026-11-29"].map(day);
    const seen = new Set<string>();
    for (const { id: bank } of pack.banks.filter(({ licence }) => licence === "commercial"))
      for (const when of days) {
        const answer = priced({ service, on: when, bank });
        const view = await showBank(ctx, { bank, on: when });
        const cell = view.fees.find((one) => one.service === service)?.maximum as string;
        const own = pack.listedFees.find((fee) => fee.bank === bank && fee.service === service)?.from;
        const kind =
          answer.state === "free"
            ? "Free"
            : own
              ? `Free from ${own}; before that not known`
              : "Not known: the day this bank began is not known";
        seen.add(kind.slice(0, 12));
        expect([bank, when, cell]).toEqual([bank, when, kind]);
        expect(textOf(render(bankPage(view).body))).toContain(kind);
        // the contract's name for it; a later day that the pack knows is said in words, never as unknown
        if (answer.state === "cannot_tell") expect([bank, answer.missing]).toEqual([bank, ["migrationDate"]]);
        expect(own && /is not known/.test(ENGLISH.sayAll(answer.work).join(" ")) ? bank : "").toBe("");
      }
    expect(seen.size).toBe(3);
  });
});
