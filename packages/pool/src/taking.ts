import type pg from "pg";
import type { Keeper } from "./keeper.ts";
import { type Lease, LeaseHandle, type LeaseKind, type LeaseOptions } from "./lease.ts";
import type { KeptStack } from "./place.ts";
import { currentScope, owningScope, type Scope } from "./scope.ts";
import { tracedCheckout } from "./traced.ts";
import { abortError } from "./waiting.ts";

/** Asks the keeper for whoever calls now: a lease belongs to the scope in which it is asked for. */
export class Taking {
  readonly #keeper: Keeper;
  readonly #inScope: () => void;

  /** `inScope` is called when a connection is requested in a scope, whichever pool's door opened that scope. */
  constructor(keeper: Keeper, inScope: () => void) {
    this.#keeper = keeper;
    this.#inScope = inScope;
  }

  ask(
    kind: LeaseKind,
    stack: KeptStack | undefined,
    done: (cause: Error | undefined, lease?: Lease) => void,
    signal?: AbortSignal,
  ): void {
    const scope = owningScope();
    if (scope !== undefined) this.#inScope();
    this.#keeper.ask({ kind, stack, done: tracedCheckout(kind, done), signal, scope, late: scope !== currentScope() });
  }

  async handle({ deadline, signal }: LeaseOptions, stack: KeptStack | undefined): Promise<LeaseHandle> {
    const lease = await new Promise<Lease>((resolve, reject) =>
      this.ask("handle", stack, (cause, got) => (got ? resolve(got) : reject(cause)), signal),
    );
    if (deadline !== undefined) lease.takeAt = lease.takenAt + deadline;
    if (signal?.aborted) {
      // Aborted between the grant and this turn: the caller never had it.
      if (lease.lost === undefined) this.#keeper.giveBack(lease);
      throw abortError(signal);
    }
    if (signal !== undefined) {
      const take = () => this.#keeper.takeBack(lease, "aborted");
      signal.addEventListener("abort", take, { once: true });
      // A signal may live as long as the process: a lease that is over leaves nothing on it.
      lease.onOver = () => signal.removeEventListener("abort", take);
    }
    return new LeaseHandle(
      lease,
      (one, cause) => this.#keeper.giveBack(one, cause),
      (one, scope) => {
        one.moveTo(scope);
        if (!scope.open) this.#keeper.takeBack(one, "settled");
      },
    );
  }

  adopt(client: pg.PoolClient, scope: Scope): void {
    const lease = [...this.#keeper.leases].find((one) => one.slot.client === client);
    lease?.moveTo(scope);
  }
}
