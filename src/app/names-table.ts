import { OWN_LANGUAGE } from "../domain/fees/name-on.ts";
import { day, must, type OpenTable } from "../domain/fees/open-tables.ts";
import type { Pack } from "../domain/fees/pack.ts";

/** What each service is called, in English and in every other language that has a name for it. */
export const namesTable = (pack: Pack): OpenTable => ({
  name: "names",
  columns: [must("service"), must("language"), must("name"), day("from"), day("until")],
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
