import type { Operators } from "./blockers.ts";
import type { Connector } from "./connector.ts";
import { PoolSaturated } from "./errors.ts";
import { heldNow } from "./held-now.ts";
import type { KnownHosts } from "./hosts.ts";
import type { LeakBook } from "./leak-book.ts";
import type { Lease } from "./lease.ts";
import type { Places } from "./places.ts";
import type { Traffic } from "./traffic.ts";
import { type Judged, judge } from "./verdict.ts";
import type { Works } from "./works.ts";

/** No statement may end for so long before the servers are asked who they are. */
const SILENCE_MS = 500;
const ASK_BLOCKERS_MS = 500;
const CLOSE_OPERATORS_MS = 2_000;

type Known = {
  readonly works: Works;
  readonly places: Places;
  readonly connector: Connector;
  readonly book: LeakBook;
  readonly traffic: Traffic;
  readonly operators: Operators | undefined;
  waiting(): number;
};

/** Why there is no connection: gathers what is known and lets verdict.ts judge. Asks the server only over other connections. */
export class Diagnosis {
  readonly #known: Known;
  #askedBlockersAt = 0;
  #bearsMs = SILENCE_MS;
  #silentSince: number | undefined;

  constructor(known: Known) {
    this.#known = known;
  }

  judged(now: number): Judged {
    const { works, places, connector, book, traffic, operators } = this.#known;
    return judge({
      held: [...places.leases].map((lease) => heldNow(lease, this.blockerOf(lease), now)),
      max: works.settled.max,
      lostToLeaks: book.cost(now),
      leakPlaces: book.recentPlaces(now),
      givenUp: [...places.dying].filter(({ abandoned }) => abandoned !== undefined).length,
      databaseDown: connector.failing || places.unanswered(now) || operators?.silent === true,
      ...traffic.compared(now),
    });
  }

  /** The line, or the backend, whose lock its statement waits for; undefined where none is known. */
  blockerOf(lease: Lease): string | undefined {
    return this.#known.operators?.blockerOf(lease);
  }

  saturated(since: number, now: number): PoolSaturated {
    const { works, places, waiting } = this.#known;
    const { settled } = works;
    const { verdict, places: lines } = this.judged(now);
    const words = settled.pgPoolWords
      ? "timeout exceeded when trying to connect"
      : `No connection came free in ${Math.round(now - since)} ms: ${verdict}${lines.length === 0 ? "" : ` (${lines.slice(0, 3).join(", ")})`}. ${places.leases.size} of ${settled.max} are out, ${waiting()} wait.`;
    return new PoolSaturated(words, Math.max(250, settled.waitMs), verdict, lines);
  }

  /** Called by the one timer. */
  tick(now: number): void {
    const { works, operators, places, waiting } = this.#known;
    if (works.hosts !== undefined) this.#hearSilence(now, works.hosts);
    if (waiting() > 0 && now - this.#askedBlockersAt > ASK_BLOCKERS_MS) {
      this.#askedBlockersAt = now;
      void operators?.ask([...places.leases], now);
    } else if (waiting() === 0 && now - this.#askedBlockersAt > CLOSE_OPERATORS_MS) operators?.rest();
  }

  rest(): void {
    this.#known.operators?.rest();
  }

  /** Nothing is answered: slow, locked, or a server that is frozen. Only asking it tells; each time after twice as long. */
  #hearSilence(now: number, hosts: KnownHosts): void {
    const { places, traffic, waiting } = this.#known;
    // Those who gave up meanwhile were not answered either.
    if (this.#silentSince !== undefined && traffic.answeredAt >= this.#silentSince) this.#silentSince = undefined;
    if (this.#silentSince === undefined) {
      this.#bearsMs = SILENCE_MS;
      const asks = waiting() > 0 || [...places.leases].some(({ slot }) => slot.asked.length > 0);
      if (asks) this.#silentSince = now;
    } else if (now - this.#silentSince > this.#bearsMs) {
      this.#bearsMs = 2 * (now - this.#silentSince);
      hosts.doubt();
    }
  }
}
