import { COUNTS } from "./charge-question.ts";

/** A fact as an address or a flag has it, which is text: the contract wants numbers for counts, true or false for yes and no. */
export function factOfText(name: string, text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return COUNTS.has(name) && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Fields of a question that stand beside its facts. */
const FIELDS: readonly string[] = [
  "id",
  "jurisdiction",
  "service",
  "on",
  "amount",
  "account",
  "bank",
  "product",
  "currency",
  "lang",
];

/**
 * A question of the charge contract from the fields of an address. What is no field of it and no fact is a fact by an unknown
 * name, and is refused as one.
 */
export function questionOfTexts(given: Readonly<Record<string, string>>): Record<string, unknown> {
  const question: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(given)) {
    if (text === "") continue;
    if (FIELDS.includes(name)) question[name] = text;
    else if (name === "whole") question.whole = text === "true";
    else facts[name] = factOfText(name, text);
  }
  return Object.keys(facts).length > 0 ? { ...question, facts } : question;
}
