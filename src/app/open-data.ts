import { madeOnce } from "../domain/audit/made-once.ts";
import { OPEN_TABLES, type OpenTable, type TableColumn } from "../domain/fees/open-tables.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { CELLS } from "../words/en/cells.ts";
import { TABLES as WORDS } from "../words/en/tables.ts";
import { changeSidesTable, changesTable } from "./changes-table.ts";
import { namesTable } from "./names-table.ts";

/** A table with what it and each of its columns say. */
export type ToldTable = Omit<OpenTable, "columns"> & {
  readonly title: string;
  readonly says: string;
  readonly columns: readonly ToldColumn[];
};
export type ToldColumn = TableColumn & { readonly says: string };

const TABLES: Readonly<Record<OpenTable["name"], (pack: Pack) => OpenTable>> = {
  ...OPEN_TABLES,
  fees: (pack) => OPEN_TABLES.fees(pack, CELLS),
  rules: (pack) => OPEN_TABLES.rules(pack, CELLS),
  names: namesTable,
  changes: changesTable,
  "change-sides": changeSidesTable,
};
const made = new WeakMap<Pack, Map<string, ToldTable>>();

/** One table of the facts by its name; made once for each pack. */
export const tableOf = (pack: Pack, name: OpenTable["name"]): ToldTable =>
  madeOnce(
    madeOnce(made, pack, () => new Map<string, ToldTable>()),
    name,
    () => told(TABLES[name](pack)),
  );

/** All facts as tables, those of changes among them. */
export const openData = (pack: Pack): readonly ToldTable[] =>
  (Object.keys(TABLES) as OpenTable["name"][]).map((name) => tableOf(pack, name));

function told({ columns, ...table }: OpenTable): ToldTable {
  const { title, says, columns: sayings } = WORDS[table.name];
  const words: Readonly<Record<string, string>> = sayings;
  return { ...table, title, says, columns: columns.map((one) => ({ ...one, says: words[one.name] ?? "" })) };
}
