// One connection in somebody's hands.

import type pg from "pg";
import { LeaseLost } from "./errors.ts";
import type { KeptStack } from "./place.ts";
import { placeOf } from "./place.ts";
import type { HowEnded, Owned, Scope } from "./scope.ts";
import type { Slot } from "./slot.ts";
import { isSubmittable } from "./submittable.ts";
import { type Isolation, inSavepoint } from "./transactions.ts";

/** `client`: pg-pool's connect(). `handle`: lease(). `query`: one statement, gives itself back. */
export type LeaseKind = "client" | "handle" | "query";

/** For whom a lease is: one who waited in line. */
export type Asker = {
  readonly kind: LeaseKind;
  readonly scope: Scope | undefined;
  readonly stack: KeptStack | undefined;
  /** When it is taken back, where that is settled before it is lent. */
  readonly takeAt: number;
};

/** One connection in somebody's hands, from checkout to return. */
export class Lease implements Owned {
  readonly id: number;
  readonly kind: LeaseKind;
  readonly slot: Slot;
  readonly route: string;
  readonly takenAt: number;
  readonly #onOwnerEnded: (lease: Lease, how: HowEnded) => void;
  readonly #stack: KeptStack | undefined;
  #place: string | undefined;
  owner: Scope | undefined;
  lastUseAt: number;
  /** The longest time so far in which no statement was on its way. */
  longestIdleMs = 0;
  /** When it is taken back whatever its owner does. */
  takeAt: number;
  /** Its request has been answered, and it has until `takeAt` to be used again. */
  onTrial = false;
  /** Called once when it was given back or taken back. */
  onOver: (() => void) | undefined;
  /** Set once it was taken back. */
  lost: LeaseLost | undefined;
  returned = false;
  reported = false;
  /** It was at work when its owner ended: what happens next shows whether its user would have given it back. */
  inDoubt: (() => void) | undefined;
  statement = "";
  /** Others wait for a lock that it has. */
  blocks = false;

  constructor(
    id: number,
    slot: Slot,
    { kind, scope, stack, takeAt }: Asker,
    now: number,
    onOwnerEnded: (lease: Lease, how: HowEnded) => void,
  ) {
    this.id = id;
    this.kind = kind;
    this.slot = slot;
    this.owner = scope;
    this.route = scope?.route ?? "";
    this.#stack = stack;
    this.takeAt = takeAt;
    this.takenAt = now;
    this.lastUseAt = now;
    this.#onOwnerEnded = onOwnerEnded;
    scope?.owned.add(this);
  }

  /** `file:line` of the checkout; worked out only when somebody wants to know. */
  get place(): string {
    this.#place ??= placeOf(this.#stack);
    return this.#place;
  }

  /** It comes into use again, or is given back: until now nothing was on its way. */
  rested(now: number): void {
    const idleMs = now - this.lastUseAt;
    if (idleMs > this.longestIdleMs) this.longestIdleMs = idleMs;
  }

  /** Another scope owns it from now on; what the last one's end had begun is over. */
  moveTo(scope: Scope): void {
    if (this.onTrial) {
      this.onTrial = false;
      this.takeAt = Number.POSITIVE_INFINITY;
    }
    this.owner?.owned.delete(this);
    this.owner = scope;
    scope.owned.add(this);
  }

  /** Its owner has ended and it goes on without one, for as long as its owner would have had. */
  goesOn(): void {
    this.takeAt = Math.min(this.takeAt, this.owner?.deadlineAt ?? Number.POSITIVE_INFINITY);
    this.owner?.owned.delete(this);
    this.owner = undefined;
  }

  ownerEnded(_scope: Scope, how: HowEnded): void {
    this.#onOwnerEnded(this, how);
  }
}

export type LeaseOptions = {
  /** Milliseconds until the lease is taken back, whatever its scope does; in `observe` it is only reported then. */
  readonly deadline?: number | undefined;
  /** Takes it back, or ends the wait for it. */
  readonly signal?: AbortSignal | undefined;
};

export type TransactionOptions = LeaseOptions & {
  /** The server's default unless said. */
  readonly isolation?: Isolation | undefined;
};

export type ReadOptions = LeaseOptions & {
  /** While no server takes writes, a standby may answer, as of a moment ago; with one server only this does nothing. */
  readonly staleOk?: boolean | undefined;
};

/** What `pool.lease()` gives: usable until it is given back or taken back, and never again. */
export class LeaseHandle implements AsyncDisposable {
  readonly #lease: Lease;
  readonly #giveBack: (lease: Lease, cause?: Error | boolean) => void;
  readonly #adopt: (lease: Lease, scope: Scope) => void;
  #savepoints = 0;

  constructor(
    lease: Lease,
    giveBack: (lease: Lease, cause?: Error | boolean) => void,
    adopt: (lease: Lease, scope: Scope) => void,
  ) {
    this.#lease = lease;
    this.#giveBack = giveBack;
    this.#adopt = adopt;
  }

  get id(): number {
    return this.#lease.id;
  }

  get place(): string {
    return this.#lease.place;
  }

  /** A cursor or a stream is driven by pg and is given back as it is; used after the end it fails with `LeaseLost`. */
  query<T extends pg.Submittable>(submittable: T): T;
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string | pg.QueryConfig<unknown[]>,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<R>>;
  query(text: unknown, values?: readonly unknown[]): unknown {
    const lease = this.#lease;
    const gone =
      lease.lost ?? (lease.returned ? new LeaseLost("This lease was given back; take a new one.") : undefined);
    if (isSubmittable(text)) return lease.slot.submit(lease, text, undefined, undefined, gone);
    if (gone) return Promise.reject(gone);
    return lease.slot.askPromise(lease, text, values, Promise);
  }

  /** Runs `work` in a savepoint of the transaction that is open: kept when it resolves, undone alone when it throws. */
  savepoint<T>(work: (lease: LeaseHandle) => Promise<T>): Promise<T> {
    return inSavepoint(this, `pool_${++this.#savepoints}`, work);
  }

  /** Hands it to another scope on purpose: from now on it lives as long as that one. */
  adopt(scope: Scope): void {
    if (this.#lease.lost) throw this.#lease.lost;
    this.#adopt(this.#lease, scope);
  }

  /** Gives it back; `true` or an error says that the connection is not worth keeping. A second time does nothing. */
  release(cause?: Error | boolean): void {
    if (!this.#lease.returned) this.#giveBack(this.#lease, cause);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
  }
}
