import { OWN_LANGUAGE } from "../domain/fees/name-on.ts";
import { day, must, type OpenTable } from "../domain/fees/open-tables.ts";
import type { Pack } from "../domain/fees/pack.ts";

/** What each service is called, in English and in every other language that has a name for it. */
export const namesTable = (pack: Pack): OpenTable => ({
  name: "names",
  title: "Names of services by language",
  says: "What each service is called: in English, and in every other language that we have a name in. A name that held for some days only has these days.",
  columns: [
    must("service", "Id of the service"),
    must("language", "Of the name, as BCP 47 writes it: en is English, pcm Nigerian Pidgin"),
    must("name", "Its name in that language"),
    day("from", "The first day of that name; empty: it has no first day"),
    day("until", "The first day on which it was its name no more; empty: it has none"),
  ],
  key: ["service", "language", "name"],
  rows: pack.services.flatMap(({ id, name, said = {}, named = [] }) => [
    [id, OWN_LANGUAGE, name, null, null],
    ...Object.entries(said).map(([language, one]) => [id, language, one.name, null, null]),
    ...named.flatMap((one) => [
      [id, OWN_LANGUAGE, one.name, one.from, one.until],
      ...Object.entries(one.said ?? {}).map(([language, text]) => [id, language, text, one.from, one.until]),
    ]),
  ]),
});
