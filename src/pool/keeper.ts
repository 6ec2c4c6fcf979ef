import type pg from "pg";
import { askForBlockers } from "./blockers.ts";
import { connectionLost, DatabaseDown, LeaseLost, PoolSaturated } from "./errors.ts";
import { LeakBook, type LeakEvent } from "./leak-book.ts";
import { Lease, type LeaseKind } from "./lease.ts";
import type { Machine } from "./machine.ts";
import type { ClientClass, Mode, PoolOptions, Settled } from "./options.ts";
import { forgetStatements, insides, isBroken, isBusy } from "./pg-insides.ts";
import { type KeptStack, placeOf } from "./place.ts";
import { Quarantine } from "./quarantine.ts";
import { WaitQueue } from "./queue.ts";
import { railsAfterConnect, railsAtConnect } from "./rails.ts";
import { type HowEnded, outside, type Scope } from "./scope.ts";
import { Slot } from "./slot.ts";
import { Traffic } from "./traffic.ts";
import { type Judged, judge } from "./verdict.ts";

/**
 * One idea: every connection is in exactly one place. `idle` (free), `leases` (somebody's), or on its way between the two;
 * `live` holds all of these and never more than `max`. What is being closed is in `dying` and counts until the server has
 * closed it; more than `dyingReserve` of them stop new connects. Only the functions of this file move a slot.
 *
 * Callers wait in one queue (`pulse` serves it). One timer, `sweep`, runs only while something is out or waits: it
 * refuses who waited too long, takes back what is past its deadline and closes what does not answer. No timer a lease.
 */
export type Ask = {
  readonly kind: LeaseKind;
  readonly scope: Scope | undefined;
  readonly stack: KeptStack | undefined;
  readonly done: (cause: Error | undefined, lease?: Lease) => void;
  readonly signal?: AbortSignal | undefined;
};

/** How the keeper speaks to the world: pg-pool's events, its log, lines for people. */
export type Tell = {
  emit(event: string, ...args: unknown[]): boolean;
  listens(event: string): boolean;
  log(...words: unknown[]): void;
  report(line: string): void;
  mode(): Mode;
};

type Waiting = Ask & { route: string; since: number; until: number; fate?: "served" | "refused"; unhook?: () => void };

const TICK_MS = 20;
const CONNECTS_AT_ONCE = 2;
const CANCEL_MS = 500;
const RESET_MS = 1_000;
const DRAIN_MS = 5_000;
const DYING_MS = 10_000;
const RESET =
  "CLOSE ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES; DEALLOCATE ALL; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL";
export const ENDED_WORDS = "Cannot use a pool after calling end on the pool";

export class Keeper {
  readonly idle: Slot[] = [];
  readonly live = new Set<Slot>();
  readonly dying = new Set<Slot>();
  readonly leases = new Set<Lease>();
  readonly queue = new WaitQueue<Waiting>();
  readonly book: LeakBook;
  readonly quarantine: Quarantine;
  readonly traffic: Traffic;
  refusals = 0;
  ending = false;
  ended = false;
  readonly #options: PoolOptions;
  readonly #settled: Settled;
  readonly #Client: ClientClass;
  readonly #machine: Machine;
  readonly #tell: Tell;
  readonly #inUse = new Map<string, number>();
  readonly #onEnded: (() => void)[] = [];
  #connecting = 0;
  #lastId = 0;
  #failures = 0;
  #lastFailure: Error | undefined;
  #probing: (() => void) | undefined;
  #stopSweep: (() => void) | undefined;
  #stopReap: (() => void) | undefined;
  #reapAt = Number.POSITIVE_INFINITY;
  #askedBlockersAt = 0;
  #soon = false;

  constructor(options: PoolOptions, settled: Settled, Client: ClientClass, machine: Machine, tell: Tell) {
    this.#options = options;
    this.#settled = settled;
    this.#Client = Client;
    this.#machine = machine;
    this.#tell = tell;
    this.book = new LeakBook((line) => tell.report(line));
    this.quarantine = new Quarantine(this.book, settled.max);
    this.traffic = new Traffic(machine.now());
  }

