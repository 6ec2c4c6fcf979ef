import { expect, test } from "vitest";
import { SETTLES } from "../../../words/en/audit/charges.ts";
import { MISSING_IN_AUDIT } from "../../../words/en/missing-in-audit.ts";

test("for everything that a judgement may miss, the page says what would settle it", () => {
  expect(Object.keys(SETTLES).sort()).toEqual(Object.keys(MISSING_IN_AUDIT).sort());
});
