import { type Alert, AlertBook } from "./alert-book.ts";
import { conditionsOf, type Seen } from "./alert-conditions.ts";

/** Whoever hears of alerts as they begin and end. */
export type Hears = { add(alerts: readonly Alert[]): void };

/**
 * Looks at what the process knows of itself each time that it is called, once a second, and reports what is wrong and when
 * it is over. A process that is dead or hangs cannot report itself; `openfees status` on another machine does.
 */
export class OwnAlerts {
  readonly #book = new AlertBook();
  readonly #hearers: readonly Hears[];

  constructor(hearers: readonly Hears[]) {
    this.#hearers = hearers;
  }

  look(seen: Seen, now = Date.now()): void {
    const alerts = this.#book.look(conditionsOf(seen, now), now);
    for (const hearer of this.#hearers) hearer.add(alerts);
  }

  /** What goes on at this moment and has been told. */
  get ringing(): readonly Alert[] {
    return this.#book.ringing;
  }
}
