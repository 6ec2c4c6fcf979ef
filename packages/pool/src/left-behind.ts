import type { Lease } from "./lease.ts";
import { OnceAMinute } from "./once-a-minute.ts";

/**
 * What a connection came back with and the pool undoes, where the program may have meant it to last: pg-pool hands an open
 * transaction or a setting on, so a program whose statements happened to meet on one connection has worked by luck.
 */
export class LeftBehind {
  readonly #lines: OnceAMinute;

  constructor(report: (line: string) => void) {
    this.#lines = new OnceAMinute(report);
  }

  transaction({ kind, place, statement }: Lease, now: number): void {
    const what =
      kind === "query"
        ? `a transaction that pool.query began at ${place} was rolled back: the next pool.query may run on another connection. Use pool.transaction(), or one client for all of it`
        : `a connection checked out at ${place} was given back inside a transaction, which was rolled back`;
    this.#lines.say(`transaction ${place}`, now, (more) => `pool: ${what} (last statement: ${statement}${more})`);
  }

  /** Only what can have been meant for others: a setting by `pool.query`, whose connection its caller never sees. */
  setting({ kind, place, statement }: Lease, now: number): void {
    if (kind !== "query" || !/^set\s/i.test(statement)) return;
    this.#lines.say(
      `setting ${place}`,
      now,
      (more) =>
        `pool: what pool.query set at ${place} was reset: it held for that one connection. Set it for all by options, onConnect or ALTER ROLE (${statement}${more})`,
    );
  }

  unread({ place, statement }: Lease, now: number): void {
    this.#lines.say(
      `unread ${place}`,
      now,
      (more) =>
        `pool: a connection checked out at ${place} was given back with a cursor, stream or COPY that nobody brought to its end, and was closed: close or destroy it first (${statement}${more})`,
    );
  }
}
