import { connectionLost } from "./errors.ts";
import type { Keeper } from "./keeper.ts";
import type { Lease } from "./lease.ts";
import type { Callback } from "./slot.ts";

/** `pool.query`: one statement on a lease that gives itself back. */
export class OneQuery {
  readonly #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  on(lease: Lease, text: unknown, values: unknown, done: Callback): void {
    const finish: Callback = (cause, result) => {
      // An ordinary error of a statement leaves a good connection; pg-pool closes it all the same.
      const closes = cause && (!this.#keeper.settled.keepAfterError || connectionLost(cause));
      if (!lease.returned && !lease.lost) this.#keeper.giveBack(lease, closes ? cause : undefined);
      done(cause ?? undefined, result);
    };
    // A listener of "acquire" may have ended its scope.
    if (lease.lost !== undefined) {
      finish(lease.lost);
      return;
    }
    try {
      if (typeof (text as { submit?: unknown } | null)?.submit === "function")
        (lease.slot.client.query as unknown as (q: unknown, v: unknown, c: Callback) => void)(text, values, finish);
      else if (text === null || text === undefined) throw new TypeError("Client was passed a null or undefined query");
      else lease.slot.ask(lease, text, values, finish);
    } catch (cause) {
      finish(cause as Error);
    }
  }
}
