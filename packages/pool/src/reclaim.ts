// How a connection comes back.

import type { Connector } from "./connector.ts";
import { LeaseLost } from "./errors.ts";
import { isLeak, type LeakBook, type LeakEvent } from "./leak-book.ts";
import type { Lease } from "./lease.ts";
import { LeftBehind } from "./left-behind.ts";
import { forgetStatements, insides, isBroken, isBusy } from "./pg-insides.ts";
import type { Places } from "./places.ts";
import type { Quarantine } from "./quarantine.ts";
import { railsAfterConnect } from "./rails.ts";
import { Renewal } from "./renewal.ts";
import { type HowEnded, scopeName } from "./scope.ts";
import type { Slot } from "./slot.ts";
import type { Works } from "./works.ts";

/**
 * How a connection comes back. Given back by its user it is looked at and, if something was left behind in the
 * session, reset. Taken back from an owner that is gone it is never trusted: busy, it is stopped and closed; idle, it is
 * reset before anybody else sees it, and a client object of `connect()` is ended (renewal.ts).
 */
const CANCEL_MS = 500;
const RESET_MS = 1_000;
const DRAIN_MS = 5_000;
/** A cursor or stream that came back with its connection and was not read for this long does not end by itself. */
const UNREAD_MS = 500;
/** Where it cannot be known when a handler has settled, what lies unused for so long after its response is a leak. */
const UNUSED_AFTER_MS = 50;
/** What lies unused for so long after a response, while others wait for a connection, is one too. */
const UNUSED_WHILE_WANTED_MS = 500;
/** What DISCARD ALL does, in an order that works in one message, where DISCARD ALL itself is refused. */
const RESET =
  "CLOSE ALL; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DEALLOCATE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES; DISCARD PLANS";

export class Reclaim {
  readonly #works: Works;
  readonly #places: Places;
  readonly #connector: Connector;
  readonly #book: LeakBook;
  readonly #quarantine: Quarantine;
  readonly #renewal: Renewal;
  readonly #left: LeftBehind;

  constructor(works: Works, places: Places, connector: Connector, book: LeakBook, quarantine: Quarantine) {
    this.#works = works;
    this.#places = places;
    this.#connector = connector;
    this.#book = book;
    this.#quarantine = quarantine;
    this.#renewal = new Renewal(works, places, connector);
    this.#left = new LeftBehind((line) => works.tell.report(line));
  }

  // ---- given back

  giveBack(lease: Lease, cause?: Error | boolean | null): void {
    const { slot } = lease;
    if (lease.returned) throw new Error("Release called on client which has already been released to the pool.");
    lease.returned = true;
    const now = this.#works.machine.now();
    if ((lease.lost !== undefined && lease.inDoubt === undefined) || lease.reported)
      this.#note(lease, "late", "settled", now);
    if (lease.lost !== undefined) return;
    // Its user had ended it before.
    if (slot.state === "dying") return;
    this.#places.leave(lease, now);
    slot.backFrom = lease;
    slot.uses++;
    insides(slot.client)._poolUseCount = slot.uses;
    this.#works.tell.emit("release", cause, slot.client);
    const { maxUses, maxLifetimeMs } = this.#works.settled;
    const spent = slot.uses >= maxUses || now - slot.createdAt >= maxLifetimeMs;
    if (spent) this.#works.tell.log(slot.uses >= maxUses ? "remove expended client" : "remove expired client");
    if (slot.abandoned !== undefined && !isBroken(slot.client))
      this.#giveUp(slot, slot.committing ? "committing" : "cancelling", now);
    else if (cause || this.#places.ending || spent || isBroken(slot.client)) this.#places.retire(slot);
    else if (isBusy(slot.client)) {
      slot.state = "draining";
      slot.until = this.#drainsUntil(slot, now);
      slot.client.once("drain", () => ["draining", "committing"].includes(slot.state) && this.#clean(slot));
    } else this.#clean(slot);
    this.#works.pulse();
  }

  /** Until when what is on its way may still run: a cursor or stream, which may never end, briefly; in `observe` for ever. */
  #drainsUntil(slot: Slot, now: number): number {
    if (slot.driven) return now + UNREAD_MS / 2;
    return this.#works.tell.mode() === "enforce" ? slot.unusedUntil + DRAIN_MS : Number.POSITIVE_INFINITY;
  }

  /** Not handed on dirty: an open transaction is rolled back, session state is reset, or the connection is dropped. */
  #clean(slot: Slot): void {
    const status = slot.client.getTransactionStatus?.() ?? "I";
    if (isBroken(slot.client)) this.#places.retire(slot);
    else if (!slot.dirty && status === "I") this.#places.free(slot);
    else this.#undo(slot, status);
  }

