import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { complaintDays, complaintKinds, lengthInDays } from "./complaint-clock.ts";

const clock = shippedPack().complaintClock;
const day = (text: string) => text as CivilDate;

test.each([
  ["card", "2026-11-27", "2026-11-28"],
  ["transfer", "2026-11-27", "2026-11-28"],
  ["account", "2026-12-08", "2026-12-09"],
  ["excess_charge", "2026-12-24", "2026-12-25"],
])("a complaint about %s of 24 November ends on %s and goes on the day after", (kind, answerBy, regulatorFrom) => {
  expect(complaintDays(clock, kind, day("2026-11-24"))).toMatchObject({
    acknowledgeBy: "2026-11-27",
    answerBy,
    regulatorFrom,
  });
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
