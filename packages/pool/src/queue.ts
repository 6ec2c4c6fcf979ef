// Who waits. FIFO for each route, round-robin between routes, so that one busy route cannot starve the others.

export type Waiter = {
  readonly route: string;
  /** When it came and until when it will wait, in the pool's milliseconds. */
  readonly since: number;
  readonly until: number;
  /** Where it stands; the queue's own. */
  place: Place | undefined;
};

/** A place in the line of a route, and its neighbours. */
export type Place = { readonly waiter: Waiter; before: Place | undefined; behind: Place | undefined };

/** Those of one route. A linked list: a busy pool puts one in and takes one out for every statement. */
class RouteLine<W extends Waiter> {
  readonly route: string;
  size = 0;
  #first: Place | undefined;
  #last: Place | undefined;

  constructor(route: string) {
    this.route = route;
  }

  get first(): W | undefined {
    return this.#first?.waiter as W | undefined;
  }

  push(waiter: W): void {
    const place: Place = { waiter, before: this.#last, behind: undefined };
    if (this.#last === undefined) this.#first = place;
    else this.#last.behind = place;
    this.#last = place;
    waiter.place = place;
    this.size++;
  }

  take(waiter: W): void {
    const { before, behind } = waiter.place as Place;
    if (before === undefined) this.#first = behind;
    else before.behind = behind;
    if (behind === undefined) this.#last = before;
    else behind.before = before;
    waiter.place = undefined;
    this.size--;
  }

  *[Symbol.iterator](): Generator<W> {
    for (let place = this.#first; place !== undefined; place = place.behind) yield place.waiter as W;
  }
}

export class WaitQueue<W extends Waiter> {
  /** Lines by route, the one whose turn it is first. An empty line stays only while it is the last: its route asks again. */
  readonly #routes = new Map<string, RouteLine<W>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(waiter: W): void {
    let line = this.#routes.get(waiter.route);
    if (line === undefined) {
      if (this.#size === 0) this.#routes.clear();
      line = new RouteLine(waiter.route);
      this.#routes.set(waiter.route, line);
    }
    line.push(waiter);
    this.#size++;
  }

  /** True when it was still waiting. */
  remove(waiter: W): boolean {
    const line = this.#routes.get(waiter.route);
    if (line === undefined || waiter.place === undefined) return false;
    this.#take(line, waiter);
    return true;
  }

  #take(line: RouteLine<W>, waiter: W): void {
    line.take(waiter);
    this.#size--;
    if (line.size === 0 && this.#routes.size > 1) this.#routes.delete(line.route);
  }

  /** Takes the next one of a route that is admitted; that route then goes to the end of the round. */
  next(admitted: (route: string) => boolean): W | undefined {
    for (const line of this.#routes.values()) {
      const { first, route } = line;
      if (first === undefined || !admitted(route)) continue;
      this.#take(line, first);
      if (line.size > 0 && this.#routes.size > 1) {
        this.#routes.delete(route);
        this.#routes.set(route, line);
      }
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
