import { OnceAMinute } from "./once-a-minute.ts";
import { placeOf } from "./place.ts";
import type { Ask } from "./waiting.ts";

/**
 * Work that asks for a connection after its request was answered: a promise that was not awaited, a timer or a shared
 * promise that a request happened to start. The line that asks is named before anything is taken, in either mode.
 */
export class LateWork {
  readonly #lines: OnceAMinute;

  constructor(report: (line: string) => void) {
    this.#lines = new OnceAMinute(report);
  }

  /** `then`: what becomes of it. */
  note({ scope, stack }: Pick<Ask, "scope" | "stack">, then: string, now: number): void {
    if (scope === undefined) return;
    const how = scope.howEnded ?? "settled";
    const ended = how === "aborted" || how === "deadline" ? `ended (${how})` : "been answered";
    this.#lines.say(
      `${then} ${scope.route}`,
      now,
      (more) =>
        `pool: a connection was asked for at ${placeOf(stack)} after "${scope.route}" had ${ended} (${then}${more}). Await it, or give it a scope of its own: pool.outside(work), or new Scope(name, { detached: true }).run(work)`,
    );
  }
}