  now(): number {
    return this.#machine.now();
  }

  // ---- asking

  /** Gives a lease to `done`, now or later, or says why not; exactly once, never in the caller's own turn. */
  ask(ask: Ask): void {
    const { scope } = ask;
    const refuse = (cause: Error) => this.#machine.soon(() => ask.done(cause));
    if (this.ending) {
      refuse(new Error(ENDED_WORDS));
      return;
    }
    const now = this.#machine.now();
    if (scope !== undefined) {
      if (scope.open && scope.deadlineAt <= now) scope.end("deadline");
      if (!scope.open) {
        if (this.#tell.mode() === "enforce") {
          refuse(scope.why());
          return;
        }
        this.#tell.emit("misuse", scope.why());
      }
    }
    if (ask.signal?.aborted) {
      refuse(abortError(ask.signal));
      return;
    }
    this.traffic.arrived(now);
    if (this.#broken() && this.idle.length === 0) {
      refuse(this.#down());
      return;
    }
    const growing = this.live.size < this.#settled.max;
    const { waitMs, connectMs } = this.#settled;
    const bound = growing
      ? Math.max(waitMs || Number.POSITIVE_INFINITY, connectMs || Number.POSITIVE_INFINITY)
      : waitMs || Number.POSITIVE_INFINITY;
    const waiting: Waiting = { ...ask, route: scope?.name ?? "", since: now, until: now + bound };
    if (this.queue.size >= this.#settled.maxWaiting) {
      this.refusals++;
      refuse(this.#saturated(waiting, now));
      return;
    }
    if (ask.signal) {
      const { signal } = ask;
      const leave = () => this.#refuse(waiting, abortError(signal));
      signal.addEventListener("abort", leave, { once: true });
      waiting.unhook = () => signal.removeEventListener("abort", leave);
    }
    scope?.owned.add(this.#waitOf(waiting));
    this.queue.push(waiting);
    this.#sweepOn();
    if (this.idle.length === 0) this.pulse();
    else if (!this.#soon) {
      this.#soon = true;
      this.#machine.soon(() => {
        this.#soon = false;
        this.pulse();
      });
    }
  }

  #waitOf(waiting: Waiting) {
    const owned = { ownerEnded: (scope: Scope) => this.#refuse(waiting, scope.why()) };
    const { unhook } = waiting;
    waiting.unhook = () => {
      unhook?.();
      waiting.scope?.owned.delete(owned);
    };
    return owned;
  }

  #refuse(waiting: Waiting, cause: Error): void {
    if (waiting.fate !== undefined) return;
    waiting.fate = "refused";
    this.queue.remove(waiting);
    waiting.unhook?.();
    waiting.done(cause);
  }

