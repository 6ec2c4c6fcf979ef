import type { Answered } from "../ops-metrics.ts";

/** What came of one route in the last minute. */
export type RouteNow = {
  readonly route: string;
  readonly answered: number;
  /** Answers of 500 and above but 503: faults. */
  readonly failed: number;
  /** Answers 429 and 503. */
  readonly turnedAway: number;
  readonly slowestMs: number;
};

const PART_MS = 10_000;
const PARTS = 6;
/** Patterns of routes are few; whatever is beyond is counted together. */
const MOST_ROUTES = 200;
const OTHERS = "others";

type Part = { part: number; answered: number; failed: number; turnedAway: number; slowestMs: number };

export const isTurnedAway = (status: number): boolean => status === 429 || status === 503;
export const isFailed = (status: number): boolean => status >= 500 && !isTurnedAway(status);

/** Answers by route over the last minute, in parts of ten seconds. */
export class RouteTraffic {
  readonly #routes = new Map<string, Part[]>();

  answered({ method, route, status, seconds }: Answered, now: number): void {
    const name = `${method} ${route}`;
    const key = this.#routes.has(name) || this.#routes.size < MOST_ROUTES ? name : OTHERS;
    const parts = this.#routes.get(key) ?? [];
    this.#routes.set(key, parts);
    const part = Math.floor(now / PART_MS);
    let own = parts.at(-1);
    if (own === undefined || own.part < part) {
      own = { part, answered: 0, failed: 0, turnedAway: 0, slowestMs: 0 };
      parts.push(own);
      if (parts.length > PARTS) parts.shift();
    }
    own.answered++;
    if (isFailed(status)) own.failed++;
    if (isTurnedAway(status)) own.turnedAway++;
    own.slowestMs = Math.max(own.slowestMs, seconds * 1_000);
  }

  /** Routes that answered in the last minute, most first. */
  now(now: number): RouteNow[] {
    const oldest = Math.floor(now / PART_MS) - PARTS;
    const found: RouteNow[] = [];
    for (const [route, parts] of this.#routes) {
      const recent = parts.filter(({ part }) => part > oldest);
      if (recent.length === 0) continue;
      const sum = (pick: (part: Part) => number) => recent.reduce((all, part) => all + pick(part), 0);
      found.push({
        route,
        answered: sum((part) => part.answered),
        failed: sum((part) => part.failed),
        turnedAway: sum((part) => part.turnedAway),
        slowestMs: Math.max(...recent.map((part) => part.slowestMs)),
      });
    }
    return found.sort((a, b) => b.answered - a.answered);
  }
}
