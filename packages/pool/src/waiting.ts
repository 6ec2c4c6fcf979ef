import type { Lease, LeaseKind } from "./lease.ts";
import type { KeptStack } from "./place.ts";
import type { Place, Waiter } from "./queue.ts";
import type { HowEnded, Owned, Scope } from "./scope.ts";

/** A request to the keeper: for whom a connection is asked, and how the result is passed on. */
export type Ask = {
  readonly kind: LeaseKind;
  readonly scope: Scope | undefined;
  /** The scope is the one after the end of another. */
  readonly late?: boolean | undefined;
  readonly stack: KeptStack | undefined;
  readonly done: (cause: Error | undefined, lease?: Lease) => void;
  readonly signal?: AbortSignal | undefined;
};

/** What becomes of a caller in the queue whose signal fires, or whose scope ends. */
export type WaitingEvents = {
  /** A scope that has ended calls off what was asked for in it. */
  enforces(): boolean;
  refuse(waiting: Waiting, cause: Error): void;
  ownerEnded(waiting: Waiting, scope: Scope, how: HowEnded): void;
};

/** One caller in the queue. It leaves with a lease or with an error, once; with its signal it leaves too. */
export class Waiting implements Waiter, Owned {
  readonly kind: LeaseKind;
  scope: Scope | undefined;
  readonly stack: KeptStack | undefined;
  readonly done: Ask["done"];
  readonly route: string;
  readonly since: number;
  until: number;
  /** Milliseconds of the wait in which the program stood still and no caller could be served. */
  stoodMs = 0;
  left = false;
  place: Place | undefined;
  /** When a statement that goes on without its scope has had the time that its scope had. */
  takeAt = Number.POSITIVE_INFINITY;
  readonly #events: WaitingEvents;
  #signal: AbortSignal | undefined;
  #aborted: (() => void) | undefined;

  constructor(ask: Ask, since: number, waitMs: number, events: WaitingEvents) {
    const { scope } = ask;
    this.kind = ask.kind;
    this.scope = scope;
    this.stack = ask.stack;
    this.done = ask.done;
    this.route = scope === undefined ? "" : scope.route;
    this.since = since;
    this.until = since + (waitMs || Number.POSITIVE_INFINITY);
    if (scope !== undefined && scope.deadlineAt < this.until && events.enforces()) this.until = scope.deadlineAt;
    this.#events = events;
    this.#signal = ask.signal;
  }

  /** From now on its scope and its signal may call it off. */
  comes(): void {
    this.scope?.owned.add(this);
    const signal = this.#signal;
    if (signal === undefined) return;
    this.#aborted = () => this.#events.refuse(this, abortError(signal));
    signal.addEventListener("abort", this.#aborted, { once: true });
  }

  /** True the first time: it is out of the queue, whoever took it out. */
  leaves(): boolean {
    if (this.left) return false;
    this.left = true;
    this.scope?.owned.delete(this);
    if (this.#aborted !== undefined) this.#signal?.removeEventListener("abort", this.#aborted);
    return true;
  }

  stood(ms: number, now: number): void {
    this.stoodMs += ms;
    this.until += ms;
    this.scope?.stood(ms, now);
  }

  /** It goes on waiting, in another scope or in none. */
  moveTo(scope: Scope | undefined): void {
    this.scope?.owned.delete(this);
    this.scope = scope;
    scope?.owned.add(this);
  }

  ownerEnded(scope: Scope, how: HowEnded): void {
    this.#events.ownerEnded(this, scope, how);
  }
}

export const abortError = (signal: AbortSignal): Error =>
  signal.reason instanceof Error
    ? signal.reason
    : new DOMException("The wait for a connection was aborted.", "AbortError");
