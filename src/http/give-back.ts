import type { FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import type { GivenBack } from "../web/ui/field.tsx";
import { ENGLISH, type Language } from "../words/languages.ts";
import { textsOf } from "./read-question.ts";

/**
 * Asks for a page with what a form sent. A field of `fields` that is refused is left out and the question asked again: so
 * each fault is named, and what was right stays in the form. A fault in anything else is thrown as it comes.
 */
export async function askOrGiveBack<T, V = unknown>(
  query: Readonly<Record<string, V>>,
  fields: readonly string[],
  ask: (given: Readonly<Record<string, V>>) => Promise<T>,
  language: Language = ENGLISH,
): Promise<GivenBack & { readonly view: T }> {
  const given = { ...query };
  const wrong: Record<string, string> = {};
  const typed: Record<string, string> = {};
  for (;;)
    try {
      return { view: await ask(given), wrong, typed };
    } catch (error) {
      const field = error instanceof Refused ? error.param : null;
      if (!(error instanceof Refused) || field === null || !fields.includes(field) || !(field in given)) throw error;
      wrong[field] = error.in(language);
      typed[field] = textsOf({ [field]: given[field] })[field] ?? "";
      delete given[field];
    }
}

export const queryOf = (request: FastifyRequest): Readonly<Record<string, unknown>> =>
  (request.query ?? {}) as Record<string, unknown>;
