import { describe, expect, test } from "vitest";
import { smallFee, smallPack, smallRule } from "../../test/support/small-pack.ts";
import type { Bank, ListedFee, Pack } from "../domain/fees/pack.ts";
import { joinStreams, withTariff } from "./join-streams.ts";

const fee = (bank: string, amount: string): ListedFee => ({ ...smallFee(`${bank}.fee`, amount, "2026-01-01"), bank });
const bank = (id: string): Bank => ({ id, name: id, aliases: [], licence: "commercial", grade: "A" });
const release = (version: string, tariffs: Readonly<Record<string, string>>, change: Partial<Pack> = {}): Pack =>
  smallPack(version, {
    banks: [bank("one"), bank("two")],
    listedFees: [fee("one", "1.00"), fee("two", "2.00")],
    products: [],
    streams: { law: "2026.1.1", words: "2026.1.1", tariffs },
    ...change,
  });
const first = release("2026.1.1", { one: "2026.1.1", two: "2026.1.1" });
const tariff = (version: string, amount: string) => ({ version, products: [], listedFees: [fee("one", amount)] });
const prices = (pack: Pack) =>
  Object.fromEntries(pack.listedFees.map((one) => [one.bank, (one.price as { amount: string }).amount]));

describe("a feed of one bank's prices", () => {
  const fed = withTariff(first, "one", tariff("2026.2.1", "1.50"));
  test("changes that bank alone, under a version that a release does not use", () => {
    expect(prices(fed)).toEqual({ one: "1.50", two: "2.00" });
    expect([fed.version, fed.streams?.tariffs.one, fed.streams?.law]).toEqual(["2026.1.1+1", "2026.2.1", "2026.1.1"]);
    expect(fed.sha256).not.toBe(first.sha256);
  });
  test("stands when the release it came beside is loaded again, as a start does", () => {
    expect(joinStreams(fed, first)).toBe(fed);
  });
  test("stands beside a later release that knows an older price of that bank, and loses to one that knows a newer", () => {
    const later = release(
      "2026.3.1",
      { one: "2026.1.1", two: "2026.3.1" },
      { listedFees: [fee("one", "1.00"), fee("two", "2.50")] },
    );
    const joined = joinStreams(fed, later);
    expect([joined.version, prices(joined)]).toEqual(["2026.3.1", { one: "1.50", two: "2.50" }]);
    expect(joinStreams(joined, later)).toBe(joined);
    const newest = release(
      "2026.4.1",
      { one: "2026.4.1", two: "2026.1.1" },
      { listedFees: [fee("one", "1.75"), fee("two", "2.00")] },
    );
    expect(joinStreams(fed, newest)).toBe(newest);
  });
  test("may come twice, and again", () => {
    expect(withTariff(fed, "one", tariff("2026.2.1", "1.50"))).toBe(fed);
    expect(withTariff(fed, "one", tariff("2026.2.2", "1.60")).version).toBe("2026.1.1+2");
  });
  test.each([
    ["older than what is stored", "pack_older", () => withTariff(fed, "one", tariff("2026.1.9", "1.50"))],
    ["changed under its old version", "pack_reused_version", () => withTariff(fed, "one", tariff("2026.2.1", "9.00"))],
    ["of a bank that is not listed", "pack_invalid", () => withTariff(fed, "three", tariff("2026.2.1", "9.00"))],
    ["with a row of another bank", "pack_invalid", () => withTariff(fed, "two", tariff("2026.2.1", "9.00"))],
  ])("%s is refused", (_what, code, feed) => {
    expect(feed).toThrow(expect.objectContaining({ code }));
  });
});

describe("a release", () => {
  test("with another law or other words under the old version is refused, and the stream is named", () => {
    const law = release("2026.2.1", first.streams?.tariffs ?? {}, { rules: [smallRule("rule-z", "3.00", null, null)] });
    expect(() => joinStreams(first, law)).toThrow(/law was changed since 2026\.1\.1/);
    const words = release("2026.2.1", first.streams?.tariffs ?? {}, {
      banks: [bank("one"), bank("two"), bank("three")],
    });
    expect(() => joinStreams(first, words)).toThrow(/words was changed/);
  });
  test("with an older law than what is stored is refused", () => {
    const streams = { law: "2026.2.1", words: "2026.1.1", tariffs: first.streams?.tariffs ?? {} };
    expect(() => joinStreams({ ...first, streams }, first)).toThrow(expect.objectContaining({ code: "pack_older" }));
  });
  test("from before the streams is taken whole", () => {
    const { streams: _streams, ...old } = first;
    expect(joinStreams(old, first)).toBe(first);
    expect(joinStreams(first, old)).toBe(old);
  });
});
