import { assemblePack } from "../fees/assemble-pack.ts";
import type { Gap, Grade, Pack, Source } from "../fees/pack.ts";
import type { PackReason } from "./pack-reasons.ts";

/** Something wrong in a pack: which check found it, in which file, at which row, and what it is. */
export type PackFinding = {
  readonly check: PackCheckName;
  readonly file: string;
  /** The id of the row, or a JSON pointer where there is none. */
  readonly at: string;
  readonly reason: PackReason;
};

export type PackCheckName =
  | "json"
  | "schema"
  | "ids"
  | "evidence"
  | "grade"
  | "dates"
  | "price"
  | "overlap"
  | "gap"
  | "wording"
  | "words"
  | "answer";

/** A folder of JSON files by their names without `.json`, as read. */
export type PackFolder = {
  readonly files: Readonly<Record<string, unknown>>;
  /** Files that are no JSON: name and why. */
  readonly broken: Readonly<Record<string, string>>;
};

/** A row of the sources that the pack does not use, with the reason. */
export type LeftOut = { readonly id: string; readonly grade: Grade; readonly source: Source; readonly reason: string };

/** A question of the charge contract, and as much of its answer as is settled. */
export type WorkedExample = {
  readonly question: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
};

/** A pack whose files keep to their schemas, with what is said about it beside it. */
export type ReadPack = {
  readonly pack: Pack;
  readonly leftOut: readonly LeftOut[];
  readonly gaps: readonly Gap[];
  readonly examples: readonly WorkedExample[];
};

/** Reads a folder whose files keep to their schemas. */
export function readPack({ files }: PackFolder): ReadPack {
  const pack = assemblePack((name) => files[name]);
  return {
    pack,
    leftOut: (files["left-out"] ?? []) as LeftOut[],
    gaps: pack.gaps ?? [],
    examples: (files["worked-examples"] ?? []) as WorkedExample[],
  };
}
