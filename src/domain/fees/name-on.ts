import type { CivilDate } from "../dates/civil-date.ts";
import { inSpan } from "../dates/civil-date.ts";
import type { DatedName, Service } from "./pack.ts";

/** What a service is called on a day: its name of that day where it has had several, else its one name. */
export const nameOn = ({ name, named = [] }: Pick<Service, "name" | "named">, on: CivilDate): string =>
  datedName(named, on) ?? name;

export const datedName = (named: readonly DatedName[], on: CivilDate): string | undefined =>
  named.find((one) => inSpan(one, on))?.name;

/** The language of a pack's own names. */
export const OWN_LANGUAGE = "en";

/** A name, and the language that it turned out to be in: `L`, or English. */
export type NameIn<L extends string> = { readonly text: string; readonly language: L | typeof OWN_LANGUAGE };

/** What a service is called on a day in a language; in English where the pack has no name of it, or none of that day. */
export function nameIn<L extends string>(
  service: Pick<Service, "name" | "named" | "said">,
  on: CivilDate,
  language: L,
): NameIn<L> {
  const dated = service.named?.find((one) => inSpan(one, on));
  const text = dated ? dated.said?.[language] : service.said?.[language]?.name;
  return text === undefined ? { text: nameOn(service, on), language: OWN_LANGUAGE } : { text, language };
}