  #admits = (route: string): boolean =>
    route === "" ||
    !this.quarantine.has(route, this.#machine.now()) ||
    (this.#inUse.get(route) ?? 0) < this.quarantine.share;

  /** Serves the queue as far as there are connections, and makes more where there is room. */
  pulse(): void {
    if (this.ending) {
      this.#endPulse();
      return;
    }
    while (this.queue.size > 0 && this.idle.length > 0) {
      const waiting = this.queue.next(this.#admits);
      if (waiting === undefined) return;
      const slot = this.idle.pop() as Slot;
      if (isBroken(slot.client)) {
        this.retire(slot);
        this.queue.push(waiting);
        continue;
      }
      refable(slot.client).ref?.();
      this.#grant(slot, waiting);
    }
    this.#grow();
  }

  #grant(slot: Slot, waiting: Waiting): void {
    const now = this.#machine.now();
    waiting.fate = "served";
    waiting.unhook?.();
    const lease = new Lease(++this.#lastId, waiting.kind, slot, waiting.scope, waiting.stack, now, this.#ownerEnded);
    slot.state = "leased";
    slot.lease = lease;
    slot.until = Number.POSITIVE_INFINITY;
    this.leases.add(lease);
    if (lease.route !== "") this.#inUse.set(lease.route, (this.#inUse.get(lease.route) ?? 0) + 1);
    this.traffic.waited(now - waiting.since);
    slot.client.release = (cause) => this.giveBack(lease, cause);
    this.#tell.emit("acquire", slot.client);
    waiting.done(undefined, lease);
  }

  // ---- connecting

  #grow(): void {
    const { max, dyingReserve } = this.#settled;
    while (
      !this.#broken() &&
      this.#connecting < CONNECTS_AT_ONCE &&
      this.#connecting < this.queue.size &&
      this.live.size < max &&
      this.live.size + this.dying.size < max + dyingReserve
    )
      this.#connect();
  }

  #connect(): void {
    outside(() => {
      this.#connecting++;
      const began = this.#machine.now();
      const { rails, connectMs } = this.#settled;
      const config: pg.ClientConfig = {
        ...(this.#options as pg.ClientConfig),
        ...railsAtConnect(rails, this.#options),
      };
      // Not enumerable in the options, so that it is not printed.
      if ("password" in this.#options) config.password = (this.#options as pg.ClientConfig).password;
      if (connectMs > 0) config.connectionTimeoutMillis = connectMs;
      const client = new this.#Client(config);
      const slot = new Slot(client, this.#slotEvents);
      this.live.add(slot);
      this.#tell.log("connecting new client");
      client.connect((cause: Error | null | undefined) => {
        if (!cause) return this.#connected(slot);
        const late = connectMs > 0 && this.#machine.now() - began >= connectMs - 1;
        this.#notConnected(
          slot,
          late ? new Error("Connection terminated due to connection timeout", { cause }) : cause,
        );
      });
    });
  }

  #connected(slot: Slot): void {
    const { client } = slot;
    slot.state = "preparing";
    client.on("error", (cause: Error) => this.#clientFailed(slot, cause));
    client.once("end", () => this.#gone(slot));
    const prepared = () => {
      this.#connecting--;
      this.#failures = 0;
      this.#reapWhen(slot.createdAt + this.#settled.maxLifetimeMs);
      this.#tell.emit("connect", client);
      this.#verify(slot);
    };
    const failed = (cause: unknown) => {
      this.#connecting--;
      this.retire(slot);
      this.#failNext(cause as Error);
      this.pulse();
    };
    const after = railsAfterConnect(this.#settled.rails);
    const hook = this.#options.onConnect;
    if (after === undefined && hook === undefined) {
      prepared();
      return;
    }
    const railed = after === undefined ? Promise.resolve() : this.#quietly(slot, after);
    railed.then(() => hook?.(client)).then(prepared, failed);
  }

  #quietly(slot: Slot, text: string): Promise<void> {
    return new Promise<void>((resolve, reject) =>
      slot.ask(undefined, text, undefined, (cause) => (cause ? reject(cause) : resolve())),
    ).then(() => {
      slot.hooked = false;
    });
  }

  #verify(slot: Slot): void {
    const { verify } = this.#options;
    if (verify === undefined) {
      this.#free(slot);
      return;
    }
    slot.client.release = (cause) => (cause ? this.retire(slot) : this.#free(slot));
    verify(slot.client, (cause) => {
      if (!cause) {
        this.#free(slot);
        return;
      }
      this.retire(slot);
      this.#failNext(cause as Error);
      this.pulse();
    });
  }

  #notConnected(slot: Slot, cause: Error): void {
    this.#connecting--;
    this.live.delete(slot);
    this.#lastFailure = cause;
    this.#tell.log("client failed to connect", cause);
    if (connectionLost(cause) || /timeout/.test(cause.message)) this.#failures++;
    this.#failNext(cause);
    if (this.#broken()) {
      for (const waiting of [...this.queue]) this.#refuse(waiting, this.#down());
      this.#probeLater();
    }
    this.pulse();
  }

  /** Whoever is next in line hears why there is no connection. */
  #failNext(cause: Error): void {
    const waiting = this.queue.next(() => true);
    if (waiting === undefined) return;
    waiting.fate = "refused";
    waiting.unhook?.();
    waiting.done(cause);
  }

  #broken(): boolean {
    return this.#failures >= this.#settled.breakerAfter;
  }

  #probeLater(): void {
    if (this.#probing !== undefined || this.ending) return;
    const wait = 100 + Math.random() * Math.min(900, 100 * this.#failures);
    this.#probing = this.#machine.after(wait, false, () => {
      this.#probing = undefined;
      if (!this.ending && this.#broken() && this.#connecting === 0) this.#connect();
    });
  }

  #down(): DatabaseDown {
    const why = this.#lastFailure?.message ?? "no connection";
    return new DatabaseDown(`PostgreSQL cannot be reached (${why}). It is tried again in the background.`, 1_000, {
      cause: this.#lastFailure,
    });
  }

  /** A connection died by itself: idle ones leave, others are held until their user lets go. The process lives on. */
  #clientFailed(slot: Slot, cause: Error): void {
    if (slot.state !== "idle") return;
    this.idle.splice(this.idle.indexOf(slot), 1);
    this.retire(slot);
    (cause as Error & { client?: unknown }).client = slot.client;
    if (this.#tell.listens("error")) this.#tell.emit("error", cause, slot.client);
    else this.#tell.report(`pool: an idle connection was lost: ${cause.message}`);
    this.pulse();
  }

  // ---- giving back

  giveBack(lease: Lease, cause?: Error | boolean | null): void {
    const { slot } = lease;
    if (lease.returned) throw new Error("Release called on client which has already been released to the pool.");
    lease.returned = true;
    const now = this.#machine.now();
    if (lease.lost !== undefined || lease.reported) this.#note(lease, "late", "settled", now);
    if (lease.lost !== undefined) return;
    this.#leave(lease);
    slot.uses++;
    insides(slot.client)._poolUseCount = slot.uses;
    this.#tell.emit("release", cause, slot.client);
    const spent = slot.uses >= this.#settled.maxUses || now - slot.createdAt >= this.#settled.maxLifetimeMs;
    if (cause || this.ending || spent || isBroken(slot.client)) this.retire(slot);
    else if (isBusy(slot.client)) {
      slot.state = "draining";
      slot.until = now + DRAIN_MS;
      slot.client.once("drain", () => slot.state === "draining" && this.#clean(slot));
    } else this.#clean(slot);
    this.pulse();
  }

  /** The lease is nobody's any more. */
  #leave(lease: Lease): void {
    this.leases.delete(lease);
    lease.owner?.owned.delete(lease);
    lease.slot.lease = undefined;
    if (lease.route === "") return;
    const left = (this.#inUse.get(lease.route) ?? 1) - 1;
    if (left > 0) this.#inUse.set(lease.route, left);
    else this.#inUse.delete(lease.route);
  }

  /** Not handed on dirty: an open transaction is rolled back, session state is reset, or the connection is dropped. */
  #clean(slot: Slot): void {
    const status = slot.client.getTransactionStatus?.() ?? "I";
    if (isBroken(slot.client)) this.retire(slot);
    else if (!slot.dirty && status === "I") this.#free(slot);
    else if (slot.dirty && slot.hooked) this.retire(slot);
    else this.#reset(slot, status !== "I", slot.dirty);
  }

  #reset(slot: Slot, rollback: boolean, session: boolean): void {
    slot.state = "resetting";
    slot.until = this.#machine.now() + RESET_MS;
    const after = session ? railsAfterConnect(this.#settled.rails) : undefined;
    const text = [rollback ? "ROLLBACK" : "", session ? RESET : "", after ?? ""].filter((one) => one !== "").join("; ");
    slot.ask(undefined, text, undefined, (cause) => {
      if (slot.state !== "resetting") return;
      if (session) forgetStatements(slot.client);
      slot.dirty = false;
      slot.listens = false;
      // The callback comes before the driver has taken the connection's status in: look in the next turn.
      this.#machine.soon(() => {
        if (slot.state !== "resetting") return;
        if (cause || isBusy(slot.client) || isBroken(slot.client)) this.retire(slot);
        else this.#free(slot);
        this.pulse();
      });
    });
  }

  #free(slot: Slot): void {
    if (this.ending || isBroken(slot.client)) {
      this.retire(slot);
      this.pulse();
      return;
    }
    slot.state = "idle";
    slot.until = Number.POSITIVE_INFINITY;
    slot.idleSince = this.#machine.now();
    this.idle.push(slot);
    if (this.#settled.allowExitOnIdle) refable(slot.client).unref?.();
    if (this.live.size > this.#settled.min) this.#reapWhen(slot.idleSince + this.#settled.idleMs);
    if (this.queue.size > 0) this.pulse();
  }

  /** Closes it in order; it counts as dying until the server has closed its side. */
  retire(slot: Slot): void {
    this.live.delete(slot);
    const closed = insides(slot.client)._ended === true;
    if (!closed) this.dying.add(slot);
    slot.state = "dying";
    slot.until = this.#machine.now() + DYING_MS;
    if (closed) this.#gone(slot, true);
    else if (isBusy(slot.client) && !isBroken(slot.client)) insides(slot.client).connection.stream.end();
    else outside(() => slot.client.end(() => {}));
    this.#sweepOn();
  }

  #gone(slot: Slot, removed = false): void {
    const known = this.dying.delete(slot) || this.live.delete(slot) || removed;
    if (slot.state === "idle") this.idle.splice(this.idle.indexOf(slot), 1);
    if (slot.state === "leased") {
      // Its user finds out with the next statement; until then the place is kept, as in pg-pool.
      this.live.add(slot);
      return;
    }
    slot.state = "dying";
    if (known) this.#tell.emit("remove", slot.client);
    this.pulse();
  }

  // ---- taking back

  readonly #ownerEnded = (lease: Lease, how: HowEnded): void => {
    const now = this.#machine.now();
    if (how === "aborted" && lease.slot.client.getTransactionStatus?.() === "T") {
      lease.takeAt = Math.min(lease.takeAt, now + this.#settled.abortGraceMs);
      return;
    }
    this.#overdue(lease, how, now);
  };

  #overdue(lease: Lease, how: LeakEvent["how"], now: number): void {
    if (this.#tell.mode() === "enforce") this.takeBack(lease, how);
    else if (!lease.reported) {
      lease.reported = true;
      this.#note(lease, "seen", how, now);
    }
  }

  #note(lease: Lease, what: LeakEvent["what"], how: LeakEvent["how"], now: number): void {
    const { owner } = lease;
    const event: LeakEvent = {
      what,
      how,
      scope: owner === undefined ? undefined : { id: owner.id, name: owner.name },
      place: lease.place,
      heldMs: now - lease.takenAt,
      statement: lease.statement,
      inTransaction: ["T", "E"].includes(lease.slot.client.getTransactionStatus?.() ?? "I") && what !== "late",
      at: Date.now(),
    };
    this.book.note(event, now);
    if (what === "reclaimed" && lease.route !== "" && this.quarantine.leaked(lease.route, now))
      this.#tell.emit("quarantine", lease.route);
    this.#tell.emit(what === "late" ? "late" : "leak", event);
  }

  /** Reclaim: the lease is void at once; its connection is reset and kept, or ended without ever being reused. */
  takeBack(lease: Lease, how: LeakEvent["how"]): void {
    if (lease.lost !== undefined || lease.returned) return;
    const { slot } = lease;
    const { client } = slot;
    const now = this.#machine.now();
    const ended = lease.owner === undefined ? "" : `, the scope "${lease.owner.name}" has ended`;
    lease.lost = new LeaseLost(`This connection, checked out at ${lease.place}, was taken back (${how}${ended}).`);
    // One statement that gives itself back is no leak: its line is named only when it had to be stopped.
    this.#note(lease, "reclaimed", how, now);
    this.#leave(lease);
    if (lease.kind !== "handle") slot.fence = lease.lost;
    if (isBroken(client)) this.retire(slot);
    else if (!isBusy(client) && slot.asked.length === 0) {
      const status = client.getTransactionStatus?.() ?? "I";
      if (lease.kind !== "handle" || slot.hooked || status === "E") this.retire(slot);
      else this.#reset(slot, status !== "I", true);
    } else {
      this.live.delete(slot);
      this.dying.add(slot);
      const over = () => (slot.state === "cancelling" || slot.state === "committing") && this.retire(slot);
      client.once("drain", over);
      if (slot.committing) {
        slot.state = "committing";
        slot.until = now + this.#settled.commitGraceMs;
      } else {
        slot.state = "cancelling";
        slot.until = now + CANCEL_MS;
        slot.loseAll(lease.lost);
        void this.#machine.cancel(client, CANCEL_MS);
      }
    }
    this.#sweepOn();
    this.pulse();
  }

  // ---- the one timer

  #sweepOn(): void {
    this.#stopSweep ??= this.#machine.every(TICK_MS, () => this.sweep());
  }

  sweep(): void {
    const now = this.#machine.now();
    for (const waiting of [...this.queue.late(now)]) {
      this.refusals++;
      const refused = this.#saturated(waiting, now);
      this.#refuse(waiting, refused);
      this.#tell.emit("refused", refused);
    }
    for (const lease of [...this.leases]) this.#look(lease, now);
    for (const slot of [...this.dying, ...this.live]) if (slot.until <= now) this.#tooLong(slot, now);
    this.traffic.tick(now, this.queue.size > 0);
    const { operators } = this.#options as { operators?: pg.ClientConfig };
    if (operators !== undefined && this.queue.size > 0 && now - this.#askedBlockersAt > 500) {
      this.#askedBlockersAt = now;
      void askForBlockers(operators, [...this.leases]);
    }
    if (
      this.queue.size === 0 &&
      this.leases.size === 0 &&
      this.dying.size === 0 &&
      this.live.size === this.idle.length
    ) {
      this.#stopSweep?.();
      this.#stopSweep = undefined;
    }
  }

  #look(lease: Lease, now: number): void {
    const { owner, slot } = lease;
    if (lease.takeAt <= now) this.#overdue(lease, owner?.open === false ? "aborted" : "lease deadline", now);
    else if (owner?.open && owner.deadlineAt <= now) owner.end("deadline");
    else if (
      owner === undefined &&
      !lease.reported &&
      !slot.listens &&
      slot.asked.length === 0 &&
      now - lease.lastUseAt > this.#settled.leakWarnMs
    ) {
      lease.reported = true;
      this.#note(lease, "seen", "outside any scope", now);
    }
  }

  #tooLong(slot: Slot, now: number): void {
    if (slot.state === "dying") {
      insides(slot.client).connection.stream.destroy();
      this.#gone(slot);
    } else if (slot.state === "committing") {
      // The server may commit yet: only our end is closed, and whoever waits hears that nobody knows.
      slot.loseAll(slot.fence ?? new LeaseLost("This connection was taken back."));
      this.retire(slot);
    } else if (slot.state === "draining") {
      slot.state = "cancelling";
      slot.until = now + CANCEL_MS;
      slot.client.once("drain", () => slot.state === "cancelling" && this.retire(slot));
      void this.#machine.cancel(slot.client, CANCEL_MS);
    } else if (slot.state === "cancelling" || slot.state === "resetting") this.retire(slot);
    this.pulse();
  }

  /** Idle ones past their time and old ones leave; `min` stay. */
  #reapWhen(at: number): void {
    if (at >= this.#reapAt) return;
    this.#stopReap?.();
    this.#reapAt = at;
    this.#stopReap = this.#machine.after(
      Math.max(0, at - this.#machine.now()),
      !this.#settled.allowExitOnIdle && this.idle.length > 0,
      () => {
        this.#reapAt = Number.POSITIVE_INFINITY;
        this.#reap();
      },
    );
  }

  #reap(): void {
    const now = this.#machine.now();
    const { idleMs, maxLifetimeMs, min } = this.#settled;
    for (const slot of [...this.idle]) {
      const old = now - slot.createdAt >= maxLifetimeMs;
      if (!old && (now - slot.idleSince < idleMs - 1 || this.live.size <= min)) continue;
      this.#tell.log(old ? "ending client due to expired lifetime" : "remove idle client");
      this.idle.splice(this.idle.indexOf(slot), 1);
      this.retire(slot);
    }
    let next = Number.POSITIVE_INFINITY;
    if (this.live.size > min) for (const slot of this.idle) next = Math.min(next, slot.idleSince + idleMs);
    for (const slot of this.live)
      if (now - slot.createdAt < maxLifetimeMs) next = Math.min(next, slot.createdAt + maxLifetimeMs);
    if (next < Number.POSITIVE_INFINITY) this.#reapWhen(next);
    this.pulse();
  }

  // ---- ending

  end(done: () => void): void {
    this.ending = true;
    this.#probing?.();
    for (const waiting of [...this.queue]) this.#refuse(waiting, new Error(ENDED_WORDS));
    this.#onEnded.push(done);
    this.#endPulse();
  }

  #endPulse(): void {
    for (const slot of this.idle.splice(0)) this.retire(slot);
    if (this.ended || this.live.size > 0 || this.dying.size > 0) return;
    this.ended = true;
    this.#stopSweep?.();
    this.#stopReap?.();
    this.#stopSweep = undefined;
    for (const done of this.#onEnded) done();
  }

  // ---- saying what is

  judged(now = this.#machine.now()): Judged {
    const held = [...this.leases].map((lease) => ({
      place: lease.blockedBy ?? lease.place,
      ownerGone: lease.owner?.open === false || (lease.owner === undefined && lease.reported),
      active: lease.slot.asked.length > 0,
      idleMs: now - lease.lastUseAt,
      blocked: lease.blockedBy !== undefined,
    }));
    return judge({
      held,
      max: this.#settled.max,
      lostToLeaks: this.book.cost(now),
      leakPlaces: this.book.recentPlaces(now),
      databaseDown: this.#failures > 0,
      ...this.traffic.compared(),
    });
  }

  #saturated(waiting: Waiting, now: number): PoolSaturated {
    const { verdict, places } = this.judged(now);
    const waited = Math.round(now - waiting.since);
    const words = this.#settled.pgPoolWords
      ? "timeout exceeded when trying to connect"
      : `No connection came free in ${waited} ms: ${verdict}${places.length === 0 ? "" : ` (${places.slice(0, 3).join(", ")})`}. ${this.leases.size} of ${this.#settled.max} are out, ${this.queue.size} wait.`;
    return new PoolSaturated(words, Math.max(250, this.#settled.waitMs), verdict, places);
  }

  readonly #slotEvents = {
    now: () => this.#machine.now(),
    answered: (ms: number) => this.traffic.answered(ms),
    misused: (_slot: Slot): Error | undefined => {
      const stack: KeptStack = {};
      Error.captureStackTrace(stack);
      const cause = new LeaseLost(`A client was used at ${placeOf(stack)} after it was released.`);
      this.#tell.emit("misuse", cause);
      return this.#tell.mode() === "enforce" ? cause : undefined;
    },
  };
}

const abortError = (signal: AbortSignal): Error =>
  signal.reason instanceof Error
    ? signal.reason
    : new DOMException("The wait for a connection was aborted.", "AbortError");

type Refable = { ref?: () => void; unref?: () => void };
const refable = (client: pg.PoolClient): Refable => client as unknown as Refable;
