import type { Condition } from "./alert-conditions.ts";

/** One thing to tell: that it began (or still is), or that it is over. `startsAt`, `endsAt`: milliseconds since 1970. */
export type Alert = Omit<Condition, "forMs"> & {
  readonly status: "firing" | "resolved";
  readonly startsAt: number;
  readonly endsAt: number | undefined;
};

type Known = { condition: Condition; since: number; lastAt: number; toldAt: number | undefined };

/** What comes and goes within this time is one. */
const GAP_MS = 11_000;
/** An alert that still fires is sent again after this time, in case a message was lost. */
const AGAIN_MS = { page: 3_600_000, ticket: 12 * 3_600_000 };

export const keyOf = ({ name, place }: Pick<Condition, "name" | "place">): string => `${name} ${place ?? ""}`;

/**
 * An alert is pending, then firing, then resolved. It is pending from the first look that finds it until it has lasted
 * `forMs`, gaps of up to eleven seconds included; firing is sent once, and again after an hour (a ticket: twelve); it is
 * resolved, and that is sent once, when no look has found it for eleven seconds. One that never fired sends nothing.
 */
export class AlertBook {
  readonly #known = new Map<string, Known>();

  /** Returns the alerts to be sent now. */
  look(conditions: readonly Condition[], now: number): Alert[] {
    for (const condition of conditions) {
      const known = this.#known.get(keyOf(condition));
      if (known === undefined)
        this.#known.set(keyOf(condition), { condition, since: now, lastAt: now, toldAt: undefined });
      else Object.assign(known, { condition, lastAt: now });
    }
    return [...this.#known].flatMap(([key, known]) => this.#judge(key, known, now));
  }

  /** What was told and is not over, the longest first. */
  get ringing(): Alert[] {
    return [...this.#known.values()].flatMap(({ condition, since, toldAt }) => {
      const { forMs: _, ...alert } = condition;
      return toldAt === undefined ? [] : [{ ...alert, status: "firing" as const, startsAt: since, endsAt: undefined }];
    });
  }

  #judge(key: string, known: Known, now: number): Alert[] {
    const { condition, since, lastAt, toldAt } = known;
    const { forMs, ...alert } = condition;
    if (now - lastAt > GAP_MS) {
      this.#known.delete(key);
      return toldAt === undefined ? [] : [{ ...alert, status: "resolved", startsAt: since, endsAt: lastAt }];
    }
    // Only while it is seen: what has just gone may be over.
    const due = toldAt === undefined ? now - since >= forMs : now - toldAt >= AGAIN_MS[condition.severity];
    if (!due || lastAt !== now) return [];
    known.toldAt = now;
    return [{ ...alert, status: "firing", startsAt: since, endsAt: undefined }];
  }
}
