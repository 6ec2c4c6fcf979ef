import type { Places } from "./places.ts";
import type { Works } from "./works.ts";

/** Idle connections past their time and old ones leave; `min` stay. One timer, set for the next that may be due. */
export class Reaper {
  readonly #works: Works;
  readonly #places: Places;
  #at = Number.POSITIVE_INFINITY;
  #stop: (() => void) | undefined;

  constructor(works: Works, places: Places) {
    this.#works = works;
    this.#places = places;
  }

  stop(): void {
    this.#stop?.();
  }

  when(at: number): void {
    if (at >= this.#at) return;
    const { machine, settled } = this.#works;
    this.#stop?.();
    this.#at = at;
    this.#stop = machine.after(
      Math.max(0, at - machine.now()),
      !settled.allowExitOnIdle && this.#places.idle.length > 0,
      () => {
        this.#at = Number.POSITIVE_INFINITY;
        this.#reap();
      },
    );
  }

  #reap(): void {
    const { machine, settled, tell } = this.#works;
    const { idle, live } = this.#places;
    const now = machine.now();
    const { idleMs, maxLifetimeMs, min } = settled;
    for (const slot of [...idle]) {
      // Whoever was told of the one before may have made the pool lend this one.
      if (slot.state !== "idle") continue;
      const old = now - slot.createdAt >= maxLifetimeMs;
      if (!old && (now - slot.idleSince < idleMs - 1 || live.size <= min)) continue;
      this.#places.notIdle(slot);
      this.#places.retire(slot);
      // Last: the `log` function is the program's own code and may call back into the pool.
      tell.log(old ? "ending client due to expired lifetime" : "remove idle client");
    }
    let next = Number.POSITIVE_INFINITY;
    if (live.size > min) for (const slot of idle) next = Math.min(next, slot.idleSince + idleMs);
    for (const slot of live)
      if (now - slot.createdAt < maxLifetimeMs) next = Math.min(next, slot.createdAt + maxLifetimeMs);
    if (next < Number.POSITIVE_INFINITY) this.when(next);
    this.#works.pulse();
  }
}
