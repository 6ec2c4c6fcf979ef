// Who waits gets what is free.

import { Operators } from "./blockers.ts";
import { Connector } from "./connector.ts";
import { Diagnosis } from "./diagnosis.ts";
import type { KnownHosts } from "./hosts.ts";
import { LateWork } from "./late-work.ts";
import { isLeak, LeakBook, type LeakEvent } from "./leak-book.ts";
import { Lease } from "./lease.ts";
import { Line } from "./line.ts";
import type { Machine } from "./machine.ts";
import type { ClientClass, PoolOptions, Settled } from "./options.ts";
import { Patience } from "./patience.ts";
import { isBroken } from "./pg-insides.ts";
import { Places } from "./places.ts";
import { Quarantine } from "./quarantine.ts";
import type { WaitQueue } from "./queue.ts";
import { Reaper } from "./reaper.ts";
import { Reclaim } from "./reclaim.ts";
import type { HowEnded, Scope } from "./scope.ts";
import type { Slot } from "./slot.ts";
import { slotEventsOf } from "./slot-events.ts";
import { SlowLog } from "./slow-log.ts";
import { Sweep, TICK_MS } from "./sweep.ts";
import { Traffic } from "./traffic.ts";
import type { Judged } from "./verdict.ts";
import { type Ask, abortError, Waiting, type WaitingEvents } from "./waiting.ts";
import type { Tell, Works } from "./works.ts";

/**
 * Who waits gets what is free. Callers stand in one queue and `pulse` serves it. Where a connection is: places.ts, where it
 * comes from: connector.ts, how it comes back: reclaim.ts, why there is none: diagnosis.ts, when
 * it has been long enough: sweep.ts. This file brings them together.
 */
export const ENDED_WORDS = "Cannot use a pool after calling end on the pool";

/** All that the keeper is given: what the program asked for, and what it runs on. */
export type Surroundings = Pick<Works, "options" | "settled" | "Client" | "machine" | "tell" | "hosts">;

export class Keeper implements Works {
  readonly options: PoolOptions;
  readonly settled: Settled;
  readonly Client: ClientClass;
  readonly machine: Machine;
  readonly tell: Tell;
  readonly hosts: KnownHosts | undefined;
  readonly book: LeakBook;
  readonly quarantine: Quarantine;
  readonly traffic: Traffic;
  refusals = 0;
  /** How many wait in front of the pool, at a door of the program's own. */
  outside: () => number = () => 0;
  /** New requests for a connection are refused; callers that already wait are still served. */
  ending = false;
  ended = false;
  readonly #places: Places;
  readonly #connector: Connector;
  readonly #reclaim: Reclaim;
  readonly #reaper: Reaper;
  readonly #late: LateWork;
  readonly #diagnosis: Diagnosis;
  readonly #patience: Patience;
  readonly #sweep: Sweep;
  readonly #line: Line;
  readonly #onEnded: (() => void)[] = [];
  #lastId = 0;
  #soon = false;

