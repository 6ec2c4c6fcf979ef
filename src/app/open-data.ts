import { madeOnce } from "../domain/audit/made-once.ts";
import { OPEN_TABLES, type OpenTable } from "../domain/fees/open-tables.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { changeSidesTable, changesTable } from "./changes-table.ts";
import { namesTable } from "./names-table.ts";

const TABLES: Readonly<Record<OpenTable["name"], (pack: Pack) => OpenTable>> = {
  ...OPEN_TABLES,
  names: namesTable,
  changes: changesTable,
  "change-sides": changeSidesTable,
};
const made = new WeakMap<Pack, Map<string, OpenTable>>();

/** One table of the facts by its name; made once for each pack. */
export const tableOf = (pack: Pack, name: OpenTable["name"]): OpenTable =>
  madeOnce(
    madeOnce(made, pack, () => new Map<string, OpenTable>()),
    name,
    () => TABLES[name](pack),
  );

/** All facts as tables, those of changes among them. */
export const openData = (pack: Pack): readonly OpenTable[] =>
  (Object.keys(TABLES) as OpenTable["name"][]).map((name) => tableOf(pack, name));
