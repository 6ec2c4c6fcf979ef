/** What is known of a bank's own fee stands on the pages and in the tables: no condition of it is lost on the way. */
import { parse } from "csv-parse/sync";
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { addDays } from "../domain/dates/civil-date.ts";
import type { ListedFee } from "../domain/fees/pack.ts";
import { productName } from "../domain/fees/products.ts";
import { bankCsv, feeCsv } from "../http/site/fact-csv.ts";
import { bankPage } from "../web/pages/facts/bank.tsx";
import { feePage } from "../web/pages/facts/fee.tsx";
import { listBanks } from "./list-banks.ts";
import { showBank } from "./show-bank.ts";
import { isDuty, showFee } from "./show-fee.ts";

const pack = shippedPack();
const ctx = contextOf(pack, "2026-11-29");
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
const dayOf = ({ from, until }: ListedFee): CivilDate => from ?? addDays(until as CivilDate, -1);

describe.each(pack.listedFees.map((fee) => [fee.id, fee] as const))("%s", (_id, fee) => {
  test("stands on its bank's and its fee's page with all that its name, its product, its note and its source's words say", async () => {
    const on = dayOf(fee);
    const pages = [
      bankPage(await showBank(ctx, { bank: fee.bank, on })).body,
      feePage(await showFee(ctx, { service: fee.service, on })).body,
    ].map((body) => textOf(render(body)));
    const told = [
      fee.name,
      productName(pack, fee.product),
      fee.variant,
      fee.note,
      fee.price.kind === "unresolved" ? fee.price.verbatim : undefined,
    ];
    for (const page of pages)
      for (const words of told) expect(page.toLowerCase()).toContain((words ?? "").toLowerCase().replace(/\s+/g, " "));
  });

  test("has its product, its condition, its days and its note in a cell each, and a figure only where it names one", async () => {
    const on = dayOf(fee);
    const tables = [
      bankCsv(await showBank(ctx, { bank: fee.bank, on }), pack),
      feeCsv(await showFee(ctx, { service: fee.service, on }), pack),
    ];
    for (const table of tables) {
      const rows = (parse(table, { columns: true }) as Record<string, string>[]).filter((row) => row.fee === fee.id);
      const { note, status, from, until } = fee;
      for (const [name, cell] of Object.entries({ product: productName(pack, fee.product), note, status, from, until }))
        expect(
          rows.map((row) => row[name]?.replace(/^'/, "")),
          name,
        ).toContain(cell ?? "");
      if (fee.status === "not_offered")
        for (const row of rows) expect([row.price_kind, row.fixed, row.rate]).toEqual(["", "", ""]);
    }
  });
});

test("what a reader should know of a contact, a short code or a price page stands beside it", async () => {
  let notes = 0;
  for (const bank of pack.banks) {
    const page = textOf(render(bankPage(await showBank(ctx, { bank: bank.id })).body));
    for (const note of [...(bank.contacts ?? []), bank.ussd, bank.tariffPage].flatMap((one) => one?.note ?? [])) {
      notes++;
      expect(page).toContain(note);
    }
  }
  expect(notes).toBeGreaterThan(15);
});

test("a contact that is not the bank's own says whose it is, and a price page that is old or no price list says so", () => {
  const of = (id: string) => pack.banks.find((bank) => bank.id === id);
  for (const { note } of of("ng.heritage")?.contacts ?? []) expect(note).toContain("not of the bank");
  for (const id of ["ng.access", "ng.stanbic", "ng.wema", "ng.carbon", "ng.altbank", "ng.vfd", "ng.paga"])
    expect(of(id)?.tariffPage?.note, id).toBeTruthy();
});

test("a duty or a tax is no bank's own fee, whether a rule of it is known or not, and every page counts alike", async () => {
  const duties = pack.services.filter(isDuty).map(({ id }) => id);
  expect(duties).toContain("tax.financial_activities");
  for (const rule of pack.rules)
    if (rule.service) expect([rule.id, duties.includes(rule.service)]).toEqual([rule.id, rule.payee === "government"]);
  for (const service of duties)
    expect(textOf(render(feePage(await showFee(ctx, { service })).body))).not.toContain("What banks list");
  const { services } = await listBanks(ctx, {});
  const bank = await showBank(ctx, { bank: "ng.zenith" });
  expect(services).toBe(bank.coverage.services);
  expect(bank.fees.filter(({ service }) => duties.includes(service))).toEqual([]);
});
