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
  slow: SlowLog,
): SlotEvents => ({
  now: () => machine.now(),
  trusts: (name) => settled.trusts.has(name),
  answered: (ms, now, lease, statement) => {
    traffic.answered(ms, now);
    if (ms < settled.slowMs || lease === undefined) return;
    const noted = slow.note(lease, statement, ms, now);
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
