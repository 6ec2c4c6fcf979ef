/** What a page prints as the most that may be taken is what the engine answers: for every service, on days where drafts and banks' own days matter. */
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Rule } from "../domain/fees/pack.ts";
import { priceEvent } from "../domain/fees/price-event.ts";
import { plainMoney, priceSummary } from "../domain/fees/price-words.ts";
import type { ChargeEvent } from "../domain/fees/priced.ts";
import { bankPage } from "../web/pages/facts/bank.tsx";
import { feePage } from "../web/pages/facts/fee.tsx";
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
    const said = answer.worksheet.join(" ");
    expect(said).not.toMatch(/\bng-/);
    expect(said).toContain(rule.instrument?.title as string);
    expect(said).toMatch(/draft, 2026.*not known to be in force/);
    const before = priced({ service, on: day("2026-04-30"), amount: 1_000_000_000n });
    expect([before.grade, before.firm, before.worksheet.join(" ").includes("draft")]).toEqual(["C", undefined, false]);
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
          said.push(...priced({ service, on, account, amount: 2_000_000n, ...(bank ? { bank } : {}) }).worksheet);
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((step) => /\bng-[a-z]/.test(step) || /in force \./.test(step))).toEqual([]);
});

test("what a draft would lower is said where the answer is a range too", () => {
  const event = { service: "card.maintenance", on: day("2026-11-29") };
  const answer = priced(event);
  expect(answer.range).toEqual({ low: 0n, high: 5_375n });
  expect(answer.worksheet.join(" ")).toContain("A draft would lower the limit from 53.75 to 0.00");
  expect(priced({ ...event, on: day("2026-04-30") }).worksheet.join(" ")).not.toContain("draft");
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
        expect(own && /is not known/.test(answer.worksheet.join(" ")) ? bank : "").toBe("");
      }
    expect(seen.size).toBe(3);
  });
});
