import type { Verdict } from "./errors.ts";
import type { HostView } from "./hosts.ts";
import type { Keeper } from "./keeper.ts";
import type { LeakEvent } from "./leak-book.ts";
import { insides } from "./pg-insides.ts";
import type { Traffic } from "./traffic.ts";

export type LeaseView = {
  readonly id: number;
  readonly scope: string | null;
  readonly scopeOpen: boolean | null;
  readonly requestId: string | null;
  readonly place: string;
  readonly heldMs: number;
  readonly idleMs: number;
  readonly active: boolean;
  readonly statement: string;
  readonly transaction: string;
  readonly pid: number | null;
  /** It was reported as leaked and is still out. */
  readonly leaked: boolean;
  /** The line, or the backend, whose lock its statement waits for; null where none is known. */
  readonly blockedBy: string | null;
};

/** Who holds what, since when, from where. Made without asking the server. */
export type Snapshot = {
  readonly mode: string;
  readonly max: number;
  readonly total: number;
  readonly idle: number;
  readonly leased: number;
  readonly waiting: number;
  /** In front of the pool, at a door of the program's own. */
  readonly waitingOutside: number;
  readonly dying: number;
  readonly refused: number;
  /** Only while callers wait or the server cannot be reached. */
  readonly verdict: Verdict | null;
  readonly verdictPlaces: readonly string[];
  readonly leases: readonly LeaseView[];
  /** Callers a second and milliseconds of a statement, now and as usual: what distinguishes SLOW from LOAD. */
  readonly traffic: ReturnType<Traffic["compared"]>;
  readonly waitingByRoute: Readonly<Record<string, number>>;
  /** The servers and what each last said of itself, where there are several. */
  readonly hosts: readonly HostView[];
  readonly quarantined: readonly string[];
  readonly leaks: readonly LeakEvent[];
};

export function snapshotOf(keeper: Keeper, { mode }: { readonly mode: string }): Snapshot {
  const now = keeper.now();
  const judged = keeper.troubled ? keeper.judged(now) : undefined;
  const waitingByRoute: Record<string, number> = {};
  for (const { route } of keeper.queue) waitingByRoute[route] = (waitingByRoute[route] ?? 0) + 1;
  return {
    mode,
    max: keeper.settled.max,
    total: keeper.live.size,
    idle: keeper.idle.length,
    leased: keeper.leases.size,
    waiting: keeper.queue.size,
    waitingOutside: keeper.outside(),
    dying: keeper.dying.size,
    refused: keeper.refusals,
    verdict: judged?.verdict ?? null,
    verdictPlaces: judged?.places ?? [],
    leases: [...keeper.leases].map((lease) => ({
      id: lease.id,
      scope: lease.owner?.name ?? null,
      scopeOpen: lease.owner?.open ?? null,
      requestId: lease.owner?.requestId ?? null,
      place: lease.place,
      heldMs: Math.round(now - lease.takenAt),
      idleMs: Math.round(now - lease.lastUseAt),
      active: lease.slot.asked.length > 0,
      statement: lease.statement,
      transaction: lease.slot.client.getTransactionStatus?.() ?? "I",
      pid: insides(lease.slot.client).processID ?? null,
      leaked: lease.reported,
      blockedBy: keeper.blockerOf(lease) ?? null,
    })),
    waitingByRoute,
    hosts: keeper.hosts?.view ?? [],
    traffic: keeper.traffic.compared(now),
    quarantined: keeper.quarantine.list(now),
    leaks: [...keeper.book.ring],
  };
}
