import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { MEASURED_ALARMS } from "../src/web/pages/audit/measured-alarms.ts";
import { countFalseAlarms } from "./support/count-false-alarms.ts";

/** Of the first 60 statements, on the same day as the figure of all. */
const FIRST = { statements: 60, lines: 17_623, charges: 8_764, judged: 7_855, falseAlarms: 0 };

describe("the false-alarm rate on the page of the method", () => {
  test("is what the audit does today with the first of the same made statements, or with all of them", async () => {
    const { on, ...figure } = MEASURED_ALARMS;
    expect(on).toMatch(/^20\d\d-\d\d-\d\d$/);
    const wanted = process.env.ALARMS === "all" ? figure : FIRST;
    expect(await countFalseAlarms(shippedPack("ng"), wanted.statements)).toEqual(wanted);
    // all of them take minutes on a busy machine
  }, 600_000);

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
