/** From so long on a late look is no busy moment: the program did one thing and heard nothing meanwhile. */
const STOOD_MS = 200;

/**
 * Whether the event loop stood still. In that time no answer was read, no connection returned and no caller served, so it
 * does not count as waiting: code that reads the clock afterwards subtracts that time before it refuses or cuts.
 */
export class Standstill {
  readonly #everyMs: number;
  #lookedAt = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** The timer that looks starts now. */
  begins(now: number): void {
    this.#lookedAt = now;
  }

  /** Called at each look: for how many milliseconds it stood still since the last one; 0 as a rule. */
  stood(now: number): number {
    const late = now - this.#lookedAt - this.#everyMs;
    this.#lookedAt = now;
    return late > STOOD_MS ? late : 0;
  }
}
