import type { CivilDate } from "../dates/civil-date.ts";
import { inSpan } from "../dates/civil-date.ts";
import type { DatedName, Service } from "./pack.ts";

/** What a service is called on a day: its name of that day where it has had several, else its one name. */
export const nameOn = ({ name, named = [] }: Pick<Service, "name" | "named">, on: CivilDate): string =>
  datedName(named, on) ?? name;

export const datedName = (named: readonly DatedName[], on: CivilDate): string | undefined =>
  named.find((one) => inSpan(one, on))?.name;
