// Who waits. FIFO for each route, round-robin between routes, so that one busy route cannot starve the others.

export type Waiter = {
  readonly route: string;
  /** When it came and until when it will wait, in the pool's milliseconds. */
  readonly since: number;
  readonly until: number;
};

export class WaitQueue<W extends Waiter> {
  /** The route whose turn it is comes first. */
  readonly #routes = new Map<string, Set<W>>();
  /** An empty line of a route that has nobody left: the next route takes it, as a pool with room does for every caller. */
  #spare: Set<W> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(waiter: W): void {
    let line = this.#routes.get(waiter.route);
    if (line === undefined) {
      line = this.#spare ?? new Set();
      this.#spare = undefined;
      this.#routes.set(waiter.route, line);
    }
    line.add(waiter);
    this.#size++;
  }

  /** True when it was still waiting. */
  remove(waiter: W): boolean {
    const line = this.#routes.get(waiter.route);
    if (!line?.delete(waiter)) return false;
    if (line.size === 0) this.#routes.delete(waiter.route);
    this.#size--;
    return true;
  }

  /** Takes the next one of a route that is admitted; that route then goes to the end of the round. */
  next(admitted: (route: string) => boolean): W | undefined {
    for (const [route, line] of this.#routes) {
      if (!admitted(route)) continue;
      const first = line.values().next().value;
      if (first === undefined) continue;
      line.delete(first);
      if (line.size === 0) {
        this.#routes.delete(route);
        this.#spare = line;
      } else if (this.#routes.size > 1) {
        this.#routes.delete(route);
        this.#routes.set(route, line);
      }
      this.#size--;
      return first;
    }
    return undefined;
  }

  /** Those who have waited long enough, each with the number of callers who are served until it is, itself among them. */
  *late(now: number): Generator<{ readonly waiter: W; readonly turn: number }> {
    for (const line of this.#routes.values()) {
      let place = 0;
      for (const waiter of line) {
        place++;
        if (waiter.until <= now) yield { waiter, turn: this.#turn(place) };
      }
    }
  }

  /** Routes take turns: of every other one as many come first as stand before it in its own. */
  #turn(place: number): number {
    let turn = 0;
    for (const line of this.#routes.values()) turn += Math.min(line.size, place);
    return turn;
  }

  *[Symbol.iterator](): Generator<W> {
    for (const line of this.#routes.values()) yield* line;
  }
}
