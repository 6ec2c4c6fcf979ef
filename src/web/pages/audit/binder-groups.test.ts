import { describe, expect, test } from "vitest";
import type { Asked } from "../../../domain/audit/claim/decide-groups.ts";
import { askedWords, bankSum, bankWords } from "./binder-groups.tsx";
import type { BinderView } from "./binder-view.ts";

const names = { banks: { "ng.zenith": "Zenith Bank" }, services: {}, named: {} };
const asked: readonly Asked[] = [
  { bank: "ng.zenith", currency: "NGN", count: 2, over: 107_50n },
  { bank: "ng.zenith", currency: "USD", count: 1, over: 3_00n },
  { bank: "ng.zenith", currency: null, count: 1, over: 50n },
  { bank: null, currency: null, count: 0, over: 0n },
];
const view = (groups: readonly boolean[]) =>
  ({ ...names, decided: { asked, groups: groups.map((accepted) => ({ accepted })) } }) as unknown as BinderView;

describe("what is asked for, in words", () => {
  test("keeps two currencies apart and never adds them", () => {
    expect(bankWords(bankSum(asked, "ng.zenith"), names)).toMatch(/^Zenith Bank: ₦108\.00 and .*3\.00, 4 lines\.$/);
    expect(askedWords(view([true, true, false]))).toMatch(
      /^You ask for ₦108\.00 and [^₦]*3\.00: 2 of 3 kinds, 4 lines\.$/,
    );
  });

  test("says nothing of a bank whose kinds were all left out", () => {
    expect(bankWords(bankSum(asked, null), names)).toBe("A bank that is not named: nothing is asked for.");
  });
});
