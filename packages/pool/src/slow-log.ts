import type { Lease } from "./lease.ts";
import { OnceAMinute } from "./once-a-minute.ts";
import { insides } from "./pg-insides.ts";
import { inScope, type ScopeName, scopeName } from "./scope.ts";

/** A statement that took longer than `slowMs`, joined to whoever asked for it. */
export type SlowStatement = {
  /** `file:line` of the application's checkout. */
  readonly place: string;
  readonly scope: ScopeName | undefined;
  /** Of the server's process that ran it. */
  readonly pid: number | null;
  readonly ms: number;
  /** Without its literals. */
  readonly statement: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export class SlowLog {
  readonly #lines: OnceAMinute;

  constructor(report: (line: string) => void) {
    this.#lines = new OnceAMinute(report);
  }

  note(lease: Lease, statement: string, ms: number, now: number): SlowStatement {
    const { place } = lease;
    const scope = scopeName(lease.owner);
    const pid = insides(lease.slot.client).processID ?? null;
    this.#lines.say(
      `${place} ${statement}`,
      now,
      (more) =>
        `pool: a statement from ${place}${inScope(scope)} took ${Math.round(ms)} ms in backend ${pid ?? "?"} (${statement}${more})`,
    );
    return { place, scope, pid, ms, statement, at: Date.now() };
  }
}