  #undo(slot: Slot, status: string): void {
    const { backFrom } = slot;
    const now = this.#works.machine.now();
    if (backFrom !== undefined && status === "T") this.#left.transaction(backFrom, now);
    else if (backFrom !== undefined && slot.dirty) this.#left.setting(backFrom, now);
    if (slot.spoilt || (slot.dirty && slot.hooked)) this.#places.retire(slot);
    else this.#reset(slot, status !== "I", slot.dirty, () => this.#places.free(slot));
  }

  #reset(slot: Slot, rollback: boolean, session: boolean, then: () => void): void {
    const { machine, settled } = this.#works;
    slot.state = "resetting";
    slot.until = machine.now() + RESET_MS;
    const rails = session ? railsAfterConnect(settled.rails, insides(slot.client).processID) : undefined;
    const text = [rollback ? "ROLLBACK" : "", session ? RESET : "", rails ?? ""].filter((one) => one !== "").join("; ");
    slot.ask(undefined, text, undefined, (cause) => {
      if (slot.state !== "resetting") return;
      if (session) forgetStatements(slot.client);
      slot.dirty = false;
      slot.listens = false;
      // The callback comes before the driver has taken the connection's status in: look in the next turn.
      machine.soon(() => {
        if (slot.state !== "resetting") return;
        if (cause || isBusy(slot.client) || isBroken(slot.client)) this.#places.retire(slot);
        else then();
        this.#works.pulse();
      });
    });
  }

  // ---- taken back

  readonly ownerEnded = (lease: Lease, how: HowEnded): void => {
    const now = this.#works.machine.now();
    const idle = lease.slot.asked.length === 0;
    // What was given only now has had no turn to be used; a stream fed the response, which is over.
    const forgotten = (idle && lease.statement !== "") || lease.slot.driven;
    const after = how === "settled" && !(lease.owner?.settled && forgotten) ? lease.owner?.after : undefined;
    if (after?.open) {
      // It is not known whether its handler still runs: it keeps the lease for `UNUSED_AFTER_MS` and must use it by then.
      lease.moveTo(after);
      if (idle) lease.takeAt = Math.min(lease.takeAt, now + UNUSED_AFTER_MS);
      lease.onTrial = idle;
      this.#works.watch();
      return;
    }
    // A `pool.query` returns its connection itself when the statement ends, so it is not a leak.
    if (lease.kind === "query" && isLeak(how) && !lease.slot.driven) {
      lease.goesOn();
      return;
    }
    if (how === "aborted" && lease.slot.client.getTransactionStatus?.() === "T") {
      lease.takeAt = Math.min(lease.takeAt, now + this.#works.settled.abortGraceMs);
      return;
    }
    this.#overdue(lease, how, now);
  };

  #overdue(lease: Lease, how: LeakEvent["how"], now: number): void {
    if (this.#works.tell.mode() === "enforce") this.takeBack(lease, how);
    else if (!lease.reported) {
      lease.reported = true;
      this.#note(lease, "seen", how, now);
    }
  }

  #note(
    lease: Lease,
    was: LeakEvent["what"],
    how: LeakEvent["how"],
    now: number,
    status = lease.slot.client.getTransactionStatus?.() ?? "I",
  ): void {
    const { owner } = lease;
    const { tell } = this.#works;
    // An owner that is alive and only took too long, or was called off, has leaked nothing.
    const what = was === "reclaimed" && !isLeak(how) ? "cut" : was;
    const event: LeakEvent = {
      what,
      how,
      scope: scopeName(owner),
      place: lease.place,
      heldMs: now - lease.takenAt,
      statement: lease.statement,
      inTransaction: status !== "I" && what !== "late",
      at: Date.now(),
    };
    this.#book.note(event, now);
    if (what === "reclaimed" && lease.route !== "" && this.#quarantine.leaked(lease.route, now))
      tell.emit("quarantine", lease.route);
    tell.emit(what === "late" ? "late" : what !== "cut" && isLeak(how) ? "leak" : "cut", event);
  }

  /** Reclaim: the lease is void at once; its connection is reset and kept, or ended without ever being reused. */
  takeBack(lease: Lease, how: LeakEvent["how"]): void {
    if (lease.lost !== undefined || lease.returned) return;
    const { slot } = lease;
    const { client } = slot;
    const now = this.#works.machine.now();
    const ended = lease.owner === undefined ? "" : `, the scope "${lease.owner.route}" has ended`;
    lease.lost = new LeaseLost(`This connection, checked out at ${lease.place}, was taken back (${how}${ended}).`);
    this.#places.leave(lease, now);
    if (lease.kind !== "handle") slot.fence = lease.lost;
    const status = client.getTransactionStatus?.() ?? "I";
    const idle = !isBusy(client) && slot.asked.length === 0;
    // Somebody waits for an answer, and what he does when he hears of it is still to be seen.
    const waits = slot.asked.length > 0 && !slot.unread;
    if (waits && isLeak(how) && how !== "pool ended")
      lease.inDoubt = () => this.#note(lease, lease.returned ? "cut" : "reclaimed", how, now, status);
    if (isBroken(client)) {
      this.#places.retire(slot);
      this.#judgeSoon(lease);
    } else if (idle) this.#takeIdle(slot, lease.kind === "handle", now);
    else this.#stop(lease, slot, lease.lost, now);
    // Last: listeners are the program's own code and may call back into the pool.
    if (lease.inDoubt === undefined) this.#note(lease, "reclaimed", how, now, status);
    this.#works.watch();
    this.#works.pulse();
  }

  #takeIdle(slot: Slot, revoked: boolean, now: number): void {
    const status = slot.client.getTransactionStatus?.() ?? "I";
    if (status === "E" || this.#places.ending || slot.spoilt) this.#places.retire(slot);
    else if (!revoked) {
      const renewed = this.#renewal.closeOrRenew(slot, now);
      if (renewed !== undefined) this.#reset(renewed, status !== "I", true, () => this.#connector.prepare(renewed));
    } else if (slot.hooked) this.#places.retire(slot);
    else this.#reset(slot, status !== "I", true, () => this.#places.free(slot));
  }

  /** Something is on its way: a read is cancelled, what commits is left to end by itself. Neither is used again. */
  #stop(lease: Lease, slot: Slot, lost: LeaseLost, now: number): void {
    slot.dropUnsent(lost);
    const committing = slot.committing;
    const over = () => {
      this.#places.retire(slot);
      this.#judgeSoon(lease);
    };
    const until = now + (committing ? this.#works.settled.commitGraceMs : CANCEL_MS);
    this.#places.doom(slot, committing ? "committing" : "cancelling", until);
    slot.client.once("drain", () => {
      if (slot.state === "cancelling" || slot.state === "committing") over();
    });
    // Whoever waits for a commit hears of it with its answer, or when the connection goes.
    if (committing) {
      slot.client.once("end", () => this.#judgeSoon(lease));
      return;
    }
    slot.loseAll(lost);
    this.#judgeSoon(lease);
    void this.#works.machine.cancel(slot.client, CANCEL_MS);
  }

  /** Once its user has heard: who gives back what he has lost would have given it back, and has forgotten nothing. */
  #judgeSoon(lease: Lease): void {
    this.#works.machine.after(0, true, () => {
      const judge = lease.inDoubt;
      lease.inDoubt = undefined;
      judge?.();
    });
  }

  /** Its statement was given up by whoever asked (query_timeout) and still runs: the place is free at once. */
  #giveUp(slot: Slot, how: "cancelling" | "committing", now: number): void {
    const enforces = this.#works.tell.mode() === "enforce";
    if (!enforces) {
      this.#places.retire(slot);
      return;
    }
    this.#places.doom(slot, how, now + (how === "committing" ? this.#works.settled.commitGraceMs : CANCEL_MS));
    slot.client.once("drain", () => {
      if (slot.state === "cancelling" || slot.state === "committing") this.#places.retire(slot);
    });
    if (how === "cancelling") void this.#works.machine.cancel(slot.client, CANCEL_MS);
  }

  // ---- what the timer finds

  /** A lease that is past its deadline, or outside any scope and forgotten. */
  look(lease: Lease, now: number): void {
    const { owner, slot } = lease;
    if (lease.onTrial && (slot.asked.length > 0 || lease.lastUseAt > lease.takeAt - UNUSED_AFTER_MS)) {
      lease.onTrial = false;
      lease.takeAt = Number.POSITIVE_INFINITY;
    }
    if (lease.takeAt <= now && lease.onTrial) this.#overdue(lease, "settled", now);
    else if (lease.takeAt <= now) this.#overdue(lease, owner?.open === false ? "aborted" : "lease deadline", now);
    else if (owner?.open && owner.deadlineAt <= now) owner.overdue(now);
    else if (owner?.afterwards && this.#wanted(lease, now)) this.#overdue(lease, "settled", now);
    else if (this.#unread(lease, now)) this.#overdue(lease, "settled", now);
    // Taken in a scope that had ended, or given to one.
    else if (owner?.open === false && this.#works.tell.mode() === "enforce") this.#ownerGone(lease, now);
    else if (owner?.open !== true && this.#forgotten(lease, now)) {
      lease.reported = true;
      this.#note(lease, "seen", owner === undefined ? "outside any scope" : "settled", now);
    }
  }

  #ownerGone(lease: Lease, now: number): void {
    if (!lease.reported && lease.takeAt === Number.POSITIVE_INFINITY) this.#overdue(lease, "settled", now);
  }

  /** Unused for longer than `leakWarnMs` outside any scope. A `pool.query` is exempt: it returns its connection itself. */
  #forgotten(lease: Lease, now: number): boolean {
    if (lease.reported || lease.kind === "query" || lease.slot.listens) return false;
    return this.#unused(lease, now) > this.#works.settled.leakWarnMs;
  }

  /** It lies unused while others wait, and holds no transaction of somebody who only lost his client. */
  #wanted(lease: Lease, now: number): boolean {
    if (this.#works.waiting === 0 || this.#unused(lease, now) <= UNUSED_WHILE_WANTED_MS) return false;
    return !lease.owner?.hungUp || lease.slot.client.getTransactionStatus?.() !== "T";
  }

  /** Its client is gone or its response sent, others wait, and its cursor or stream is not read. */
  #unread({ slot, owner }: Lease, now: number): boolean {
    if ((!owner?.hungUp && !owner?.afterwards) || this.#works.waiting === 0) return false;
    const [one] = slot.asked;
    if (one?.driven !== true || one.kind !== "read" || slot.client.getTransactionStatus?.() === "T") return false;
    return slot.restsMs(now) > UNUSED_WHILE_WANTED_MS;
  }

  /** For how many milliseconds nothing was on its way. */
  #unused({ slot, lastUseAt }: Lease, now: number): number {
    return slot.asked.length > 0 ? 0 : now - lastUseAt;
  }

  /** A cursor, stream or COPY of a user who had given its connection back is still being read, and not for too long. */
  #moves(slot: Slot, now: number): boolean {
    if (!slot.driven) return false;
    if (this.#works.tell.mode() === "enforce" && now - slot.unusedUntil >= DRAIN_MS) return false;
    return slot.restsMs(now) < (slot.unread ? UNREAD_MS : DRAIN_MS);
  }

  /** Its state has lasted too long: the next harder thing is done. */
  tooLong(slot: Slot, now: number): void {
    if (slot.state === "dying") {
      insides(slot.client).connection?.stream.destroy();
      this.#places.gone(slot);
    } else if (slot.state === "committing") {
      // The server may still commit: only our end is closed, and the caller gets an error that says the outcome is unknown.
      slot.loseAll(slot.fence ?? new LeaseLost("This connection was taken back."));
      this.#places.retire(slot);
    } else if (slot.state === "draining" && this.#moves(slot, now)) slot.until = this.#drainsUntil(slot, now);
    else if (slot.state === "draining" && slot.committing) {
      slot.state = "committing";
      slot.until = now + this.#works.settled.commitGraceMs;
    } else if (slot.state === "draining") {
      if (slot.driven && slot.backFrom !== undefined) this.#left.unread(slot.backFrom, now);
      slot.state = "cancelling";
      slot.until = now + CANCEL_MS;
      slot.client.once("drain", () => slot.state === "cancelling" && this.#places.retire(slot));
      void this.#works.machine.cancel(slot.client, CANCEL_MS);
    } else if (slot.state === "cancelling" || slot.state === "resetting") this.#places.retire(slot);
    this.#works.pulse();
  }
}
