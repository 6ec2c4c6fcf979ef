import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { ComplaintStep } from "../fees/pack.ts";

/** The days of one complaint, counted from the day it was sent. */
export type ComplaintDays = {
  readonly kind: string;
  readonly sentOn: CivilDate;
  /** The step whose time runs: what the complaint is about. */
  readonly step: ComplaintStep;
  /** Last day for the bank to acknowledge; null where the pack knows no such step. */
  readonly acknowledgeBy: CivilDate | null;
  /** Last day of the bank's time. */
  readonly answerBy: CivilDate;
  /** The first day of the regulator's turn: after the bank's time, and after the time that the regulator gives every bank. */
  readonly regulatorFrom: CivilDate;
  /** The regulator's own wait, where it ends later than the bank's time; null where the bank's time decides. */
  readonly regulatorWait: ComplaintStep | null;
  readonly regulator: ComplaintStep | null;
  /** Last day to go to the regulator when the bank decides on the last day of its time; null where the pack knows no such step. */
  readonly regulatorUntil: CivilDate | null;
  /** Payments before this day are too old for a complaint; null where the pack knows no such step. */
  readonly oldest: CivilDate | null;
  /** What the bank owes besides the sum; null where the pack knows no such step for what this complaint is about. */
  readonly refund: ComplaintStep | null;
  /** Last day to give the sum back when the bank agrees on the last day of its time. */
  readonly refundBy: CivilDate | null;
};

/** Steps that belong to every complaint; the others say what a complaint is about. */
const COMMON: ReadonlySet<string> = new Set([
  "acknowledge",
  "regulator",
  "regulator_wait",
  "regulator_window",
  "oldest",
  "refund",
  "sanction",
  "second_door",
]);

/** What a complaint can be about, in the order of the pack. */
export const complaintKinds = (clock: readonly ComplaintStep[]): readonly ComplaintStep[] =>
  clock.filter((step) => !COMMON.has(step.kind) && lengthInDays(step) !== null);

export const commonSteps = (clock: readonly ComplaintStep[]): readonly ComplaintStep[] =>
  clock.filter((step) => COMMON.has(step.kind));

/** Every kind of finding comes under this clock: a charge that was too high. */
export const EXCESS_CHARGE = "excess_charge";

/** The steps of one kind of complaint. */
export const clockOf = (clock: readonly ComplaintStep[], kind: string): readonly ComplaintStep[] =>
  clock.filter((step) => step.kind === kind || COMMON.has(step.kind));

/** Whole days of a step; hours that begin a day count it whole, so that no bank is called late too soon. */
export function lengthInDays(step: ComplaintStep): number | null {
  if (step.days !== undefined) return step.days;
  if (step.minutes !== undefined) return Math.ceil(step.minutes / (24 * 60));
  return step.hours === undefined ? null : Math.ceil(step.hours / 24);
}

/** The clock of one kind of complaint; undefined where the pack knows no time for it. */
export function complaintDays(
  clock: readonly ComplaintStep[],
  kind: string,
  sentOn: CivilDate,
): ComplaintDays | undefined {
  const step = complaintKinds(clock).find((one) => one.kind === kind);
  const days = step && lengthInDays(step);
  if (!step || days === null || days === undefined) return undefined;
  const stepOf = (name: string) =>
    clock.find((one) => one.kind === name && (one.about === undefined || one.about.includes(kind))) ?? null;
  const acknowledge = stepOf("acknowledge");
  const acknowledgeDays = acknowledge && lengthInDays(acknowledge);
  const answerBy = addDays(sentOn, days);
  const wait = stepOf("regulator_wait");
  const waitUntil = after(sentOn, wait);
  const waits = waitUntil !== null && waitUntil > answerBy;
  const refund = stepOf("refund");
  return {
    kind,
    sentOn,
    step,
    acknowledgeBy: acknowledgeDays === null ? null : addDays(sentOn, acknowledgeDays),
    answerBy,
    regulatorFrom: addDays(waits ? waitUntil : answerBy, 1),
    regulatorWait: waits ? wait : null,
    regulator: stepOf("regulator"),
    regulatorUntil: after(answerBy, stepOf("regulator_window")),
    oldest: before(sentOn, stepOf("oldest")),
    refund,
    refundBy: after(answerBy, refund),
  };
}

const after = (day: CivilDate, step: ComplaintStep | null): CivilDate | null => {
  const days = step && lengthInDays(step);
  return days === null ? null : addDays(day, days);
};
const before = (day: CivilDate, step: ComplaintStep | null): CivilDate | null => {
  const days = step && lengthInDays(step);
  return days === null ? null : addDays(day, -days);
};
