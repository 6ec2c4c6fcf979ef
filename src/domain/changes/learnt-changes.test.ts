import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import type { ListedFee, Pack, Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { learntChanges } from "./learnt-changes.ts";

const PACK = shippedPack();
const ON = "2026-11-24" as CivilDate;

const plainFees = PACK.listedFees.filter(
  (fee) => fee.status === "charged" && fee.price.kind === "fixed" && !fee.agreed && inSpan(fee, ON),
);
const stream = ({ bank, service, product, variant, when }: ListedFee) =>
  JSON.stringify([bank, service, product, variant, when]);
const alone = plainFees.filter((fee) => plainFees.filter((one) => stream(one) === stream(fee)).length === 1);
const withFee = (fee: ListedFee, other: ListedFee | null): Pack => ({
  ...PACK,
  listedFees: PACK.listedFees.flatMap((one) => (one === fee ? (other ? [other] : []) : [one])),
});
const dearer = (fee: ListedFee, by: number): ListedFee => {
  const { amount = "0.00" } = fee.price as { amount?: string };
  return { ...fee, price: { ...fee.price, amount: (Number(amount) + by).toFixed(2) } as Price };
};

test("the same facts differ in nothing, also as another copy, with other versions and other words", () => {
  expect(learntChanges(PACK, PACK, ON)).toEqual([]);
  const copy = structuredClone({ ...PACK, version: "2099.1.1" });
  expect(learntChanges(PACK, { ...copy, banks: copy.banks.map((bank) => ({ ...bank, name: "X" })) }, ON)).toEqual([]);
});

test("a price that was mended is told with both sums; one that was found or taken back says which side is unknown", () => {
  expect(alone.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.constantFrom(...alone), fc.integer({ min: 1, max: 900 }), (fee, by) => {
      const mended = withFee(fee, dearer(fee, by));
      const [one, ...more] = learntChanges(PACK, mended, ON);
      expect(more).toEqual([]);
      expect(one).toMatchObject({ kind: "tariff", bank: fee.bank, service: fee.service, direction: "dearer" });
      expect([one?.before, one?.after]).toEqual([[fee.id], [fee.id]]);
      expect(learntChanges(mended, PACK, ON)[0]?.direction).toBe("cheaper");
      const [found] = learntChanges(withFee(fee, null), PACK, ON);
      expect(found).toMatchObject({ direction: "first_known", before: [], after: [fee.id] });
      expect(found?.cases.every(({ before }) => before.kind === "unknown")).toBe(true);
      const [gone] = learntChanges(PACK, withFee(fee, null), ON);
      expect(gone).toMatchObject({ direction: "no_longer_known", before: [fee.id], after: [], size: null });
      expect(gone?.cases.every(({ after }) => after.kind === "unknown")).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("a rule is told only on days on which it stands, and another grade or source alone is no other sum", () => {
  const alert = (pack: Pack, change: (rule: Rule) => Rule): Pack => ({
    ...pack,
    rules: pack.rules.map((rule) => (rule.service === "alert.sms" && inSpan(rule, ON) ? change(rule) : rule)),
  });
  const graded = alert(PACK, (rule) => ({ ...rule, grade: "D", checkedOn: "2026-01-01" as CivilDate }));
  expect(learntChanges(PACK, graded, ON)).toEqual([]);
  const free = alert(PACK, (rule) => ({ ...rule, price: { kind: "free" } as Price }));
  expect(learntChanges(PACK, free, ON)).toMatchObject([{ kind: "law", service: "alert.sms", direction: "cheaper" }]);
  const before = PACK.rules.flatMap((rule) => (rule.service === "alert.sms" && rule.from ? [rule.from] : [])).sort()[0];
  expect(learntChanges(PACK, free, `${Number(before?.slice(0, 4)) - 5}-01-01` as CivilDate)).toEqual([]);
});

test("what is learnt turned round is what is unlearnt: each change has its mirror, with both sides changed over", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...alone], { minLength: 1, maxLength: 4 }), (some) => {
      const other: Pack = {
        ...PACK,
        listedFees: PACK.listedFees.flatMap((fee) => {
          const at = some.indexOf(fee);
          return at < 0 ? [fee] : at % 2 ? [] : [dearer(fee, 7)];
        }),
      };
      const sides = (from: Pack, to: Pack, turned: boolean) =>
        learntChanges(from, to, ON)
          .map(({ id, before, after }) => JSON.stringify(turned ? [id, after, before] : [id, before, after]))
          .sort();
      expect(sides(PACK, other, false)).toEqual(sides(other, PACK, true));
      expect(sides(PACK, other, false)).toHaveLength(some.length);
    }),
    { numRuns: 10 },
  );
});
