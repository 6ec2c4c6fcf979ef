import type { Connector } from "./connector.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Places } from "./places.ts";
import type { WaitQueue } from "./queue.ts";
import type { Reclaim } from "./reclaim.ts";
import { Standstill } from "./standstill.ts";
import type { Traffic } from "./traffic.ts";
import type { Waiting } from "./waiting.ts";
import type { Works } from "./works.ts";

export const TICK_MS = 20;

export type Swept = {
  readonly works: Works;
  readonly queue: WaitQueue<Waiting>;
  readonly places: Places;
  readonly connector: Connector;
  readonly reclaim: Reclaim;
  readonly traffic: Traffic;
  readonly diagnosis: Diagnosis;
  /** Its wait, or its scope's deadline, is over; it is served as the `turn`th from now. */
  tooLate(waiting: Waiting, turn: number, now: number): void;
};

/**
 * The one timer. It runs only while something is out or waits: it refuses who waited too long, takes back what is past its
 * deadline and closes what does not answer. No timer a lease.
 */
export class Sweep {
  readonly #swept: Swept;
  readonly #standstill = new Standstill(TICK_MS);
  #stop: (() => void) | undefined;

  constructor(swept: Swept) {
    this.#swept = swept;
  }

  start(): void {
    if (this.#stop !== undefined) return;
    const { machine } = this.#swept.works;
    this.#standstill.begins(machine.now());
    this.#stop = machine.every(TICK_MS, () => this.#look());
  }

  stop(): void {
    this.#swept.diagnosis.rest();
    this.#stop?.();
    this.#stop = undefined;
  }

  #look(): void {
    const { works, queue, places, connector, reclaim, traffic, diagnosis } = this.#swept;
    const now = works.machine.now();
    const stood = this.#standstill.stood(now);
    if (stood > 0) this.#giveTimeBack(stood, now);
    for (const slot of [...places.dying, ...places.live])
      if (slot.until <= now) {
        if (slot.state === "connecting") connector.abandon(slot);
        else reclaim.tooLong(slot, now);
      }
    for (const { waiter, turn } of [...queue.late(now)]) this.#swept.tooLate(waiter, turn, now);
    for (const lease of [...places.leases]) reclaim.look(lease, now);
    if (works.ending) works.pulse();
    traffic.tick(now, diagnosis.crowded);
    diagnosis.tick(now);
    if (queue.size === 0 && places.quiet) this.stop();
  }

  #giveTimeBack(ms: number, now: number): void {
    const { places, queue } = this.#swept;
    for (const slot of [...places.dying, ...places.live]) slot.stood(ms);
    for (const waiting of queue) waiting.stood(ms, now);
    for (const lease of places.leases) {
      if (lease.onTrial) lease.takeAt += ms;
      lease.owner?.stood(ms, now);
    }
  }
}
