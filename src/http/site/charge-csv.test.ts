import { expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { askCharge, type ChargeInput } from "../../app/ask-charge.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { chargeCsv } from "./charge-csv.ts";

const ctx = contextOf(shippedPack());
const on = "2026-02-01" as CivilDate;
const rows = async (input: ChargeInput) =>
  chargeCsv(await askCharge(ctx, { on, ...input }))
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.replace(/"[^"]*"/g, "").split(","))
    .map(([part, service, , payee, low, high]) => [part, service, payee, low, high]);

test("each part of a transfer is a row with who keeps it, and the last says what leaves the account", async () => {
  expect(await rows({ service: "transfer.interbank", amount: 60_000_00n, facts: {} })).toEqual([
    ["fee", "transfer.interbank", "bank", "50.00", "50.00"],
    ["vat", "transfer.interbank", "government", "3.75", "3.75"],
    ["duty", "levy.electronic_transfer", "government", "50.00", "50.00"],
    ["leaves_account", "transfer.interbank", "", "103.75", "103.75"],
  ]);
});

test("what is free costs 0.00, what is not known has empty cells", async () => {
  expect(await rows({ service: "transfer.intrabank", amount: 60_000_00n, facts: { sameOwner: true } })).toEqual([
    ["fee", "transfer.intrabank", "bank", "0.00", "0.00"],
    ["leaves_account", "transfer.intrabank", "", "0.00", "0.00"],
  ]);
  expect(await rows({ service: "transfer.interbank", amount: 60_000_00n, bank: "ng.opay", facts: {} })).toEqual([
    ["fee", "transfer.interbank", "bank", "", ""],
    ["duty", "levy.electronic_transfer", "government", "50.00", "50.00"],
    ["leaves_account", "transfer.interbank", "", "", ""],
  ]);
});

test("a fact that is missing gives both ends", async () => {
  expect(await rows({ service: "card.maintenance", facts: {} })).toEqual([
    ["fee_and_vat", "card.maintenance", "bank", "0.00", "53.75"],
    ["leaves_account", "card.maintenance", "", "0.00", "53.75"],
  ]);
});

test("what is agreed or at cost is known only from above", async () => {
  const [fee, vat, leaves] = await rows({ service: "alert.sms", facts: {} });
  expect([fee?.slice(3), vat?.slice(3), leaves?.slice(3)]).toEqual([
    ["", "6.00"],
    ["", "0.45"],
    ["0.00", "6.45"],
  ]);
});
