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

/** `on` is the day the complaint is sent. */
export async function showComplaint(
  ctx: Context,
  input: When & { readonly kind?: string | undefined },
): Promise<ComplaintView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const days = input.kind === undefined ? null : complaintDays(pack.complaintClock, input.kind, on);
  if (days === undefined)
    throw new Refused("bad_field", "kind", "We know no clock for that kind of problem. Pick one from the list.");
  const view = (step: ComplaintStep): StepView => ({ ...step, ...provenanceOf(step, today) });
  return {
    ...datedOf(dated),
    kinds: complaintKinds(pack.complaintClock).map(view),
    steps: commonSteps(pack.complaintClock).map(view),
    kind: input.kind ?? null,
    days,
  };
}
