import { z } from "zod";
import { COMPONENTS } from "./components.ts";
import type { Found } from "./probe.ts";

const day = z.object({ checks: z.int().min(0), failed: z.int().min(0) });
const component = z.object({
  works: z.boolean(),
  /** When `works` last became what it is; milliseconds since 1970, as every instant here. */
  since: z.number(),
  days: z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), day),
});
export const historyShape = z.object({ checkedAt: z.number(), components: z.record(z.string(), component) });
export type History = z.infer<typeof historyShape>;
export type Day = { readonly on: string; readonly checks: number; readonly failed: number };

export const NO_HISTORY: History = { checkedAt: 0, components: {} };
export const DAYS = 90;
const DAY_MS = 86_400_000;

/** The last 90 civil days up to this one, oldest first. */
export const lastDays = (today: string): string[] =>
  Array.from({ length: DAYS }, (_, i) =>
    new Date(Date.parse(`${today}T12:00:00Z`) - (DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );

/** The history with one more look in it. Days that are older than 90 leave. */
export function withLook(history: History, found: readonly Found[], at: number, today: string): History {
  const kept = new Set(lastDays(today));
  const components = found.map(({ id, works }) => {
    const before = history.components[id];
    const days = Object.fromEntries(Object.entries(before?.days ?? {}).filter(([on]) => kept.has(on)));
    const { checks, failed } = days[today] ?? { checks: 0, failed: 0 };
    days[today] = { checks: checks + 1, failed: failed + (works ? 0 : 1) };
    const since = before?.works === works ? before.since : at;
    return [id, { works, since, days }] as const;
  });
  return { checkedAt: at, components: Object.fromEntries(components) };
}

/** The 90 days of one component; a day without a look has `checks` 0, and nothing is said of it. */
export const daysOf = (history: History, id: string, today: string): Day[] =>
  lastDays(today).map((on) => ({ on, ...(history.components[id]?.days[on] ?? { checks: 0, failed: 0 }) }));

/** What did not work at the last look. */
export const brokenIn = (history: History) => COMPONENTS.filter(({ id }) => history.components[id]?.works === false);