  constructor({ options, settled, Client, machine, tell, hosts }: Surroundings) {
    this.options = options;
    this.settled = settled;
    this.Client = Client;
    this.machine = machine;
    this.tell = tell;
    this.hosts = hosts;
    this.book = new LeakBook((line) => tell.report(line));
    this.#late = new LateWork((line) => tell.report(line));
    this.#line = new Line(machine.hold());
    this.quarantine = new Quarantine(this.book, settled.max);
    this.traffic = new Traffic(machine.now());
    this.#places = new Places(this);
    const operators = options.operators && new Operators(options.operators, hosts);
    const events = slotEventsOf(this, this.traffic, operators, new SlowLog((line) => tell.report(line)));
    this.#connector = new Connector(this, this.#places, this.#line, events);
    this.#reclaim = new Reclaim(this, this.#places, this.#connector, this.book, this.quarantine);
    this.#reaper = new Reaper(this, this.#places);
    options.instance?.onBeat(() => this.#connector.shrink());
    this.#patience = new Patience(this, this.#connector, this.traffic);
    this.#diagnosis = new Diagnosis({
      works: this,
      places: this.#places,
      connector: this.#connector,
      book: this.book,
      traffic: this.traffic,
      operators,
      waiting: () => this.crowd,
    });
    this.#sweep = new Sweep({
      works: this,
      queue: this.queue,
      places: this.#places,
      connector: this.#connector,
      reclaim: this.#reclaim,
      traffic: this.traffic,
      diagnosis: this.#diagnosis,
      tooLate: (waiting, turn, now) => this.#tooLate(waiting, turn, now),
    });
  }

  now(): number {
    return this.machine.now();
  }
  get queue(): WaitQueue<Waiting> {
    return this.#line.queue;
  }
  get idle(): readonly Slot[] {
    return this.#places.idle;
  }
  get live(): ReadonlySet<Slot> {
    return this.#places.live;
  }
  get dying(): ReadonlySet<Slot> {
    return this.#places.dying;
  }
  get leases(): ReadonlySet<Lease> {
    return this.#places.leases;
  }
  get waiting(): number {
    return this.queue.size;
  }

  /** Gives a lease to `done`, now or later, or says why not; exactly once, never in the caller's own turn. */
  ask(ask: Ask): void {
    const now = this.machine.now();
    const no = this.#refusal(ask, now);
    if (no !== undefined) {
      this.machine.soon(() => ask.done(no));
      return;
    }
    const waiting = new Waiting(ask, now, this.settled.waitMs, this.#inLine);
    if (this.queue.size >= this.settled.maxWaiting) {
      this.refusals++;
      const full = this.#diagnosis.saturated(now, now);
      this.machine.soon(() => ask.done(full));
      return;
    }
    this.#line.comes(waiting);
    this.watch();
    if (this.idle.length === 0) this.pulse();
    else if (!this.#soon) {
      this.#soon = true;
      this.machine.soon(this.#pulseSoon);
    }
  }

  readonly #pulseSoon = (): void => {
    this.#soon = false;
    this.pulse();
  };

  /** Why this caller need not even wait. */
  #refusal(ask: Ask, now: number): Error | undefined {
    const { scope, signal } = ask;
    if (this.ending) return new Error(ENDED_WORDS);
    if (scope !== undefined) {
      if (scope.open && scope.deadlineAt <= now) scope.overdue(now);
      if (!scope.open) {
        const why = scope.why();
        const enforces = this.tell.mode() === "enforce";
        this.#late.note(ask, enforces ? "it is refused" : "enforcing will refuse it", now);
        if (enforces) return why;
        this.tell.emit("misuse", why);
      } else if (ask.late) this.#late.note(ask, "it has a few seconds", now);
    }
    if (signal?.aborted) return abortError(signal);
    this.traffic.arrived(now, this.crowd > 0);
    return this.#connector.broken && this.idle.length === 0 ? this.#connector.down() : undefined;
  }

  readonly #inLine: WaitingEvents = {
    enforces: () => this.tell.mode() === "enforce",
    refuse: (waiting, cause) => this.#line.refuse(waiting, cause),
    ownerEnded: (waiting, scope, how) => this.#scopeEnded(waiting, scope, how),
  };

  /** The scope of a caller in line has ended. Nothing is called off that can leak nothing, and nothing in `observe`. */
  #scopeEnded(waiting: Waiting, scope: Scope, how: HowEnded): void {
    const { after } = scope;
    // It asked before the answer was out: it goes on in the scope of what comes after, as a lease does.
    if (how === "settled" && after?.open) waiting.moveTo(after);
    else if (waiting.kind === "query" && isLeak(how)) {
      waiting.moveTo(undefined);
      waiting.takeAt = scope.deadlineAt;
    } else if (this.#inLine.enforces()) this.#line.refuse(waiting, scope.why());
    else this.#late.note(waiting, "enforcing will refuse it", this.machine.now());
  }

  #admits = (route: string): boolean =>
    route === "" || !this.quarantine.has(route, this.machine.now()) || this.#places.held(route) < this.quarantine.share;

  /** Serves the queue as far as there are connections, and makes more where there is room. */
  pulse(): void {
    if (this.#places.ending) {
      this.#endPulse();
      return;
    }
    const { idle } = this.#places;
    while (this.queue.size > 0 && idle.length > 0) {
      const waiting = this.queue.next(this.#admits);
      if (waiting === undefined) break;
      // Its scope is ending in this very turn, and has not yet come to it.
      if (waiting.scope?.open === false && this.tell.mode() === "enforce") {
        waiting.ownerEnded(waiting.scope, waiting.scope.howEnded ?? "settled");
        if (waiting.left) continue;
        // It goes on in the scope that follows.
        this.queue.push(waiting);
        continue;
      }
      const slot = idle.pop() as Slot;
      if (slot.cut || isBroken(slot.client)) {
        this.#places.retire(slot);
        this.queue.push(waiting);
        continue;
      }
      this.#grant(slot, waiting);
    }
    this.#line.rest();
    this.#connector.grow();
    if (this.ending && this.queue.size === 0) {
      this.#places.ending = true;
      this.#endPulse();
    }
  }

  #grant(slot: Slot, waiting: Waiting): void {
    const now = this.machine.now();
    waiting.leaves();
    const lease = new Lease(++this.#lastId, slot, waiting, now, this.#reclaim.ownerEnded);
    this.#places.lend(slot, lease);
    this.traffic.waited(now - waiting.since, now);
    slot.client.release = (cause) => this.giveBack(lease, cause);
    // `await using` takes this function when the client is declared: it is this lease's own.
    if (lease.kind === "client")
      slot.client[Symbol.asyncDispose] = async () => {
        if (!lease.returned) this.giveBack(lease);
      };
    this.tell.emit("acquire", slot.client);
    waiting.done(undefined, lease);
  }

  giveBack(lease: Lease, cause?: Error | boolean | null): void {
    this.#reclaim.giveBack(lease, cause);
  }

  takeBack(lease: Lease, how: LeakEvent["how"]): void {
    this.#reclaim.takeBack(lease, how);
  }

  reapWhen(at: number): void {
    this.#reaper.when(at);
  }

  watch(): void {
    this.#sweep.start();
  }

  #tooLate(waiting: Waiting, turn: number, now: number): void {
    const { scope } = waiting;
    if (scope?.open && scope.deadlineAt <= now) scope.overdue(now);
    if (waiting.left || this.#patience.comesToIt(waiting, turn, now)) return;
    if (this.#patience.seesOneComing(waiting, now)) return;
    // The connect that it waits for is as late: given up first, so that the caller finds none of it in the pool.
    if (this.#connector.endsBy(now + TICK_MS, waiting.since)) return;
    this.refusals++;
    const refused = this.#diagnosis.saturated(waiting.since, now);
    this.#line.refuse(waiting, refused);
    this.tell.emit("refused", refused);
  }

  // ---- ending

  /** `longestMs`: so long it waits for connections that are out; what is out then is taken back, and its line named. */
  end(longestMs: number, done: () => void): void {
    this.ending = true;
    this.#connector.stop();
    this.#onEnded.push(done);
    if (Number.isFinite(longestMs)) {
      const stop = this.machine.after(longestMs, true, () => {
        // Whoever is still in line would only keep a connection beyond the bound.
        this.#line.failAll(new Error(ENDED_WORDS));
        for (const lease of [...this.leases]) this.#reclaim.takeBack(lease, "pool ended");
      });
      this.#onEnded.push(stop);
    }
    this.pulse();
  }

  #endPulse(): void {
    for (const slot of this.#places.idle.splice(0)) this.#places.retire(slot);
    // Connections that are still being opened are not needed any more.
    this.#connector.forgetAll();
    if (this.ended || this.live.size > 0 || this.dying.size > 0) return;
    this.ended = true;
    this.#connector.ended();
    this.#sweep.stop();
    this.#reaper.stop();
    this.#line.end();
    for (const done of this.#onEnded) done();
  }

  // ---- saying what is

  /** All who wait for a connection, here and at the program's own door. */
  get crowd(): number {
    return this.queue.size + this.outside();
  }

  /** Callers wait, or the server cannot be reached. */
  get troubled(): boolean {
    return this.crowd > 0 || this.#connector.broken || this.#diagnosis.silent;
  }

  /** The line, or the backend, whose lock its statement waits for. */
  blockerOf(lease: Lease): string | undefined {
    return this.#diagnosis.blockerOf(lease, this.now());
  }

  judged(now = this.machine.now()): Judged {
    return this.#diagnosis.judged(now);
  }
}
