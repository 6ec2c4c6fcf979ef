import type { Lease, LeaseKind } from "./lease.ts";
import type { KeptStack } from "./place.ts";
import type { Waiter } from "./queue.ts";
import type { HowEnded, Owned, Scope } from "./scope.ts";

/** What is asked of the keeper: a connection for somebody, and how to tell. */
export type Ask = {
  readonly kind: LeaseKind;
  readonly scope: Scope | undefined;
  /** The scope is the one after the end of another. */
  readonly late?: boolean | undefined;
  readonly stack: KeptStack | undefined;
  readonly done: (cause: Error | undefined, lease?: Lease) => void;
  readonly signal?: AbortSignal | undefined;
};

type Refuse = (waiting: Waiting, cause: Error) => void;

/** One caller in the queue. It leaves with a lease or with an error, once; with its scope or its signal it leaves too. */
export class Waiting implements Waiter, Owned {
  readonly kind: LeaseKind;
  scope: Scope | undefined;
  readonly stack: KeptStack | undefined;
  readonly done: Ask["done"];
  readonly route: string;
  readonly since: number;
  until: number;
  /** So long nobody could have been served, since the program stood still. */
  stoodMs = 0;
  left = false;
  readonly #refuse: Refuse;
  #signal: AbortSignal | undefined;
  #aborted: (() => void) | undefined;

  constructor(ask: Ask, since: number, waitMs: number, refuse: Refuse) {
    const { scope } = ask;
    this.kind = ask.kind;
    this.scope = scope;
    this.stack = ask.stack;
    this.done = ask.done;
    this.route = scope === undefined ? "" : scope.route;
    this.since = since;
    this.until = since + (waitMs || Number.POSITIVE_INFINITY);
    if (scope !== undefined && scope.deadlineAt < this.until) this.until = scope.deadlineAt;
    this.#refuse = refuse;
    this.#signal = ask.signal;
  }

  /** From now on its scope and its signal may call it off. */
  comes(): void {
    this.scope?.owned.add(this);
    const signal = this.#signal;
    if (signal === undefined) return;
    this.#aborted = () => this.#refuse(this, abortError(signal));
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

  ownerEnded(scope: Scope, how: HowEnded): void {
    const { after } = scope;
    // It asked before the answer was out: it goes on in the scope of what comes after, as a lease does.
    if (how === "settled" && after?.open) {
      scope.owned.delete(this);
      this.scope = after;
      after.owned.add(this);
      return;
    }
    this.#refuse(this, scope.why());
  }
}

export const abortError = (signal: AbortSignal): Error =>
  signal.reason instanceof Error
    ? signal.reason
    : new DOMException("The wait for a connection was aborted.", "AbortError");
