import type { Lease } from "./lease.ts";
import { HELD_MS, type HeldNow, mostlyUnused } from "./verdict.ts";

/** What a verdict may know of one lease; `blockedBy` is the line whose lock its statement waits for. */
export function heldNow(lease: Lease, blockedBy: string | undefined, now: number): HeldNow {
  const [asked] = lease.slot.asked;
  return {
    place: blockedBy ?? lease.place,
    ownerGone: lease.owner?.open === false || (lease.owner === undefined && lease.reported),
    activeMs: asked === undefined ? undefined : now - asked.since,
    idleMs: asked === undefined ? now - lease.lastUseAt : 0,
    unusedBy: unusedBy(lease, now),
    blocked: blockedBy !== undefined,
    blocks: lease.blocks,
  };
}

/** In use now, but only just: whoever waits has waited for those who did not use it. */
function unusedBy(lease: Lease, now: number): string | undefined {
  if (mostlyUnused(lease.longestIdleMs, now - lease.takenAt)) return lease.place;
  const { slot } = lease;
  const justNow = slot.unusedBy !== undefined && now - slot.unusedUntil < HELD_MS;
  return justNow ? slot.unusedBy?.place : undefined;
}
