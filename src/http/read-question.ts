import { z } from "zod";
import type { When } from "../app/dated-pack.ts";
import { type RefusalCode, Refused } from "../app/refused.ts";
import { parseCivilDate } from "../domain/dates/civil-date.ts";
import { doorWords } from "../words/door-words.ts";
import type { Sayable } from "../words/page-words.ts";

/** A field given twice counts once, its last; an empty one is not given, as a form sends it. */
export const single = z.preprocess((value) => {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === "string" && last.trim() === "" ? undefined : last;
}, z.string().max(400).optional());

const day = single.transform((text, context) => {
  if (text === undefined) return undefined;
  const date = parseCivilDate(text.trim());
  if (!date)
    context.addIssue({
      code: "custom",
      params: {
        reason: /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
          ? { code: "refused.no_day", facts: { day: text.trim() } }
          : { code: "refused.day_form", facts: {} },
      },
    });
  return date;
});

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An instant, or a day: then all that was known when it ended. */
const instant = single.transform((text, context) => {
  if (text === undefined) return undefined;
  const value = text.trim().replace(" ", "+");
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T23:59:59.999Z` : value;
  // a month's 30th of February would be read as a day of March
  if (!INSTANT.test(value) || !parseCivilDate(value.slice(0, 10)) || Number.isNaN(Date.parse(whole))) {
    context.addIssue({ code: "custom", message: doorWords("problem.moment") });
    return undefined;
  }
  return new Date(whole).toISOString();
});

export const whenQuery = z.object({ on: day, known: instant });
export const sinceQuery = whenQuery.extend({ since: instant, service: single, bank: single });
export const searchQuery = whenQuery.extend({ q: single, lang: single });

const CODES: Readonly<Record<string, RefusalCode>> = { on: "bad_date", known: "bad_instant", since: "bad_instant" };

/** Reads a query with its schema; the first fault is refused with the name of its field. */
export function readQuestion<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given ?? {});
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const param = String(issue?.path[0] ?? "");
  const reason = issue?.code === "custom" ? (issue.params?.reason as Sayable | undefined) : undefined;
  const words = reason ?? issue?.message ?? doorWords("problem.question");
  throw new Refused(CODES[param] ?? "bad_field", param || null, words);
}

export const readWhen = (query: unknown): When => readQuestion(whenQuery, query);

const LONGEST = 60;

/** The fields of a query as a form sends them: each as one text, its last. */
export function textsOf(query: unknown): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === "string") values[key] = last.trim().slice(0, LONGEST);
  }
  return values;
}
