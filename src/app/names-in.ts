import { nameIn } from "../domain/fees/name-on.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import type { DatedPack } from "./dated-pack.ts";

/** Names of services on a day in a language other than English, by id; those that it has no name for are not here. */
export function namesIn(
  { pack, on }: Pick<DatedPack, "pack" | "on">,
  language: Language,
): Readonly<Record<string, string>> {
  if (language === ENGLISH) return {};
  const names = pack.services.map((one) => [one.id, nameIn(one, on, language)] as const);
  return Object.fromEntries(names.flatMap(([id, name]) => (name.language === language ? [[id, name.text]] : [])));
}
