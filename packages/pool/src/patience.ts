import type { Connector } from "./connector.ts";
import type { Traffic } from "./traffic.ts";
import type { Waiting } from "./waiting.ts";
import type { Works } from "./works.ts";

const ENFORCED_MS = 1_000;

/** Who has waited for `waitMs` waits on where the end is in sight; only a wait without one is refused. */
export class Patience {
  readonly #works: Works;
  readonly #connector: Connector;
  readonly #traffic: Traffic;

  constructor(works: Works, connector: Connector, traffic: Traffic) {
    this.#works = works;
    this.#connector = connector;
    this.#traffic = traffic;
  }

  /**
   * Others are served meanwhile, and at that pace its turn comes in time, it being the `turn`th of those who wait: the pool
   * is slow, and nothing is lost.
   */
  comesToIt({ since, stoodMs, scope }: Waiting, turn: number, now: number): boolean {
    const { turnMs, waitMs } = this.#works.settled;
    if (turnMs <= waitMs) return false;
    const longest = Math.min(since + stoodMs + turnMs, scope?.deadlineAt ?? Number.POSITIVE_INFINITY);
    return now < longest && now + this.#traffic.turnInMs(turn, now) <= longest;
  }

  /**
   * Connections are on their way: that is not a pool which is too small. A drop-in that knows of no scopes yet waits for
   * its own connect as in pg-pool, whatever becomes of it.
   */
  seesOneComing({ since, stoodMs }: Waiting, now: number): boolean {
    const { patienceMs, waitMs } = this.#works.settled;
    const enforces = this.#works.tell.mode() === "enforce";
    const longest = enforces ? Math.min(patienceMs, Math.max(waitMs, ENFORCED_MS)) : patienceMs;
    return now - since - stoodMs < longest && (enforces ? this.#connector.openingWell(now) : this.#connector.opening);
  }
}
