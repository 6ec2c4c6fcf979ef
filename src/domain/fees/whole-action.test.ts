import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { answerCharge } from "./charge-answer.ts";

const pack = shippedPack();
const ask = (question: Record<string, unknown>) => {
  const answer = answerCharge({ id: "1", jurisdiction: "ng", whole: true, ...question }, () => pack, CHARGE_ENGLISH);
  if ("error" in answer) throw new Error(answer.error.message);
  return answer;
};

describe("the whole of one action", () => {
  test("is fee, VAT and duty, together what leaves the account", () => {
    const { maximum, also, leaves } = ask({ service: "transfer.interbank", on: "2026-02-01", amount: "60000.00" });
    expect(maximum).toEqual({ fee: "50.00", tax: "3.75", total: "53.75" });
    expect(also?.map(({ service, maximum: most, payee }) => [service, most?.total, payee])).toEqual([
      ["levy.electronic_transfer", "50.00", "government"],
    ]);
    expect(leaves).toEqual({ low: "103.75", high: "103.75" });
  });

  test.each([
    [
      "below 10,000 no duty is drawn",
      { service: "transfer.interbank", on: "2026-02-01", amount: "5000.00" },
      [],
      "10.75",
    ],
    [
      "in 2025 the receiver owed it",
      { service: "transfer.interbank", on: "2025-06-01", amount: "60000.00" },
      [],
      "53.75",
    ],
    [
      "who receives pays no fee, and in 2025 the levy",
      { service: "transfer.incoming", on: "2025-06-01", amount: "60000.00" },
      ["levy.electronic_transfer"],
      "50.00",
    ],
    [
      "salary is free of it",
      { service: "transfer.interbank", on: "2026-02-01", amount: "60000.00", facts: { salary: true } },
      [],
      "53.75",
    ],
  ])("%s", (_name, question, drawn, high) => {
    const { also, leaves } = ask(question);
    expect(also?.map(({ service }) => service)).toEqual(drawn);
    expect(leaves?.high).toBe(high);
  });

  test("a transfer asked from the receiver's side is free to the receiver, and nobody who sends must name a side", () => {
    const asked = (on: string, facts: object, amount = "60000.00") =>
      ask({ service: "transfer.interbank", on, amount, facts });
    const received = asked("2026-02-01", { party: "receiver" });
    expect(received).toMatchObject({ state: "free", maximum: null, missing: [], rules: ["ng-eft-receiver-2018"] });
    expect(received.leaves).toEqual({ low: "0.00", high: "0.00" });
    // in 2025 the levy was the receiver's
    expect(asked("2025-06-01", { party: "receiver" }).leaves?.high).toBe("50.00");
    // before the rule nothing is known of that side
    expect(asked("2018-10-01", { party: "receiver" })).toMatchObject({ state: "cannot_tell", missing: ["rule"] });
    for (const facts of [{}, { party: "sender" }])
      expect(asked("2026-02-01", facts)).toMatchObject({ state: "charged", maximum: { total: "53.75" }, missing: [] });
  });

  test("inside one bank it is from nothing to the duty until the owner is known", () => {
    const { leaves, also } = ask({ service: "transfer.intrabank", on: "2026-02-01", amount: "60000.00" });
    expect(also?.[0]?.missing).toEqual(["sameOwner"]);
    expect(leaves).toEqual({ low: "0.00", high: "50.00" });
  });

  test("without an amount it is from nothing to the duty, and the amount is what is missing", () => {
    for (const service of ["transfer.intrabank", "standing_order"]) {
      const { also, leaves, maximum } = ask({ service, on: "2026-02-01" });
      const fee = Number(maximum?.total ?? 0);
      expect(also?.[0]?.missing).toContain("amount");
      expect(leaves).toEqual({ low: fee.toFixed(2), high: (fee + 50).toFixed(2) });
    }
    // in 2025 the receiver owed it, whatever the amount
    expect(ask({ service: "standing_order", on: "2025-06-01" }).also).toEqual([]);
  });

  test("a cheque book's duty is due for each leaf, and without their number is not known", () => {
    const book = (facts: object) => ask({ service: "cheque.book", on: "2026-02-01", account: "current", facts });
    expect(book({ leaves: 50 }).also?.map(({ service, maximum }) => [service, maximum?.total])).toEqual([
      ["levy.cheque_leaf", "2500.00"],
    ]);
    expect(book({ leaves: 50, unitCost: "1500.00" }).leaves?.high).toBe("4112.50");
    expect(book({}).also?.[0]?.missing).toEqual(["leaves"]);
    expect(book({}).leaves).toBeNull();
  });

  test("is answered only to who asks for it", () => {
    const question = {
      id: "1",
      jurisdiction: "ng",
      service: "transfer.interbank",
      on: "2026-02-01",
      amount: "60000.00",
    };
    const answer = answerCharge(question, () => pack, CHARGE_ENGLISH);
    expect(Object.keys(answer)).not.toContain("also");
    expect(Object.keys(answer)).not.toContain("leaves");
  });
});
