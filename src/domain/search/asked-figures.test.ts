import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { priceWhole } from "../fees/whole-action.ts";
import { figuresThatGive } from "./asked-figures.ts";

const pack = shippedPack();
const ON = "2026-11-24" as CivilDate;
const services = (minor: bigint, currency: string | null = null) =>
  figuresThatGive(pack, { minor, currency }, ON).map(({ service }) => service);

test("all that one transfer takes together is found, whatever its sum", () => {
  for (const amount of [4_000_00n, 5_000_00n, 9_999_99n, 10_000_00n, 50_000_00n, 60_000_00n, 5_000_000_00n]) {
    const { leaves } = priceWhole(pack, { service: "transfer.interbank", on: ON, amount, facts: {} });
    expect([amount, services(leaves?.high ?? 0n)]).toEqual([amount, expect.arrayContaining(["transfer.interbank"])]);
  }
});

test("parts that are due together are found as their sum, before each of them", () => {
  const both = figuresThatGive(pack, { minor: 645_00n, currency: null }, ON);
  expect(both[0]?.service).toBe("atm.off_us");
  const alone = figuresThatGive(pack, { minor: 500_00n, currency: null }, ON).find(
    (one) => one.service === "atm.off_us",
  );
  expect(alone?.score).toBeLessThan(both[0]?.score ?? 0);
});

test("what is due for each block, page or message is found as often as it was due", () => {
  expect(services(322_50n)).toContain("atm.off_us");
  expect(services(64_50n)).toContain("alert.sms");
});

test("dollars are no naira", () => {
  expect(services(10_00n, "USD")).toContain("card.maintenance_fx");
  expect(services(10_00n)).not.toContain("card.maintenance_fx");
});

test("nothing comes to a figure of nought", () => {
  expect(services(1n)).toEqual([]);
});
