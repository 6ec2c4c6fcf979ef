import { join } from "node:path";
import { readFolder } from "../../src/cli/data.ts";
import { packSchemas } from "../../src/cli/pack-schema.ts";
import type { PackFolder } from "../../src/domain/pack-check/pack-folder.ts";
import { ROOT } from "./tracked-files.ts";

export const SCHEMAS = packSchemas(join(ROOT, "data/schema"));

// biome-ignore lint/suspicious/noExplicitAny: a test breaks rows on purpose, in ways their types forbid
export type LooseFiles = Record<string, any>;

/** The folder of the Nigerian pack, with a change made to it: a copy, so that a test may break it. */
export function shippedFolder(change: (files: LooseFiles) => void = () => {}): PackFolder {
  const { files, broken } = readFolder(join(ROOT, "data/ng"));
  const copy = structuredClone(files) as LooseFiles;
  change(copy);
  return { files: copy, broken };
}

/** The row of a file with an id (of a gap or example: its service or question's id). */
export function rowOf(files: LooseFiles, file: string, id: string): LooseFiles {
  const rows = files[file] as LooseFiles[];
  const row = rows.find((one) => (one.id ?? one.service ?? one.question?.id) === id);
  if (!row) throw new Error(`${file}.json has no row ${id}`);
  return row;
}
