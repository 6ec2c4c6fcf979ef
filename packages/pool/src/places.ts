// Every connection is in exactly one place.

/**
 * Every connection is in exactly one place. `idle` (free), `leases` (somebody's), or on its way between the two;
 * `live` holds all of these and never more than `max`. What is being closed is in `dying` and counts until the server has
 * closed it. Only the functions of this file move a slot from one place to another.
 */
import type pg from "pg";
import { LeaseLost } from "./errors.ts";
import type { Lease } from "./lease.ts";
import { insides, isBroken, isBusy } from "./pg-insides.ts";
import { outside } from "./scope.ts";
import type { Slot } from "./slot.ts";
import { mostlyUnused } from "./verdict.ts";
import type { Works } from "./works.ts";

/** How long a server may take to close its side before our end is torn down. */
const DYING_MS = 10_000;

/** A connection from which nothing was received for this long is taken for dead; milliseconds. */
const SILENT_MS = 400;

/** Where every connection is. */
export class Places {
  readonly idle: Slot[] = [];
  readonly live = new Set<Slot>();
  readonly dying = new Set<Slot>();
  readonly leases = new Set<Lease>();
  /** The pool is being ended: nothing becomes free again. */
  ending = false;
  readonly #works: Works;

  constructor(works: Works) {
    this.#works = works;
  }

  /** How many connections a route holds; asked only of routes in quarantine, so it is counted and not kept. */
  held(route: string): number {
    let n = 0;
    for (const lease of this.leases) if (lease.route === route) n++;
    return n;
  }

  /** Nothing is out, on its way or closing. */
  get quiet(): boolean {
    return this.leases.size === 0 && this.dying.size === 0 && this.live.size === this.idle.length;
  }

  /** Nothing is open, and what is being opened has had no word for so long that the server cannot be called there. */
  unanswered(now: number): boolean {
    const { leases, live } = this;
    if (leases.size > 0 || live.size === 0) return false;
    for (const { state, createdAt } of live) if (state !== "connecting" || now - createdAt < SILENT_MS) return false;
    return true;
  }

  lend(slot: Slot, lease: Lease): void {
    if (this.#works.settled.allowExitOnIdle) refable(slot.client).ref?.();
    slot.state = "leased";
    slot.lease = lease;
    slot.until = Number.POSITIVE_INFINITY;
    this.leases.add(lease);
  }

  /** Ends the lease: removes it from the pool and from its scope, and calls its `onOver`. */
  leave(lease: Lease, now: number): void {
    const { slot } = lease;
    this.leases.delete(lease);
    lease.owner?.owned.delete(lease);
    lease.onOver?.();
    lease.onOver = undefined;
    slot.lease = undefined;
    if (slot.asked.length === 0) lease.rested(now);
    const unused = lease.lost === undefined && mostlyUnused(lease.longestIdleMs, now - lease.takenAt);
    slot.unusedBy = unused ? lease : undefined;
    slot.unusedUntil = now;
  }

  free(slot: Slot): void {
    const { machine, options, settled } = this.#works;
    if (
      this.ending ||
      slot.cut ||
      isBroken(slot.client) ||
      this.live.size > (options.instance?.share ?? Number.POSITIVE_INFINITY)
    ) {
      this.retire(slot);
      this.#works.pulse();
      return;
    }
    slot.state = "idle";
    slot.until = Number.POSITIVE_INFINITY;
    slot.idleSince = machine.now();
    this.idle.push(slot);
    if (settled.allowExitOnIdle) refable(slot.client).unref?.();
    if (this.live.size > settled.min) this.#works.reapWhen(slot.idleSince + settled.idleMs);
    this.#works.pulse();
  }

  /** Takes one out of `idle` in order to close it. */
  notIdle(slot: Slot): void {
    const at = this.idle.indexOf(slot);
    if (at >= 0) this.idle.splice(at, 1);
  }

  /** Closes it in order; it counts as dying until the server has closed its side. */
  retire(slot: Slot): void {
    this.live.delete(slot);
    const closed = insides(slot.client)._ended === true;
    if (!closed) this.dying.add(slot);
    slot.state = "dying";
    slot.until = this.#works.machine.now() + DYING_MS;
    const { connection } = insides(slot.client);
    if (closed) this.gone(slot, true);
    else if (connection && isBusy(slot.client) && !isBroken(slot.client)) connection.stream.end();
    // A client that is not pg's own may have no `end` event.
    else outside(() => slot.client.end(() => connection ?? this.gone(slot)));
    this.#works.watch();
  }

  /** It is still busy and will not come back; whoever says so closes it later. */
  doom(slot: Slot, state: "cancelling" | "committing", until: number): void {
    this.live.delete(slot);
    this.dying.add(slot);
    slot.state = state;
    slot.until = until;
  }

  /** Its server takes no writes any more, or does not answer: the socket is closed at once, and costs that server nothing. */
  cut(slot: Slot): void {
    const { connection } = insides(slot.client);
    const { state } = slot;
    slot.cut = true;
    if (state === "leased" || state === "preparing" || state === "draining" || state === "resetting") {
      // Whoever waits on it hears that it is gone, and lets it go.
      connection?.stream.destroy();
      return;
    }
    if (state === "idle") this.notIdle(slot);
    if (state === "committing") slot.loseAll(new LeaseLost("The server of this connection takes no writes any more."));
    slot.state = "dying";
    connection?.stream.destroy();
    this.gone(slot);
  }

  /** The socket of one goes on under another; for the program the first is gone. */
  replace(slot: Slot, fresh: Slot): void {
    this.live.delete(slot);
    this.live.add(fresh);
    slot.state = "dying";
    this.gone(slot, true);
  }

  /** The server has closed its side. */
  gone(slot: Slot, removed = false): void {
    const known = this.dying.delete(slot) || this.live.delete(slot) || removed;
    if (slot.state === "idle") this.notIdle(slot);
    if (slot.state === "leased" && insides(slot.client)._ending !== true) {
      // Its user finds out with the next statement; until then the place is kept, as in pg-pool.
      this.live.add(slot);
      return;
    }
    // The user ended the client and may never release it: its place is freed here, so that no caller waits for it.
    if (slot.lease !== undefined) this.leave(slot.lease, this.#works.machine.now());
    slot.state = "dying";
    if (known) this.#works.tell.emit("remove", slot.client);
    this.#works.pulse();
  }

  /** A connection died by itself: idle ones leave, others are held until their user lets go. The process lives on. */
  failed(slot: Slot, cause: Error): void {
    if (slot.state !== "idle") return;
    const { tell } = this.#works;
    this.#works.hosts?.doubt();
    this.notIdle(slot);
    this.retire(slot);
    (cause as Error & { client?: unknown }).client = slot.client;
    if (tell.listens("error")) tell.emit("error", cause, slot.client);
    else tell.report(`pool: an idle connection was lost: ${cause.message}`);
    this.#works.pulse();
  }
}

type Refable = { ref?: () => void; unref?: () => void };
const refable = (client: pg.PoolClient): Refable => client as unknown as Refable;
