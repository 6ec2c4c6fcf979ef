import type { LeakBook } from "./leak-book.ts";

/** How long a route must not have leaked so much before it is let out again. */
const BEHAVED_MS = 30_000;

/** Routes that leak so much that they would eat the pool get a small share of their own, until they behave. */
export class Quarantine {
  readonly #routes = new Map<string, { until: number }>();
  readonly #book: LeakBook;
  readonly #max: number;

  constructor(book: LeakBook, max: number) {
    this.#book = book;
    this.#max = max;
  }

  /** How many connections a route in quarantine may hold at once. */
  get share(): number {
    return Math.max(1, Math.floor(this.#max / 5));
  }

  /** Looks at a route that has just leaked; true when it is newly in. */
  leaked(route: string, now: number): boolean {
    if (this.#book.cost(now, route) < this.#max / 2) return false;
    const known = this.has(route, now) ? this.#routes.get(route) : undefined;
    this.#routes.set(route, { until: Math.max(known?.until ?? 0, now + BEHAVED_MS) });
    return known === undefined;
  }

  /** By hand: until it is let out by hand. */
  set(route: string, on: boolean): void {
    if (on) this.#routes.set(route, { until: Number.POSITIVE_INFINITY });
    else this.#routes.delete(route);
  }

  has(route: string, now: number): boolean {
    const known = this.#routes.get(route);
    if (known === undefined) return false;
    if (known.until > now) return true;
    this.#routes.delete(route);
    return false;
  }

  list(now: number): string[] {
    return [...this.#routes.keys()].filter((route) => this.has(route, now));
  }
}
