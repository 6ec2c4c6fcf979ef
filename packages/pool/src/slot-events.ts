import type { Operators } from "./blockers.ts";
import { LeaseLost } from "./errors.ts";
import { type KeptStack, placeOf } from "./place.ts";
import type { SlotEvents } from "./slot.ts";
import type { SlowLog } from "./slow-log.ts";
import type { Traffic } from "./traffic.ts";
import type { Works } from "./works.ts";

/** What a connection asks of the pool and reports to it while statements pass. */
export const slotEventsOf = (
  { machine, settled, tell, hosts }: Works,
  traffic: Traffic,
  operators: Operators | undefined,
  slow: SlowLog,
): SlotEvents => ({
  now: () => machine.now(),
  trusts: (name) => settled.trusts.has(name),
  answered: (one, now, failed) => {
    const { lease } = one;
    const ms = now - one.since;
    traffic.answered(ms, now);
    operators?.ended(one, now, failed);
    if (ms < settled.slowMs || lease === undefined) return;
    const noted = slow.note(lease, one.fingerprint, ms, now);
    // Deferred: a slow listener must not delay the answer to its caller.
    machine.soon(() => tell.emit("slow", noted));
  },
  lost: () => hosts?.doubt(),
  misused: () => {
    const stack: KeptStack = {};
    Error.captureStackTrace(stack);
    const cause = new LeaseLost(`A client was used at ${placeOf(stack)} after it was released.`);
    tell.emit("misuse", cause);
    return tell.mode() === "enforce" ? cause : undefined;
  },
});
