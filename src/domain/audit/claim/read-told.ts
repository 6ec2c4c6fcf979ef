/** What a form tells, read by the names of its questions. */
import { type FactName, type ToldFact, toldName } from "../told-facts.ts";

/** What each fact may be; of `bank` the pack knows the values. */
const FACT_VALUES: Readonly<Record<Exclude<FactName, "bank">, readonly string[]>> = {
  account: ["savings", "current", "domiciliary"],
  locality: ["on_site", "off_site"],
  sameOwner: ["yes", "no"],
};

const NAME = /^fact\.(\d{1,6})(?:\.(\d{1,7}))?\.(bank|account|locality|sameOwner)$/;

/** The facts that a form tells; fields of another name, and values that a fact cannot have, tell nothing. */
export function readTold(
  fields: Iterable<readonly [name: string, value: string]>,
  banks: readonly string[],
): ToldFact[] {
  const told: ToldFact[] = [];
  for (const [name, value] of fields) {
    const [, place, row, fact] = NAME.exec(name) ?? [];
    if (place === undefined || fact === undefined) continue;
    const ofRow = fact === "locality" || fact === "sameOwner";
    const values = fact === "bank" ? banks : FACT_VALUES[fact as Exclude<FactName, "bank">];
    if (ofRow !== (row !== undefined) || !values.includes(value)) continue;
    told.push({ place: Number(place), row: row === undefined ? null : Number(row), fact: fact as FactName, value });
  }
  return told;
}

const TEXT = /^(?:(\d{1,6})\.)?(\d{1,7})\.(locality|sameOwner)=(\S+)$/;

/**
 * Reads a fact as it is given to the command: `17.locality=on_site` of the payment in row 17; of another statement than the
 * first with its number before it, from 0: `1.17.sameOwner=yes`. Null where it is no such fact.
 */
export function readToldText(text: string): ToldFact | null {
  const [, place = "0", row, fact, value = ""] = TEXT.exec(text) ?? [];
  return readTold([[`fact.${place}.${row}.${fact}`, value]], [])[0] ?? null;
}

/** What was told before, with the answers of a form in the place of what it asks again. */
export function tellAgain(
  before: readonly ToldFact[],
  fields: readonly (readonly [name: string, value: string])[],
  banks: readonly string[],
): readonly ToldFact[] {
  const asked = new Set(fields.map(([name]) => name));
  return [...before.filter((one) => !asked.has(toldName(one))), ...readTold(fields, banks)];
}
