import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/main/shipped-pack.ts";
import { MEASURED_ALARMS } from "../src/web/pages/measured-alarms.ts";
import { countFalseAlarms } from "./support/count-false-alarms.ts";

describe("the false-alarm rate on the page of the method", () => {
  test("is what the audit does today with the same made statements", async () => {
    const { on, ...figure } = MEASURED_ALARMS;
    expect(on).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(figure).toEqual(await countFalseAlarms(shippedPack("ng"), MEASURED_ALARMS.statements));
  });

  test("is counted by a count that can rise: a bank that may take less than it took is accused", async () => {
    const pack = shippedPack("ng");
    const stricter = {
      ...pack,
      rules: pack.rules.map((rule) =>
        rule.service === "alert.sms" ? { ...rule, price: { kind: "fixed" as const, amount: "0.01" } } : rule,
      ),
    };
    expect((await countFalseAlarms(stricter, 9)).falseAlarms).toBeGreaterThan(5);
  });
});
