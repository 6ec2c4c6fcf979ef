import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import { complaintDays, complaintKinds, lengthInDays } from "./complaint-clock.ts";

const clock = shippedPack().complaintClock;
const day = (text: string) => text as CivilDate;

test.each([
  ["card", "2026-11-27", "2026-12-09"],
  ["transfer", "2026-11-27", "2026-12-09"],
  ["failed_transfer", "2026-11-25", "2026-12-09"],
  ["account", "2026-12-08", "2026-12-09"],
  ["excess_charge", "2026-12-24", "2026-12-25"],
])(
  "a complaint about %s of 24 November ends on %s at the bank and can go on from %s",
  (kind, answerBy, regulatorFrom) => {
    expect(complaintDays(clock, kind, day("2026-11-24"))).toMatchObject({
      acknowledgeBy: "2026-11-27",
      answerBy,
      regulatorFrom,
    });
  },
);

test("nobody is sent to the regulator before the bank's time and the regulator's own wait are both over", () => {
  const wait = clock.find(({ kind }) => kind === "regulator_wait");
  for (const { kind } of complaintKinds(clock))
    for (const sentOn of ["2026-11-27", "2024-02-28", "2025-12-20"].map(day)) {
      const days = complaintDays(clock, kind, sentOn);
      const own = addDays(sentOn, lengthInDays(days?.step as never) as number);
      const waited = addDays(sentOn, wait?.days as number);
      expect([kind, days?.answerBy]).toEqual([kind, own]);
      expect([kind, days?.regulatorFrom]).toEqual([kind, addDays(own > waited ? own : waited, 1)]);
      expect([kind, days?.regulatorWait?.id ?? null]).toEqual([kind, own < waited ? wait?.id : null]);
    }
  const without = clock.filter(({ kind }) => kind !== "regulator_wait");
  expect(complaintDays(without, "card", day("2026-11-24"))?.regulatorFrom).toBe("2026-11-28");
});

test("the two weeks for a refund run from the bank's answer, and only for charges that were too high", () => {
  expect(complaintDays(clock, "excess_charge", day("2026-11-24"))).toMatchObject({
    answerBy: "2026-12-24",
    refundBy: "2027-01-07",
    refund: { kind: "refund" },
  });
  for (const { kind } of complaintKinds(clock).filter((one) => one.kind !== "excess_charge"))
    expect(complaintDays(clock, kind, day("2026-11-24"))).toMatchObject({ refund: null, refundBy: null });
});

test("the steps of every complaint are no kind of problem", () => {
  expect(complaintKinds(clock).map((step) => step.kind)).not.toContain("regulator_wait");
  for (const kind of ["acknowledge", "regulator", "nothing"])
    expect(complaintDays(clock, kind, day("2026-11-24"))).toBeUndefined();
});

test("hours that begin a day count it whole", () => {
  const step = clock[0] as (typeof clock)[number];
  const { days: _days, ...rest } = step;
  expect([24, 25, 48, 72].map((hours) => lengthInDays({ ...rest, hours }))).toEqual([1, 2, 2, 3]);
  expect(lengthInDays(rest)).toBeNull();
});
