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
/** While no caller waits, this many unanswered questions in a row count as silence: on a busy machine one may come late. */
const SILENCES = 2;
/** Nothing was answered for so long though something was asked: whether the server answers at all is asked elsewhere. */
const MUTE_MS = 1_000;
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
  /** The next time that nothing is answered it is asked again after so long: twice as long each time, if it was only slow. */
  #muteMs = MUTE_MS;
  #bearsMs = SILENCE_MS;
  #silentSince: number | undefined;

  constructor(known: Known) {
    this.#known = known;
  }

  judged(now: number): Judged {
    const { works, places, connector, book, traffic } = this.#known;
    return judge({
      held: [...places.leases].map((lease) => heldNow(lease, this.blockerOf(lease, now), now)),
      max: works.settled.max,
      lostToLeaks: book.cost(now),
      leakPlaces: book.recentPlaces(now),
      givenUp: [...places.dying].filter(({ abandoned }) => abandoned !== undefined).length,
      databaseDown: connector.failing || places.unanswered(now) || this.silent,
      ...traffic.compared(now),
    });
  }

  /** The line, or the backend, whose lock its statement waits for, or waited for until just now; undefined where none is known. */
  blockerOf(lease: Lease, now: number): string | undefined {
    return this.#known.operators?.blockerOf(lease, now);
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

  /** Somebody waits for a connection, here or at the program's own door. */
  get crowded(): boolean {
    return this.#known.waiting() > 0;
  }

  /** Called by the one timer. */
  tick(now: number): void {
    const { works, operators, places, waiting } = this.#known;
    if (works.hosts !== undefined) this.#hearSilence(now, works.hosts);
    const mute = this.#mute(now);
    if ((waiting() > 0 || mute) && now - this.#askedBlockersAt > ASK_BLOCKERS_MS) {
      this.#askedBlockersAt = now;
      if (mute) this.#muteMs *= 2;
      void operators?.ask([...places.leases], now);
    } else if (waiting() === 0 && !this.silent && now - this.#askedBlockersAt > CLOSE_OPERATORS_MS) operators?.rest();
  }

  /** The server answers nothing, over the operators' connection either. What it answers to others says that it is only busy. */
  get silent(): boolean {
    const { operators, traffic, waiting } = this.#known;
    if (operators?.silent !== true || traffic.answeredAt >= operators.askedAt) return false;
    return waiting() > 0 || operators.silences >= SILENCES;
  }

  /** Something was asked a while ago and nothing has been answered since; or nothing was answered when that was asked. */
  #mute(now: number): boolean {
    const { places, traffic, operators } = this.#known;
    let oldest = now;
    for (const slots of [places.live, places.dying])
      for (const { asked } of slots) if (asked[0] !== undefined) oldest = Math.min(oldest, asked[0].since);
    const since = Math.max(oldest, traffic.answeredAt);
    if (oldest === now || now - since < MUTE_MS) this.#muteMs = MUTE_MS;
    // a first question that was not answered is asked again at once
    const again = (operators?.silences ?? 0) > 0;
    return again || (oldest < now && now - since > this.#muteMs);
  }

  rest(): void {
    this.#known.operators?.rest();
  }

  /** Nothing is answered: slow, locked, or a server that is frozen. Only asking it decides; the interval doubles each time. */
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
