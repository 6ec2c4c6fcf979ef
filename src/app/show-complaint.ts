/** The complaint clock for people: how long each kind of problem may take, the steps, and the days of one complaint. */
import {
  type ComplaintDays,
  commonSteps,
  complaintDays,
  complaintKinds,
} from "../domain/complaints/complaint-clock.ts";
import type { ComplaintStep } from "../domain/fees/pack.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { Refused } from "./refused.ts";
import { type Provenance, provenanceOf } from "./rule-view.ts";

export type StepView = Omit<ComplaintStep, "grade" | "source" | "checkedOn"> & Provenance;

export type ComplaintView = Dated & {
  readonly kinds: readonly StepView[];
  readonly steps: readonly StepView[];
  /** The kind that was asked about. */
  readonly kind: string | null;
  /** null: no kind was asked about. */
  readonly days: ComplaintDays | null;
};

const [EARLIEST, LATEST] = ["1900-01-01", "2200-12-31"];

/** `on` is the day the complaint is sent. */
export async function showComplaint(
  ctx: Context,
  input: When & { readonly kind?: string | undefined },
): Promise<ComplaintView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  // the calendar ends where four figures do, and a clock needs days on both sides of its own
  if (input.kind !== undefined && (on < EARLIEST || on > LATEST))
    throw new Refused("bad_field", "on", { code: "refused.complaint_year", facts: {} });
  const days = input.kind === undefined ? null : complaintDays(pack.complaintClock, input.kind, on);
  if (days === undefined) throw new Refused("bad_field", "kind", { code: "refused.complaint_kind", facts: {} });
  const view = (step: ComplaintStep): StepView => ({ ...step, ...provenanceOf(step, today) });
  return {
    ...datedOf(dated),
    kinds: complaintKinds(pack.complaintClock).map(view),
    steps: commonSteps(pack.complaintClock).map(view),
    kind: input.kind ?? null,
    days,
  };
}
